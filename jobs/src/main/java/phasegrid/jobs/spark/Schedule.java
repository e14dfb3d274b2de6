package phasegrid.jobs.spark;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The order in which tracks are sent out: the longest first by powers of two of their predicted work, and among equals
 * an order that is each driver's own, so that two drivers of one sweep seldom compute the same. Sixteen bytes a track.
 */
final class Schedule {
    private static final int EXPONENTS = 2100;

    private final long salt;
    private long[] numbers = new long[16];
    private long[] ranks = new long[16];
    private int size;

    /** An empty schedule of the driver with the random number {@code salt}. */
    Schedule(long salt) {
        this.salt = salt;
    }

    /** Adds a track of which {@code work} operations are missing. */
    void add(long number, double work) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            ranks = Arrays.copyOf(ranks, 2 * size);
        }
        long shortness = (long) EXPONENTS - Math.getExponent(work);
        numbers[size] = number;
        ranks[size++] = (shortness << 48) | (mixed(number) >>> 16);
    }

    /** A number that is each driver's own for each place. */
    long mixed(long place) {
        return Portion.mix(place ^ salt);
    }

    /**
     * The numbers of all tracks, in order; sorted before the stream begins, since a stream that sorts hands all on at once,
     * and whoever takes batches one by one would hold those of every track.
     */
    LongStream numbers() {
        return LongStream.of(IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Long.compare(ranks[a], ranks[b]))
                .mapToLong(i -> numbers[i])
                .toArray());
    }
}
