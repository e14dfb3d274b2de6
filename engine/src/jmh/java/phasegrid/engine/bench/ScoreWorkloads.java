package phasegrid.engine.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.FieldMixture;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.PointSet;
import phasegrid.engine.linear.RowBlocks;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** Whole reverse steps: the score of a state, and the step that it drives. */
final class ScoreWorkloads {
    private static final int LENGTH = 512;
    private static final int ROWS = 32;
    private static final int POINTS = 1024;
    private static final int COORDINATES = 256;
    private static final double COUPLING = 1.2;

    private final double[] state = filled(LENGTH, i -> 20 * Elementary.sin(i));
    private final double[] noise = new double[LENGTH];
    private final double[] mean = new double[LENGTH];
    private final RandomStream random = RandomStream.of(StreamKey.of("benchmark"), 0, 0, 0);
    private final FieldMixture magnet = FieldMixture.hubbardStratonovich(LENGTH, COUPLING, 0);
    private final double[] spins = filled(LENGTH, i -> Elementary.sin(i) + 0.1);
    private final double[] states = filled(ROWS * COORDINATES, Elementary::sin);
    private final double[] weights = new double[ROWS * POINTS];
    private final double[] averages = new double[ROWS * COORDINATES];
    private final RowBlocks room = new RowBlocks();
    private final PointSet points =
            PointSet.of(filled(POINTS * COORDINATES, Elementary::cos), POINTS, COORDINATES);

    static List<Workload> all() {
        return new ScoreWorkloads().list();
    }

    private List<Workload> list() {
        double product = 2.0 * ROWS * POINTS * COORDINATES;
        return List.of(
                new Workload("mixture-step", "coordinate", LENGTH, 39, 1.4, 1.4, this::mixtureStep),
                new Workload("curie-weiss-step", "spin", LENGTH, 0, 1.3, 1.3, this::curieWeissStep),
                new Workload("score-product", "operation", product, 1, Double.NaN, Double.NaN, this::product),
                new Workload("score-step", "operation", 2 * product, 1, Double.NaN, Double.NaN, this::scoreStep));
    }

    private static double[] filled(int length, IntToDoubleFunction value) {
        double[] x = new double[length];
        Arrays.setAll(x, value);
        return x;
    }

    /** One reverse step of a mixture of two Gaussians, as its sampler takes it. */
    private void mixtureStep() {
        double push = 0.01 * Elementary.tanh(0.1 * Kernels.sum(state, 0, LENGTH));
        random.gaussians(noise, 0, LENGTH);
        Kernels.linearStep(state, noise, 0.99, push, 0.1, 0, LENGTH);
    }

    /** One reverse step of a magnet's diffusion at a time when its spins are half decided. */
    private void curieWeissStep() {
        magnet.condition(spins, 0);
        magnet.mean(mean, 0);
        random.gaussians(noise, 0, LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            spins[i] = Math.fma(0.1, noise[i], Math.fma(0.9, spins[i], 0.1 * mean[i]));
        }
    }

    /** Inner products of 32 states with 1024 training points of 256 coordinates. */
    private void product() {
        points.logits(states, ROWS, 1, 0.5, weights, room);
    }

    /** The same, the weights that follow from it, and the averages under these. */
    private void scoreStep() {
        product();
        Kernels.exp(weights, weights, 0, weights.length);
        points.averages(weights, ROWS, averages, room);
    }
}
