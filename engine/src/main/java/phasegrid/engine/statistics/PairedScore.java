package phasegrid.engine.statistics;

import phasegrid.engine.linear.Elementary;

/**
 * By how many standard errors the mean of paired differences deviates from 0, as the normal quantile that is as rare as
 * Student's t with so few pairs: then one threshold serves any number of pairs.
 *
 * <p>{@code z = t/|t| · (8ν + 1)/(8ν + 3) · √(ν ln(1 + t²/ν))}, ν = pairs − 1, right to some hundredths. Source: Wallace 1959,
 * Ann. Math. Statist. 30, 1121, as simplified by Johnson and Kotz, Continuous Univariate Distributions 2, eq. (28.27).
 */
public final class PairedScore {
    private PairedScore() {}

    /** The score of differences; NaN below two, 0 where all are 0, ±∞ where all are one other number. */
    public static double of(double... differences) {
        Cell cell = Cell.of(differences);
        if (cell.count() < 2) {
            return Double.NaN;
        } else if (cell.mean() == 0) {
            return 0;
        }
        double t = cell.mean() / cell.stderr();
        double freedom = cell.count() - 1.0;
        double size = Double.isInfinite(t)
                ? Double.POSITIVE_INFINITY
                : (8 * freedom + 1) / (8 * freedom + 3) * Math.sqrt(freedom * Elementary.log1p(t * t / freedom));
        return Math.copySign(size, t);
    }
}
