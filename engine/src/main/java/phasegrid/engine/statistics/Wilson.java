package phasegrid.engine.statistics;

/** Wilson's score interval of a probability, in arithmetic that has the same bits everywhere. */
public final class Wilson {

    /** One standard error: confidence 68.27 %. */
    public static final double Z68 = 1;

    /** The normal quantile at 0.975: confidence 95 %. */
    public static final double Z95 = 1.959963984540054;

    private Wilson() {}

    /**
     * The probabilities P with |k/n − P| ≤ z·√(P(1 − P)/n), for k successes in n trials.
     *
     * <p>high = (k + z²/2 + z√(k(n − k)/n + z²/4))/(n + z²), low = k²/(n(n + z²)·high), which does not cancel. low is exactly
     * 0 at k = 0, high exactly 1 at k = n, both k/n at z = 0; n = 0 gives [0, 1]. Domain 0 ≤ k ≤ n ≤ 2⁵³, finite z ≥ 0.
     *
     * <p>Source: Wilson 1927, doi 10.1080/01621459.1927.10502953.
     */
    public static Interval interval(long k, long n, double z) {
        check(k, n, z);
        if (n == 0) {
            return Interval.UNIT;
        }
        double p = (double) k / n;
        double square = z * z;
        double root = z * Math.sqrt(p * (n - k) + square / 4);
        double high = k == n ? 1 : Math.min(1, (k + square / 2 + root) / (n + square));
        double low = k == 0 ? 0 : p * (k / ((n + square) * high));
        return new Interval(Math.min(low, p), Math.max(high, p));
    }

    private static void check(long k, long n, double z) {
        Counts.check("make a Wilson interval", "successes", k);
        Counts.check("make a Wilson interval", "trials", n);
        if (k > n || !(z >= 0 && z <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Cannot make a Wilson interval: " + k + " successes in " + n
                    + " trials, z " + z + "; give successes <= trials and a finite z >= 0");
        }
    }
}
