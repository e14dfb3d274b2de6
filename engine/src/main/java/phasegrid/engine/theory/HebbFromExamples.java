package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import phasegrid.engine.linear.Elementary;

/**
 * Hebbian networks that see M noisy examples {@code η^{μA} = ξ^μ χ^{μA}, P(χ = 1) = (1 + r)/2} of each of αN archetypes, in the
 * limit of large N and with the average x of the examples Gaussian (large M).
 *
 * <p>Supervised {@code J = (1/NR) Σ_μ η̄η̄ᵀ}, unsupervised {@code J = (1/NRM) Σ_{μA} ηηᵀ}, no diagonal,
 * {@code R = r² + (1 − r²)/M}: then the critical temperature at α = 0 is 1 for every r and M. All is a function of the
 * dataset entropy {@code ρ = (1 − r²)/(M r²)} and, unsupervised, of M. With ν = n/r, n the overlap with η̄, the field on a
 * spin is Gaussian with mean μ = ν/(1+ρ) and variance Σ² = ρμ² + α r_eff. Sources: {@code alemanno2023supervised},
 * {@code agliari2022emergence}.
 *
 * @param rho the dataset entropy ρ ≥ 0
 * @param examples M; only the unsupervised rule feels it besides ρ
 * @param supervised which rule
 */
