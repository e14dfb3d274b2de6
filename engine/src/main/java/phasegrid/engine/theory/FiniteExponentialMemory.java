package phasegrid.engine.theory;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import phasegrid.engine.linear.Elementary;

/**
 * An exponential memory of any size, exactly: d components, n patterns, a cue with overlap a with one of them and the norm
 * of that pattern.
 *
 * <p>Given the cue the other overlaps are independent, so that with {@code S = Σ e^{y_μ}}, y = λ(overlap − signal), and
 * {@code f(s) = E[exp(−s e^y)]^{n−1}}: {@code E w₁ = ∫ e^{−s} f ds}, {@code E Y2 = ∫ s e^{−s} [f + (n−1) E(e^{2y} e^{−se^y}) …] ds},
 * {@code E ln(1+S) = ∫ e^{−s} (1 − f)/s ds}. Quadratures in ln s; errors below 1e-9. Source: {@code derrida1981random} for
 * the method, {@code lucibello2024exponential} for the model.
 *
 * @param weight E w₁, the softmax weight of the pattern
 * @param participation E Σ w², over all patterns
 * @param overlap E of the overlap with the pattern after one update
 * @param noise E ln(1 + S), which lowers the energy by that over λ
 */
public record FiniteExponentialMemory(double weight, double participation, double overlap, double noise) {
    private static final double STEP = 0.25;
    private static final double TOP = 4.5;
    private static final double BOTTOM = -36;
    private static final double NEGLIGIBLE = 1e-15;
    private static final double NOTHING = -50;
    private static final double LARGE = 700;
    private static final double DEVIATIONS = 9;

    private FiniteExponentialMemory(double[] v) {
        this(v[0], v[1], v[2], v[3]);
    }

    /** Independent Gaussian components of variance 1; the cue has the pattern's norm. */
    public static FiniteExponentialMemory gaussian(int d, double n, double lambda, double a) {
        return new FiniteExponentialMemory(
                ChiSquaredMean.of(d, square -> gaussianScores(square, lambda, a).average(n - 1)));
    }

    /** Patterns uniform on the sphere of radius √d. */
    public static FiniteExponentialMemory spherical(int d, double n, double lambda, double a) {
        double range = Elementary.log(2) + 60 / (d - 1.0);
        double step = Math.min(Math.min(STEP / (lambda * d), 0.5 / Math.sqrt(d)), 0.125);
        int half = (int) Math.ceil(range / step);
        Scores scores = new Scores(2 * half + 1, false);
        for (int j = -half; j <= half; j++) {
            double c = Elementary.tanh(j * step);
            double density = Elementary.exp(-(d - 1) * Elementary.logCosh(j * step));
            scores.put(j + half, density, lambda * d * (c - a), a * c);
        }
        return new FiniteExponentialMemory(scores.average(n - 1));
    }

    /** Binary patterns; the cue differs from the pattern in {@code flips} places. */
    public static FiniteExponentialMemory binary(int d, double n, double lambda, int flips) {
        Scores scores = new Scores(d + 1, false);
        double a = 1 - 2.0 * flips / d;
        for (int j = 0; j <= d; j++) {
            scores.put(d - j, binomial(d, j), 2 * lambda * (flips - j), a * (1 - 2.0 * j / d));
        }
        return new FiniteExponentialMemory(scores.average(n - 1));
    }

    /** P(every other overlap is below the signal) for Gaussian patterns: E_{n~χ²_d} Φ(a√n)^{P−1}. */
    public static double gaussianRetrieval(int d, double patterns, double a) {
        return ChiSquaredMean.ofOne(d, square -> below(a * Math.sqrt(square), patterns - 1));
    }

    /**
     * The same for linear hidden-manifold patterns Fz/√D at the pattern itself: given |z|², |Fz|²/|z|² and the rest of F,
     * overlaps are Gaussian; E Φ(√(B χ²_D))^{P−1}, B ~ Beta(d/2, (D−1)/2).
     */
    public static double manifoldRetrieval(int d, int latent, double patterns) {
        if (latent == 1) {
            return ChiSquaredMean.ofOne(latent, z -> below(Math.sqrt(z), patterns - 1));
        }
        double alpha = 0.5 * d;
        double beta = 0.5 * (latent - 1);
        double step = 0.25 / Math.sqrt(alpha + beta);
        int half = (int) Math.ceil(60 / Math.min(alpha, beta) / step);
        double weight = 0;
        double sum = 0;
        for (int j = -half; j <= half; j++) {
            double v = alpha / beta * Elementary.exp(j * step);
            double w = Elementary.exp((alpha + beta) * logRatio(alpha, beta, j * step));
            double share = v / (1 + v);
            weight += w;
            sum += w > NEGLIGIBLE
                    ? w * ChiSquaredMean.ofOne(latent, z -> below(Math.sqrt(z * share), patterns - 1))
                    : 0;
        }
        return sum / weight;
    }

    /** ln of the beta density in the logit x from its mode, over α + β: (α x)/(α + β) − ln((β + α e^x)/(α + β)). */
    private static double logRatio(double alpha, double beta, double x) {
        return (alpha * x) / (alpha + beta) - Elementary.log((beta + alpha * Elementary.exp(x)) / (alpha + beta));
    }

