package phasegrid.engine.theory;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * The random energy model of the posterior weights at d → ∞ with n = e^{αd} training points of variance s² around a
 * centre: Z = Σ_μ e^{−E_μ}, E_μ = |x − e^{−t}a_μ|²/(2Δ).
 *
 * <p>ln E e^{−λE} = d g(λ), g(λ) = −½ ln(1+λq) − λγ/(2(1+λq)); the number of points at energy dε is e^{d(α + s(ε))}, s the
 * Legendre transform of g. Source: {@code biroli2024dynamical}, section on the collapse transition, with the class
 * weight's ln 2/d left out.
 *
 * @param alpha α = ln n/d, above 0
 * @param signal q = s² e^{−2t}/Δ, above 0
 * @param distance γ = |x − e^{−t} centre|²/(dΔ): 1 + q for the class that x came from, and 4μe^{−2t}/Δ more for the other
 */
public record PosteriorEnergies(double alpha, double signal, double distance) {
    private static final double ACCURACY = 1e-15;
    private static final int MOST = 400;

    /** The points of the class that x came from. */
    public static PosteriorEnergies ofOwnClass(double alpha, double signal) {
        return new PosteriorEnergies(alpha, signal, 1 + signal);
    }

    /** The points of a class whose centre is |v − v′|² e^{−2t}/(dΔ) = {@code separation} away. */
    public static PosteriorEnergies ofOtherClass(double alpha, double signal, double separation) {
        return new PosteriorEnergies(alpha, signal, 1 + signal + separation);
    }

    /** The t at which the points of the own class condense; n^{2/d} → e^{2α} there. */
    public static double condensation(double alpha, double variance) {
        return CollapseTime.root(
                t -> -ofOwnClass(alpha, variance / Elementary.expm1(2 * t)).entropy(1));
    }

    /** ψ = −lim ln Z/d: minus (α + g(1)), or where Z is carried by few points −g′(λ*), their energy. */
    public double psi() {
        return condensed() ? -slope(tilt()) : -(alpha + transform(1));
    }

    /** Whether few points carry Z: α + g(1) − g′(1) &lt; 0. */
    public boolean condensed() {
        return entropy(1) < 0;
    }

    /** λ* ≤ 1, where α + g(λ) − λ g′(λ) = 0; 1 where Z is not condensed. */
    public double tilt() {
        return condensed() ? new BrentSolver(ACCURACY, ACCURACY, 1e-18).solve(MOST, this::entropy, 0, 1) : 1;
    }

    /** α + s at the energy that λ selects. */
    private double entropy(double lambda) {
        return alpha + transform(lambda) - lambda * slope(lambda);
    }

    private double transform(double lambda) {
        double u = 1 + lambda * signal;
        return -0.5 * Elementary.log1p(lambda * signal) - 0.5 * lambda * distance / u;
    }

    private double slope(double lambda) {
        double u = 1 + lambda * signal;
        return -0.5 * (signal + distance / u) / u;
    }
}
