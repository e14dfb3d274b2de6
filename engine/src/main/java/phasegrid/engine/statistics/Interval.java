package phasegrid.engine.statistics;

/** A closed interval [low, high], low ≤ high; or none. */
public record Interval(double low, double high) {

    /** The interval [0, 1] of a probability of which nothing is known. */
    public static final Interval UNIT = new Interval(0, 1);

    /** No interval: both ends NaN. */
    public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    /** Refuses low > high and a single NaN end. */
    public Interval {
        if (!(low <= high || (Double.isNaN(low) && Double.isNaN(high)))) {
            throw new IllegalArgumentException(
                    "Cannot make an interval: low " + low + ", high " + high + "; give low <= high");
        }
    }

    /** Whether low ≤ x ≤ high; false for NaN. */
    public boolean contains(double x) {
        return low <= x && x <= high;
    }
}
