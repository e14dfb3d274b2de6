package phasegrid.engine.sweep;

import java.util.List;
import phasegrid.engine.definition.Definition;

/**
 * The size of a track's batches: part of a model's version, since it decides which replicas an address means.
 *
 * <p>A rectangle is {@code disorder} disorder samples, each with one granule. Their number is the largest power of two
 * with {@code disorder · (granule · operations + preparation) ≤ 2²⁴}, at most 4096; with quench at most 64; of chains at most
 * {@code 64/granule}. A chain's first leg has the largest power of two of passes within the same bound, or within a quarter of
 * what drawing the disorder sample costs, since a leg may draw it again.
 *
 * @param disorder disorder samples in a batch
 * @param granule thermal replicas of one granule
 * @param firstLeg passes of leg 0; 0 for independent draws
 */
public record BatchShape(int disorder, int granule, long firstLeg) {
    private static final long OPERATIONS = 1L << 24;
    private static final int LARGEST = 4096;
    private static final int LARGEST_QUENCHED = 64;
    private static final long LONGEST_FIRST_LEG = 1L << 20;
    private static final int DOUBLINGS = 6;
    private static final long DRAWN_AGAIN = 4;

    /** The shape of a track's batches. */
    public static <P extends Record, Q> BatchShape of(Definition<P, Q> definition, Track<P> track) {
        return of(definition, track.rungs());
    }

    /** The shape of the batches of a track with these rungs. */
    public static <P extends Record, Q> BatchShape of(Definition<P, Q> definition, List<P> rungs) {
        P point = rungs.get(0);
        int granule = definition.model().granule(point);
        boolean chain = definition.chain(rungs);
        long operations = multiplied(granule, Math.max(1, definition.model().operations(point)));
        long preparation = definition.quenched() ? definition.model().preparation(point) : 0;
        int most = chain ? Math.max(1, LARGEST_QUENCHED / granule) : definition.quenched() ? LARGEST_QUENCHED : LARGEST;
        int disorder = (int) powerOfTwo(OPERATIONS / (operations + preparation), most);
        long first = Math.max(OPERATIONS / disorder, preparation / DRAWN_AGAIN) / operations;
        long leg = chain ? powerOfTwo(first, LONGEST_FIRST_LEG) : 0;
        return new BatchShape(disorder, granule, leg);
    }

    /** A product, kept below where sums overflow. */
    private static long multiplied(long granule, long operations) {
        return granule * Math.min(operations, Long.MAX_VALUE / 4 / granule);
    }

    /** The largest power of two of at most {@code bound} and {@code most}, at least 1. */
    private static long powerOfTwo(long bound, long most) {
        return Long.highestOneBit(Math.max(1, Math.min(bound, most)));
    }

    /** Whether the track is a chain. */
    public boolean chain() {
        return firstLeg > 0;
    }

    /** Passes of leg {@code leg}: {@code firstLeg · 2^min(leg, 6)}. */
    public long passes(long leg) {
        return firstLeg << Math.min(leg, DOUBLINGS);
    }

    /** Passes before leg {@code leg}. */
    public long passesBefore(long leg) {
        long doubling = Math.min(leg, DOUBLINGS);
        return firstLeg * ((1L << doubling) - 1) + (leg - doubling) * (firstLeg << DOUBLINGS);
    }

    /** How many legs reach {@code passes} passes, at least 1. */
    public long legs(long passes) {
        long doubled = passesBefore(DOUBLINGS);
        if (passes > doubled) {
            return DOUBLINGS + Math.floorDiv(passes - doubled - 1, passes(DOUBLINGS)) + 1;
        }
        long legs = 1;
        while (passesBefore(legs) < passes) {
            legs++;
        }
        return legs;
    }

    /** Whether a point is read in leg {@code leg}. */
    public boolean reads(Track.Served<?> point, long leg) {
        long before = passesBefore(leg);
        return point.pass() == 0 || (point.pass() > before && point.pass() <= before + passes(leg));
    }

    /** Replicas in one batch. */
    public int replicas() {
        return Math.multiplyExact(disorder, granule);
    }
}
