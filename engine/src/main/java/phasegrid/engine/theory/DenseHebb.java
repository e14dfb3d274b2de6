package phasegrid.engine.theory;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * Dense Hebbian networks of p-body couplings with αN^{p−1} patterns, replica-symmetric, in units where the signal of a
 * pattern on a spin is 1.
 *
 * <p>The other patterns make a Gaussian noise on a spin, of covariance α g(q) between states of overlap q. Distinct indices
 * (Gardner): {@code g = (p−1)! q^{p−1}}. A power of the overlap (Krotov-Hopfield): {@code g = Σ_j a_j² j! q^j} with
 * {@code x^{p−1} = Σ_j a_j He_j(x)}, so g(1) = (2p−3)!!; the two are equal for p = 2 alone. No reaction term, p ≥ 3:
 * {@code m = ∫Dz tanh β(m^{p−1} + √(α g(q)) z)}, {@code q = ∫Dz tanh²}. Sources: {@code gardner1987multiconnected},
 * {@code krotov2016dense}.
 *
 * @param p the number of spins that a coupling joins, at least 3
 * @param distinct whether its indices are distinct
 */
public record DenseHebb(int p, boolean distinct) {
    private static final double TOP = 1.2;
    /** The least ratio of noise to signal; where there is less, the load might as well be 0. */
    private static final double LEAST = 1e-6;

    private static final int STEPS = 2000;

    /** g(q), the noise per load. */
    public double noise(double q) {
        double sum = 0;
        for (int j = 0; j < p; j++) {
            sum += coefficient(j) * power(q, j);
        }
        return sum;
    }

    /** ∫₀^q g. */
    private double integral(double q) {
        double sum = 0;
        for (int j = 0; j < p; j++) {
            sum += coefficient(j) * power(q, j + 1) / (j + 1);
        }
        return sum;
    }

    /** a_j² j!: x^n = Σ_j n!/(2^k k! j!) He_j(x), k = (n − j)/2 whole, n = p − 1. */
    private double coefficient(int j) {
        int n = p - 1;
        if (distinct) {
            return j == n ? factorial(n) : 0;
        }
        int k = (n - j) / 2;
        double a = (n - j) % 2 == 0 ? factorial(n) / (power(2, k) * factorial(k) * factorial(j)) : 0;
        return a * a * factorial(j);
    }

    private static double factorial(int n) {
        double product = 1;
        for (int k = 2; k <= n; k++) {
            product *= k;
        }
        return product;
    }

    private static double power(double x, int n) {
        double product = 1;
        for (int k = 0; k < n; k++) {
            product *= x;
        }
        return product;
    }

    /** A saddle: overlap m, q, and the load at which it is one. */
    public record State(double overlap, double q, double alpha) {}

    /**
     * The retrieval state in which the noise on a spin has √½ · {@code ratio} of the signal m^{p−1}; NaN where there is none.
     * Along the ratio the load rises to the spinodal and falls before states end, at T = 0 as at T > 0.
     */
    private State noisy(double beta, double ratio) {
        double share = ratio * Math.sqrt(0.5);
        double m = RetrievalBranch.largestRoot(
                x -> FieldAverages.magnetisation(beta, power(x, p - 1), share * power(x, p - 1)) - x, TOP);
        if (Double.isNaN(m)) {
            return new State(Double.NaN, Double.NaN, Double.NaN);
        }
        double deviation = share * power(m, p - 1);
        double q = 1 - FieldAverages.response(beta, power(m, p - 1), deviation) / beta;
        return new State(m, q, deviation * deviation / noise(q));
    }

    /** The same at T = 0: m = erf(1/ratio). */
    private State frozen(double ratio) {
        double m = Elementary.erf(1 / ratio);
        double deviation = power(m, p - 1) * ratio * Math.sqrt(0.5);
        return new State(m, 1, deviation * deviation / noise(1));
    }

    private RetrievalBranch branch(double beta) {
        return new RetrievalBranch(LEAST, 2, x -> at(beta, x).alpha());
    }

    private State at(double beta, double ratio) {
        return Double.isInfinite(beta) ? frozen(ratio) : noisy(beta, ratio);
    }

    /** The largest load with a retrieval state and that state; loads NaN where β is below the spinodal of α = 0. */
    public State spinodal(double beta) {
        return at(beta, branch(beta).top());
    }

    /** The retrieval state at a load α ≥ 0, NaN where there is none. */
    public State retrieval(double beta, double alpha) {
        if (alpha <= at(beta, LEAST).alpha()) {
            return unloaded(beta);
        }
        double place = branch(beta).place(alpha);
        return Double.isNaN(place) ? new State(Double.NaN, Double.NaN, alpha) : at(beta, place);
    }

    /** m = tanh βm^{p−1}. */
    private State unloaded(double beta) {
        if (Double.isInfinite(beta)) {
            return new State(1, 1, 0);
        }
        double m = RetrievalBranch.largestRoot(x -> Elementary.tanh(beta * power(x, p - 1)) - x, TOP);
        return new State(m, m * m, 0);
    }

