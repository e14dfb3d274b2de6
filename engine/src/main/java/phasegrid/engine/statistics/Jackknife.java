package phasegrid.engine.statistics;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A function of several means, its standard error, and its value with the O(1/cells) bias removed.
 *
 * <p>Leaves out one cell at a time; cells may differ in size. Source: Busing, Meijer, van der Leeden 1999,
 * doi 10.1023/A:1008800423698 (delete-m_j jackknife), written in the differences f(all) − f(all but one).
 */
public record Jackknife(double value, double stderr, double corrected) {

    /**
     * Jackknifes f over cells; cells[i] holds the means of all observables in cell i, over counts[i] replicas.
     *
     * <p>With n = Σn_i, δ_i = f(all) − f(all but i) and b = Σ(1 − n_i/n)δ_i: corrected = f(all) + b and
     * stderr² = (1/g)Σ((n/n_i − 1)δ_i − b)²/(n/n_i − 1).
     *
     * <p>Cells of count 0 are left out, their means may be NaN; a NaN mean elsewhere reaches f. No cell: all NaN. One
     * cell: stderr and corrected NaN. Constant: stderr 0. f must not keep its argument. Cost g + 1 calls of f.
     */
    public static Jackknife of(double[][] cells, long[] counts, ToDoubleFunction<double[]> f) {
        check(cells, counts);
        int[] used =
                IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
        if (used.length == 0) {
            return new Jackknife(Double.NaN, Double.NaN, Double.NaN);
        }
        double n = total(counts);
        double[] means = means(cells, counts, used, n);
        double value = f.applyAsDouble(means.clone());
        if (used.length == 1) {
            return new Jackknife(value, Double.NaN, Double.NaN);
        }
        double[] differences = new double[used.length];
        double bias = 0;
        for (int j = 0; j < used.length; j++) {
            double size = counts[used[j]];
            differences[j] = value - f.applyAsDouble(without(means, cells[used[j]], size / (n - size)));
            bias += (1 - size / n) * differences[j];
        }
        double squares = 0;
        for (int j = 0; j < used.length; j++) {
            double others = (n - counts[used[j]]) / counts[used[j]];
            double deviation = others * differences[j] - bias;
            squares += deviation * deviation / others;
        }
        return new Jackknife(value, Math.sqrt(squares / used.length), value + bias);
    }

    private static double total(long[] counts) {
        double n = 0;
        for (long count : counts) {
            n += count;
        }
        return n;
    }

    /** Weighted means as deviations from the first cell, so that constants stay exact. */
    private static double[] means(double[][] cells, long[] counts, int[] used, double n) {
        double[] first = cells[used[0]];
        double[] means = new double[first.length];
        for (int k = 0; k < means.length; k++) {
            double sum = 0;
            for (int i : used) {
                sum += counts[i] * (cells[i][k] - first[k]);
            }
            means[k] = first[k] + sum / n;
        }
        return means;
    }

    private static double[] without(double[] means, double[] cell, double weight) {
        double[] rest = new double[means.length];
        for (int k = 0; k < rest.length; k++) {
            rest[k] = means[k] + weight * (means[k] - cell[k]);
        }
        return rest;
    }

    private static void check(double[][] cells, long[] counts) {
        if (cells.length != counts.length) {
            throw new IllegalArgumentException("Cannot jackknife: " + cells.length + " cells, " + counts.length
                    + " counts; give one count per cell");
        }
        for (int i = 0; i < cells.length; i++) {
            Counts.check("jackknife", "the count of cell " + i, counts[i]);
            if (cells[i].length != cells[0].length) {
                throw new IllegalArgumentException("Cannot jackknife: cell " + i + " has " + cells[i].length
                        + " means, cell 0 has " + cells[0].length + "; give every cell the same observables");
            }
        }
    }
}
