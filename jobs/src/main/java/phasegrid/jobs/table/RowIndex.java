package phasegrid.jobs.table;

import java.util.Arrays;
import java.util.HexFormat;
import phasegrid.engine.sweep.Address;

/**
 * An open-addressed table from (key, address) to a payload's digest and where it came from: 60 bytes a row, so that
 * millions of rows fit a driver. Keys are SHA-256, so their own bits hash them. Confined to one thread.
 */
final class RowIndex {
    private static final int WIDTH = 7;
    private static final int PLACE = 4;
    private static final int LEG = 5;
    private static final int DIGEST = 6;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private long[] words = new long[WIDTH * 64];
    private int[] origins = new int[64];
    private int[] slots = new int[256];
    private int size;

    /** The number of the row with this key and address, −1 where there is none. */
    int find(String key, Address address) {
        return slots[slot(words(key, address, 0))] - 1;
    }

    /** Adds a row unless its key and address are there, and returns the number of the row that is there. */
    int add(String key, Address address, long digest, int origin) {
        long[] row = words(key, address, digest);
        int slot = slot(row);
        return slots[slot] > 0 ? slots[slot] - 1 : append(row, origin, slot);
    }

    private int append(long[] row, int origin, int slot) {
        if (size == origins.length) {
            words = Arrays.copyOf(words, 2 * words.length);
            origins = Arrays.copyOf(origins, 2 * origins.length);
        }
        System.arraycopy(row, 0, words, size * WIDTH, WIDTH);
        origins[size++] = origin;
        slots[slot] = size;
        if (2 * size > slots.length) {
            widen();
        }
        return size - 1;
    }

    private void widen() {
        slots = new int[2 * slots.length];
        for (int i = 0; i < size; i++) {
            slots[slot(Arrays.copyOfRange(words, i * WIDTH, (i + 1) * WIDTH))] = i + 1;
        }
    }

    /** The slot where the row is, or the empty one where it would be. */
    private int slot(long[] row) {
        long mixed = (row[0] ^ (row[PLACE] + ODD * row[LEG]) * ODD) * ODD;
        int slot = (int) (mixed >>> 32) & (slots.length - 1);
        while (slots[slot] != 0 && !same(row, slots[slot] - 1)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean same(long[] row, int i) {
        return Arrays.equals(row, 0, DIGEST, words, i * WIDTH, i * WIDTH + DIGEST);
    }

    private static long[] words(String key, Address address, long digest) {
        long[] row = new long[WIDTH];
        for (int i = 0; i < PLACE; i++) {
            row[i] = HexFormat.fromHexDigitsToLong(key, 16 * i, 16 * (i + 1));
        }
        row[PLACE] = ((long) address.disorder() << 32) | (address.thermal() & 0xffffffffL);
        row[LEG] = address.leg();
        row[DIGEST] = digest;
        return row;
    }

    int size() {
        return size;
    }

    String key(int i) {
        StringBuilder key = new StringBuilder();
        for (int w = 0; w < PLACE; w++) {
            key.append(HexFormat.of().toHexDigits(words[i * WIDTH + w]));
        }
        return key.toString();
    }

    Address address(int i) {
        long place = words[i * WIDTH + PLACE];
        return new Address((int) (place >> 32), (int) place, words[i * WIDTH + LEG]);
    }

    long digest(int i) {
        return words[i * WIDTH + DIGEST];
    }

    int origin(int i) {
        return origins[i];
    }
}
