package phasegrid.engine.theory;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * Symmetric mixtures of n patterns in the Hopfield model at zero load: {@code m = ⟨z tanh βmz⟩/n}, z a sum of n signs.
 *
 * <p>Amit, Gutfreund and Sompolinsky, {@code amit1985spin}, section III. n = 1 is retrieval, {@code m = tanh βm}. Odd
 * mixtures are minima of f below T_n, where {@code 1 − β(1 − q) − βQ} vanishes, {@code q = ⟨tanh²⟩, Q = ⟨ξ¹ξ² tanh²⟩}; even
 * ones never are.
 *
 * @param patterns n
 * @param beta inverse temperature
 */
public record MixtureState(int patterns, double beta) {
    private static final double ZERO = 1e-15;
    private static final int MOST = 200;
    private static final double NEAR_ONE = 1 - 1e-9;

    private double average(int power, double m) {
        double sum = 0;
        for (int k = 0; k <= patterns; k++) {
            double z = 2.0 * k - patterns;
            double spin = Double.isInfinite(beta) ? Math.signum(z) : Elementary.tanh(beta * m * z);
            double weight = Elementary.exp(OnePatternGlauber.logChoose(patterns, k) - patterns * Elementary.log(2));
            sum += weight * (power == 1 ? z * spin : power == 2 ? spin * spin : z * z * spin * spin);
        }
        return sum;
    }

    /** The overlap with each of the n patterns; 0 from T = 1 on. */
    public double overlap() {
        if (beta <= 1) {
            return 0;
        } else if (Double.isInfinite(beta)) {
            return average(1, 1) / patterns;
        }
        double low = Math.sqrt(1 - 1 / beta) / (2 * patterns);
        return new BrentSolver(ZERO, ZERO, 0).solve(MOST, m -> average(1, m) / patterns - m, low, 1);
    }

    /** f + T ln 2 at β = ∞: the energy per spin −n m²/2. */
    public double groundEnergy() {
        double m = new MixtureState(patterns, Double.POSITIVE_INFINITY).overlap();
        return -0.5 * patterns * m * m;
    }

    /** The smallest eigenvalue of the Hessian of f at the mixture: positive where it is a minimum. */
    public double stability() {
        double m = overlap();
        double q = average(2, m);
        double cross = patterns == 1 ? 0 : (average(3, m) / patterns - q) / (patterns - 1);
        return 1 - beta * (1 - q) - beta * Math.abs(cross);
    }

    /** T_n, below which the mixture is a minimum; NaN for an even n. */
    public static double stabilityTemperature(int patterns) {
        return patterns % 2 == 0
                ? Double.NaN
                : patterns == 1 ? 1 : Roots.zero(t -> -new MixtureState(patterns, 1 / t).stability(), 0.05, NEAR_ONE);
    }
}
