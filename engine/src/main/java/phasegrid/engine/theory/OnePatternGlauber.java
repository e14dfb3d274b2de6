package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.special.Gamma;
import phasegrid.engine.linear.Elementary;

/**
 * Glauber dynamics of N spins with one stored pattern, exact at every N: the number k of spins along the pattern is itself
 * a Markov chain on N + 1 states, of which this is the law at one time.
 *
 * <p>A spin along the pattern has the field (M − 1)/N, one against it −(M + 1)/N along its own direction, M = 2k − N; with
 * self-coupling ±M/N. Sequential (a random site an attempt, N attempts a pass): birth and death. Parallel: two binomials,
 * convolved. Glauber, {@code glauber1963time}; Peretto, {@code peretto1984collective}, for the parallel law.
 *
 * @param beta inverse temperature
 * @param self whether a spin sees itself
 * @param law the probability of each k = 0 … N
 */
public record OnePatternGlauber(double beta, boolean self, double[] law) {
    /** The law of a state of exactly k spins along the pattern. */
    public static OnePatternGlauber from(int size, double beta, boolean self, int along) {
        double[] law = new double[size + 1];
        law[along] = 1;
        return new OnePatternGlauber(beta, self, law);
    }

    /** The stationary law of sequential updates, by detailed balance of births and deaths; without self-coupling Gibbs'. */
    public static OnePatternGlauber sequentialEquilibrium(int size, double beta, boolean self) {
        OnePatternGlauber chain = from(size, beta, self, 0);
        double[] log = new double[size + 1];
        for (int k = 0; k < size; k++) {
            log[k + 1] = log[k] + Elementary.log(chain.birth(k)) - Elementary.log(chain.death(k + 1));
        }
        return chain.weighted(k -> log[k]);
    }

    /** The stationary law of parallel updates, {@code P(s) ∝ Π 2cosh βφ_i(s)}. */
    public static OnePatternGlauber parallelEquilibrium(int size, double beta, boolean self) {
        OnePatternGlauber chain = from(size, beta, self, 0);
        return chain.weighted(k -> logChoose(size, k)
                + k * Elementary.logCosh(beta * chain.fieldAlong(k))
                + (size - k) * Elementary.logCosh(beta * chain.fieldAgainst(k)));
    }

    private OnePatternGlauber weighted(IntToDoubleFunction log) {
        double[] weights = new double[law.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = log.applyAsDouble(k);
            most = Math.max(most, weights[k]);
        }
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = Elementary.exp(weights[k] - most);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return new OnePatternGlauber(beta, self, weights);
    }

    private int size() {
        return law.length - 1;
    }

    /** The pattern's field on a spin along it. */
    private double fieldAlong(int k) {
        return (2.0 * k - size() - (self ? 0 : 1)) / size();
    }

    /** The pattern's field on a spin against it. */
    private double fieldAgainst(int k) {
        return (2.0 * k - size() + (self ? 0 : 1)) / size();
    }

    private double up(double field) {
        return field == 0 ? 0.5 : Elementary.sigmoid(2 * beta * field);
    }

    /** The probability that an attempt turns a spin to the pattern. */
    private double birth(int k) {
        return (size() - k) * up(fieldAgainst(k)) / size();
    }

    private double death(int k) {
        return k * up(-fieldAlong(k)) / size();
    }

    /** The law after {@code passes} more passes of N attempts at random sites. Cost O(N²) a pass. */
    public OnePatternGlauber sequential(long passes) {
        double[] now = law.clone();
        for (long attempt = 0; attempt < passes * size(); attempt++) {
            double[] next = new double[now.length];
            for (int k = 0; k < now.length; k++) {
                double birth = birth(k);
                double death = death(k);
                next[k] += now[k] * (1 - birth - death);
                if (k < size()) {
                    next[k + 1] += now[k] * birth;
                }
                if (k > 0) {
                    next[k - 1] += now[k] * death;
                }
            }
            now = next;
        }
        return new OnePatternGlauber(beta, self, now);
    }

    /** The law after {@code passes} more parallel updates. Cost O(N³) each. */
    public OnePatternGlauber parallel(long passes) {
        double[] now = law;
        for (long pass = 0; pass < passes; pass++) {
            double[] next = new double[now.length];
            for (int k = 0; k < now.length; k++) {
                if (now[k] > 0) {
                    add(now[k], binomial(k, up(fieldAlong(k))), binomial(size() - k, up(fieldAgainst(k))), next);
                }
            }
            now = next;
        }
        return new OnePatternGlauber(beta, self, now);
    }

    private static void add(double weight, double[] a, double[] b, double[] out) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                out[i + j] += weight * a[i] * b[j];
            }
        }
    }

    private static double[] binomial(int n, double p) {
        double[] law = new double[n + 1];
        if (p == 0 || p == 1) {
            law[p == 0 ? 0 : n] = 1;
            return law;
        }
        for (int k = 0; k <= n; k++) {
            law[k] = Elementary.exp(logChoose(n, k) + k * Elementary.log(p) + (n - k) * Elementary.log1p(-p));
        }
        return law;
    }

    static double logChoose(int n, int k) {
        return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }

    /** E f(m), m = (2k − N)/N. */
    public double mean(DoubleUnaryOperator f) {
        double sum = 0;
        for (int k = 0; k < law.length; k++) {
            sum += law[k] * f.applyAsDouble((2.0 * k - size()) / size());
        }
        return sum;
    }
}
