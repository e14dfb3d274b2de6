package phasegrid.engine.sweep;

import java.util.HexFormat;

/**
 * A set of SHA-256 keys that holds their first 128 bits: some 50 bytes a key. Two of 10⁹ keys agree in these with a
 * probability below 10⁻²⁰. Confined to one thread.
 */
final class KeySet {
    private long[] high = new long[16];
    private long[] low = new long[16];
    private int size;

    /** Adds a key of hexadecimal digits; false where it is there. */
    boolean add(String key) {
        long h = HexFormat.fromHexDigitsToLong(key, 0, 16);
        long l = HexFormat.fromHexDigitsToLong(key, 16, 32) | 1;
        int slot = slot(h, l);
        if (low[slot] != 0) {
            return false;
        }
        put(slot, h, l);
        if (2 * ++size > high.length) {
            widen();
        }
        return true;
    }

    /** The slot where the key is, or the empty one where it would be; an empty slot has 0 in {@code low}. */
    private int slot(long h, long l) {
        int slot = (int) h & (high.length - 1);
        while (low[slot] != 0 && (low[slot] != l || high[slot] != h)) {
            slot = (slot + 1) & (high.length - 1);
        }
        return slot;
    }

    private void put(int slot, long h, long l) {
        high[slot] = h;
        low[slot] = l;
    }

    private void widen() {
        long[] oldHigh = high;
        long[] oldLow = low;
        high = new long[Math.multiplyExact(2, oldHigh.length)];
        low = new long[high.length];
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldLow[i] != 0) {
                put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i]);
            }
        }
    }
}
