package phasegrid.engine.linear;

/**
 * Threefry-2x64 with 13 rounds: a keyed bijection of 128-bit counters onto pairs of 64-bit words.
 *
 * <p>Any counter's words cost the same, so a stream can start anywhere. Thirteen rounds are the smallest number that
 * passes BigCrush in every use of counter and key. Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3", SC11 (2011), section 4.2; rotations and parity constant as in Random123 1.14.
 */
public final class Threefry {
    private static final long PARITY = 0x1BD11BDAA9FC1A22L;

    private final long key0;
    private final long key1;
    private final long key2;
    private long first;
    private long second;

    /** The bijection of a 128-bit key. */
    public Threefry(long high, long low) {
        key0 = high;
        key1 = low;
        key2 = PARITY ^ key0 ^ key1;
    }

    /** The first word of the last counter given to {@link #at}. */
    public long first() {
        return first;
    }

    /** The second word of the last counter given to {@link #at}. */
    public long second() {
        return second;
    }

    /** Computes the two words of one counter. */
    public void at(long counter0, long counter1) {
        long x = counter0 + key0;
        long y = counter1 + key1;
        x += y;
        y = Long.rotateLeft(y, 16) ^ x;
        x += y;
        y = Long.rotateLeft(y, 42) ^ x;
        x += y;
        y = Long.rotateLeft(y, 12) ^ x;
        x += y;
        y = Long.rotateLeft(y, 31) ^ x;
        x += key1;
        y += key2 + 1;
        x += y;
        y = Long.rotateLeft(y, 16) ^ x;
        x += y;
        y = Long.rotateLeft(y, 32) ^ x;
        x += y;
        y = Long.rotateLeft(y, 24) ^ x;
        x += y;
        y = Long.rotateLeft(y, 21) ^ x;
        x += key2;
        y += key0 + 2;
        x += y;
        y = Long.rotateLeft(y, 16) ^ x;
        x += y;
        y = Long.rotateLeft(y, 42) ^ x;
        x += y;
        y = Long.rotateLeft(y, 12) ^ x;
        x += y;
        y = Long.rotateLeft(y, 31) ^ x;
        x += key0;
        y += key1 + 3;
        x += y;
        first = x;
        second = Long.rotateLeft(y, 16) ^ x;
    }

    /**
     * Computes the words of the counters (counter0, counter1 + i), i = 0 … count − 1. Arrays have room for a multiple of 8.
     *
     * <p>Four short loops instead of one: all thirteen rounds in one body are not turned into vector instructions.
     */
    public void block(long counter0, long counter1, long[] firsts, long[] seconds, int count) {
        if (VectorForm.AVAILABLE) {
            VectorRounds.block(key0, key1, key2, counter0, counter1, firsts, seconds, count);
        } else {
            scalar(counter0, counter1, firsts, seconds, count);
        }
    }

    /** The same by scalar instructions, or what the compiler makes of them. */
    void scalar(long counter0, long counter1, long[] firsts, long[] seconds, int count) {
        for (int i = 0; i < count; i++) {
            firsts[i] = counter0;
            seconds[i] = counter1 + i;
        }
        oddRounds(key0, key1, firsts, seconds, count);
        evenRounds(key1, key2 + 1, firsts, seconds, count);
        oddRounds(key2, key0 + 2, firsts, seconds, count);
        lastRound(key0, key1 + 3, firsts, seconds, count);
    }

    private static void oddRounds(long add0, long add1, long[] firsts, long[] seconds, int count) {
        for (int i = 0; i < count; i++) {
            long x = firsts[i] + add0;
            long y = seconds[i] + add1;
            x += y;
            y = Long.rotateLeft(y, 16) ^ x;
            x += y;
            y = Long.rotateLeft(y, 42) ^ x;
            x += y;
            y = Long.rotateLeft(y, 12) ^ x;
            x += y;
            firsts[i] = x;
            seconds[i] = Long.rotateLeft(y, 31) ^ x;
        }
    }

    private static void evenRounds(long add0, long add1, long[] firsts, long[] seconds, int count) {
        for (int i = 0; i < count; i++) {
            long x = firsts[i] + add0;
            long y = seconds[i] + add1;
            x += y;
            y = Long.rotateLeft(y, 16) ^ x;
            x += y;
            y = Long.rotateLeft(y, 32) ^ x;
            x += y;
            y = Long.rotateLeft(y, 24) ^ x;
            x += y;
            firsts[i] = x;
            seconds[i] = Long.rotateLeft(y, 21) ^ x;
        }
    }

    private static void lastRound(long add0, long add1, long[] firsts, long[] seconds, int count) {
        for (int i = 0; i < count; i++) {
            long y = seconds[i] + add1;
            long x = firsts[i] + add0 + y;
            firsts[i] = x;
            seconds[i] = Long.rotateLeft(y, 16) ^ x;
        }
    }
}
