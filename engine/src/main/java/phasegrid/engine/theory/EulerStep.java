package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * One Euler–Maruyama step of y = v·x/|v|: y′ = αy + κ tanh(cy + ℓ) + √ν z, a closed recursion at every dimension.
 *
 * <p>α = 1 + h(1 − (1+λ)/Γ), κ = h(1+λ)c, c = m e^{−t}/Γ, ℓ = ½ ln(p/(1−p)), ν = 2λh, Γ = Γ_t at the time t of the score.
 * The coordinates orthogonal to v follow x′ = αx + √ν z.
 */
record EulerStep(double time, double linear, double pull, double field, double bias, double noise) {

    static EulerStep of(TwoGaussianMixture mixture, double noiseLevel, double time, double length) {
        double variance = mixture.variance(time);
        double field = mixture.centre(time) / variance;
        double linear = 1 + length * (1 - (1 + noiseLevel) / variance);
        double pull = length * (1 + noiseLevel) * field;
        return new EulerStep(time, linear, pull, field, mixture.bias(), 2 * noiseLevel * length);
    }

    /** Mean of y′ given y. */
    double mean(double y) {
        return linear * y + pull * Elementary.tanh(field * y + bias);
    }

    /** Variance of an orthogonal coordinate, or of y deep inside one Gaussian, after the step. */
    double spread(double variance) {
        return linear * linear * variance + noise;
    }

    /** Largest |slope| of {@link #mean(double)}. */
    double steepest() {
        return Math.max(Math.abs(linear), Math.abs(linear + pull * field));
    }
}
