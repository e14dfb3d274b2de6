package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * One step of y = v·x/|v|: y′ = αy + κ tanh(cy + ℓ) + √ν z, a closed recursion at every dimension and for every scheme that
 * is linear in the state and the posterior mean.
 *
 * <p>c = m e^{−t}/Γ, ℓ = ½ ln(p/(1−p)), Γ = Γ_t at the time t of the score. The coordinates orthogonal to v follow
 * x′ = αx + √ν z. Where carried is not 0 the result is averaged with carried times the state before the step before.
 */
record MixtureStep(double time, double linear, double pull, double field, double bias, double noise, double carried) {

    /** Euler–Maruyama: α = 1 + h(1 − (1+λ)/Γ), κ = h(1+λ)c, ν = 2λh. */
    static MixtureStep of(TwoGaussianMixture mixture, double noiseLevel, double time, double length) {
        double variance = mixture.variance(time);
        double field = mixture.centre(time) / variance;
        double linear = 1 + length * (1 - (1 + noiseLevel) / variance);
        double pull = length * (1 + noiseLevel) * field;
        return new MixtureStep(time, linear, pull, field, mixture.bias(), 2 * noiseLevel * length, 0);
    }

    /** The step x′ = keep·x + mean·⟨a⟩ + √noise z for this mixture, ⟨a⟩ = (σ²e^{−t} x + Δ_t v tanh(c y + ℓ))/Γ. */
    static MixtureStep of(TwoGaussianMixture mixture, SchemeStep step) {
        double variance = mixture.variance(step.time());
        double width = mixture.width() * mixture.width();
        double linear = step.keep() + step.mean() * width * Elementary.exp(-step.time()) / variance;
        double pull = step.mean() * mixture.norm() * -Elementary.expm1(-2 * step.time()) / variance;
        double field = mixture.centre(step.time()) / variance;
        return new MixtureStep(step.time(), linear, pull, field, mixture.bias(), step.noise(), step.carried());
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
