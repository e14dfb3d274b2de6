package phasegrid.engine.sweep;

import java.util.Comparator;

/**
 * Where a batch lies inside its track.
 *
 * @param disorder the rectangle's place among disorder samples, in rectangles
 * @param thermal the place among granules of thermal replicas
 * @param leg the stretch of a chain; 0 for independent draws
 */
public record Address(int disorder, int thermal, long leg) implements Comparable<Address> {
    private static final Comparator<Address> ORDER = Comparator.comparingInt(Address::disorder)
            .thenComparingInt(Address::thermal)
            .thenComparingLong(Address::leg);

    @Override
    public int compareTo(Address other) {
        return ORDER.compare(this, other);
    }
}
