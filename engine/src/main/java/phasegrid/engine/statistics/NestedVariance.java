package phasegrid.engine.statistics;

import java.util.List;

/**
 * Mean, error and both variance components of a nested design: thermal replicas within disorder samples.
 *
 * <p>{@code mean} weighs each of the {@code disorder} samples the same, {@code stderr} = sd of their means/√D;
 * {@code within} = ΣM2/Σ(T_i − 1) is the pooled thermal variance and {@code between} = (variance of the means) −
 * within/{@code thermal} the unbiased disorder variance, which may come out negative; {@code thermal} is the harmonic
 * mean of T_i. Source: Searle, Casella, McCulloch 1992, Variance Components (analysis of unweighted means).
 */
public record NestedVariance(long disorder, double thermal, double mean, double stderr, double within, double between) {

    /** What to buy more of: disorder samples, or thermal replicas of each. */
    public enum Advice {
        DISORDER,
        THERMAL
    }

    /**
     * From one cell per disorder sample, in list order; cells without a finite value are left out.
     *
     * <p>No sample: thermal and mean NaN. One: stderr and between NaN. No sample of two replicas: within and between NaN.
     * Constant: all variances 0. Cost O(cells).
     */
    public static NestedVariance of(List<Cell> perDisorder) {
        List<Cell> cells = perDisorder.stream().filter(cell -> cell.count() > 0).toList();
        Cell means = Cell.of(cells.stream().mapToDouble(Cell::mean).toArray());
        double thermal = harmonicMean(cells);
        double within = pooled(cells);
        double between = means.variance() - within / thermal;
        return new NestedVariance(cells.size(), thermal, means.mean(), means.stderr(), within, between);
    }

    private static double harmonicMean(List<Cell> cells) {
        double inverse = 0;
        for (Cell cell : cells) {
            inverse += 1.0 / cell.count();
        }
        return cells.size() / inverse;
    }

    private static double pooled(List<Cell> cells) {
        double squares = 0;
        long freedom = 0;
        for (Cell cell : cells) {
            squares += cell.m2();
            freedom += cell.count() - 1;
        }
        return squares / freedom;
    }

    /**
     * Which index lowers the error more at the same cost, a quench costing as much as {@code quenchCost} ≥ 0 replicas.
     *
     * <p>The error² (between + within/T)/D at cost D(quenchCost + T) is least at T² = quenchCost·within/between: THERMAL
     * below that T, else DISORDER. A negative between counts as 0. An unknown component: DISORDER, which always helps.
     */
    public Advice advice(double quenchCost) {
        if (!(quenchCost >= 0)) {
            throw new IllegalArgumentException(
                    "Cannot advise: the cost of a quench is " + quenchCost + "; give at least 0, in thermal replicas");
        }
        boolean thermalPays = quenchCost * within > Math.max(0, between) * thermal * thermal;
        return thermalPays ? Advice.THERMAL : Advice.DISORDER;
    }
}
