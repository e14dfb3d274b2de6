package phasegrid.engine.model.memory;

import java.util.Arrays;

/**
 * The energy of one pattern of a {@link DenseHebbian} network as a function of its overlap U = ξ·s, and half of what a flip
 * costs it: {@code φ = ½[f(A + 1) − f(A − 1)]} for a spin along ξ_i, A the overlap of the other spins.
 *
 * @param d spins
 * @param energies f at index (U + d)/2, without the factor {@code unit}
 * @param unit the factor
 */
record DenseTable(int d, double[] energies, double unit) {
    /** The table of a point. */
    static DenseTable of(DenseHebbian.Point p) {
        double power = DenseHebbian.Point.power(p.d(), p.order() - 1);
        double examples = p.examples() * DenseHebbian.Point.power(p.quality(), p.order());
        return p.energy() == DenseHebbian.Energy.GARDNER
                ? new DenseTable(p.d(), elementary(p.d(), p.order()), factorial(p.order() - 1) / power / examples)
                : new DenseTable(p.d(), powers(p.d(), p.order()), 1 / (p.order() * power) / examples);
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    /** e_p of d signs of sum U: (k + 1) e_{k+1} = U e_k − (d − k + 1) e_{k−1}. */
    private static double[] elementary(int d, int p) {
        double[] table = new double[d + 1];
        for (int j = 0; j <= d; j++) {
            double before = 0;
            double now = 1;
            for (int k = 0; k < p; k++) {
                double next = ((2 * j - d) * now - (d - k + 1) * before) / (k + 1);
                before = now;
                now = next;
            }
            table[j] = now;
        }
        return table;
    }

    private static double[] powers(int d, int p) {
        double[] table = new double[d + 1];
        Arrays.setAll(table, j -> DenseHebbian.Point.power(2.0 * j - d, p));
        return table;
    }

    /** φ without the factor, at index (A + d − 1)/2. */
    double[] wholeFields() {
        double[] fields = new double[d];
        Arrays.setAll(fields, j -> 0.5 * (energies[j + 1] - energies[j]));
        return fields;
    }

    /** The largest |x|. */
    static double largest(double[] x) {
        return Arrays.stream(x).map(Math::abs).max().orElse(0);
    }
}
