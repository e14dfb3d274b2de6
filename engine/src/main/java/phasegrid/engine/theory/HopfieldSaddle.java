package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * Replica-symmetric Hopfield model at load α = K/N and inverse temperature β, couplings {@code (1/N) Σ ξξ} without diagonal.
 *
 * <p>{@code m = E tanh β(m + √(αr) z), q = E tanh² β(m + √(αr) z), C = β(1 − q), r = q/(1 − C)²}; per spin
 * {@code f = α/2 + m²/2 + (α/2β)[ln(1 − C) − βq/(1 − C)] + (αβ/2) r (1 − q) − E ln 2cosh β(m + √(αr) z)/β}.
 * Amit, Gutfreund and Sompolinsky, {@code amit1987statistical}, section 3; the term α/2 is the diagonal left out.
 *
 * <p>The solver takes s = √(αr) as the free variable: Newton's rule finds the largest m in the noise s from above (the right
 * side is concave), then {@code α(s) = s²(1 − C)²/q}. Retrieval states are the rising branch of α(s) and end at its
 * maximum; on the spin-glass branch, m = 0, α(s) rises throughout. No damping, no start to choose.
 */
public final class HopfieldSaddle {
    private static final int NEWTON = 60;
    private static final double SETTLED = 1e-14;
    private static final double NONE = 1e-9;
    private static final double SMALLEST_NOISE = 1e-4;
    private static final double LARGEST_NOISE = 64;
    private static final double LOWEST = 1e-3;

    /** Below it T_R has its form near T = 0, to 1e-9. */
    private static final double COLD = 1e-6;

    /** Where T_c(α) turns back: α_c(T) is largest there. */
    private static final double WARMEST_TURN = 0.3;

    private final double beta;
    private final double spinodalNoise;

    private HopfieldSaddle(double beta) {
        this.beta = beta;
        spinodalNoise = beta <= 1 ? 0 : Roots.maximum(this::retrievalLoad, 0, 1);
    }

    /** The model at an inverse temperature, up to ∞. */
    public static HopfieldSaddle at(double beta) {
        return new HopfieldSaddle(beta);
    }

