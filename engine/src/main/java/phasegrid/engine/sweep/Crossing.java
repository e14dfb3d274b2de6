package phasegrid.engine.sweep;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Where a measured curve crosses a level, or another curve.
 *
 * <p>Between points the curve is the monotone cubic of Fritsch and Carlson (SIAM J. Numer. Anal. 17, 238 (1980)) with
 * harmonic-mean slopes; of several crossings the first along the axis is taken. The error is the jackknife's over
 * groups of batches, point by point: points are independent, so their variances add. Interpolation error is O(spacing³).
 *
 * @param value where it crosses, NaN where it doesn't
 * @param stderr its standard error, NaN where a point near the crossing has fewer than two batches
 */
public record Crossing(double value, double stderr) {
    private static final int BISECTIONS = 80;
    private static final int PIECES = 256;

    /**
     * The crossing of {@code level}.
     *
     * @param at places along the axis, strictly ascending
     * @param mean the curve there
     * @param leftOut for each place its values with one group of batches left out
     */
    public static Crossing of(double[] at, double[] mean, double[][] leftOut, double level) {
        int i = interval(mean, level);
        if (i < 0) {
            return new Crossing(Double.NaN, Double.NaN);
        }
        double value = solve(at, mean, i, level);
        double variance = 0;
        for (int p = Math.max(0, i - 1); p <= Math.min(at.length - 1, i + 2); p++) {
            variance += variance(at, mean, leftOut[p], p, level);
        }
        return new Crossing(value, Math.sqrt(variance));
    }

    /**
     * One curve.
     *
     * @param at places along the axis, strictly ascending
     * @param mean the curve there
     * @param leftOut for each place its values with one group of batches left out
     */
    public record Curve(double[] at, double[] mean, double[][] leftOut) {
        private Curve changed(int p, double value) {
            double[] changed = mean.clone();
            changed[p] = value;
            return new Curve(at, changed, leftOut);
        }

        private double value(double x) {
            int i = 0;
            while (i + 2 < at.length && at[i + 1] <= x) {
                i++;
            }
            double h = at[i + 1] - at[i];
            return hermite(mean[i], mean[i + 1], slope(at, mean, i) * h, slope(at, mean, i + 1) * h, (x - at[i]) / h);
        }
    }

    /**
     * Where two curves cross, in the range that both cover.
     *
     * <p>Of several crossings, as noise makes where both curves are flat, the one with the largest areas between the curves on
     * its two sides. The error is the jackknife's over groups of batches of every point. Cost O(points² · groups).
     */
    public static Crossing between(Curve one, Curve other) {
        double value = crossing(one, other);
        double variance = 0;
        for (int p = 0; p < one.at().length && !Double.isNaN(value); p++) {
            int place = p;
            variance += jackknife(one.leftOut()[p], v -> crossing(one.changed(place, v), other));
        }
        for (int p = 0; p < other.at().length && !Double.isNaN(value); p++) {
            int place = p;
            variance += jackknife(other.leftOut()[p], v -> crossing(one, other.changed(place, v)));
        }
        return new Crossing(value, Double.isNaN(value) ? Double.NaN : Math.sqrt(variance));
    }

    private static double crossing(Curve one, Curve other) {
        if (one.at().length < 2 || other.at().length < 2) {
            return Double.NaN;
        }
        double from = Math.max(one.at()[0], other.at()[0]);
        double to = Math.min(one.at()[one.at().length - 1], other.at()[other.at().length - 1]);
        if (!(from < to)) {
            return Double.NaN;
        }
        double[] x = IntStream.rangeClosed(0, PIECES)
                .mapToDouble(k -> from + (to - from) * k / PIECES)
                .toArray();
        double[] gap = Arrays.stream(x).map(v -> one.value(v) - other.value(v)).toArray();
        int best = strongest(gap);
        return best < 0 ? Double.NaN : bisected(one, other, x[best], x[best + 1]);
    }

    /** The change of sign with the largest areas on its two sides; −1 where there is none. */
    private static int strongest(double[] gap) {
        double all = Arrays.stream(gap).sum();
        double before = 0;
        double most = 0;
        int best = -1;
        for (int k = 0; k + 1 < gap.length; k++) {
            before += gap[k];
            double areas = Math.abs(before - (all - before));
            boolean changes = gap[k] * gap[k + 1] <= 0 && gap[k] != gap[k + 1];
            if (changes && before * (all - before) < 0 && areas > most) {
                most = areas;
                best = k;
            }
        }
        return best;
    }

    private static double bisected(Curve one, Curve other, double from, double to) {
        double low = from;
        double high = to;
        double sign = one.value(from) - other.value(from);
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = (low + high) / 2;
            boolean before = (one.value(middle) - other.value(middle)) * sign > 0;
            low = before ? middle : low;
            high = before ? high : middle;
        }
        return (low + high) / 2;
    }

    private static double variance(double[] at, double[] mean, double[] leftOut, int p, double level) {
        return jackknife(leftOut, v -> {
            double[] changed = mean.clone();
            changed[p] = v;
            int i = interval(changed, level);
            return i < 0 ? Double.NaN : solve(at, changed, i, level);
        });
    }

    private static double jackknife(double[] leftOut, DoubleUnaryOperator crossing) {
        int groups = leftOut.length;
        double[] values = Arrays.stream(leftOut).map(crossing).toArray();
        double centre = Arrays.stream(values).sum() / groups;
        double squares = 0;
        for (double v : values) {
            squares += (v - centre) * (v - centre);
        }
        return groups < 2 ? Double.NaN : squares * (groups - 1) / groups;
    }

    /** The first interval whose ends lie on different sides of the level, −1 where there is none. */
    private static int interval(double[] y, double level) {
        for (int i = 0; i + 1 < y.length; i++) {
            if ((y[i] - level) * (y[i + 1] - level) <= 0 && y[i] != y[i + 1]) {
                return i;
            }
        }
        return -1;
    }

    private static double solve(double[] x, double[] y, int i, double level) {
        double h = x[i + 1] - x[i];
        double left = slope(x, y, i) * h;
        double right = slope(x, y, i + 1) * h;
        double low = 0;
        double high = 1;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = (low + high) / 2;
            boolean before = (hermite(y[i], y[i + 1], left, right, middle) - level) * (y[i] - level) > 0;
            low = before ? middle : low;
            high = before ? high : middle;
        }
        return x[i] + h * (low + high) / 2;
    }

    private static double hermite(double y0, double y1, double s0, double s1, double u) {
        double v = 1 - u;
        return v * v * ((1 + 2 * u) * y0 + u * s0) + u * u * ((1 + 2 * v) * y1 - v * s1);
    }

    /** The slope at a point: of its neighbours' secants the weighted harmonic mean, 0 at an extremum, the secant at an end. */
    private static double slope(double[] x, double[] y, int i) {
        if (i == 0 || i == x.length - 1) {
            int j = Math.min(i, x.length - 2);
            return (y[j + 1] - y[j]) / (x[j + 1] - x[j]);
        }
        double before = (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
        double after = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
        double w1 = 2 * (x[i + 1] - x[i]) + (x[i] - x[i - 1]);
        double w2 = (x[i + 1] - x[i]) + 2 * (x[i] - x[i - 1]);
        return before * after <= 0 ? 0 : (w1 + w2) / (w1 / before + w2 / after);
    }
}
