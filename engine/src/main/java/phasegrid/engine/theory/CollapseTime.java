package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * The Ornstein-Uhlenbeck time t_C below which one training point carries the posterior: where ln n is the information
 * that x_t has on its data point. NaN where there is none.
 *
 * <p>Source: {@code biroli2024dynamical}, collapse time; for any covariance here.
 */
public final class CollapseTime {
    private static final double SHORTEST = -40;
    private static final double LONGEST = 5;

    private CollapseTime() {}

    /** ½ ln(1 + s²/(n^{2/d} − 1)) for n points of variance s² in each of d directions. */
    public static double ofGaussian(double d, double n, double variance) {
        return 0.5 * Elementary.log1p(variance / Elementary.expm1(2 * Elementary.log(n) / d));
    }

    /** The root of ln n = ½ Σ_k ln(1 + l_k/(e^{2t} − 1)) for Gaussian data of covariance eigenvalues l_k. */
    public static double ofSpectrum(double n, double[] eigenvalues) {
        return root(t -> information(eigenvalues, t) - Elementary.log(n));
    }

    /** ½ Σ_k ln(1 + l_k/(e^{2t} − 1)), the mutual information of a Gaussian data point and x_t. */
    public static double information(double[] eigenvalues, double t) {
        double sum = 0;
        for (double l : eigenvalues) {
            sum += 0.5 * Elementary.log1p(l / Elementary.expm1(2 * t));
        }
        return sum;
    }

    /**
     * The root of ln n = d I(t), I the information that x = e^{−t}a + √Δ z has on one spin a = ±1 of mean m; NaN where n has
     * more than the entropy of the spins. For spins of a magnet at d → ∞, where those of a well are independent.
     */
    public static double ofSpins(int d, double n, double magnetisation) {
        return root(t -> d * information(magnetisation, t) - Elementary.log(n));
    }

    /** The mutual information of a spin ±1 of mean m and x: the entropy of the spin minus that of its posterior. */
    public static double information(double magnetisation, double t) {
        double bias = 0.5 * (Elementary.log1p(magnetisation) - Elementary.log1p(-magnetisation));
        double strength = 1 / Elementary.expm1(2 * t);
        double up = posteriorEntropy(bias + strength, Math.sqrt(strength));
        double down = posteriorEntropy(-bias + strength, Math.sqrt(strength));
        double prior = ExcessEntropy.entropy(2 * bias);
        return prior - 0.5 * (1 + magnetisation) * up - 0.5 * (1 - magnetisation) * down;
    }

    /** E of the entropy of a spin in the field h + k z. */
    private static double posteriorEntropy(double h, double k) {
        double scale = Math.max(k, 1e-300);
        return Quadrature.normal(
                z -> ExcessEntropy.entropy(2 * Math.fma(k, z, h)),
                Math.max(-12, (-40 - h) / scale),
                Math.min(12, (40 - h) / scale),
                Math.min(1.0 / 16, 0.25 / scale));
    }

    /**
     * E Y2 near t_C at leading order: Φ(−X), X = (ln n − I)/√(Σ_k (1 − Δ/Γ_k)), for covariance eigenvalues l_k.
     *
     * <p>Corrections are O(1/√d): at t_C itself E Y2 is about ½ + 0.4/√d.
     */
    public static double participation(double n, double[] eigenvalues, double t) {
        double variance = 0;
        for (double l : eigenvalues) {
            variance += l / (l + Elementary.expm1(2 * t));
        }
        return finiteSize(Elementary.log(n) - information(eigenvalues, t), variance);
    }

    /** The same for d directions of signal q = s²/(e^{2t} − 1). */
    public static double participation(double d, double n, double signal) {
        double information = 0.5 * d * Elementary.log1p(signal);
        return finiteSize(Elementary.log(n) - information, d * signal / (1 + signal));
    }

    private static double finiteSize(double excess, double variance) {
        return Quadrature.normalDistribution(-excess / Math.sqrt(variance));
    }

    /** The root in t of a function that falls through 0. */
    static double root(DoubleUnaryOperator f) {
        double low = Elementary.exp(SHORTEST);
        double high = Elementary.exp(LONGEST);
        if (!(f.applyAsDouble(low) > 0 && f.applyAsDouble(high) < 0)) {
            return Double.NaN;
        }
        double log = new BrentSolver(1e-15, 1e-15, 1e-18)
                .solve(500, u -> f.applyAsDouble(Elementary.exp(u)), SHORTEST, LONGEST);
        return Elementary.exp(log);
    }
}
