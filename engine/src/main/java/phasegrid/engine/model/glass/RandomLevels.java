package phasegrid.engine.model.glass;

import java.util.Arrays;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.random.RandomStream;

/**
 * The levels of one sample, in units of their standard deviation and counted downward in energy.
 *
 * <p>The kept largest of n independent normals are drawn exactly, one after another, as order statistics: the k-th smallest
 * of n exponentials is Σ_{j≤k} Eⱼ/(n − j + 1) (Rényi), and a level is the normal quantile of e to minus it. Whatever lies
 * below the last of them is a sum of n − kept bounded terms; it is taken as Gaussian, with an error of O(kept⁻²) in E ln Z.
 *
 * @param largest the kept levels
 * @param rest how many levels lie below, 0 or at least 3072
 * @param bulk three standard normals for the sums over the rest
 */
record RandomLevels(double[] largest, double rest, double[] bulk) {
    /** Up to so many levels are all kept. */
    private static final int ALL = 4096;

    private static final int KEPT = 1024;
    private static final double PRECISE = 1e-13;
    private static final int MOST_STEPS = 60;

    /** All of 2^bits levels, in the order in which they are drawn. */
    static RandomLevels all(int bits, RandomStream random) {
        double[] levels = new double[1 << bits];
        random.gaussians(levels, 0, levels.length);
        return new RandomLevels(levels, 0, new double[3]);
    }

    /** The largest of 2^bits levels, in descending order. */
    static RandomLevels extreme(int bits, RandomStream random) {
        double n = Math.scalb(1.0, bits);
        int kept = n <= ALL ? (int) n : KEPT;
        double[] bulk = new double[3];
        random.gaussians(bulk, 0, bulk.length);
        double[] levels = new double[kept];
        double sum = 0;
        for (int k = 0; k < kept; k++) {
            sum += random.exponential() / (n - k);
            levels[k] = quantile(sum, k == 0 ? Double.NaN : levels[k - 1]);
        }
        return new RandomLevels(levels, n - kept, bulk);
    }

    /** The z with P(normal > z) = 1 − e^{−x}; a value {@code near} it, or NaN. */
    private static double quantile(double x, double near) {
        double upper = -Elementary.expm1(-x);
        return upper > 0.5 ? -ofTail(-x, -near) : ofTail(Elementary.log(upper), near);
    }

    /** The z with ln P(normal > z) = {@code logarithm}, by Newton's rule, which a concave function cannot mislead. */
    private static double ofTail(double logarithm, double near) {
        double z = Double.isNaN(near) ? Math.sqrt(-2 * logarithm) : near;
        double step = 1;
        for (int i = 0; i < MOST_STEPS && Math.abs(step) > PRECISE * Math.max(1, Math.abs(z)); i++) {
            double tail = 0.5 * Elementary.erfc(z * Math.sqrt(0.5));
            double density = Elementary.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
            step = (Elementary.log(tail) - logarithm) * tail / density;
            z += step;
        }
        return z;
    }

    /** The largest level. */
    double top() {
        return Arrays.stream(largest).max().orElseThrow();
    }

    /** The smallest of those that are kept. */
    double cut() {
        return largest[largest.length - 1];
    }
}
