package phasegrid.jobs.spark;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import phasegrid.engine.sweep.Address;

/**
 * The share of a sweep's batches that one of several independent runs takes: those whose place hashes to {@code index}
 * modulo {@code of}. All legs of a chain fall into one portion, so no run waits for a state that another makes.
 *
 * @param index which, from 0
 * @param of of how many
 */
public record Portion(int index, int of) {
    /** Every batch. */
    public static final Portion ALL = new Portion(0, 1);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");
    private static final long ODD = 0x9E3779B97F4A7C15L;

    /** Refuses an index that isn't below the number of portions. */
    public Portion {
        if (index < 0 || index >= of) {
            throw new IllegalArgumentException("Cannot take part " + index + "/" + of + ": parts of " + of
                    + " are numbered 0 to " + (of - 1) + "; write --part 0/" + Math.max(1, of));
        }
    }

    /** Reads {@code 2/8}, the third of eight. */
    public static Portion parse(String text) {
        Matcher portion = TEXT.matcher(text);
        if (!portion.matches()) {
            throw new IllegalArgumentException(
                    "Cannot take part " + text + ": write i/k as in 0/4, with i from 0 to k - 1");
        }
        return new Portion(Integer.parseInt(portion.group(1)), Integer.parseInt(portion.group(2)));
    }

    /** Whether it is every batch. */
    public boolean all() {
        return of == 1;
    }

    /** Whether the batch at {@code address} of a track is in it. */
    public boolean takes(String track, Address address) {
        return all() || Math.floorMod(hash(track, address.disorder(), address.thermal()), (long) of) == index;
    }

    /** A hash of a place in a track whose key is itself one. */
    static long hash(String track, int disorder, int thermal) {
        long place = ((long) disorder << 32) | thermal;
        return mix(HexFormat.fromHexDigitsToLong(track, 0, 16) + mix(place * ODD + 1));
    }

    /** Stafford's thirteenth mixing of the bits of {@code z}. */
    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    @Override
    public String toString() {
        return index + "/" + of;
    }
}
