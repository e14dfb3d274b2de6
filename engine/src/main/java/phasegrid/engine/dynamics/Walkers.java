package phasegrid.engine.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Follows up to 64 replicas at each rung on their way along an exchanged ladder: how often they are exchanged, from which
 * end they come, how many round trips they finish. Bit r of a word belongs to replica r. At the start all count as coming from
 * the hottest rung. Source: {@code katzgraber2006feedback}, section 2.
 */
public final class Walkers {
    private final long[] fromHot;
    private final int[][] exchanged;
    private final int[] trips = new int[Long.SIZE];
    private int attempts;

    /** Walkers on so many rungs. */
    public Walkers(int rungs) {
        fromHot = new long[rungs];
        exchanged = new int[rungs][Long.SIZE];
        start();
    }

    /** Puts everything to its beginning. */
    public void start() {
        Arrays.fill(fromHot, -1);
        begin();
    }

    /** Begins the counts of a pass. */
    public void begin() {
        Arrays.fill(trips, 0);
        Arrays.stream(exchanged).forEach(row -> Arrays.fill(row, 0));
        attempts = 0;
    }

    /** Notes which replicas were exchanged between a rung and the next colder one. */
    public void exchanged(int rung, long replicas) {
        long differ = (fromHot[rung] ^ fromHot[rung + 1]) & replicas;
        fromHot[rung] ^= differ;
        fromHot[rung + 1] ^= differ;
        attempts += rung == 0 ? 1 : 0;
        count(replicas, exchanged[rung]);
        arrive(rung);
    }

    /** Whoever is at an end comes from there; at the hot end, who came from the cold one has finished a round trip. */
    private void arrive(int rung) {
        int last = fromHot.length - 1;
        if (rung == 0) {
            count(~fromHot[0], trips);
            fromHot[0] = -1;
        }
        if (rung + 1 == last) {
            fromHot[last] = 0;
        }
    }

    private static void count(long replicas, int[] counts) {
        for (long rest = replicas; rest != 0; rest &= rest - 1) {
            counts[Long.numberOfTrailingZeros(rest)]++;
        }
    }

    /** The share of this pass's exchanges with the next colder rung that were made; the coldest rung's is that with it; else 0. */
    public double exchangeRate(int rung, int replica) {
        int pair = Math.min(rung, fromHot.length - 2);
        return attempts == 0 ? 0 : (double) exchanged[pair][replica] / attempts;
    }

    /** Whether the replica that is at a rung was at the hottest one later than at the coldest: 1 or 0. */
    public int fromHot(int rung, int replica) {
        return (int) (fromHot[rung] >>> replica & 1);
    }

    /** Round trips that were finished in this pass, of all replicas r of all rungs together, over the number of rungs. */
    public double roundTrips(int replica) {
        return (double) trips[replica] / fromHot.length;
    }

    /** Writes what lasts from pass to pass. */
    public void save(DataOutput out) throws IOException {
        for (long word : fromHot) {
            out.writeLong(word);
        }
    }

    /** Reads what {@link #save} has written. */
    public void load(DataInput in) throws IOException {
        for (int k = 0; k < fromHot.length; k++) {
            fromHot[k] = in.readLong();
        }
    }
}
