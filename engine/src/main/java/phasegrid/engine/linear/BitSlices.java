package phasegrid.engine.linear;

import java.util.Arrays;

/**
 * Whole-number arithmetic on 64 numbers a machine word, bit by bit: word {@code w} of plane k, at {@code k · stride + w},
 * holds bit k of 64 numbers. An operation is on the words {@code from} (inclusive) to {@code to} (exclusive) of every plane.
 *
 * <p>Everything is exact modulo 2^planes and the same in both forms; a range of whole groups of 8 words runs in the
 * vector form. Cost of a word: about five logical operations a plane or an added row.
 *
 * @param stride words in a plane
 * @param from the first word
 * @param to the end of the words
 */
public record BitSlices(int stride, int from, int to) {
    /** Words are moved together by so many. */
    public static final int TOGETHER = 8;

    /** Words of the array in which {@link #count} keeps carries. */
    public static final int CARRIES = 512;

    /** Rows that are counted together: a carry of every four. */
    static final int CHUNK = 4 * CARRIES / TOGETHER;

    /** Precision of {@link #bernoulli}: probabilities are whole multiples of 2⁻²⁴. */
    public static final int PRECISION = 24;

    /** The least stride for so many words that the vector form can run; fewer than 5 words are left alone. */
    public static int stride(int words) {
        return words <= TOGETHER / 2 ? words : (words + TOGETHER - 1) / TOGETHER * TOGETHER;
    }

    /** All words of a stride. */
    public static BitSlices all(int stride) {
        return new BitSlices(stride, 0, stride);
    }

    /** Words in the range. */
    public int width() {
        return to - from;
    }

    private boolean vector() {
        return VectorForm.AVAILABLE && from % TOGETHER == 0 && width() % TOGETHER == 0;
    }

    /** Makes every number 0. */
    public void clear(long[] planes, int depth) {
        for (int k = 0; k < depth; k++) {
            Arrays.fill(planes, k * stride + from, k * stride + to, 0);
        }
    }

    /** Turns each number x into −x − 1. */
    public void complement(long[] planes, int depth) {
        for (int k = 0; k < depth; k++) {
            for (int w = k * stride + from; w < k * stride + to; w++) {
                planes[w] = ~planes[w];
            }
        }
    }

    /**
     * Adds to each number the bits of rows {@code rows[first]} … {@code rows[end − 1]} of {@code words}: a count.
     *
     * @param carries {@link #CARRIES} words, overwritten: made once, since fresh memory would be slower than the count
     */
    public void count(long[] words, int[] rows, int first, int end, long[] planes, int depth, long[] carries) {
        if (vector()) {
            VectorSlices.count(this, words, rows, first, end, planes, depth, carries);
            return;
        }
        int whole = first + (end - first) / TOGETHER * TOGETHER;
        for (int w = from; w < to; w++) {
            count(words, rows, first, whole, planes, depth, w);
        }
        for (int i = whole; i < end; i++) {
            add(words, rows[i] * stride, planes, depth);
        }
    }

    /** Eight rows at a time: seven full adders leave one carry of weight 8. */
    private void count(long[] words, int[] rows, int first, int end, long[] planes, int depth, int w) {
        long ones = planes[w];
        long twos = planes[stride + w];
        long fours = planes[2 * stride + w];
        long kept = 0;
        for (int i = first; i < end; i += TOGETHER / 2) {
            long a = words[rows[i] * stride + w];
            long b = words[rows[i + 1] * stride + w];
            long c = words[rows[i + 2] * stride + w];
            long d = words[rows[i + 3] * stride + w];
            long twoA = majority(ones, a, b);
            ones ^= a ^ b;
            long twoB = majority(ones, c, d);
            ones ^= c ^ d;
            long four = majority(twos, twoA, twoB);
            twos ^= twoA ^ twoB;
            if ((i - first) % TOGETHER == 0) {
                kept = four;
            } else {
                ripple(majority(fours, kept, four), planes, 3, depth, w);
                fours ^= kept ^ four;
            }
        }
        planes[w] = ones;
        planes[stride + w] = twos;
        planes[2 * stride + w] = fours;
    }

    private static long majority(long a, long b, long c) {
        return (a & b) | (c & (a ^ b));
    }

    private void ripple(long bits, long[] planes, int plane, int depth, int w) {
        long carry = bits;
        for (int k = plane; k < depth && carry != 0; k++) {
            long old = planes[k * stride + w];
            planes[k * stride + w] = old ^ carry;
            carry &= old;
        }
    }