public record HebbFromExamples(double rho, double examples, boolean supervised) {
    private static final double FROM_ERF = Math.sqrt(2 / Math.PI);
    private static final double HIGHEST = 2;
    private static final double MOST_EXAMPLES = 1e12;
    private static final double LEAST_QUALITY = 1e-3;
    private static final State NONE = new State(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** For a quality r in (0, 1] and M examples. */
    public static HebbFromExamples of(double quality, double examples, boolean supervised) {
        return new HebbFromExamples(entropy(quality, examples), examples, supervised);
    }

    /** ρ = (1 − r²)/(M r²): how much is unknown of an archetype after M examples. */
    public static double entropy(double quality, double examples) {
        return (1 - quality) * (1 + quality) / (examples * quality * quality);
    }

    /** The number of examples above which an archetype has less energy than one of its examples (unsupervised, K = 1): (1+r²)/r². */
    public static double crossing(double quality) {
        return (1 + quality * quality) / (quality * quality);
    }

    /**
     * The overlap after one parallel step at T = 0 from the archetype: erf(1/√(2V)), V = ρ + α(1+ρ)² supervised,
     * ρ + α(1 + (1−r⁴)/(M r⁴)) unsupervised.
     */
    public static double oneStep(double quality, double examples, double alpha, boolean supervised) {
        double rho = entropy(quality, examples);
        double noise = supervised ? (1 + rho) * (1 + rho) : 1 + entropy(quality * quality, examples);
        return Elementary.erf(Math.sqrt(0.5 / (rho + alpha * noise)));
    }

    /** The overlap with the archetype where nothing but the examples blurs it (α = 0, T = 0): erf(1/√(2ρ)). */
    public static double blurred(double rho) {
        return rho == 0 ? 1 : Elementary.erf(Math.sqrt(0.5 / rho));
    }

    /** The ρ at which {@link #blurred} is m, 0 < m < 1: .2603 at .95, .1507 at .99. */
    public static double entropyOf(double m) {
        double y = Erf.erfInv(m);
        return 0.5 / (y * y);
    }

    /** The same at a finite number M of examples: E sgn of the sum of M signs of mean r, a tie counting 0. */
    public static double majority(double quality, int examples) {
        int half = examples / 2;
        double p = 0.5 * (1 + quality);
        double below = fewer(examples, p, (examples + 1) / 2);
        double above = 1 - fewer(examples, p, half + 1);
        return quality == 1 ? 1 : above - below;
    }

    /** P(fewer than k of n), each with probability p. */
    private static double fewer(int n, double p, int k) {
        return k > n ? 1 : k <= 0 ? 0 : Beta.regularizedBeta(1 - p, n - k + 1.0, k);
    }

    /** A point of the saddle: overlaps with archetype and average example, q, C = β(1−q), and the load at which it is one. */
    public record State(double archetype, double average, double q, double response, double alpha) {}

    /** λ = ρ/(1+ρ), the second eigenvalue of the examples' covariance over the first. */
    private double second() {
        return rho / (1 + rho);
    }

    /** r_eff: the variance of the noise of the other archetypes per load. */
    private double noise(double q, double c) {
        double first = q / ((1 - c) * (1 - c));
        double l = second();
        return supervised ? first : first + q * (examples - 1) * l * l / ((1 - l * c) * (1 - l * c));
    }

    /** The state at T = 0 whose field has mean over deviation b; its load is NaN where there is none. */
    public State frozen(double b) {
        double density = FROM_ERF * Elementary.exp(-0.5 * b * b);
        double m = Elementary.erf(b * Math.sqrt(0.5));
        double nu = m + rho * b * density;
        double mean = nu / (1 + rho);
        double c = density * b / mean;
        double square = mean * mean * (1 / (b * b) - rho);
        return new State(m, nu, 1, c, square >= 0 && c < 1 ? square / noise(1, c) : Double.NaN);
    }

    /** The state at inverse temperature β and field deviation Σ with the largest overlap; NaN where there is none. */
    public State warm(double beta, double deviation) {
        double mean = RetrievalBranch.largestRoot(u -> excess(beta, deviation, u), HIGHEST);
        return Double.isNaN(mean) ? NONE : at(beta, deviation, mean);
    }

    /** ν(μ) − (1+ρ)μ: zero at a saddle; beyond the pole of ν it counts as positive. */
    private double excess(double beta, double deviation, double mean) {
        double left = 1 - second() * FieldAverages.response(beta, mean, deviation);
        return left <= 0
                ? Double.POSITIVE_INFINITY
                : FieldAverages.magnetisation(beta, mean, deviation) / left - (1 + rho) * mean;
    }

    private State at(double beta, double deviation, double mean) {
        double c = FieldAverages.response(beta, mean, deviation);
        double q = 1 - c / beta;
        double nu = (1 + rho) * mean;
        double square = deviation * deviation - rho * mean * mean;
        double alpha = c < 1 && square >= 0 ? square / noise(q, c) : Double.NaN;
        return new State(FieldAverages.magnetisation(beta, mean, deviation), nu, q, c, alpha);
    }

    /** The largest load with a retrieval state, and that state: the spinodal. β may be infinite. */
    public State spinodal(double beta) {
        return at(beta, branch(beta).top());
    }

    /**
     * The fewest examples M ≥ 1 of quality r with which there is a retrieval state at load α and T = 0: where the spinodal
     * α_M(r, M) is α. For r → 0 it goes as 1/r² supervised, as 1/r⁴ else. NaN beyond the capacity of the archetypes themselves.
     */
    public static double fewestExamples(double quality, double alpha, boolean supervised) {
        double most = Elementary.log(MOST_EXAMPLES);
        DoubleUnaryOperator spare =
                log -> of(quality, Elementary.exp(log), supervised).spare(alpha);
        return spare.applyAsDouble(0) >= 0
                ? 1
                : spare.applyAsDouble(most) < 0 ? Double.NaN : Elementary.exp(Roots.zero(spare, 0, most));
    }

    /** The least quality r of M examples with which there is a retrieval state at load α and T = 0; NaN as above. */
    public static double leastQuality(double examples, double alpha, boolean supervised) {
        DoubleUnaryOperator spare = r -> of(r, examples, supervised).spare(alpha);
        return spare.applyAsDouble(1) < 0 ? Double.NaN : Roots.zero(spare, LEAST_QUALITY, 1);
    }

    /** α_M − α at T = 0. */
    private double spare(double alpha) {
        return spinodal(Double.POSITIVE_INFINITY).alpha() - alpha;
    }

    /**
     * The retrieval state at load α ≥ 0, NaN where there is none: on the branch that ends at the spinodal. At large ρ the
     * spinodal is a smooth bend of the true curve and says little.
     */
    public State retrieval(double beta, double alpha) {
        if (alpha == 0) {
            return unloaded(beta);
        }
        double place = branch(beta).place(alpha);
        return Double.isNaN(place) ? NONE : at(beta, place);
    }

    private State at(double beta, double place) {
        return Double.isInfinite(beta) ? frozen(1 / place) : warm(beta, place);
    }

    /** α = 0: n = E[x tanh(βnx/R)], m = E tanh(βnx/R). */
    private State unloaded(double beta) {
        if (Double.isInfinite(beta)) {
            return rho == 0 ? new State(1, 1, 1, 0, 0) : frozen(1 / Math.sqrt(rho));
        }
        double mean = RetrievalBranch.largestRoot(u -> excess(beta, own(u), u), HIGHEST);
        return Double.isNaN(mean) ? new State(0, 0, 0, beta, 0) : at(beta, own(mean), mean);
    }

    /** Σ at mean field u where nothing but the examples of one archetype makes it. */
    private double own(double mean) {
        return Math.max(1e-12, Math.sqrt(rho) * mean);
    }

    /** At T = 0 along 1/b, else along the deviation, which begins where all of it comes from the examples. */
    private RetrievalBranch branch(double beta) {
        if (Double.isInfinite(beta)) {
            double least = Math.max(Math.sqrt(rho), 1.0 / 12);
            return new RetrievalBranch(least, least + 3, x -> frozen(1 / x).alpha());
        }
        double least = own(unloaded(beta).average() / (1 + rho)) + 1e-9;
        return new RetrievalBranch(least, least + 1.5, x -> warm(beta, x).alpha());
    }
}
