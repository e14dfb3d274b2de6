package phasegrid.engine.linear;

import java.util.Objects;

/**
 * Loops over arrays, most of them of doubles, each on the elements from (inclusive) to (exclusive).
 *
 * <p>Elementwise kernels give exactly the bits of {@link Elementary}; {@code out} may be {@code x}. Sums are taken in 32
 * lanes: element i goes to lane (i − from) mod 32, each lane adds in order of i from +0, then lane j takes lane j + w for
 * w = 16, 8, 4, 2, 1. That order, not the hardware's, defines the result. NaN and infinities go through as in IEEE 754;
 * a range outside an array is an {@link IndexOutOfBoundsException}. O(to − from) time, no memory of that order.
 */
public final class Kernels {
    static final int LANES = 32;

    private Kernels() {}

    /** out = e^x. */
    public static void exp(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorExponential.exp(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.exp(x[i]);
        }
    }

    /** out = e^x − 1. */
    public static void expm1(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorExponential.expm1(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.expm1(x[i]);
        }
    }

    /** out = ln x. */
    public static void log(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        for (int at = from; at < to; ) {
            int done = VectorForm.AVAILABLE ? VectorLogarithm.log(x, out, at, to) : at;
            at = Math.min(to, done + LANES);
            for (int i = done; i < at; i++) {
                out[i] = Elementary.log(x[i]);
            }
        }
    }

    /** out = ln(1 + x). */
    public static void log1p(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        for (int at = from; at < to; ) {
            int done = VectorForm.AVAILABLE ? VectorLogarithm.log1p(x, out, at, to) : at;
            at = Math.min(to, done + LANES);
            for (int i = done; i < at; i++) {
                out[i] = Elementary.log1p(x[i]);
            }
        }
    }

    /** out = tanh x. */
    public static void tanh(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorExponential.tanh(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.tanh(x[i]);
        }
    }

    /** out = ln cosh x. */
    public static void logCosh(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorLogCosh.logCosh(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.logCosh(x[i]);
        }
    }

    /** out = 1/(1 + e^{−x}). */
    public static void sigmoid(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorExponential.sigmoid(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.sigmoid(x[i]);
        }
    }

    /** out = sin x. */
    public static void sin(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorTrigonometry.sin(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.sin(x[i]);
        }
    }

    /** out = cos x. */
    public static void cos(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorTrigonometry.cos(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.cos(x[i]);
        }
    }

    /** out = erf x. */
    public static void erf(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorErrorFunction.erf(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.erf(x[i]);
        }
    }

    /** out = erfc x. */
    public static void erfc(double[] x, double[] out, int from, int to) {
        check(x, out, from, to);
        int done = VectorForm.AVAILABLE ? VectorErrorFunction.erfc(x, out, from, to) : from;
        for (int i = done; i < to; i++) {
            out[i] = Elementary.erfc(x[i]);
        }
    }

    /** Σ x; 0 for an empty range. */
    public static double sum(double[] x, int from, int to) {
        Objects.checkFromToIndex(from, to, x.length);
        double[] lanes = new double[LANES];
        int done = vector(from, to) ? VectorSums.sum(x, from, to, lanes) : from;
        for (int i = done; i < to; i += LANES) {
            int width = Math.min(LANES, to - i);
            for (int j = 0; j < width; j++) {
                lanes[j] += x[i + j];
            }
        }
        return tree(lanes, vector(from, to));
    }

    /** Whether there is a whole block for the vector form: on less its set-up is all that it does. */
    private static boolean vector(int from, int to) {
        return VectorForm.AVAILABLE && to - from >= LANES;
    }

    /** max x, NaN where one is; −∞ for an empty range. In any order the same. */
    public static double largest(double[] x, int from, int to) {
        Objects.checkFromToIndex(from, to, x.length);
        int end = VectorForm.AVAILABLE ? VectorSums.end(from, to) : from;
        double most = end > from ? VectorSums.largest(x, from, end) : Double.NEGATIVE_INFINITY;
        for (int i = end; i < to; i++) {
            most = Math.max(most, x[i]);
        }
        return most;
    }