    /** Adds the bits of one row, whose word 0 is {@code words[row]}. */
    public void add(long[] words, int row, long[] planes, int depth) {
        for (int w = from; w < to; w++) {
            ripple(words[row + w], planes, 0, depth, w);
        }
    }

    /** out = x + up where the row of {@code signs} at {@code row} has a 1, −x − 1 + down where it has a 0. */
    public void shifted(long[] x, long[] signs, int row, long up, long down, long[] out, int depth) {
        if (vector()) {
            VectorSlices.shifted(this, x, signs, row, up, down, out, depth);
            return;
        }
        for (int w = from; w < to; w++) {
            long sign = signs[row + w];
            long carry = 0;
            for (int k = 0; k < depth; k++) {
                long a = ~(x[k * stride + w] ^ sign);
                long b = (sign & -(up >>> k & 1)) | (~sign & -(down >>> k & 1));
                out[k * stride + w] = a ^ b ^ carry;
                carry = majority(a, b, carry);
            }
        }
    }

    /** sums ← sums + x where {@code chosen} has a 1; x is signed and of {@code depth} planes, sums of {@code wide}. */
    public void addSigned(long[] x, long[] chosen, int depth, long[] sums, int wide) {
        if (vector()) {
            VectorSlices.addSigned(this, x, chosen, depth, sums, wide);
            return;
        }
        for (int w = from; w < to; w++) {
            long carry = 0;
            for (int k = 0; k < wide; k++) {
                long a = sums[k * stride + w];
                long b = x[Math.min(k, depth - 1) * stride + w] & chosen[w];
                sums[k * stride + w] = a ^ b ^ carry;
                carry = majority(a, b, carry);
            }
        }
    }

    /**
     * Independent bits: those of plane k and word w are 1 with the probability that {@link #mask} has written there.
     *
     * <p>From the lowest bit of the probability up: a 1 in it takes bits ← bits or random, a 0 bits ← bits and random.
     *
     * @param random {@code planes · 24 · width()} random words from {@code first} on
     */
    public void bernoulli(long[] random, int first, long[] masks, long[] out, int planes) {
        if (vector()) {
            VectorSlices.bernoulli(this, random, first, masks, out, planes);
            return;
        }
        for (int k = 0; k < planes; k++) {
            for (int w = from; w < to; w++) {
                long bits = 0;
                for (int b = k * PRECISION; b < (k + 1) * PRECISION; b++) {
                    bits = majority(bits, random[first + b * width() + w - from], masks[b * stride + w]);
                }
                out[k * stride + w] = bits;
            }
        }
    }

    /** Writes a probability, rounded to 2⁻²⁴ and at most 1 − 2⁻²⁴, for plane k of word w: 24 words of equal bits. */
    public void mask(double probability, long[] masks, int k, int w) {
        long whole = Math.min((1L << PRECISION) - 1, (long) Math.rint(Math.scalb(probability, PRECISION)));
        for (int b = 0; b < PRECISION; b++) {
            masks[(k * PRECISION + b) * stride + w] = -(whole >>> b & 1);
        }
    }

    /**
     * out = 1 where the signed x is negative, or where x ≤ y and {@code also} has a 1; y is not negative and has fewer planes
     * than x.
     */
    public void atMost(long[] x, int depth, long[] y, int planes, long[] also, long[] out) {
        if (vector()) {
            VectorSlices.atMost(this, x, depth, y, planes, also, out);
            return;
        }
        for (int w = from; w < to; w++) {
            long most = -1;
            for (int k = 0; k < depth - 1; k++) {
                most = majority(~x[k * stride + w], k < planes ? y[k * stride + w] : 0, most);
            }
            out[w] = x[(depth - 1) * stride + w] | (most & also[w]);
        }
    }

    /** Gathers the 64 numbers of word w: bit k of {@code out[r]} is bit r of plane k. At most 64 planes. */
    public void numbers(long[] planes, int depth, int w, long[] out) {
        Arrays.fill(out, 0, Long.SIZE, 0);
        for (int k = 0; k < depth; k++) {
            out[k] = planes[k * stride + w];
        }
        transpose(out);
    }

    /** The transpose of a matrix of 64 by 64 bits, in place; Warren, Hacker's Delight, section 7-3. */
    static void transpose(long[] a) {
        long mask = 0x00000000FFFFFFFFL;
        for (int half = Long.SIZE / 2; half > 0; half /= 2) {
            for (int i = 0; i < Long.SIZE; i = ((i | half) + 1) & ~half) {
                long swap = ((a[i] >>> half) ^ a[i | half]) & mask;
                a[i] ^= swap << half;
                a[i | half] ^= swap;
            }
            mask ^= mask << (half / 2);
        }
    }
}
