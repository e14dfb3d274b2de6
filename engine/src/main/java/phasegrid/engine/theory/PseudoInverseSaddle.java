package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * Replica symmetry for the projection onto K = αN random patterns without its diagonal, at inverse temperature β.
 *
 * <p>Beside the retrieved pattern, an exact eigenvector, the couplings are a randomly turned projection, which enters by its
 * R-transform (Parisi and Potters, {@code parisi1995mean}) {@code R(x) = [x − 1 + √((x − 1)² + 4αx)]/2x}. With χ = β(1 − q):
 * {@code m̂ = βm(1 − R(χ))}, {@code q̂ = β²(q − m²) R'(χ)}, {@code m = E tanh(m̂ + √q̂ z)}, {@code q = E tanh²}. Since
 * χ²R'(χ) < 1 − α nothing leaves q = m², q̂ = 0: {@code m = tanh x}, and along x the load is explicit,
 * {@code α = (1 − x/(β tanh x)) (1 − 2x/sinh 2x)}. Retrieval states are its falling branch; they end at the maximum.
 *
 * <p>Per spin {@code −βf = βm²/2 + G(χ)/2 − xm + ln 2cosh x − αβ/2}, G' = R; the last term is the diagonal left out.
 */
public final class PseudoInverseSaddle {
    private static final double COLDEST = 1e-8;
    /** 2x/sinh 2x is nothing there. */
    private static final double BEYOND = 24;

    private final double beta;
    /** Where the load is 0 and where it is largest: retrieval states lie between. */
    private final double loadless;

    private final double top;

    private PseudoInverseSaddle(double beta) {
        this.beta = beta;
        loadless = beta > 1 && Double.isFinite(beta)
                ? Roots.zero(x -> beta * Elementary.tanh(x) - x, Math.min(1e-6, beta - 1), beta)
                : 0;
        top = loadless == 0 ? 0 : Roots.maximum(this::load, 0, Math.min(loadless, BEYOND));
    }

    /** The model at an inverse temperature, up to ∞. */
    public static PseudoInverseSaddle at(double beta) {
        return new PseudoInverseSaddle(beta);
    }

    /**
     * A solution; NaN throughout where there is none.
     *
     * @param m overlap with the retrieved pattern; m² is that of two replicas
     * @param freeEnergy f per spin
     * @param energy u per spin
     * @param stability 1 − β²R'(χ)(1 − q)²: positive, so replica symmetry is nowhere broken by small fluctuations
     */
    public record State(double m, double freeEnergy, double energy, double stability) {
        private static final State NONE = new State(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** R(x) of the projection. */
    static double transform(double alpha, double x) {
        double root = Math.sqrt(Elementary.square(x - 1) + 4 * alpha * x);
        return x < 1 ? 2 * alpha / (root + 1 - x) : (x - 1 + root) / (2 * x);
    }

    /** R'(x) = R(1 − R)/√((x − 1)² + 4αx). */
    static double slope(double alpha, double x) {
        double r = transform(alpha, x);
        return r * (1 - r) / Math.sqrt(Elementary.square(x - 1) + 4 * alpha * x);
    }

    /** G(x) = ∫_0^x R. */
    private static double integral(double alpha, double x) {
        double product = x * transform(alpha, x);
        return product - (1 - alpha) * Elementary.log1p(product) - alpha * Elementary.log1p(product - x);
    }

    private double load(double x) {
        return x <= 0 ? 0 : (1 - x / (beta * Elementary.tanh(x))) * signal(x);
    }

    /** 1 − 2x/sinh 2x. */
    private static double signal(double x) {
        double e = Elementary.exp(-2 * x);
        return 1 - 4 * x * e / (1 - e * e);
    }

    /** α_M(T), up to which there are retrieval states: 0 from T = 1 on, 1 at T = 0. */
    public double spinodal() {
        return Double.isInfinite(beta) ? 1 : beta <= 1 ? 0 : load(top);
    }

    /** The retrieval state at load α. */
    public State retrieval(double alpha) {
        if (Double.isInfinite(beta)) {
            return alpha < 1 ? new State(1, 0.5 * (alpha - 1), 0.5 * (alpha - 1), 1) : State.NONE;
        }
        return alpha < spinodal() ? retrieved(alpha, Roots.zero(x -> load(x) - alpha, top, loadless)) : State.NONE;
    }

    private State retrieved(double alpha, double x) {
        double m = Elementary.tanh(x);
        double chi = beta * (1 - m) * (1 + m);
        double entropic = 0.5 * integral(alpha, chi) - x * m + Elementary.logCosh(x) + Elementary.log(2);
        double energy = -0.5 * (m * m + (1 - m * m) * transform(alpha, chi)) + 0.5 * alpha;
        return new State(
                m,
                -0.5 * m * m - entropic / beta + 0.5 * alpha,
                energy,
                1 - Elementary.square(chi) * slope(alpha, chi));
    }

    /** The state without overlaps, m = q = 0, at finite β. */
    public State paramagnet(double alpha) {
        double free = -(0.5 * integral(alpha, beta) + Elementary.log(2)) / beta + 0.5 * alpha;
        double energy = 0.5 * (alpha - transform(alpha, beta));
        return new State(0, free, energy, 1 - Elementary.square(beta) * slope(alpha, beta));
    }

    /** f of the retrieval state over that of the paramagnet. */
    private double excess(double alpha) {
        return retrieval(alpha).freeEnergy() - paramagnet(alpha).freeEnergy();
    }

    /** α_c(T), up to which retrieval has the lower free energy. */
    public double transition() {
        double most = spinodal();
        return Double.isInfinite(beta) || beta <= 1 ? most : Roots.zero(this::excess, 1e-9, most * (1 - 1e-9));
    }

    /** T_M(α), above which there is no retrieval state: the maximum of {@code (tanh x/x) (1 − α/(1 − 2x/sinh 2x))}. */
    public static double spinodalTemperature(double alpha) {
        if (alpha >= 1) {
            return 0;
        }
        double from = Roots.zero(x -> signal(x) - alpha, 1e-6, BEYOND);
        double x = Roots.maximum(y -> temperature(alpha, y), from, from + BEYOND);
        return temperature(alpha, x);
    }

    private static double temperature(double alpha, double x) {
        return Elementary.tanh(x) / x * (1 - alpha / signal(x));
    }

    /**
     * T_c(α), below which retrieval has a lower free energy than the paramagnet; it falls as 2^{−2/(1−α)} for α → 1, where
     * all states become ground states. NaN where it is below 1e-8.
     */
    public static double transitionTemperature(double alpha) {
        double from = Elementary.log(COLDEST);
        double to = Elementary.log(spinodalTemperature(alpha) * (1 - 1e-6));
        DoubleUnaryOperator excess = log -> at(Elementary.exp(-log)).excess(alpha);
        return alpha >= 1 || excess.applyAsDouble(from) > 0 ? Double.NaN : Elementary.exp(Roots.zero(excess, from, to));
    }
}
