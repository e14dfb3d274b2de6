package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * Two Gaussians p N(v, σ²I) + (1−p) N(−v, σ²I) noised by dx = −x dt + √2 dW, seen along v/|v|.
 *
 * <p>y = v·x_t/|v| has the law p N(m e^{−t}, Γ_t) + (1−p) N(−m e^{−t}, Γ_t) with m = |v| and Γ_t = 1 + (σ²−1) e^{−2t}; the
 * other coordinates are N(0, Γ_t) and carry no information on the class. Everything below is exact at every dimension.
 *
 * @param norm m = |v| = centre·√d, at least 0
 * @param width σ, the standard deviation of one Gaussian in each direction, above 0
 * @param weight p, the weight of the Gaussian at +v, strictly between 0 and 1
 */
public record TwoGaussianMixture(double norm, double width, double weight) {
    /** Probability tails beyond this many standard deviations are below 1e-18. */
    private static final double TAIL = 9;

    /** Refuses a norm, width or weight outside its domain (NaN included). */
    public TwoGaussianMixture {
        require(norm >= 0 && norm < Double.POSITIVE_INFINITY, "norm", norm, "a finite number of at least 0");
        require(width > 0 && width < Double.POSITIVE_INFINITY, "width", width, "a finite number above 0");
        require(weight > 0 && weight < 1, "weight", weight, "a number strictly between 0 and 1");
    }

    /** The mixture in d dimensions with |v|² = centre²·d. */
    public static TwoGaussianMixture of(int d, double centre, double width, double weight) {
        return new TwoGaussianMixture(centre * Math.sqrt(d), width, weight);
    }

    /** Γ_t = 1 − e^{−2t} + σ² e^{−2t}, the variance of each Gaussian in every direction at time t. */
    public double variance(double t) {
        return noise(t) + width * width * Elementary.exp(-2 * t);
    }

    /** r(t) = m e^{−t}/√Γ_t, the distance of a centre from 0 in standard deviations; falls with t from m/σ to 0. */
    public double signalToNoise(double t) {
        return centre(t) / Math.sqrt(variance(t));
    }

    /** Density of y = v·x_t/|v|. */
    public double density(double y, double t) {
        return weight * density(y, t, 1) + (1 - weight) * density(y, t, -1);
    }

    /** Posterior p(+ | y_t = y) = sigmoid(2 m e^{−t} y/Γ_t + ln(p/(1−p))). */
    public double plus(double y, double t) {
        return Elementary.sigmoid(2 * (centre(t) * y / variance(t) + bias()));
    }

    /**
     * φ(t) = E[q² + (1−q)²] with q = p(+ | x_t): two clones of the time-reversed process (λ = 1) end with the same label.
     *
     * <p>Also the probability that a U-turn at t returns to its label: both clones are draws of p(class | x_t). Depends on
     * r(t) and p alone; falls from {@code sameLabelAt(m/σ, p)} at t = 0 to p² + (1−p)². Error below 1e-12.
     * Source: {@code biroli2024dynamical}, cloning probability of two Gaussians, here for any width and weight.
     */
    public double sameLabel(double t) {
        return sameLabelAt(signalToNoise(t), weight);
    }

    /** φ as a function of r and p: p E sigmoid(2r² + 2rz + ln(p/(1−p))) + the same with p and 1−p exchanged. */
    public static double sameLabelAt(double r, double p) {
        double logit = 2 * bias(p);
        double plus = Quadrature.logisticNormal(2 * r * r + logit, 2 * r);
        double minus = Quadrature.logisticNormal(2 * r * r - logit, 2 * r);
        return p * plus + (1 - p) * minus;
    }

    /**
     * Probability that two clones (λ = 1) end with the same sign of v·x_0.
     *
     * <p>E[S² + (1−S)²], S(y) = P(v·x_0 > 0 | y) = Σ_s p(s|y) Φ(μ_s/ς), μ_s = (s m Δ_t + σ² e^{−t} y)/Γ_t, ς² = σ²Δ_t/Γ_t,
     * Δ_t = 1 − e^{−2t}. It is 1 at t = 0 and differs from {@link #sameLabel} by the overlap Φ(−m/σ). Error below 1e-11;
     * the cost grows to some milliseconds at t → 0.
     */
    public double sameSign(double t) {
        if (noise(t) == 0) {
            return 1;
        }
        return 1 - weight * differentSign(t, centre(t)) - (1 - weight) * differentSign(t, -centre(t));
    }

    /** P(label +) = p at every t. */
    public double plusFraction() {
        return weight;
    }

    /** E|x_0|²/d = m²/d + σ², which is centre² + σ². */
    public double finalRadiusSquared(int d) {
        return norm * norm / d + width * width;
    }

    /** Largest eigenvalue σ² + 4p(1−p) m² of the centred covariance of the data. */
    public double largestCovariance() {
        return width * width + 4 * weight * (1 - weight) * norm * norm;
    }

    /** m e^{−t}. */
    double centre(double t) {
        return norm * Elementary.exp(-t);
    }

    /** Density N(y; sign·m e^{−t}, Γ_t) of one class. */
    double density(double y, double t, int sign) {
        double sd = Math.sqrt(variance(t));
        return Quadrature.normalDensity((y - sign * centre(t)) / sd) / sd;
    }

    /** ½ ln(p/(1−p)), the bias of the tanh in the score. */
    double bias() {
        return bias(weight);
    }

    /** E[2S(1−S)] over y ~ N(mean, Γ_t), on the part of the line where S is neither 0 nor 1. */
    private double differentSign(double t, double mean) {
        double sd = Math.sqrt(variance(t));
        double shrink = width * width * Elementary.exp(-t);
        double edge = (TAIL * width * Math.sqrt(noise(t)) * sd + norm * noise(t)) / shrink;
        double slope = shrink / (width * Math.sqrt(noise(t)));
        return Quadrature.normal(
                z -> {
                    double s = positive(mean + sd * z, t);
                    return 2 * s * (1 - s);
                },
                Math.max(-TAIL, (-edge - mean) / sd),
                Math.min(TAIL, (edge - mean) / sd),
                Math.min(1.0 / 16, 0.5 / slope));
    }

    /** P(v·x_0 > 0 | y_t = y) for t > 0. */
    private double positive(double y, double t) {
        double variance = variance(t);
        double sd = width * Math.sqrt(noise(t) / variance);
        double mean = width * width * Elementary.exp(-t) * y / variance;
        double shift = norm * noise(t) / variance;
        double q = plus(y, t);
        return q * Quadrature.normalDistribution((mean + shift) / sd)
                + (1 - q) * Quadrature.normalDistribution((mean - shift) / sd);
    }

    /** Δ_t = 1 − e^{−2t}, without cancellation at small t. */
    private static double noise(double t) {
        return -Elementary.expm1(-2 * t);
    }

    private static double bias(double p) {
        return 0.5 * (Elementary.log(p) - Elementary.log1p(-p));
    }

    private static void require(boolean holds, String name, double value, String domain) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Cannot describe two Gaussians: " + name + " is " + value + "; give " + domain + ".");
        }
    }
}
