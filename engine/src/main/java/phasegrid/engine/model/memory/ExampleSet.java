package phasegrid.engine.model.memory;

import java.util.Arrays;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;

/**
 * Archetypes, noisy examples of them, and the couplings learnt from these, in whole numbers: {@code couplings[i][j]} is J_ij times
 * N R M² (supervised) or N R M (unsupervised), 0 on the diagonal. Immutable by agreement.
 *
 * @param archetype the first archetype, ±1
 * @param example its first example, ±1
 * @param sum the sum of its examples
 * @param couplings whole numbers as doubles, exact below 2⁵³
 */
record ExampleSet(double[] archetype, double[] example, double[] sum, double[][] couplings) {
    /** Room for this many archetypes in the places of the stream. */
    static final int MOST_ARCHETYPES = 4096;

    /** Draws examples one after another, each at its own place, so that sets nest in archetypes and examples. Cost O(K M d + K d²). */
    static ExampleSet draw(NoisyExamples.Point p, RandomStream random) {
        int d = p.d();
        int[][] sums = new int[p.archetypes()][d];
        long[][] bits = new long[p.rule() == Rule.UNSUPERVISED ? p.archetypes() * p.n() : 0][];
        double[] archetype = new double[d];
        double[] example = new double[d];
        for (int mu = 0; mu < p.archetypes(); mu++) {
            double[] own = signs(random, mu, 0, d, 0.5);
            for (int a = 1; a <= p.n(); a++) {
                double[] seen = signs(random, mu, a, d, 0.5 * (1 + p.quality()));
                for (int i = 0; i < d; i++) {
                    seen[i] *= own[i];
                    sums[mu][i] += (int) seen[i];
                }
                if (bits.length > 0) {
                    bits[mu * p.n() + a - 1] = packed(seen);
                }
                if (mu == 0 && a == 1) {
                    System.arraycopy(seen, 0, example, 0, d);
                }
            }
            if (mu == 0) {
                System.arraycopy(own, 0, archetype, 0, d);
            }
        }
        double[] first = Arrays.stream(sums[0]).asDoubleStream().toArray();
        double[][] couplings = bits.length > 0 ? ofExamples(SignMatrix.ofColumns(bits, d), d) : ofSums(sums, d);
        return new ExampleSet(archetype, example, first, couplings);
    }

    private static double[] signs(RandomStream random, int mu, int a, int d, double plus) {
        random.seek(((long) a * MOST_ARCHETYPES + mu) * ((d + 1) / 2));
        double[] signs = new double[d];
        random.uniforms(signs, 0, d);
        for (int i = 0; i < d; i++) {
            signs[i] = signs[i] < plus ? 1 : -1;
        }
        return signs;
    }

    private static long[] packed(double[] signs) {
        long[] words = new long[(signs.length + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < signs.length; i++) {
            words[i >> 6] |= signs[i] > 0 ? 1L << i : 0;
        }
        return words;
    }

    private static double[][] ofExamples(SignMatrix examples, int d) {
        double[][] couplings = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                couplings[i][j] = examples.product(i, j);
                couplings[j][i] = couplings[i][j];
            }
        }
        return couplings;
    }

    private static double[][] ofSums(int[][] sums, int d) {
        double[][] couplings = new double[d][d];
        for (int[] x : sums) {
            for (int i = 0; i < d; i++) {
                double[] row = couplings[i];
                double own = x[i];
                for (int j = 0; j < d; j++) {
                    row[j] += own * x[j];
                }
            }
        }
        for (int i = 0; i < d; i++) {
            couplings[i][i] = 0;
        }
        return couplings;
    }
}
