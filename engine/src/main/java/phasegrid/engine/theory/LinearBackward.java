package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * Backward dynamics of one Gaussian mode of variance c with the score −x/Γ_t − ε x, Γ_t = 1 + (c − 1) e^{−2t}:
 * {@code dx = [x − (1+λ)(1/Γ + ε) x] dτ + √(2λ) dW}, so {@code dv/dτ = 2 [1 − (1+λ)(1/Γ + ε)] v + 2λ}.
 *
 * @param variance c > 0
 * @param noiseLevel λ ≥ 0
 * @param scoreError ε
 */
public record LinearBackward(double variance, double noiseLevel, double scoreError) {
    /** Γ_t. */
    public double spread(double t) {
        return -Elementary.expm1(-2 * t) + variance * Elementary.exp(-2 * t);
    }

    /**
     * The variance at {@code to} of paths that have {@code start} at {@code from}, in continuous time: the start damped by
     * {@code exp ∫ 2 [1 − (1+λ)(1/Γ + ε)] dτ}, where ∫ dt/Γ = ½ ln(e^{2t} + c − 1), and the noise by quadrature (1e-8).
     *
     * <p>At ε = 0 and from N(0, 1) at T to 0 it is {@code c − (c − 1)(c/(e^{2T} + c − 1))^{1+λ}}; at λ = 0 from Γ_T it is
     * c e^{−2εT}; for λ → ∞ it tends to 1/(1/c + ε).
     */
    public double variance(double from, double to, double start) {
        if (scoreError == 0) {
            return spread(to) + (start - spread(from)) * damping(from, to);
        }
        double noise = noiseLevel == 0 || from <= to
                ? 0
                : AdaptiveQuadrature.integrate(t -> new double[] {damping(t, to)}, to, from)[0];
        return start * damping(from, to) + 2 * noiseLevel * noise;
    }

    private double damping(double from, double to) {
        double both = 1 + noiseLevel;
        double integral = Elementary.log1p(
                Elementary.expm1(2 * (from - to)) * Elementary.exp(2 * to) / (Elementary.expm1(2 * to) + variance));
        return Elementary.exp(2 * (from - to) * (1 - both * scoreError) - both * integral);
    }

    /** The same after {@code steps} equal Euler-Maruyama steps from {@code from} to 0, exactly. */
    public double eulerVariance(double from, int steps, double start) {
        double h = from / steps;
        double v = start;
        for (int k = steps; k > 0; k--) {
            double keep = 1 + h - h * (1 + noiseLevel) * (1 / spread(k * h) + scoreError);
            v = keep * keep * v + 2 * noiseLevel * h;
        }
        return v;
    }
}