    /**
     * A solution.
     *
     * @param alpha the load
     * @param m overlap with the retrieved pattern
     * @param q overlap of two replicas
     * @param r mean square {@code N m_μ²} of each other pattern
     * @param response C = β(1 − q)
     * @param freeEnergy f per spin
     * @param energy u per spin
     * @param stability 1 − αβ²E sech⁴/(1 − C)²: negative where replica symmetry is broken
     */
    public record State(
            double alpha,
            double m,
            double q,
            double r,
            double response,
            double freeEnergy,
            double energy,
            double stability) {
        /** The entropy per spin β(u − f), β finite: negative where replica symmetry can't hold. */
        public double entropy(double beta) {
            return beta * (energy - freeEnergy);
        }

        static final State NONE = new State(
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** The largest m in the noise s; 0 where there is only that. */
    private double overlap(double s) {
        double m = 1;
        for (int k = 0; k < NEWTON; k++) {
            NoisyField field = new NoisyField(beta, m, s);
            double slope = field.response() - 1;
            double next = slope < 0 ? m - (field.spin() - m) / slope : 0;
            if (!(next > NONE)) {
                return 0;
            }
            if (m - next < SETTLED) {
                return next;
            }
            m = next;
        }
        return m;
    }

    /** α(s) for a given overlap. */
    private double load(double m, double s) {
        NoisyField field = new NoisyField(beta, m, s);
        double response = field.response();
        return response < 1 ? square(s * (1 - response)) / field.spinSquared() : 0;
    }

    private double retrievalLoad(double s) {
        double m = overlap(s);
        return m > 0 ? load(m, s) : -1;
    }

    /** α_M(T), beyond which there is no retrieval state; 0 from T = 1 on. */
    public double spinodal() {
        return spinodalNoise == 0 ? 0 : Math.max(0, retrievalLoad(spinodalNoise));
    }

    /** The retrieval state at load α ≥ 0; every number NaN where there is none. */
    public State retrieval(double alpha) {
        if (spinodalNoise == 0 || retrievalLoad(spinodalNoise) < alpha) {
            return State.NONE;
        }
        double s = alpha == 0 ? 0 : Roots.zero(x -> retrievalLoad(x) - alpha, 0, spinodalNoise);
        return state(alpha, overlap(s), s);
    }

    /** The retrieval state where it is about to vanish. */
    public State atSpinodal() {
        return retrievalState(spinodalNoise);
    }

    /** The state without retrieval: the spin glass below T_g = 1 + √α, else the paramagnet. */
    public State disordered(double alpha) {
        if (!glassy(alpha)) {
            return state(alpha, 0, 0);
        }
        return state(alpha, 0, Roots.zero(x -> load(0, x) - alpha, SMALLEST_NOISE, LARGEST_NOISE));
    }

    private boolean glassy(double alpha) {
        return alpha > 0 && 1 / beta < 1 + Math.sqrt(alpha);
    }

    private State state(double alpha, double m, double s) {
        NoisyField field = new NoisyField(beta, m, s);
        boolean frozen = Double.isInfinite(beta) && s == 0;
        double response = frozen ? 0 : field.response();
        double q = frozen ? 1 : field.spinSquared();
        double keep = 1 - response;
        double r = q / (keep * keep);
        double log = Double.isInfinite(beta) ? 0 : Elementary.log(keep) / beta;
        double free = 0.5 * alpha
                + 0.5 * m * m
                + 0.5 * alpha * (log - q / keep + r * response)
                - (frozen ? Math.abs(m) : field.potential());
        double energy = 0.5 * alpha - 0.5 * m * m - 0.5 * alpha * (1 / keep + r * response);
        double stability = Double.isInfinite(beta) ? Double.NaN : 1 - alpha * square(beta / keep) * field.fourth();
        return new State(alpha, m, q, r, response, free, energy, stability);
    }

    /** α_c(T), below which the retrieval states are the global minimum of f; 0 from T = 1 on. */
    public double transition() {
        if (spinodalNoise == 0) {
            return 0;
        }
        return retrievalState(Roots.zero(this::excess, SMALLEST_NOISE, spinodalNoise))
                .alpha();
    }

    /** f of the retrieval state in the noise s over that of the other state at the same load. */
    private double excess(double s) {
        State retrieval = retrievalState(s);
        return retrieval.freeEnergy() - disordered(retrieval.alpha()).freeEnergy();
    }

    private State retrievalState(double s) {
        double m = overlap(s);
        return state(load(m, s), m, s);
    }

    /** T_M(α), above which there is no retrieval state; NaN beyond α_M(0). */
    public static double spinodalTemperature(double alpha) {
        return temperature(alpha, 0, t -> at(1 / t).spinodal());
    }

    /** T_c(α), below which retrieval is the global minimum: the larger root where there are two; NaN where none is. */
    public static double transitionTemperature(double alpha) {
        double turn = Roots.maximum(t -> at(1 / t).transition(), LOWEST, WARMEST_TURN);
        return temperature(alpha, turn, t -> at(1 / t).transition());
    }

    /** T_g(α) = 1 + √α, below which the state without retrieval is a spin glass. */
    public static double glassTemperature(double alpha) {
        return 1 + Math.sqrt(alpha);
    }

    /**
     * T_R(α), below which replica symmetry is broken in the retrieval states; NaN where they are not.
     *
     * <p>Near T = 0, {@code E sech⁴ = ⅔ C/β}, so that {@code T_R = ⅔ αC/(1 − C)²} with C of T = 0: at small loads that is all,
     * {@code √(8α/9π) e^{−1/2α}}.
     */
    public static double brokenTemperature(double alpha) {
        double c = at(Double.POSITIVE_INFINITY).retrieval(alpha).response();
        double cold = 2 * alpha * c / (3 * square(1 - c));
        if (!(cold > 0) || cold < COLD) {
            return cold > 0 ? cold : Double.NaN;
        }
        double most = spinodalTemperature(alpha) * (1 - 1e-6);
        return Roots.zero(t -> at(1 / t).retrieval(alpha).stability(), cold / 4, most);
    }

    /** Where a load that falls from the temperature {@code from} on to 0 at T = 1 reaches α. */
    private static double temperature(double alpha, double from, DoubleUnaryOperator load) {
        return alpha > load.applyAsDouble(from) ? Double.NaN : Roots.zero(t -> load.applyAsDouble(t) - alpha, from, 1);
    }

    private static double square(double v) {
        return v * v;
    }
}
