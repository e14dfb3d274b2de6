package phasegrid.engine.theory;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * What an exponential memory holds beyond the random energy picture of one pattern: all patterns at once, and the end of
 * retrieval from noise. Source: {@code lucibello2024exponential}.
 */
public final class ExponentialCapacity {
    private static final double LN2 = Elementary.log(2);

    private ExponentialCapacity() {}

    /**
     * The load below which every Gaussian pattern beats the noise at itself: a pattern of |ξ|² = aN has rate
     * I(a) = ½(a − 1 − ln a) and fails below a₀ = α/(λ(1 − λ/2)) (λ ≤ 1) or 2α (λ ≥ 1), so α = I(a₀); and no pair may meet,
     * 2α &lt; min_a [I(a) + a/2] = ½ ln 2. Values are of the first moment at x = ξ.
     */
    public static double allGaussian(double lambda) {
        double capped = Math.min(1, lambda);
        double perNorm = capped * (1 - 0.5 * capped);
        double root = new BrentSolver(1e-15, 1e-16, 1e-17)
                .solve(500, alpha -> normRate(alpha / perNorm) - alpha, 1e-9 * perNorm, perNorm);
        return Math.min(root, LN2 / 4);
    }

    /** I(a) = ½(a − 1 − ln a): the rate of |ξ|² = aN among Gaussian patterns. */
    private static double normRate(double a) {
        return 0.5 * (a - 1 - Elementary.log(a));
    }

    /** All binary patterns: the single-pattern load, and no two patterns alike, α &lt; ½ ln 2. */
    public static double allBinary(double lambda) {
        return Math.min(new OverlapLaw.Signs().threshold(lambda, 1), LN2 / 2);
    }

    /**
     * The time of collapse of x = ξ + √t z for components N(0, 1): α is the mutual information ½ ln(1 + 1/t) per component,
     * t = 1/(e^{2α} − 1). Also on the sphere, in the limit of large N.
     */
    public static double collapseGaussian(double alpha) {
        return 1 / Elementary.expm1(2 * alpha);
    }

    /** The same for components ±1: α = 1/t − E ln cosh(1/t + z/√t); infinite at 0, none (NaN) from α = ln 2 on. */
    public static double collapseBinary(double alpha) {
        return collapse(alpha, LN2, ExponentialCapacity::informationBinary);
    }

    /** The same for linear hidden-manifold patterns Fz/√D, D = δN: Marchenko-Pastur spectrum of FFᵀ/D. */
    public static double collapseManifold(double alpha, double delta) {
        return collapse(alpha, Double.POSITIVE_INFINITY, s -> informationManifold(s, delta));
    }

    /** Information per component between a sign and itself in noise of variance 1/s. */
    static double informationBinary(double s) {
        return s - Quadrature.normal(z -> Elementary.logCosh(s + Math.sqrt(s) * z), -12, 12, 1.0 / 64);
    }

    /** (1/2N) ln det(1 + s FFᵀ/D) at large N; Tulino and Verdu, Random matrix theory and wireless communications, eq. 1.14. */
    static double informationManifold(double s, double delta) {
        if (s == 0) {
            return 0;
        }
        double ratio = 1 / delta;
        double root = Math.sqrt(ratio);
        double outer = Math.sqrt(s * (1 + root) * (1 + root) + 1);
        double inner = Math.sqrt(s * (1 - root) * (1 - root) + 1);
        double f = (outer - inner) * (outer - inner);
        return 0.5
                * (Elementary.log(1 + s - f / 4) + delta * Elementary.log(1 + s * ratio - f / 4) - delta * f / (4 * s));
    }

    private interface Information {
        double at(double s);
    }

    private static double collapse(double alpha, double most, Information information) {
        if (!(alpha > 0 && alpha < most)) {
            return alpha == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double high = 1;
        while (information.at(high) < alpha && high < 1e12) {
            high *= 2;
        }
        return information.at(high) < alpha
                ? Double.NaN
                : 1 / new BrentSolver(1e-14, 1e-15, 1e-16).solve(300, s -> information.at(s) - alpha, 0, high);
    }
}
