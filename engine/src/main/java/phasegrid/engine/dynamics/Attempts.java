package phasegrid.engine.dynamics;

import phasegrid.engine.random.RandomStream;

/**
 * The attempts of one pass: which site each takes, and {@link HeatBath#BITS} random bits for its decision.
 *
 * <p>Layouts are {@code sites[attempt]}, {@code bits[attempt]}, as many attempts as sites; both arrays are kept and
 * overwritten by the next draw. A random site and its bits come from one word w: the upper and the lower half of the
 * product w · d, each unbiased to d/2⁶⁴. A permutation is Fisher and Yates' from the end, from d words of its own.
 */
public final class Attempts {
    private final Order order;
    private final int[] sites;
    private final long[] bits;

    /** Room for the attempts of a pass over {@code size} sites. */
    public Attempts(Order order, int size) {
        this.order = order;
        sites = new int[size];
        bits = new long[size];
        number();
    }

    private void number() {
        for (int i = 0; i < sites.length; i++) {
            sites[i] = i;
        }
    }

    /** Draws the next pass. Cost about a nanosecond an attempt. */
    public void draw(RandomStream random) {
        if (order == Order.PERMUTATION) {
            permute(random);
        }
        random.words(bits, 0, bits.length);
        if (order == Order.RANDOM_SITE) {
            split();
        }
        for (int k = 0; k < bits.length; k++) {
            bits[k] >>>= Long.SIZE - HeatBath.BITS;
        }
    }

    private void split() {
        int size = sites.length;
        for (int k = 0; k < size; k++) {
            sites[k] = share(bits[k], size);
            bits[k] *= size;
        }
    }

    private void permute(RandomStream random) {
        number();
        random.words(bits, 0, bits.length);
        for (int i = sites.length - 1; i > 0; i--) {
            int j = share(bits[i], i + 1);
            int kept = sites[i];
            sites[i] = sites[j];
            sites[j] = kept;
        }
    }

    /** The upper 64 bits of word · size, word unsigned: uniform in 0 … size − 1. */
    private static int share(long word, int size) {
        return (int) (Math.multiplyHigh(word, size) + ((word >> 63) & size));
    }

    /** The site of each attempt. */
    public int[] sites() {
        return sites;
    }

    /** The random bits of each attempt. */
    public long[] bits() {
        return bits;
    }
}
