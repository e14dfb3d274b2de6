package phasegrid.engine.theory;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * The Curie-Weiss magnet {@code P(a) ∝ exp(J M²/2d + h M)}, M = Σ a_i, and the same noised by dx = −x dt + √2 dW: exact sums
 * over M at any finite d.
 *
 * @param d how many spins, at least 1
 * @param coupling J, the coupling times the inverse temperature, at least 0; critical at 1
 * @param field h, with the inverse temperature in it, of either sign
 */
public record CurieWeiss(int d, double coupling, double field) {
    private static final double TOGETHER = 1e-9;

    /**
     * ln P(M) at M = 2k − d, for k = 0 … d, normalised: {@code P(M) = C(d, k) e^{J M²/2d + h M}/Z}.
     *
     * <p>Added up from ratios of neighbours, away from the largest term, so that at d = 4097 errors stay below 1e-12.
     */
    public double[] logLaw() {
        double[] law = new double[d + 1];
        int mode = 0;
        for (int k = 1; k <= d; k++) {
            law[k] = law[k - 1] + logRatio(k);
            mode = law[k] > law[mode] ? k : mode;
        }
        law[mode] = 0;
        for (int k = mode + 1; k <= d; k++) {
            law[k] = law[k - 1] + logRatio(k);
        }
        for (int k = mode - 1; k >= 0; k--) {
            law[k] = law[k + 1] - logRatio(k + 1);
        }
        double sum = 0;
        for (double p : law) {
            sum += Elementary.exp(p);
        }
        for (int k = 0; k <= d; k++) {
            law[k] -= Elementary.log(sum);
        }
        return law;
    }

    /** ln P(2k − d) − ln P(2k − d − 2). */
    private double logRatio(int k) {
        return Elementary.log((d - k + 1.0) / k) + coupling * (2.0 * (2 * k - 1 - d)) / d + 2 * field;
    }

    /** E f(M/d). */
    public double mean(DoubleUnaryOperator f) {
        double[] law = logLaw();
        double sum = 0;
        for (int k = 0; k <= d; k++) {
            sum += Elementary.exp(law[k]) * f.applyAsDouble((2.0 * k - d) / d);
        }
        return sum;
    }

    /** E|M|/d. */
    public double absolute() {
        return mean(Math::abs);
    }

    /** E M²/d². */
    public double square() {
        return mean(m -> m * m);
    }

    /** E M⁴/d⁴. */
    public double fourth() {
        return mean(m -> m * m * m * m);
    }

    /** The Binder number {@code 1 − E M⁴/(3 (E M²)²)}: ⅔ in the ferromagnet, 0 in the paramagnet, 0.27052 at J = 1. */
    public double binder() {
        double square = square();
        return 1 - fourth() / (3 * square * square);
    }

    /** P(M > 0) + ½ P(M = 0). */
    public double positive() {
        return mean(m -> m > 0 ? 1 : m < 0 ? 0 : 0.5);
    }

    /** P(M/d ≤ m). */
    public double below(double m) {
        return mean(y -> y <= m ? 1 : 0);
    }

    /** P(μ ≤ y) for μ = Σ x_i/√d, x = shrink·a + √noise z: {@code Σ_M P(M) N(μ; M shrink/√d, noise)} exactly. */
    public double projectionBelow(double y, double shrink, double noise) {
        double sd = Math.sqrt(noise);
        return sd == 0
                ? below(y / (shrink * Math.sqrt(d)))
                : mean(m -> Quadrature.normalDistribution((y - m * shrink * Math.sqrt(d)) / sd));
    }

    /** The density of the same μ, at noise > 0. */
    public double projectionDensity(double mu, double shrink, double noise) {
        double sd = Math.sqrt(noise);
        return mean(m -> Quadrature.normalDensity((mu - m * shrink * Math.sqrt(d)) / sd)) / sd;
    }

