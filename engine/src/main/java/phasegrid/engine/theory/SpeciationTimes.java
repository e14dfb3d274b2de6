package phasegrid.engine.theory;

import java.util.OptionalDouble;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * The transition lines of two Gaussians: four definitions of the speciation time, all ½ ln d + O(1) and all different.
 *
 * <p>A line is absent where its equation has no root at a time t ≥ 0. Errors below 1e-12 except {@link #threshold}, 1e-11.
 *
 * @param mixture the data
 */
public record SpeciationTimes(TwoGaussianMixture mixture) {
    /** φ(r = 1) at equal weights, the level at which the threshold time equals the Hessian time. */
    public static final double USUAL_LEVEL = 0.7752;

    private static final double CERTAIN = 1e-15;

    /**
     * φ(r = 1) of two classes of weights p and 1 − p, where one class is told from two: 0.7752 at p = ½, and above φ(0) =
     * p² + (1−p)², which any fixed level would be below where weights are unequal enough. p within 0 and 1.
     */
    public static double level(double weight) {
        return TwoGaussianMixture.sameLabelAt(1, Math.max(CERTAIN, Math.min(1 - CERTAIN, weight)));
    }

    /**
     * t_Λ = ½ ln Λ, Λ = σ² + 4p(1−p) m² the largest eigenvalue of the centred covariance; at p = ½, Λ = centre²·d + σ².
     *
     * <p>Absent where Λ &lt; 1. Source: {@code biroli2024dynamical}, speciation time.
     */
    public OptionalDouble lambda() {
        return halfLog(mixture.largestCovariance());
    }

    /**
     * t_H = ½ ln(m² + 1 − σ²), where r(t) = 1; at p = ½ the Hessian of log P_t at 0 changes sign along v there.
     *
     * <p>Absent where m² ≤ σ² (the Hessian is negative at every t ≥ 0).
     */
    public OptionalDouble hessian() {
        return crossing(1);
    }

    /**
     * t_V, where the potential of the reverse dynamics of noise level λ = 1 changes curvature at y = 0.
     */
    public OptionalDouble potential() {
        return potential(1);
    }

    /**
     * t_V(λ): the root of 1 − (1+λ)/Γ_t + (1+λ) m² e^{−2t}/Γ_t² = 0, minus the slope at y = 0 of the drift's potential.
     *
     * <p>With g = σ²−1 and E = e^{−2t} this is g²E² + [(1−λ)g + (1+λ)m²]E − λ = 0, which has at most one positive root; at
     * σ = 1 it says r² = λ/(1+λ). Where σ² > 1 + λ broadening alone changes the sign, even at m = 0. Equal weights only:
     * else y = 0 is no fixed point and the line is absent. λ ≥ 0.
     */
    public OptionalDouble potential(double noiseLevel) {
        if (mixture.weight() != 0.5) {
            return OptionalDouble.empty();
        }
        double g = mixture.width() * mixture.width() - 1;
        double half = 0.5 * ((1 - noiseLevel) * g + (1 + noiseLevel) * mixture.norm() * mixture.norm());
        double root = Math.sqrt(half * half + g * g * noiseLevel);
        return half > 0 ? halfLog((half + root) / noiseLevel) : halfLog(g * g / (root - half));
    }

    /** {@link #threshold(double)} at {@link #USUAL_LEVEL}. */
    public OptionalDouble threshold() {
        return threshold(USUAL_LEVEL);
    }

    /**
     * The time at which φ(t) = level; φ grows with r, so that t = ½ ln(m²/r² + 1 − σ²) at the r where φ = level.
     *
     * <p>Absent where the level is not above p² + (1−p)², its value at t → ∞, or above φ(0).
     */
    public OptionalDouble threshold(double level) {
        OptionalDouble r = signalAt(level, mixture.weight());
        return r.isPresent() ? crossing(r.getAsDouble()) : OptionalDouble.empty();
    }

    /** The r at which φ(r) = level for weight p, absent unless p² + (1−p)² &lt; level &lt; 1 − 1e-12. */
    public static OptionalDouble signalAt(double level, double p) {
        if (!(level > p * p + (1 - p) * (1 - p)) || level >= 1 - 1e-12) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(new BrentSolver(1e-14, 1e-14, 1e-17)
                .solve(200, r -> TwoGaussianMixture.sameLabelAt(r, p) - level, 0, 16));
    }

    /** The time at which r(t) = r. */
    private OptionalDouble crossing(double r) {
        double ratio = mixture.norm() / r;
        return halfLog(ratio * ratio + 1 - mixture.width() * mixture.width());
    }

    private static OptionalDouble halfLog(double square) {
        return square >= 1 && square < Double.POSITIVE_INFINITY
                ? OptionalDouble.of(0.5 * Elementary.log(square))
                : OptionalDouble.empty();
    }
}