    /** The same on the sphere, where an overlap's distribution function is an incomplete beta function. */
    public static double sphericalRetrieval(int d, double patterns, double a) {
        double above = a >= 1 ? 0 : 0.5 * Beta.regularizedBeta((1 - a) * (1 + a), 0.5 * (d - 1), 0.5);
        return Elementary.exp((patterns - 1) * Elementary.log1p(-above));
    }

    /** The same for binary patterns and a cue with {@code flips} flips: [1 − P(Bin(d, ½) ≥ d − flips)]^{P−1}. */
    public static double binaryRetrieval(int d, double patterns, int flips) {
        double reached = 0;
        for (int j = 0; j <= flips; j++) {
            reached += binomial(d, j);
        }
        return Elementary.exp((patterns - 1) * Elementary.log1p(-reached));
    }

    /** The mean weight at λ = ∞ for binary patterns, where k patterns at one distance share 1/k each. */
    public static double binaryNearest(int d, double patterns, int flips) {
        double tie = binomial(d, flips);
        double strictly = binaryRetrieval(d, patterns, flips);
        double farther = flips == 0 ? 0 : reached(d, flips - 1);
        double orTied = Elementary.exp(patterns * Elementary.log1p(-farther));
        return (orTied - strictly * (1 - farther - tie)) / (patterns * tie);
    }

    private static double reached(int d, int flips) {
        double sum = 0;
        for (int j = 0; j <= flips; j++) {
            sum += binomial(d, j);
        }
        return sum;
    }

    private static double below(double x, double others) {
        double above = 0.5 * Elementary.erfc(x * Math.sqrt(0.5));
        return Elementary.exp(others * Elementary.log1p(-above));
    }

    private static double binomial(int d, int j) {
        return Elementary.exp(Gamma.logGamma(d + 1.0)
                - Gamma.logGamma(j + 1.0)
                - Gamma.logGamma(d - j + 1.0)
                - d * Elementary.log(2));
    }

    private static Scores gaussianScores(double square, double lambda, double a) {
        double spread = Math.sqrt(square);
        double step = Math.min(STEP / (lambda * spread), 0.5);
        int half = (int) Math.ceil(DEVIATIONS / step);
        Scores scores = new Scores(2 * half + 1, STEP <= 0.5 * lambda * spread);
        for (int j = -half; j <= half; j++) {
            double overlap = spread * j * step;
            double density = Quadrature.normalDensity(j * step);
            scores.put(j + half, density, lambda * (overlap - a * square), a * overlap / square);
        }
        return scores;
    }

    /**
     * The law of one other overlap on nodes of ascending y: probability, y, and the mean cosine with the pattern. Where y
     * has the spacing of u = ln s, the functions of u + y are read from a table.
     */
    private static final class Scores {
        private static final int FIRST = (int) (NOTHING / STEP);
        private static final int LAST = (int) (TOP / STEP);
        private static final double[][] TABLE = table();

        private final double[] p;
        private final double[] y;
        private final double[] cosine;
        private final boolean even;
        private double total;

        Scores(int nodes, boolean even) {
            p = new double[nodes];
            y = new double[nodes];
            cosine = new double[nodes];
            this.even = even;
        }

        private static double[][] table() {
            double[][] table = new double[LAST - FIRST + 1][];
            for (int k = 0; k < table.length; k++) {
                table[k] = functions((FIRST + k) * STEP);
            }
            return table;
        }

        /** 1 − e^{−x}, x e^{−x}, x² e^{−x} at x = e^v. */
        private static double[] functions(double v) {
            double x = Elementary.exp(v);
            double stays = Elementary.exp(-x);
            return new double[] {-Elementary.expm1(-x), x * stays, x * x * stays};
        }

        void put(int j, double probability, double excess, double c) {
            p[j] = probability;
            y[j] = excess;
            cosine[j] = c;
            total += probability;
        }

        /** E w₁, E Y2, E overlap, E ln(1+S) for {@code others} independent overlaps; the integration variable is u = ln s. */
        double[] average(double others) {
            double[] result = new double[4];
            double top = even ? STEP * Math.rint((TOP + y[0]) / STEP) - y[0] : TOP;
            double missing = 1;
            for (double u = top; u > BOTTOM || others * missing > NEGLIGIBLE; u -= STEP) {
                double[] m = moments(u);
                missing = m[0];
                double one = missing < 1 ? Elementary.log1p(-missing) : -LARGE;
                double s = Elementary.exp(u);
                double decay = STEP * Elementary.exp(-s);
                double f = Elementary.exp(others * one);
                double more = others * Elementary.exp((others - 1) * one);
                result[0] += decay * s * f;
                result[1] += decay * (s * s * f + more * m[2]);
                result[2] += decay * (s * f + more * m[1]);
                result[3] -= decay * Elementary.expm1(others * one);
            }
            return result;
        }

        /** E[1 − e^{−x}], E[cosine x e^{−x}], E[x² e^{−x}] of x = e^{u+y}. */
        private double[] moments(double u) {
            double[] m = new double[3];
            for (int j = p.length - 1; j >= 0 && u + y[j] > NOTHING; j--) {
                double v = u + y[j];
                if (v > TOP) {
                    m[0] += p[j];
                } else {
                    double[] f = even ? TABLE[(int) Math.rint(v / STEP) - FIRST] : functions(v);
                    m[0] += p[j] * f[0];
                    m[1] += p[j] * cosine[j] * f[1];
                    m[2] += p[j] * f[2];
                }
            }
            for (int i = 0; i < m.length; i++) {
                m[i] /= total;
            }
            return m;
        }
    }
}
