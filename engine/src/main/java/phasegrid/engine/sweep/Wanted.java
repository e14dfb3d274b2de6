package phasegrid.engine.sweep;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The batches of a track that an effort asks for. A larger effort wants every batch of a smaller one, and more.
 *
 * @param disorder rectangles along the disorder index
 * @param thermal granules along the thermal index
 * @param legs legs of every chain, 1 for independent draws
 */
public record Wanted(int disorder, int thermal, long legs) {
    /** The batches that {@code effort} asks of {@code track}. */
    public static Wanted of(BatchShape shape, Track<?> track, Effort effort) {
        long passes = track.stationary() ? Math.max(effort.passes(), track.lastPass()) : track.lastPass();
        return of(shape, passes, effort);
    }

    /** The batches among which are all that one point is folded from, whatever else its track serves. */
    public static Wanted of(BatchShape shape, Track.Served<?> point, Effort effort) {
        return of(shape, point.pass() == 0 ? effort.passes() : point.pass(), effort);
    }

    private static Wanted of(BatchShape shape, long passes, Effort effort) {
        return new Wanted(
                ceil(effort.disorder(), shape.disorder()),
                ceil(effort.thermal(), shape.granule()),
                shape.chain() ? shape.legs(passes) : 1);
    }

    private static int ceil(int asked, int size) {
        return (int) (((long) asked + size - 1) / size);
    }

    /** How many batches there are. */
    public long count() {
        return (long) disorder * thermal * legs;
    }

    /** Their addresses, in order. */
    public Stream<Address> addresses() {
        return IntStream.range(0, disorder).boxed().flatMap(d -> IntStream.range(0, thermal)
                .boxed()
                .flatMap(t -> LongStream.range(0, legs).mapToObj(leg -> new Address(d, t, leg))));
    }

    /** Whether {@code address} is among them. */
    public boolean contains(Address address) {
        return address.disorder() < disorder && address.thermal() < thermal && address.leg() < legs;
    }
}
