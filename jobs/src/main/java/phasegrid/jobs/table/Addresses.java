package phasegrid.jobs.table;

import java.util.Arrays;
import java.util.function.Consumer;
import phasegrid.engine.sweep.Address;

/**
 * A set of addresses, as runs along the disorder index in ascending order, neither touching nor overlapping; so equal
 * sets have equal runs. 24 bytes a run. Confined to one thread.
 */
final class Addresses {
    private static final int WIDTH = 3;
    private static final int FIRST = 1;
    private static final int LAST = 2;

    private long[] runs = new long[0];
    private long size;

    /** Takes the three numbers of a run: its leg, and the places where it begins and ends, both included. */
    interface Run {
        void at(long leg, long first, long last);
    }

    /** The number of a disorder and a thermal index; those of one thermal index follow each other. */
    static long place(Address address) {
        return ((long) address.thermal() << 32) | (address.disorder() & 0xffffffffL);
    }

    /** The address of a place on a leg. */
    static Address address(long leg, long place) {
        return new Address((int) place, (int) (place >> 32), leg);
    }

    Addresses copy() {
        Addresses copy = new Addresses();
        copy.runs = runs.clone();
        copy.size = size;
        return copy;
    }

    long size() {
        return size;
    }

    boolean contains(Address address) {
        long place = place(address);
        int run = before(address.leg(), place);
        return run >= 0 && runs[run * WIDTH] == address.leg() && runs[run * WIDTH + LAST] >= place;
    }

    /** How many places from {@code first} to {@code last} on a leg are in the set. */
    long count(long leg, long first, long last) {
        long count = 0;
        int run = Math.max(0, before(leg, first));
        for (; run * WIDTH < runs.length && !beyond(run, leg, last); run++) {
            long low = Math.max(first, runs[run * WIDTH + FIRST]);
            long high = Math.min(last, runs[run * WIDTH + LAST]);
            count += runs[run * WIDTH] == leg ? Math.max(0, high - low + 1) : 0;
        }
        return count;
    }

    private boolean beyond(int run, long leg, long last) {
        long its = runs[run * WIDTH];
        return its > leg || (its == leg && runs[run * WIDTH + FIRST] > last);
    }

    void add(Address address) {
        add(address.leg(), place(address), place(address));
    }

    /** Adds the run of places {@code first} to {@code last} on a leg. */
    void add(long leg, long first, long last) {
        int from = before(leg, first);
        if (from < 0 || runs[from * WIDTH] != leg || runs[from * WIDTH + LAST] < first - 1) {
            from++;
        }
        long low = first;
        long high = last;
        int to = from;
        for (; to * WIDTH < runs.length && runs[to * WIDTH] == leg && runs[to * WIDTH + FIRST] <= last + 1; to++) {
            low = Math.min(low, runs[to * WIDTH + FIRST]);
            high = Math.max(high, runs[to * WIDTH + LAST]);
            size -= length(to);
        }
        replace(from, to, leg, low, high);
        size += high - low + 1;
    }

    private long length(int run) {
        return runs[run * WIDTH + LAST] - runs[run * WIDTH + FIRST] + 1;
    }

    private void replace(int from, int to, long leg, long first, long last) {
        long[] next = from + 1 == to ? runs : new long[runs.length + WIDTH * (from + 1 - to)];
        if (next != runs) {
            System.arraycopy(runs, 0, next, 0, from * WIDTH);
            System.arraycopy(runs, to * WIDTH, next, (from + 1) * WIDTH, runs.length - to * WIDTH);
        }
        next[from * WIDTH] = leg;
        next[from * WIDTH + FIRST] = first;
        next[from * WIDTH + LAST] = last;
        runs = next;
    }

    /** The last run that begins at a place or before it, −1 where none does. */
    private int before(long leg, long place) {
        int low = 0;
        int high = runs.length / WIDTH;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long its = runs[middle * WIDTH];
            if (its < leg || (its == leg && runs[middle * WIDTH + FIRST] <= place)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** How many runs there are. */
    int runs() {
        return runs.length / WIDTH;
    }

    void forEachRun(Run use) {
        for (int i = 0; i < runs.length; i += WIDTH) {
            use.at(runs[i], runs[i + FIRST], runs[i + LAST]);
        }
    }

    void forEach(Consumer<Address> use) {
        forEachRun((leg, first, last) -> {
            for (long place = first; place <= last; place++) {
                use.accept(address(leg, place));
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Addresses that && Arrays.equals(runs, that.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    /** The runs, each as leg, first and last place. */
    @Override
    public String toString() {
        return Arrays.toString(runs);
    }
}
