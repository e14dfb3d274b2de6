package phasegrid.engine.model.diffusion;

import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.PointSet;
import phasegrid.engine.linear.RowBlocks;
import phasegrid.engine.linear.Softmax;
import phasegrid.engine.random.RandomStream;

/**
 * When a training set's weights collapse: the noise-to-signal ratio σ² at which Y2 = Σ w², averaged over probes
 * {@code x = a_μ + σ z} with one μ and one z each, is ½.
 *
 * <p>Logits are {@code (a_μ·a_ν − |a_ν|²/2)/σ² + z·a_ν/σ}: two products serve every σ, which is then bisected. O(n d) for a probe.
 */
final class HalfWeight {
    static final int PROBES = 64;
    /** Of the weights that every probe gives to a point at every halving. */
    static final int OPERATIONS_OF_A_POINT = 15_000;

    private static final double HALF = 0.5;
    private static final double LOG_RANGE = 8;
    private static final int HALVINGS = 40;

    private final int n;
    private final double[] points;
    private final double[] noises;
    private final double[] logits;
    private final Softmax weights;

    private HalfWeight(PointSet set, RandomStream random) {
        n = set.size();
        int d = set.dimension();
        double[] from = new double[PROBES * d];
        double[] noise = new double[PROBES * d];
        for (int k = 0; k < PROBES; k++) {
            set.copy(random.below(n), from, k * d);
            random.gaussians(noise, k * d, (k + 1) * d);
        }
        points = new double[PROBES * n];
        noises = new double[PROBES * n];
        logits = new double[n];
        weights = new Softmax(n);
        RowBlocks room = new RowBlocks();
        set.logits(from, PROBES, 1, HALF, points, room);
        set.logits(noise, PROBES, 1, 0, noises, room);
    }

    /** σ² where Y2 = ½, for points whose coordinates have about {@code variance}; 0 where even tiny noise leaves less. */
    static double ratio(PointSet set, double variance, RandomStream random) {
        if (variance == 0) {
            return 0;
        }
        HalfWeight half = new HalfWeight(set, random);
        double low = HALF * Elementary.log(variance) - LOG_RANGE;
        double high = low + 2 * LOG_RANGE;
        if (!(half.participation(Elementary.exp(low)) >= HALF)) {
            return 0;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = HALF * (low + high);
            boolean above = half.participation(Elementary.exp(middle)) >= HALF;
            low = above ? middle : low;
            high = above ? high : middle;
        }
        return Elementary.exp(low + high);
    }

    private double participation(double sigma) {
        double field = 1 / (sigma * sigma);
        double[] y2 = new double[PROBES];
        for (int k = 0; k < PROBES; k++) {
            for (int nu = 0; nu < n; nu++) {
                logits[nu] = Math.fma(field, points[k * n + nu], noises[k * n + nu] / sigma);
            }
            weights.take(logits, 0);
            y2[k] = weights.participation();
        }
        return Kernels.sum(y2, 0, PROBES) / PROBES;
    }
}
