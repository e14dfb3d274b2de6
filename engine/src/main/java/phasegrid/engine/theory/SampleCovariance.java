package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * The spectrum l_k of the covariance of n centred Gaussian points, taken over n, by its linear statistics: the population's
 * eigenvalues are Λ once and 1 otherwise.
 *
 * <p>With N = n − 1 and λ = σ² n/N the resolvent's effective width κ obeys κ(1 − (1/N) Σ s_k/(s_k + κ)) = λ, which is the law of
 * Marchenko and Pastur where all s_k are 1; the mean of a sum over eigenvalues has a correction of order 1 beside it. What is
 * left out is O(1/n), also for two classes in place of the spike. Source: {@code bai2004clt}, theorem 1.1, equation (1.6).
 *
 * @param n points
 * @param d coordinates
 * @param spike Λ
 */
public record SampleCovariance(int n, int d, double spike) {
    private static final int ROUNDS = 200;
    private static final double LONGEST = 100;

    /** E ½ Σ_k ln(1 + l_k/σ²): what x = a + σ z would know of its point a, were the points Gaussian of covariance l_k. */
    public double information(double ratio) {
        double kappa = kappa(ratio);
        double width = width(ratio);
        double logs = Elementary.log1p(spike / kappa) + (d - 1) * Elementary.log1p(1 / kappa);
        double shift = Elementary.log(kappa / width) + width / kappa - 1;
        return 0.5 * (logs + (n - 1) * shift + 0.5 * Elementary.log1p(-square(kappa)));
    }

    /** E Σ_k l_k/(l_k + σ²): how many directions stand out of noise of variance σ². */
    public double dimension(double ratio) {
        double kappa = kappa(ratio);
        double left = 1 - square(kappa);
        double cube = spike * spike / cube(spike + kappa) + (d - 1) / cube(1 + kappa);
        return sum(kappa) - width(ratio) * cube / ((n - 1) * left * left);
    }

    /** The ratio σ² = e^{2t} − 1 at which ln n is the information. */
    public double collapse() {
        double low = -LONGEST;
        double high = LONGEST;
        for (int i = 0; i < ROUNDS; i++) {
            double middle = 0.5 * (low + high);
            boolean known = information(Elementary.exp(middle)) > Elementary.log(n);
            low = known ? middle : low;
            high = known ? high : middle;
        }
        return Elementary.exp(low);
    }

    /**
     * At most what is left out of a dimension, or of the time of collapse: ½/(n q), q = 1 − (1/N) Σ (s/(s + κ))² the factor by which
     * κ moves with λ. Two classes, whose fourth cumulant is −2, add up to ½ (Λ/(Λ + κ))²/n to an information; a time of collapse
     * moves by 1/Σ s/(s + κ) < 1 of that.
     */
    public double leftOut(double ratio) {
        return 0.5 / (n * (1 - square(kappa(ratio))));
    }

    private double width(double ratio) {
        return ratio * n / (n - 1);
    }

    /** κ, by bisection of its logarithm: κ − κ Σ s/(s + κ)/N grows with κ where it is positive. */
    private double kappa(double ratio) {
        double width = width(ratio);
        double low = Elementary.log(width);
        double high = Elementary.log(width + (spike + d - 1) / (n - 1));
        for (int i = 0; i < ROUNDS && high - low > 0x1p-50; i++) {
            double middle = 0.5 * (low + high);
            double kappa = Elementary.exp(middle);
            boolean above = kappa * (1 - sum(kappa) / (n - 1)) > width;
            low = above ? low : middle;
            high = above ? middle : high;
        }
        return Elementary.exp(0.5 * (low + high));
    }

    /** Σ s/(s + κ). */
    private double sum(double kappa) {
        return spike / (spike + kappa) + (d - 1) / (1 + kappa);
    }

    /** Σ (s/(s + κ))²/N. */
    private double square(double kappa) {
        double one = spike / (spike + kappa);
        return (one * one + (d - 1) / ((1 + kappa) * (1 + kappa))) / (n - 1);
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
