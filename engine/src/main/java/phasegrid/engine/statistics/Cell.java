package phasegrid.engine.statistics;

import java.util.List;
import java.util.Objects;

/**
 * Count, failures, mean and sum of squared deviations M2 = Σ(x − mean)² of one observable over some replicas.
 *
 * <p>{@code count} values were finite and are averaged, {@code failed} were NaN or infinite and are only counted; both
 * are at most 2⁵³. No finite value: mean NaN, M2 0. Constant values: that mean, M2 exactly 0.
 *
 * <p>Domain: magnitudes below 10¹⁵⁰; above it M2, then the mean, overflow to ∞ or NaN, and so does the error bar.
 *
 * <p>Source: Chan, Golub, LeVeque 1983, doi 10.1080/00031305.1983.10483115 (two passes; merge).
 */
public record Cell(long count, long failed, double mean, double m2) {

    /** The identity of {@link #merge(Cell)}: nothing recorded, mean NaN. */
    public static final Cell EMPTY = new Cell(0, 0, Double.NaN, 0);

    /** Number of doubles that {@link #encode} writes. */
    public static final int LENGTH = 4;

    /** Refuses counts outside [0, 2⁵³], M2 below 0, and a mean or M2 of no values. */
    public Cell {
        Counts.check("hold a cell", "count", count);
        Counts.check("hold a cell", "failed", failed);
        if (m2 < 0 || (count == 0 && !(Double.isNaN(mean) && m2 == 0))) {
            throw new IllegalArgumentException("Cannot hold a cell: count " + count + ", mean " + mean + ", M2 " + m2
                    + "; M2 is at least 0, and no values have mean NaN and M2 0");
        }
    }

    /** The cell of all values, in index order. */
    public static Cell of(double... values) {
        return of(values, 0, values.length);
    }

    /**
     * The cell of values[from … to), NaN and ±∞ counted as failed.
     *
     * <p>Two passes in index order: mean₀ = x₀ + Σ(x − x₀)/n with x₀ the first finite value, then with d = x − mean₀ and
     * r = Σd: mean = mean₀ + r/n, M2 = Σd² (r²/n is below its rounding). Empty range: {@link #EMPTY}. Cost O(to − from).
     */
    public static Cell of(double[] values, int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        long count = 0;
        double first = Double.NaN;
        double sum = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                first = count == 0 ? values[i] : first;
                sum += values[i] - first;
                count++;
            }
        }
        long failed = to - from - count;
        return count == 0 ? new Cell(0, failed, Double.NaN, 0) : around(first + sum / count, values, from, to, failed);
    }

    private static Cell around(double centre, double[] values, int from, int to, long failed) {
        long count = to - from - failed;
        double residual = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                double d = values[i] - centre;
                residual += d;
                squares += d * d;
            }
        }
        return new Cell(count, failed, centre + residual / count, squares);
    }

    /** Merges from left to right; no cells give {@link #EMPTY}. Cost O(cells). */
    public static Cell merge(List<Cell> cells) {
        Cell all = EMPTY;
        for (Cell cell : cells) {
            all = all.merge(cell);
        }
        return all;
    }

    /**
     * The cell of both sets of values; commutative to the bit, associative to rounding, {@link #EMPTY} its exact identity.
     *
     * <p>With Δ the difference of means, a the larger and b the smaller set, n = a + b: mean = mean_a + Δ·(b/n), the
     * midpoint if a = b; M2 = (M2 + M2') + Δ²·(a·(b/n)).
     */
    public Cell merge(Cell other) {
        if (count == 0 || other.count == 0) {
            Cell values = count == 0 ? other : this;
            return new Cell(values.count, failed + other.failed, values.mean, values.m2);
        }
        double delta = mean - other.mean;
        double product = Counts.product(count, other.count);
        return new Cell(
                count + other.count,
                failed + other.failed,
                Counts.mean(count, mean, other.count, other.mean),
                m2 + other.m2 + delta * delta * product);
    }

    /** All replicas recorded: count + failed. */
    public long recorded() {
        return count + failed;
    }

    /** Unbiased variance of one value, M2/(n − 1); NaN below two values, 0 if they are constant. */
    public double variance() {
        return count < 2 ? Double.NaN : m2 / (count - 1);
    }

    /** Standard error of the mean of independent values, √(M2/(n(n − 1))); NaN below two values, 0 if constant. */
    public double stderr() {
        return count < 2 ? Double.NaN : Math.sqrt(m2 / (count * (count - 1.0)));
    }

    /** Writes count, failed, mean, M2 to payload[at … at + 4); counts are exact. */
    public void encode(double[] payload, int at) {
        payload[at] = count;
        payload[at + 1] = failed;
        payload[at + 2] = mean;
        payload[at + 3] = m2;
    }

    /** Reads what {@link #encode} wrote; an impossible cell is an error. */
    public static Cell decode(double[] payload, int at) {
        return new Cell(
                Counts.whole("decode a cell", payload[at]),
                Counts.whole("decode a cell", payload[at + 1]),
                payload[at + 2],
                payload[at + 3]);
    }
}
