package phasegrid.engine.theory;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.linear.Elementary;

/**
 * The Hopfield model with K ≤ 3 patterns, exact at every size: {@code E = −(1/2N) Σ_μ M_μ² + K/2}.
 *
 * <p>Sites on which all patterns agree up to a common sign form 2^{K−1} classes; the overlaps are sums of the classes'
 * magnetisations x_c, so that the partition sum runs over those, with weights {@code Π C(n_c, (n_c + x_c)/2)}. Random
 * patterns: the mean over the multinomial law of the class sizes n_c. Cost O((N/C)^C) for one set of patterns, C = 2^{K−1},
 * and O(N^{2C−1}) for the mean.
 *
 * @param sizes the sites of each class
 * @param beta inverse temperature, finite
 */
public record FewPatterns(int[] sizes, double beta) {
    /**
     * Averages in one set of patterns.
     *
     * @param logPartition ln Z
     * @param energy ⟨E⟩/N
     * @param overlapSquared ⟨m_1²⟩
     * @param replicaSquared ⟨q_ab²⟩ of two replicas, {@code N⁻² Σ_ij ⟨s_i s_j⟩²}
     * @param law P(M_1 = 2k − N), k from 0 to N
     */
    public record Averages(
            double logPartition, double energy, double overlapSquared, double replicaSquared, double[] law) {}

    /** The mean over random patterns of what {@code x} takes of the averages. */
    public static double mean(int size, int patterns, double beta, ToDoubleFunction<Averages> x) {
        return mean(size, patterns, beta, 1, a -> new double[] {x.applyAsDouble(a)})[0];
    }

    /** P(M_1 = 2k − N), k from 0 to N, the mean over random patterns. */
    public static double[] law(int size, int patterns, double beta) {
        return mean(size, patterns, beta, size + 1, Averages::law);
    }

    private static double[] mean(int size, int patterns, double beta, int many, Function<Averages, double[]> x) {
        double[] sums = new double[many];
        classes(new int[1 << (patterns - 1)], 0, size, sizes -> {
            double weight = chance(size, sizes);
            double[] values = x.apply(new FewPatterns(sizes.clone(), beta).averages());
            Arrays.setAll(sums, i -> sums[i] + weight * values[i]);
        });
        return sums;
    }

    /** The multinomial law of the class sizes. */
    private static double chance(int size, int[] sizes) {
        double log = -size * Elementary.log(sizes.length);
        int rest = size;
        for (int n : sizes) {
            log += OnePatternGlauber.logChoose(rest, n);
            rest -= n;
        }
        return Elementary.exp(log);
    }

    private static void classes(int[] sizes, int at, int left, Consumer<int[]> visit) {
        if (at == sizes.length - 1) {
            sizes[at] = left;
            visit.accept(sizes);
            return;
        }
        for (int n = 0; n <= left; n++) {
            sizes[at] = n;
            classes(sizes, at + 1, left - n, visit);
        }
    }

    private int patterns() {
        return 1 + Integer.numberOfTrailingZeros(sizes.length);
    }

    /** The sign of pattern μ > 0 on a class, where that of pattern 0 is +. */
    private static int sign(int pattern, int c) {
        return pattern == 0 || (c >> (pattern - 1) & 1) == 0 ? 1 : -1;
    }

    /** The averages in this set of patterns. */
    public Averages averages() {
        Sum sum = new Sum();
        sum.over(0, 0);
        return sum.averages();
    }

    /** Sums over the magnetisations of all classes, weights relative to e^{scale}. */
    private final class Sum {
        private final int size = Arrays.stream(sizes).sum();
        private final int[] x = new int[sizes.length];
        private final double scale = 0.5 * beta * size + size * Elementary.log(2);
        private final double[][] products = new double[sizes.length][sizes.length];
        private double weights;
        private double squares;
        private double first;
        private final double[] law = new double[size + 1];

        void over(int c, double log) {
            if (c == x.length) {
                add(log);
                return;
            }
            for (int up = 0; up <= sizes[c]; up++) {
                x[c] = 2 * up - sizes[c];
                over(c + 1, log + OnePatternGlauber.logChoose(sizes[c], up));
            }
        }

        private void add(double log) {
            double all = 0;
            int one = 0;
            for (int mu = 0; mu < patterns(); mu++) {
                int overlap = 0;
                for (int c = 0; c < x.length; c++) {
                    overlap += sign(mu, c) * x[c];
                }
                all += (double) overlap * overlap;
                one = mu == 0 ? overlap : one;
            }
            double weight = Elementary.exp(log + 0.5 * beta * all / size - scale);
            weights += weight;
            squares += weight * all;
            first += weight * one * one;
            law[(one + size) / 2] += weight;
            for (int a = 0; a < x.length; a++) {
                for (int b = 0; b < x.length; b++) {
                    products[a][b] += weight * x[a] * x[b];
                }
            }
        }

        Averages averages() {
            double n = size;
            return new Averages(
                    Elementary.log(weights) + scale - 0.5 * beta * patterns(),
                    -0.5 * squares / weights / (n * n) + 0.5 * patterns() / n,
                    first / weights / (n * n),
                    replicaSquared() / (n * n),
                    Arrays.stream(law).map(p -> p / weights).toArray());
        }

        private double replicaSquared() {
            double sum = size;
            for (int a = 0; a < x.length; a++) {
                for (int b = 0; b < x.length; b++) {
                    double own = a == b ? sizes[a] : 0;
                    double pairs = (double) sizes[a] * sizes[b] - own;
                    double correlation = products[a][b] / weights - own;
                    sum += pairs == 0 ? 0 : correlation * correlation / pairs;
                }
            }
            return sum;
        }
    }
}
