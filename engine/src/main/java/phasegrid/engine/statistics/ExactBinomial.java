package phasegrid.engine.statistics;

import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** Exact statements about a probability from k successes in n trials, 0 ≤ k ≤ n < 2³¹; for theory, not for measured columns. */
public final class ExactBinomial {

    private ExactBinomial() {}

    /**
     * Clopper and Pearson's interval, which misses the truth with probability at most errorRate in (0, 1).
     *
     * <p>low is 0 at k = 0, high is 1 at k = n; n = 0 gives [0, 1]. Source: doi 10.1093/biomet/26.4.404.
     */
    public static Interval interval(long k, long n, double errorRate) {
        check(k, n);
        if (n == 0) {
            return Interval.UNIT;
        }
        var interval = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate((int) n, (int) k, errorRate);
        return new Interval(interval.getLowerBound(), interval.getUpperBound());
    }

    /**
     * Two-sided p-value: the probability, at success probability p, of all outcomes at most as likely as k.
     *
     * <p>n = 0 gives 1; NaN p gives NaN; p outside [0, 1] is an error.
     */
    public static double pValue(long k, long n, double p) {
        check(k, n);
        if (Double.isNaN(p)) {
            return Double.NaN;
        }
        return BinomialTest.withDefaults().test((int) n, (int) k, p).getPValue();
    }

    private static void check(long k, long n) {
        if (k < 0 || k > n || n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Cannot count exactly: " + k + " successes in " + n
                    + " trials; give 0 <= successes <= trials < 2^31, beyond that use Wilson's interval");
        }
    }
}
