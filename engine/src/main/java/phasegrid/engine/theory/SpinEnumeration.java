package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * Exact thermal means of {@code E = −N^{−1/2} Σ_{i<j} J_ij s_i s_j − h Σ s_i} by a sum over all 2^N configurations in Gray
 * code order. Cost O(2^N N²), N ≤ 24.
 *
 * @param logPartition ln Z
 * @param energy ⟨E⟩
 * @param overlapSquared ⟨q²⟩ = N^{−2} Σ_ij ⟨s_i s_j⟩²
 * @param magnetization ⟨Σ s⟩/N
 */
public record SpinEnumeration(double logPartition, double energy, double overlapSquared, double magnetization) {
    /** The means of one sample; {@code couplings} is symmetric and its diagonal is not read. */
    public static SpinEnumeration of(double[][] couplings, double field, double beta) {
        int n = couplings.length;
        double[] energies = new double[1 << n];
        int[] s = new int[n];
        java.util.Arrays.fill(s, 1);
        double energy = energy(couplings, field, s);
        double lowest = energy;
        energies[0] = energy;
        for (int code = 1; code < 1 << n; code++) {
            int i = Integer.numberOfTrailingZeros(code);
            energy += 2 * s[i] * local(couplings, field, s, i);
            s[i] = -s[i];
            energies[code] = energy;
            lowest = Math.min(lowest, energy);
        }
        return averaged(energies, lowest, n, beta);
    }

    private static double energy(double[][] couplings, double field, int[] s) {
        double sum = 0;
        for (int i = 0; i < s.length; i++) {
            sum -= 0.5 * s[i] * (local(couplings, field, s, i) + field);
        }
        return sum;
    }

    private static double local(double[][] couplings, double field, int[] s, int i) {
        double sum = 0;
        for (int j = 0; j < s.length; j++) {
            sum += j == i ? 0 : couplings[i][j] * s[j];
        }
        return sum / Math.sqrt(s.length) + field;
    }

    private static SpinEnumeration averaged(double[] energies, double lowest, int n, double beta) {
        double partition = 0;
        double energy = 0;
        double magnetization = 0;
        double[][] pairs = new double[n][n];
        for (int code = 0; code < energies.length; code++) {
            double weight = Elementary.exp(-beta * (energies[code] - lowest));
            int down = code ^ (code >>> 1);
            partition += weight;
            energy += weight * energies[code];
            magnetization += weight * (n - 2 * Integer.bitCount(down)) / n;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    pairs[i][j] += ((down >>> i ^ down >>> j) & 1) == 0 ? weight : -weight;
                }
            }
        }
        double squares = 0;
        for (double[] row : pairs) {
            for (double pair : row) {
                squares += pair / partition * (pair / partition);
            }
        }
        return new SpinEnumeration(
                Elementary.log(partition) - beta * lowest,
                energy / partition,
                squares / n / n,
                magnetization / partition);
    }
}
