package phasegrid.engine.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Error of the mean of a correlated series by logarithmic binning: level k averages 2ᵏ successive values.
 *
 * <p>Values are pushed in time order; level k keeps the complete bins. NaN and ±∞ are counted as failed and the series
 * closes over them. Not thread-safe. Memory O(log n).
 *
 * <p>Edges: below two values every error, τ and ESS is NaN. A constant series is {@link #frozen()}: its levels have error 0,
 * but it says nothing about correlation, so ESS 0, τ and error NaN. One outlier in a constant series: τ ≈ ½, ESS ≈ n.
 *
 * <p>Source: Flyvbjerg and Petersen 1989, doi 10.1063/1.457480; plateau as in Lee et al. 2011,
 * doi 10.1103/PhysRevE.83.066706, eq. (14).
 */
public final class Binning {

    /** Fewest bins that a level needs to count as a plateau, or to stand in for one. */
    private static final int FEW = 4;

    private final List<Level> levels = new ArrayList<>();
    private long failed;

    private static final class Level {
        private Cell bins = Cell.EMPTY;
        private double open = Double.NaN;

        /** Adds a bin; returns the bin of twice the length that it completes, else NaN. */
        private double accept(double bin) {
            bins = bins.merge(Cell.of(bin));
            double pair = (open + bin) * 0.5;
            open = Double.isNaN(open) ? bin : Double.NaN;
            return pair;
        }
    }

    /** The binning of a whole series. */
    public static Binning of(double... series) {
        Binning binning = new Binning();
        for (double value : series) {
            binning.accept(value);
        }
        return binning;
    }

    /** Pushes the next value. Cost O(1) amortised. */
    public void accept(double value) {
        if (!Double.isFinite(value)) {
            failed++;
            return;
        }
        double bin = value;
        for (int k = 0; !Double.isNaN(bin); k++) {
            if (k == levels.size()) {
                levels.add(new Level());
            }
            bin = levels.get(k).accept(bin);
        }
    }

    /** The values pushed and the failures; its standard error is the one that ignores correlation. */
    public Cell values() {
        Cell values = levels.isEmpty() ? Cell.EMPTY : levels.get(0).bins;
        return new Cell(values.count(), failed, values.mean(), values.m2());
    }

    /** Number of levels with at least one complete bin: ⌊log₂ n⌋ + 1, 0 for an empty series. */
    public int levels() {
        return levels.size();
    }

    /** Standard error of the mean of all n values if bins of 2ᵏ were independent, √(2ᵏ·variance_k/n); NaN below two bins. */
    public double error(int level) {
        if (level >= levels.size()) {
            return Double.NaN;
        }
        return Math.sqrt(levels.get(level).bins.variance() / values().count() * Math.scalb(1.0, level));
    }

    /** Whether there are two or more values and all are equal. */
    public boolean frozen() {
        Cell values = values();
        return values.count() > 1 && values.m2() == 0;
    }

    /** Whether some level reaches the plateau, so that the error is more than a lower bound; false if frozen. */
    public boolean settled() {
        return plateau() >= 0;
    }

    /**
     * Standard error of the mean at the plateau: the first level with 2³ᵏ > 2n·(2τ_k)².
     *
     * <p>There, the bias of short bins and the noise of few bins balance; levels below 4 bins, or whose bins are all equal (a
     * cycle), are no plateau. Without one, the largest error of level 0 and of the levels with 4 bins: a lower bound.
     */
    public double stderr() {
        return frozen() ? Double.NaN : error(chosen());
    }

    /** Integrated autocorrelation time τ = ½ + Σρ(t) in units of the values' spacing; ½ if independent; see {@link #stderr()}. */
    public double tau() {
        return frozen() ? Double.NaN : ratio(chosen()) / 2;
    }

    /** The number of independent values worth the same error, n/(2τ); 0 if frozen; above n where values alternate. */
    public double effectiveSampleSize() {
        return frozen() ? 0 : values().count() / (2 * tau());
    }

    private int chosen() {
        int plateau = plateau();
        return plateau >= 0 ? plateau : largest();
    }

    private int plateau() {
        double twice = 2.0 * values().count();
        for (int k = 0; k < reliable() && !frozen(); k++) {
            double ratio = ratio(k);
            if (ratio > 0 && Math.scalb(1.0, 3 * k) > twice * ratio * ratio) {
                return k;
            }
        }
        return -1;
    }

    private int largest() {
        int largest = 0;
        for (int k = 1; k < reliable(); k++) {
            largest = error(k) > error(largest) ? k : largest;
        }
        return largest;
    }

    private int reliable() {
        return (int) levels.stream().filter(level -> level.bins.count() >= FEW).count();
    }

    /** 2τ at a level: error² over that of level 0. */
    private double ratio(int level) {
        double ratio = error(level) / error(0);
        return ratio * ratio;
    }
}
