package phasegrid.engine.model.memory;

import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;

/**
 * Noise on the entries of the K tensors ξ_i ξ_j ξ_k of a {@link DenseHebbian} network. Only its sum over patterns acts: in law
 * ω√K z_ijk, z standard normal for i &lt; j &lt; k. Kept by site: {@code pairs[i][j]} holds z_ijk for k = 0 … j − 1.
 *
 * @param pairs z, symmetric, 0 where two indices are equal; empty without noise
 * @param size ω√K
 */
record EntryNoise(double[][][] pairs, double size) {
    /** A tensor of more spins has no room. */
    static final int MOST_SPINS = 256;

    /** Draws the tensor of a point. Cost O(d³). */
    static EntryNoise draw(DenseHebbian.Point p, RandomStream random) {
        int d = p.noise() > 0 ? p.d() : 0;
        double[][][] pairs = new double[d][d][];
        double[] row = new double[d * (d - 1) / 2];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                pairs[i][j] = new double[j];
            }
        }
        for (int i = 0; i < d; i++) {
            random.gaussians(row, 0, i * (i - 1) / 2);
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < j; k++) {
                    double z = row[j * (j - 1) / 2 + k];
                    pairs[i][j][k] = z;
                    pairs[j][i][k] = z;
                    pairs[k][i][j] = z;
                }
            }
        }
        return new EntryNoise(pairs, p.noise() * Math.sqrt(p.n()));
    }

    /** ω√K Σ_{j&lt;k} z_ijk s_j s_k, without the factor of {@link DenseTable}. Cost O(d²). */
    double field(int i, double[] spins) {
        double sum = 0;
        for (int j = 1; j < pairs.length; j++) {
            sum += spins[j] * Kernels.dot(pairs[i][j], spins, 0, j);
        }
        return size * sum;
    }

    /** The standard deviation of the field of any state. */
    static double deviation(DenseHebbian.Point p) {
        return p.noise() * Math.sqrt(p.n() * 0.5 * (p.d() - 1.0) * (p.d() - 2.0));
    }
}
