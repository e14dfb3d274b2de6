package phasegrid.engine.model.glass;

import java.util.Arrays;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.random.RandomStream;

/** One sample of couplings J between all pairs of spins, symmetric, with J_ii = 0 and unit variance. */
sealed interface Couplings {
    /** How many spins they couple. */
    int size();

    /**
     * Real couplings, each a whole multiple of 2⁻³⁶: sums and differences of up to 2¹⁶ of them are exact, so that fields kept up
     * to date are those computed anew.
     */
    record Real(double[][] rows) implements Couplings {
        private static final int GRAIN = 36;

        @Override
        public int size() {
            return rows.length;
        }

        static Real gaussian(int size, RandomStream random) {
            double[] pairs = new double[size * (size - 1) / 2];
            random.gaussians(pairs, 0, pairs.length);
            double[][] rows = new double[size][size];
            int at = 0;
            for (int i = 0; i < size; i++) {
                for (int j = i + 1; j < size; j++) {
                    set(rows, i, j, pairs[at++]);
                }
            }
            return new Real(rows);
        }

        /** J_ij = √2 sin(1.7 ij + 0.3 (i + j)), i, j = 1 … size. */
        static Real sine(int size) {
            double[][] rows = new double[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = i + 1; j < size; j++) {
                    set(rows, i, j, sine(i + 1, j + 1));
                }
            }
            return new Real(rows);
        }

        static double sine(int i, int j) {
            return Math.sqrt(2) * Elementary.sin(1.7 * i * j + 0.3 * (i + j));
        }

        private static void set(double[][] rows, int i, int j, double value) {
            double rounded = Math.scalb(Math.rint(Math.scalb(value, GRAIN)), -GRAIN);
            rows[i][j] = rounded;
            rows[j][i] = rounded;
        }
    }

    /**
     * Couplings ±1.
     *
     * @param others for each spin the other ones, those coupled by −1 first, in ascending order
     * @param negatives for each spin how many are coupled by −1
     */
    record Signs(int[][] others, int[] negatives) implements Couplings {
        @Override
        public int size() {
            return others.length;
        }

        static Signs of(int size, RandomStream random) {
            boolean[][] negative = new boolean[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = i + 1; j < size; j++) {
                    negative[i][j] = random.sign() < 0;
                    negative[j][i] = negative[i][j];
                }
            }
            return of(negative);
        }

        static Signs of(boolean[][] negative) {
            int size = negative.length;
            int[][] others = new int[size][size - 1];
            int[] negatives = new int[size];
            for (int i = 0; i < size; i++) {
                int at = 0;
                for (int pass = 0; pass < 2; pass++) {
                    for (int j = 0; j < size; j++) {
                        if (j != i && negative[i][j] == (pass == 0)) {
                            others[i][at++] = j;
                        }
                    }
                    negatives[i] = pass == 0 ? at : negatives[i];
                }
            }
            return new Signs(others, negatives);
        }

        /** Σ_{i&lt;j} J_ij. */
        long sum() {
            return (long) size() * (size() - 1) / 2 - Arrays.stream(negatives).sum();
        }
    }
}
