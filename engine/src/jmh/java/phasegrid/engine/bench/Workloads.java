package phasegrid.engine.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import phasegrid.engine.dynamics.HeatBath;
import phasegrid.engine.dynamics.HebbNetwork;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.BitSlices;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.PackedMatrix;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** The workloads; arrays of 512 numbers, the block in which samplers work, stay in the first-level cache. */
final class Workloads {
    private static final int LENGTH = 512;
    private static final int ROWS = 32;
    private static final int POINTS = 1024;
    private static final int COORDINATES = 256;
    private static final int SITES = 256;
    private static final int REPLICAS = 512;
    private static final int DEPTH = 10;

    private final double[] x = filled(i -> 20 * Elementary.sin(i));
    private final double[] positive = filled(i -> Math.abs(x[i]) + 1e-3);
    private final double[] y = filled(Elementary::cos);
    private final double[] state = x.clone();
    private final double[] out = new double[LENGTH];
    private final long[] words = new long[LENGTH];
    private final RandomStream random = RandomStream.of(StreamKey.of("benchmark"), 0, 0, 0);
    private final double[] states = filled(ROWS * COORDINATES, Elementary::sin);
    private final double[] products = new double[ROWS * POINTS];
    private final PackedMatrix points = PackedMatrix.of(COORDINATES, POINTS, Elementary::cos);
    private final long[] spins = new long[SITES * REPLICAS / Long.SIZE];
    private final long[] planes = new long[DEPTH * REPLICAS / Long.SIZE];
    private final int[][] others = others();
    private double sink;

    private static double[] filled(IntToDoubleFunction value) {
        return filled(LENGTH, value);
    }

    private static double[] filled(int length, IntToDoubleFunction value) {
        double[] x = new double[length];
        Arrays.setAll(x, value);
        return x;
    }

    /** All of them, each with its buffers. */
    static List<Workload> all() {
        return new Workloads().list();
    }

    private Workloads() {
        random.words(spins, 0, spins.length);
    }

    private List<Workload> list() {
        return List.of(
                new Workload("random-words", "64-bit word", LENGTH, 0, 1, 1, () -> random.words(words, 0, LENGTH)),
                of("gaussians", "Gaussian", 34, 1.25, () -> random.gaussians(out, 0, LENGTH)),
                of("exp", "value", 30, 1.1, () -> Kernels.exp(x, out, 0, LENGTH)),
                of("expm1", "value", 33, Double.NaN, () -> Kernels.expm1(x, out, 0, LENGTH)),
                of("log", "value", 28, 1, () -> Kernels.log(positive, out, 0, LENGTH)),
                of("log1p", "value", 36, Double.NaN, () -> Kernels.log1p(positive, out, 0, LENGTH)),
                of("tanh", "value", 33, 1, () -> Kernels.tanh(x, out, 0, LENGTH)),
                of("sigmoid", "value", 32, Double.NaN, () -> Kernels.sigmoid(x, out, 0, LENGTH)),
                of("log-cosh", "value", 72, Double.NaN, () -> Kernels.logCosh(x, out, 0, LENGTH)),
                of("sin", "value", 47, Double.NaN, () -> Kernels.sin(x, out, 0, LENGTH)),
                of("cos", "value", 47, Double.NaN, () -> Kernels.cos(x, out, 0, LENGTH)),
                of("erf", "value", 110, Double.NaN, () -> Kernels.erf(x, out, 0, LENGTH)),
                of("sum", "value", 1, Double.NaN, () -> sink += Kernels.sum(x, 0, LENGTH)),
                of("dot", "value", 2, Double.NaN, () -> sink += Kernels.dot(x, y, 0, LENGTH)),
                of("mixture-step", "coordinate", 39, 1.4, this::mixtureStep),
                new Workload(
                        "score-product",
                        "operation",
                        2.0 * ROWS * POINTS * COORDINATES,
                        1,
                        Double.NaN,
                        Double.NaN,
                        this::scoreProduct),
                spins("hopfield", "attempt", 1024, 1, attempts(1024, 128)),
                spins("hopfield-large", "attempt", 8192, 0.5, attempts(8192, 1024)),
                spins("sherrington-kirkpatrick", "coupling", SITES * (SITES - 1.0) * REPLICAS, 1.4, this::glassFields));
    }

    private static Workload spins(String kernel, String unit, double units, double target, Runnable call) {
        return new Workload(kernel, unit, units, 0, target, target, call);
    }

    /** A pass at random sites with fields by overlaps, at T = 0.4 from a stored pattern, random numbers included. */
    private Runnable attempts(int d, int patterns) {
        long[][] bits = new long[patterns][d / Long.SIZE];
        for (long[] pattern : bits) {
            random.words(pattern, 0, pattern.length);
        }
        HebbNetwork network = new HebbNetwork(d, patterns, new HeatBath(2.5), Order.RANDOM_SITE, false);
        network.start(SignMatrix.ofColumns(bits, d), new Start.Pattern(1), random);
        return () -> network.pass(random);
    }

    /** For every spin of a glass with couplings ±1 the number of other spins that are up, in 512 replicas. */
    private void glassFields() {
        BitSlices all = BitSlices.all(REPLICAS / Long.SIZE);
        for (int i = 0; i < SITES; i++) {
            all.clear(planes, DEPTH);
            all.count(spins, others[i], 0, SITES - 1, planes, DEPTH);
        }
    }

    private static int[][] others() {
        int[][] others = new int[SITES][SITES - 1];
        for (int i = 0; i < SITES; i++) {
            int site = i;
            Arrays.setAll(others[i], k -> k < site ? k : k + 1);
        }
        return others;
    }

    private static Workload of(String kernel, String unit, double operations, double target, Runnable call) {
        return new Workload(kernel, unit, LENGTH, operations, target, target, call);
    }

    /** One reverse step of a mixture of two Gaussians, as its sampler takes it. */
    private void mixtureStep() {
        double push = 0.01 * Elementary.tanh(0.1 * Kernels.sum(state, 0, LENGTH));
        random.gaussians(out, 0, LENGTH);
        Kernels.linearStep(state, out, 0.99, push, 0.1, 0, LENGTH);
    }

    /** Inner products of 32 states with 1024 training points of 256 coordinates. */
    private void scoreProduct() {
        points.multiply(states, ROWS, products);
    }
}
