package phasegrid.engine.sweep;

import java.util.Arrays;

/**
 * Where a measured curve crosses a level.
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

    private static double variance(double[] at, double[] mean, double[] leftOut, int p, double level) {
        int groups = leftOut.length;
        double[] values = new double[groups];
        for (int g = 0; g < groups; g++) {
            double[] changed = mean.clone();
            changed[p] = leftOut[g];
            int i = interval(changed, level);
            values[g] = i < 0 ? Double.NaN : solve(at, changed, i, level);
        }
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
