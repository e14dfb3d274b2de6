package phasegrid.engine.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The χ² test of many z values at once. */
public final class ChiSquared {

    private ChiSquared() {}

    /**
     * Probability that χ² with this many degrees of freedom exceeds Σz²; near 1, the errors were too large.
     *
     * <p>No degrees of freedom or NaN give NaN, a sum of ∞ gives 0, of 0 gives 1; negative arguments are errors.
     */
    public static double pValue(double sumOfSquares, long freedom) {
        if (sumOfSquares < 0 || freedom < 0) {
            throw new IllegalArgumentException("Cannot test: sum of squares " + sumOfSquares + ", " + freedom
                    + " degrees of freedom; give neither below 0");
        }
        return freedom == 0 || Double.isNaN(sumOfSquares)
                ? Double.NaN
                : ChiSquaredDistribution.of((double) freedom).survivalProbability(sumOfSquares);
    }
}
