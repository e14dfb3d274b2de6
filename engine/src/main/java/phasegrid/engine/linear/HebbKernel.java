package phasegrid.engine.linear;

import java.util.Arrays;

/**
 * Heat-bath passes of a Hebbian network in whole numbers: with patterns ξ as bits and overlaps {@code M_μ = Σ_i ξ_i^μ s_i},
 * the field of site i times d is {@code F_i − self · s_i}, {@code F_i = Σ_μ ξ_i^μ M_μ = 2 Σ_{bit 1} M_μ − Σ_μ M_μ}.
 *
 * <p>Every number is exact, so both forms of a pass, by overlaps (O(columns) an attempt) and by maintained fields (O(1) an
 * attempt, O(rows · columns/64) a flip), and both forms of the kernel, scalar and vector, give the same bits.
 *
 * <p>{@code spins[row]} is ±1; {@code overlaps} has room for a multiple of 64 columns, those beyond the last are scratch and
 * {@code overlaps[64 · stride]} holds Σ_μ M_μ. A spin is up where its random bits are below the threshold of its field;
 * thresholds lie at index w + field, w half their number, and a field beyond ±w has that of ±w.
 */
public final class HebbKernel {
    private HebbKernel() {}

    /** Overlaps with room for the kernel, all 0: those of no spins. */
    public static int[] overlaps(int columns) {
        return new int[SignMatrix.stride(columns) * Long.SIZE + 1];
    }

    /** Computes the overlaps of a state anew. Cost O(rows · columns). */
    public static void refresh(SignMatrix patterns, int[] spins, int[] overlaps) {
        Arrays.fill(overlaps, 0);
        for (int row = 0; row < spins.length; row++) {
            turned(patterns, row, spins[row], 1, overlaps);
        }
    }

    /** F_i of one site. */
    public static int field(SignMatrix patterns, int row, int[] overlaps) {
        int masked = VectorForm.AVAILABLE
                ? VectorHebb.masked(patterns.words(), row * patterns.stride(), patterns.stride(), overlaps)
                : masked(patterns.words(), row * patterns.stride(), patterns.columns(), overlaps);
        return 2 * masked - overlaps[overlaps.length - 1];
    }

    /** F of every site. Cost O(rows · columns). */
    public static void fields(SignMatrix patterns, int[] overlaps, int[] fields) {
        for (int row = 0; row < fields.length; row++) {
            fields[row] = field(patterns, row, overlaps);
        }
    }

    /** Lets the overlaps know that site {@code row} has turned to {@code spin}. */
    public static void turn(SignMatrix patterns, int row, int spin, int[] overlaps) {
        turned(patterns, row, spin, 2, overlaps);
    }

    private static void turned(SignMatrix patterns, int row, int spin, int by, int[] overlaps) {
        int at = row * patterns.stride();
        if (VectorForm.AVAILABLE) {
            VectorHebb.add(patterns.words(), at, patterns.stride(), by * spin, overlaps);
        } else {
            add(patterns.words(), at, patterns.columns(), by * spin, overlaps);
        }
        overlaps[overlaps.length - 1] += by * spin * patterns.sum(row);
    }

    static int masked(long[] words, int at, int columns, int[] overlaps) {
        int sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += overlaps[c] & -(int) (words[at + (c >> 6)] >>> c & 1);
        }
        return sum;
    }

    static void add(long[] words, int at, int columns, int by, int[] overlaps) {
        for (int c = 0; c < columns; c++) {
            overlaps[c] += (words[at + (c >> 6)] >>> c & 1) == 0 ? -by : by;
        }
    }

    /** One pass by overlaps; answers how many spins have turned. */
    public static int byOverlaps(
            SignMatrix patterns, int self, int[] sites, long[] bits, long[] thresholds, int[] spins, int[] overlaps) {
        int turns = 0;
        for (int k = 0; k < sites.length; k++) {
            int i = sites[k];
            if (turns(field(patterns, i, overlaps) - self * spins[i], spins[i], bits[k], thresholds)) {
                spins[i] = -spins[i];
                turn(patterns, i, spins[i], overlaps);
                turns++;
            }
        }
        return turns;
    }

    /**
     * One pass by maintained fields F, which it keeps up to date with the overlaps; answers how many spins have turned.
     * {@code halves} are those of the patterns.
     */
    public static int byFields(
            SignMatrix patterns,
            int[][] halves,
            int self,
            int[] sites,
            long[] bits,
            long[] thresholds,
            int[] spins,
            int[] overlaps,
            int[] fields) {
        int turns = 0;
        for (int k = 0; k < sites.length; k++) {
            int i = sites[k];
            if (turns(fields[i] - self * spins[i], spins[i], bits[k], thresholds)) {
                spins[i] = -spins[i];
                turn(patterns, i, spins[i], overlaps);
                spread(patterns, halves, i, spins[i], fields);
                turns++;
            }
        }
        return turns;
    }

    /** One pass in which every site sees the state before it; {@code fields} is scratch. Answers how many have turned. */
    public static int together(
            SignMatrix patterns, int self, long[] bits, long[] thresholds, int[] spins, int[] overlaps, int[] fields) {
        fields(patterns, overlaps, fields);
        int turns = 0;
        for (int i = 0; i < spins.length; i++) {
            if (turns(fields[i] - self * spins[i], spins[i], bits[i], thresholds)) {
                spins[i] = -spins[i];
                turn(patterns, i, spins[i], overlaps);
                turns++;
            }
        }
        return turns;
    }

    /** Whether the spin turns: by signs of numbers, since the way of a branch on a random spin is not foretold. */
    private static boolean turns(int field, int spin, long bits, long[] thresholds) {
        return (bits - threshold(field, thresholds)) >> (Long.SIZE - 1) == spin >> (Integer.SIZE - 1);
    }

    private static long threshold(int field, long[] thresholds) {
        int width = thresholds.length >> 1;
        return thresholds[width + Math.max(-width, Math.min(width, field))];
    }

    /**
     * Whether no spin can turn any more whatever is drawn: every field's threshold is 0 or {@code certain}, which no random
     * bits reach, and spins are as they say. Cost O(rows).
     */
    public static boolean resting(int self, long certain, long[] thresholds, int[] spins, int[] fields) {
        boolean rests = true;
        for (int i = 0; rests && i < spins.length; i++) {
            rests = threshold(fields[i] - self * spins[i], thresholds) == (spins[i] > 0 ? certain : 0);
        }
        return rests;
    }

    /** F_j += 2 s Σ_μ ξ_i^μ ξ_j^μ for every site j, the sum being columns − 2 · popcount(xor). */
    private static void spread(SignMatrix patterns, int[][] halves, int row, int spin, int[] fields) {
        int all = 2 * spin * patterns.columns();
        for (int j = 0; j < fields.length; j++) {
            fields[j] += all;
        }
        for (int h = 0; h < halves.length; h += 2) {
            apart(halves[h], halves[h + 1], row, -4 * spin, fields);
        }
    }

    /** Over rows, since the number of bits of a whole word of 32 is a vector instruction where there is one. */
    private static void apart(int[] low, int[] high, int row, int by, int[] fields) {
        int ofLow = low[row];
        int ofHigh = high[row];
        for (int j = 0; j < fields.length; j++) {
            fields[j] += by * (Integer.bitCount(low[j] ^ ofLow) + Integer.bitCount(high[j] ^ ofHigh));
        }
    }
}