    /** Λ = Var M/d, the largest eigenvalue of the covariance of the spins; 1/(1 − J) for d → ∞ at J &lt; 1, h = 0. */
    public double largestCovariance() {
        double mean = mean(m -> m);
        return d * mean(m -> (m - mean) * (m - mean));
    }

    /**
     * t_S = ½ ln(1 + Λ), where the Hessian of log P_t at x = 0 is marginal: exact for ±1 data, since |a|² is the same for all.
     *
     * <p>There is such a time at every J ≥ 0, also in the paramagnet where nothing is bimodal.
     */
    public double speciation() {
        return 0.5 * Elementary.log1p(largestCovariance());
    }

    /**
     * The time at which the density of μ becomes flat at 0: {@code −1/Δ + (e^{−2t}/Δ²) Var(M/√d | μ = 0) = 0}, the latest one.
     *
     * <p>Above it the density has one maximum. At h = 0 only, and absent where the curvature stays negative (J &lt; 1).
     */
    public OptionalDouble flat() {
        double[] law = logLaw();
        double step = 1.0 / 64;
        for (double t = 8 + speciation(); t > step && field == 0; t -= step) {
            if (curvature(law, t - step) > 0) {
                return OptionalDouble.of(
                        new BrentSolver(1e-14, 1e-13, 1e-16).solve(200, s -> curvature(law, s), t - step, t));
            }
        }
        return OptionalDouble.empty();
    }

