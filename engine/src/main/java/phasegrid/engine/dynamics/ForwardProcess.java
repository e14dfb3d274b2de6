package phasegrid.engine.dynamics;

import phasegrid.engine.linear.Elementary;

/** The noising process of a diffusion model. */
public sealed interface ForwardProcess {
    /** {@code a(t)}: what is left of a data point at time {@code t}. */
    double shrink(double t);

    /** Variance at time {@code t} of a mode whose data variance is {@code variance}. */
    double spread(double t, double variance);

    /**
     * Ornstein-Uhlenbeck at unit temperature: {@code dx = −x dt + √2 dW}, so {@code a = e^{−t}} and a mode of variance s²
     * has {@code Γ_t = 1 + (s² − 1) e^{−2t}}. Domain t ≥ 0; at t = 0 the data, at t = ∞ a unit Gaussian.
     */
    record Ou() implements ForwardProcess {
        @Override
        public double shrink(double t) {
            return Elementary.exp(-t);
        }

        @Override
        public double spread(double t, double variance) {
            return Math.fma(variance, Elementary.exp(-2 * t), -Elementary.expm1(-2 * t));
        }
    }
}