    /** Σ x², each term fused into its lane. */
    public static double sumOfSquares(double[] x, int from, int to) {
        return dot(x, x, from, to);
    }

    /** Σ x y, each term fused into its lane: lane ← fma(x, y, lane). */
    public static double dot(double[] x, double[] y, int from, int to) {
        check(x, y, from, to);
        double[] lanes = new double[LANES];
        int done = vector(from, to) ? VectorSums.dot(x, y, from, to, lanes) : from;
        for (int i = done; i < to; i += LANES) {
            int width = Math.min(LANES, to - i);
            for (int j = 0; j < width; j++) {
                lanes[j] = Math.fma(x[i + j], y[i + j], lanes[j]);
            }
        }
        return tree(lanes, vector(from, to));
    }

    /** y ← fma(a, x, y). */
    public static void axpy(double a, double[] x, double[] y, int from, int to) {
        check(x, y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = Math.fma(a, x[i], y[i]);
        }
    }

    /** x ← a x. */
    public static void scale(double a, double[] x, int from, int to) {
        Objects.checkFromToIndex(from, to, x.length);
        for (int i = from; i < to; i++) {
            x[i] *= a;
        }
    }

    /** One Euler step of a linear drift: x ← fma(scale, noise, fma(shrink, x, push)), in this order of roundings. */
    public static void linearStep(
            double[] x, double[] noise, double shrink, double push, double scale, int from, int to) {
        check(x, noise, from, to);
        for (int i = from; i < to; i++) {
            x[i] = Math.fma(scale, noise[i], Math.fma(shrink, x[i], push));
        }
    }

    /**
     * Fills out[at … at + length) with 32 elements of x, 32 of y, the next 32 of x, and so on; a last group of r < 64 takes
     * ⌈r/2⌉ of x, then r − ⌈r/2⌉ of y.
     */
    public static void alternate(double[] x, double[] y, double[] out, int at, int length) {
        int done = VectorForm.AVAILABLE ? length / (2 * LANES) * LANES : 0;
        if (done > 0) {
            VectorPairs.alternate(x, y, out, at, done);
        }
        for (int i = done; 2 * i < length; i += LANES) {
            int rest = Math.min(length - 2 * i, 2 * LANES);
            int half = (rest + 1) / 2;
            System.arraycopy(x, i, out, at + 2 * i, half);
            System.arraycopy(y, i, out, at + 2 * i + half, rest - half);
        }
    }

    /** The same for words. */
    public static void alternate(long[] x, long[] y, long[] out, int at, int length) {
        int done = VectorForm.AVAILABLE ? length / (2 * LANES) * LANES : 0;
        if (done > 0) {
            VectorRounds.alternate(x, y, out, at, done);
        }
        for (int i = done; 2 * i < length; i += LANES) {
            int rest = Math.min(length - 2 * i, 2 * LANES);
            int half = (rest + 1) / 2;
            System.arraycopy(x, i, out, at + 2 * i, half);
            System.arraycopy(y, i, out, at + 2 * i + half, rest - half);
        }
    }

    static double tree(double[] lanes) {
        return tree(lanes, VectorForm.AVAILABLE);
    }

    private static double tree(double[] lanes, boolean vector) {
        int left = vector ? VectorSums.tree(lanes) : LANES;
        for (int width = left / 2; width > 0; width /= 2) {
            for (int j = 0; j < width; j++) {
                lanes[j] += lanes[j + width];
            }
        }
        return lanes[0];
    }

    private static void check(double[] x, double[] y, int from, int to) {
        Objects.checkFromToIndex(from, to, x.length);
        Objects.checkFromToIndex(from, to, y.length);
    }
}