    /** Δ² times the second derivative of ln p(μ) at μ = 0. */
    private double curvature(double[] law, double t) {
        double ratio = Elementary.exp(-2 * t) / noise(t);
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= d; k++) {
            largest = Math.max(largest, noised(law, k, ratio));
        }
        double sum = 0;
        double squares = 0;
        for (int k = 0; k <= d; k++) {
            double p = Elementary.exp(noised(law, k, ratio) - largest);
            sum += p;
            squares += p * Elementary.square(2.0 * k - d) / d;
        }
        return Elementary.exp(-2 * t) * squares / sum - noise(t);
    }

    private double noised(double[] law, int k, double ratio) {
        return law[k] - 0.5 * ratio * Elementary.square(2.0 * k - d) / d;
    }

    /** m*, the largest root of m = tanh(J m + h); 0 at h = 0 up to J = 1. Error below 1e-13, near J = 1 of its square. */
    public double magnetisation() {
        if (field == 0 && coupling <= 1) {
            return 0;
        }
        double bend = coupling > 1 ? Elementary.log(Math.sqrt(coupling) + Math.sqrt(coupling - 1)) : 0;
        double top = (bend - field) / coupling;
        if (coupling <= 1) {
            return root(-1, 1);
        }
        return top < 1 && excess(top) >= 0
                ? root(Math.max(top, -1), 1)
                : root(-1, Math.min(1, (-bend - field) / coupling));
    }

    private double root(double from, double to) {
        return excess(from) <= 0
                ? from
                : excess(to) >= 0 ? to : new BrentSolver(1e-15, 1e-15, 1e-18).solve(500, this::excess, from, to);
    }

    private double excess(double m) {
        return Elementary.tanh(Math.fma(coupling, m, field)) - m;
    }

    /**
     * V(μ, t) = μ²/2 − 2 ln cosh(m* √d e^{−t} μ): early in the reverse dynamics (d → ∞ at fixed √d e^{−t}) dμ = −∂V/∂μ dτ + √2 dW.
     *
     * <p>At h = 0. Two wells from 2 m*² d e^{−2t} = 1 on. Source: {@code biroli2024dynamical}, Curie-Weiss model.
     */
    public double potential(double mu, double t) {
        return 0.5 * mu * mu - 2 * Elementary.logCosh(magnetisation() * Math.sqrt(d) * Elementary.exp(-t) * mu);
    }

    /**
     * ⟨a_i⟩ in regime II, where a trajectory has decided for the well of m*: {@code tanh(J m* + h + b)}, b = x_i e^{−t}/Δ_t, up to
     * O(d^{−½}). Then dx_i = [x_i (1 − 2/Δ) + 2 (e^{−t}/Δ) tanh(J m* + h + b)] dτ + √2 dW, spin by spin.
     */
    public double decided(double b) {
        return Elementary.tanh(coupling * magnetisation() + field + b);
    }

    /** t_V = ½ ln(2 m*² d), where V gets its second well; absent where m*² d &lt; ½. */
    public OptionalDouble twoWells() {
        double m = magnetisation();
        return 2 * m * m * d >= 1 ? OptionalDouble.of(0.5 * Elementary.log(2 * m * m * d)) : OptionalDouble.empty();
    }

    /**
     * Clone and U-turn probability for d → ∞: that of two Gaussians at ± m* √d e^{−t}, with the weights that the wells have at
     * this d. At finite d and h = 0 it is high by about 0.5 % at d = 65, J = 1.5; ½ at h = 0 up to J = 1.
     */
    public double sameWell(double t) {
        double p = positive();
        double separation = 0.5 * (magnetisation() + new CurieWeiss(d, coupling, -field).magnetisation());
        double r = separation * Math.sqrt(d) * Elementary.exp(-t);
        return p > 0 && p < 1 && r >= 0 ? TwoGaussianMixture.sameLabelAt(r, p) : Double.NaN;
    }

    /** Whether there are two wells for d → ∞: both signs of m solve m = tanh(J m + h) with a minimum of the free energy. */
    public boolean twoPhases() {
        return magnetisation() + new CurieWeiss(d, coupling, -field).magnetisation() > TOGETHER;
    }

    /** ln P_t(x) at t > 0: the sum over all states, ordered by M. O(d²). */
    public double logDensity(double[] x, double t) {
        double squares = 0;
        for (double xi : x) {
            squares += xi * xi;
        }
        double noise = noise(t);
        return logSum(weights(x, t), 0)
                - logSum(weights(new double[d], t), 0)
                - 0.5 * (squares + d * Elementary.exp(-2 * t)) / noise
                - 0.5 * d * Elementary.log(2 * Math.PI * noise);
    }

    /** P(M > 0 | x) + ½ P(M = 0 | x) at time t > 0. O(d²). */
    public double positive(double[] x, double t) {
        double[] weights = weights(x, t);
        double odd = Elementary.exp(logSum(weights, d / 2 + 1) - logSum(weights, 0));
        return d % 2 == 1 ? odd : odd + 0.5 * Elementary.exp(weights[d / 2] - logSum(weights, 0));
    }

    /** At k: the logarithm of the sum of e^{J M²/2d + h M + b·a} over the states of magnetisation 2k − d. */
    private double[] weights(double[] x, double t) {
        double[] weights = new double[d + 1];
        Arrays.fill(weights, Double.NEGATIVE_INFINITY);
        weights[0] = 0;
        for (int i = 0; i < d; i++) {
            double b = x[i] * Elementary.exp(-t) / noise(t);
            for (int k = i + 1; k > 0; k--) {
                weights[k] = logAdd(weights[k] - b, weights[k - 1] + b);
            }
            weights[0] -= b;
        }
        for (int k = 0; k <= d; k++) {
            double m = 2.0 * k - d;
            weights[k] += coupling * m * m / (2.0 * d) + field * m;
        }
        return weights;
    }

    private static double logSum(double[] x, int from) {
        double sum = Double.NEGATIVE_INFINITY;
        for (int k = from; k < x.length; k++) {
            sum = logAdd(sum, x[k]);
        }
        return sum;
    }

    private static double logAdd(double x, double y) {
        double larger = Math.max(x, y);
        return larger == Double.NEGATIVE_INFINITY
                ? larger
                : larger + Elementary.log1p(Elementary.exp(Math.min(x, y) - larger));
    }

    static double noise(double t) {
        return -Elementary.expm1(-2 * t);
    }
}