    /** The free energy per spin of a retrieval state, finite β. */
    public double freeEnergy(double beta, State s) {
        double signal = (1 - 1.0 / p) * power(s.overlap(), p);
        double variance = s.alpha() * noise(s.q());
        double noise = 0.5 * beta * (s.alpha() * (integral(1) - integral(s.q())) - variance * (1 - s.q()));
        double weight = variance == 0
                ? Elementary.log(2) + Elementary.logCosh(beta * power(s.overlap(), p - 1))
                : FieldAverages.logWeight(beta, power(s.overlap(), p - 1), Math.sqrt(variance));
        return signal - noise - weight / beta;
    }

    /** The temperature up to which a state of α = 0 is stable: max m^{p−1}/artanh m. */
    public double spinodalTemperature() {
        double low = 0.01;
        double high = 1 - 1e-12;
        double golden = 0.5 * (Math.sqrt(5) - 1);
        while (high - low > 1e-9) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            boolean up = temperature(left) < temperature(right);
            low = up ? left : low;
            high = up ? high : right;
        }
        return temperature(0.5 * (low + high));
    }

    private double temperature(double m) {
        return power(m, p - 1) / (0.5 * (Elementary.log1p(m) - Elementary.log1p(-m)));
    }

    /** The temperature at which a state of α = 0 has the free energy −T ln 2 of none. */
    public double firstOrderTemperature() {
        double low = 0.05;
        double high = spinodalTemperature() * (1 - 1e-9);
        while (high - low > 1e-14) {
            double t = 0.5 * (low + high);
            boolean retrieval = freeEnergy(1 / t, unloaded(1 / t)) < -t * Elementary.log(2);
            low = retrieval ? t : low;
            high = retrieval ? high : t;
        }
        return 0.5 * (low + high);
    }

    /** The probability that a spin leaves a pattern in one step at T = 0, Gaussian noise: ½ erfc(1/√(2 α g(1))). */
    public double flip(double alpha) {
        return 0.5 * Elementary.erfc(Math.sqrt(0.5 / (alpha * noise(1))));
    }

    /** The number of patterns of which d spins keep every bit of one: d^{p−1}/(2 g(1) ln d). */
    public double errorless(int d) {
        return power(d, p - 1) / (2 * noise(1) * Elementary.log(d));
    }

    /**
     * The overlap after one step at T = 0 where M examples of quality r stand for each pattern: V = ρ + α g(1)(1+ρ)^p with a
     * teacher, ρ + α g(1)(1 + ρ_p) without, ρ_p = (1−r^{2p})/(M r^{2p}); erf(1/√(2V)). Distinct indices.
     */
    public double oneStep(double quality, double examples, double alpha, boolean supervised) {
        double rho = HebbFromExamples.entropy(quality, examples);
        double noise = supervised ? power(1 + rho, p) : 1 + HebbFromExamples.entropy(power(quality, p), examples);
        return Elementary.erf(Math.sqrt(0.5 / (rho + alpha * noise(1) * noise)));
    }

    /**
     * Noise ω added to every entry of every pattern's tensor is tolerated up to this: the ω at which α(1 + ω²) reaches the
     * capacity, so that ω² ~ d^{p−b} at d^{b−1} patterns. NaN above capacity.
     */
    public static double tolerated(double capacity, double alpha) {
        return alpha <= capacity ? Math.sqrt(capacity / alpha - 1) : Double.NaN;
    }

    /**
     * The mean overlap after one parallel step at T = 0 from a pattern, exactly at any size, fields of 0 counting 0.
     *
     * @param field the field of a pattern whose other spins have overlap A: whole numbers at index (A + d − 1)/2
     * @param d spins
     * @param patterns how many
     * @param deviation of a Gaussian noise on the field, in the same whole numbers
     */
    public static double exactStep(double[] field, int d, int patterns, double deviation) {
        double most = Arrays.stream(field).map(Math::abs).max().orElse(0) * patterns;
        double[] weights = binomial(d - 1);
        double own = field[d - 1];
        DoubleUnaryOperator imaginary = theta -> {
            double other = 0;
            for (int k = 0; k < d; k++) {
                other += weights[k] * Elementary.cos(theta * field[k]);
            }
            return Elementary.sin(theta * own) * power(other, patterns - 1);
        };
        return deviation == 0 ? LatticeSign.mean((long) most, own, imaginary) : noisySign(imaginary, own, deviation);
    }

    /**
     * E sgn(T + σG) = (2/π) ∫_0^∞ Im φ(θ) e^{−σ²θ²/2} dθ/θ by the trapezoidal rule, whose error is below that of its cut at
     * θ = 9/σ: the integrand is entire, and {@code own} the value at 0.
     */
    private static double noisySign(DoubleUnaryOperator imaginary, double own, double deviation) {
        double step = 9 / (deviation * STEPS);
        double sum = 0.5 * own;
        for (int k = 1; k <= STEPS; k++) {
            double theta = k * step;
            double damping = Elementary.exp(-0.5 * deviation * deviation * theta * theta);
            sum += imaginary.applyAsDouble(theta) * damping / theta;
        }
        return 2 / Math.PI * step * sum;
    }

    private static double[] binomial(int n) {
        double[] weights = new double[n + 1];
        weights[0] = power(0.5, n);
        for (int k = 1; k <= n; k++) {
            weights[k] = weights[k - 1] * (n - k + 1) / k;
        }
        return weights;
    }
}
