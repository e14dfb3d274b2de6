package phasegrid.jobs.table;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * An open-addressed table from keys to addresses: some 100 bytes a key while its addresses are one run, however many they
 * are. Keys are SHA-256, so their own bits hash them. Confined to one thread.
 */
final class AddressIndex {
    private static final int WIDTH = 4;
    private static final Addresses NONE = new Addresses();

    private long[] words = new long[WIDTH * 64];
    private Addresses[] held = new Addresses[64];
    private int[] slots = new int[256];
    private int size;

    /** What is held of a key; not to be changed. */
    Addresses get(String key) {
        int slot = slots[slot(words(key))];
        return slot == 0 ? NONE : held[slot - 1];
    }

    /** What is held of a key, to add to. */
    Addresses at(String key) {
        return at(words(key));
    }

    /** The same of a key as its four numbers. */
    Addresses at(long... row) {
        int slot = slot(row);
        return slots[slot] == 0 ? append(row, slot) : held[slots[slot] - 1];
    }

    private Addresses append(long[] row, int slot) {
        if (size == held.length) {
            words = Arrays.copyOf(words, 2 * words.length);
            held = Arrays.copyOf(held, 2 * held.length);
        }
        System.arraycopy(row, 0, words, size * WIDTH, WIDTH);
        Addresses addresses = new Addresses();
        held[size++] = addresses;
        slots[slot] = size;
        if (2 * size > slots.length) {
            widen();
        }
        return addresses;
    }

    private void widen() {
        slots = new int[2 * slots.length];
        for (int i = 0; i < size; i++) {
            slots[slot(row(i))] = i + 1;
        }
    }

    /** The slot where the key is, or the empty one where it would be. */
    private int slot(long[] row) {
        int slot = (int) (row[0] >>> 16) & (slots.length - 1);
        while (slots[slot] != 0 && !same(row, slots[slot] - 1)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean same(long[] row, int i) {
        return Arrays.equals(row, 0, WIDTH, words, i * WIDTH, (i + 1) * WIDTH);
    }

    private static long[] words(String key) {
        long[] row = new long[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            row[i] = HexFormat.fromHexDigitsToLong(key, 16 * i, 16 * (i + 1));
        }
        return row;
    }

    /** How many addresses there are, of all keys. */
    long size() {
        return Arrays.stream(held, 0, size).mapToLong(Addresses::size).sum();
    }

    /** How many keys there are. */
    int keys() {
        return size;
    }

    /** How many runs there are, of all keys. */
    int runs() {
        return Arrays.stream(held, 0, size).mapToInt(Addresses::runs).sum();
    }

    /** Adds what another holds. */
    void addAll(AddressIndex other) {
        for (int i = 0; i < other.size; i++) {
            Addresses mine = at(other.row(i));
            other.held[i].forEachRun(mine::add);
        }
    }

    /** Hands every key and what is held of it to {@code use}. */
    void forEach(BiConsumer<String, Addresses> use) {
        for (int i = 0; i < size; i++) {
            use.accept(key(i), held[i]);
        }
    }

    /** The same in the order of keys, these as their four numbers. */
    void inOrder(BiConsumer<long[], Addresses> use) {
        IntStream.range(0, size)
                .boxed()
                .sorted((a, b) ->
                        Arrays.compareUnsigned(words, a * WIDTH, (a + 1) * WIDTH, words, b * WIDTH, (b + 1) * WIDTH))
                .forEach(i -> use.accept(row(i), held[i]));
    }

    private long[] row(int i) {
        return Arrays.copyOfRange(words, i * WIDTH, (i + 1) * WIDTH);
    }

    private String key(int i) {
        StringBuilder key = new StringBuilder();
        for (int w = 0; w < WIDTH; w++) {
            key.append(HexFormat.of().toHexDigits(words[i * WIDTH + w]));
        }
        return key.toString();
    }
}
