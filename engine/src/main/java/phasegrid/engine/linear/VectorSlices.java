package phasegrid.engine.linear;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link BitSlices} by vector instructions, some words at a time: exact logic, equal everywhere. */
final class VectorSlices {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int QUAD = 4;
    private static final int[] IN_ORDER =
            IntStream.range(0, BitSlices.CHUNK / QUAD).toArray();

    private VectorSlices() {}

    static void count(
            BitSlices range, long[] words, int[] rows, int from, int to, long[] planes, int depth, long[] carries) {
        for (int w = range.from(); w < range.to(); w += SPECIES.length()) {
            for (int i = from; i < to; i += BitSlices.CHUNK) {
                count(words, rows, i, Math.min(to, i + BitSlices.CHUNK), planes, depth, range.stride(), w, carries);
            }
        }
    }

    /**
     * Rows by quads: each quad adds to two planes and leaves a carry, a row for the next two planes, and so on.
     *
     * <p>Implementation note: one call of {@link #quads} for all planes; twice inlined it would exceed the compiler's budget.
     */
    private static void count(
            long[] words, int[] rows, int from, int to, long[] planes, int depth, int stride, int w, long[] carries) {
        int first = from;
        int end = to - (to - from) % QUAD;
        add(words, w, stride, rows, end, to, planes, w, stride, depth * stride);
        long[] source = words;
        int[] order = rows;
        int start = w;
        int width = stride;
        for (int plane = w; first < end; ) {
            quads(source, start, width, order, first, end, planes, plane, plane + stride, carries);
            source = carries;
            order = IN_ORDER;
            start = 0;
            width = SPECIES.length();
            plane += 2 * stride;
            int count = (end - first) / QUAD;
            first = 0;
            end = count > 1 && plane + stride < depth * stride ? filled(carries, count) : 0;
            if (end == 0) {
                add(carries, 0, width, IN_ORDER, 0, count, planes, plane, stride, depth * stride);
            }
        }
    }

    /** Three full adders a quad, each of two functions of three words; carries may be the words themselves. */
    private static void quads(
            long[] words,
            int start,
            int width,
            int[] rows,
            int from,
            int to,
            long[] planes,
            int p,
            int q,
            long[] carries) {
        LongVector ones = LongVector.fromArray(SPECIES, planes, p);
        LongVector twos = LongVector.fromArray(SPECIES, planes, q);
        int out = 0;
        for (int i = from; i < to; i += QUAD) {
            LongVector a = LongVector.fromArray(SPECIES, words, rows[i] * width + start);
            LongVector b = LongVector.fromArray(SPECIES, words, rows[i + 1] * width + start);
            LongVector x = ones.lanewise(VectorOperators.XOR, a);
            LongVector twoA = either(ones, a, x, b);
            ones = x.lanewise(VectorOperators.XOR, b);
            a = LongVector.fromArray(SPECIES, words, rows[i + 2] * width + start);
            b = LongVector.fromArray(SPECIES, words, rows[i + 3] * width + start);
            x = ones.lanewise(VectorOperators.XOR, a);
            LongVector twoB = either(ones, a, x, b);
            ones = x.lanewise(VectorOperators.XOR, b);
            x = twos.lanewise(VectorOperators.XOR, twoA);
            either(twos, twoA, x, twoB).intoArray(carries, out);
            twos = x.lanewise(VectorOperators.XOR, twoB);
            out += SPECIES.length();
        }
        ones.intoArray(planes, p);
        twos.intoArray(planes, q);
    }

    /** Rows of zeros up to whole quads. */
    private static int filled(long[] carries, int count) {
        int whole = (count + QUAD - 1) / QUAD * QUAD;
        Arrays.fill(carries, count * SPECIES.length(), whole * SPECIES.length(), 0);
        return whole;
    }

    /** Adds rows one by one to the planes from {@code first} on. */
    private static void add(
            long[] words,
            int start,
            int width,
            int[] rows,
            int from,
            int to,
            long[] planes,
            int first,
            int stride,
            int end) {
        for (int i = from; i < to; i++) {
            LongVector carry = LongVector.fromArray(SPECIES, words, rows[i] * width + start);
            for (int k = first; k < end; k += stride) {
                LongVector old = LongVector.fromArray(SPECIES, planes, k);
                old.lanewise(VectorOperators.XOR, carry).intoArray(planes, k);
                carry = carry.lanewise(VectorOperators.AND, old);
            }
        }
    }

    /** (a and b) or (c and d): with c = a xor b the majority of a, b and d. */
    private static LongVector either(LongVector a, LongVector b, LongVector c, LongVector d) {
        return a.lanewise(VectorOperators.AND, b).lanewise(VectorOperators.OR, c.lanewise(VectorOperators.AND, d));
    }

    static void shifted(BitSlices range, long[] x, long[] signs, int row, long up, long down, long[] out, int depth) {
        int stride = range.stride();
        for (int w = range.from(); w < range.to(); w += SPECIES.length()) {
            LongVector sign = LongVector.fromArray(SPECIES, signs, row + w);
            LongVector other = sign.not();
            LongVector carry = LongVector.zero(SPECIES);
            for (int k = 0; k < depth; k++) {
                LongVector a = LongVector.fromArray(SPECIES, x, k * stride + w).lanewise(VectorOperators.XOR, other);
                LongVector b = sign.lanewise(VectorOperators.AND, -(up >>> k & 1))
                        .lanewise(VectorOperators.OR, other.lanewise(VectorOperators.AND, -(down >>> k & 1)));
                LongVector sum = a.lanewise(VectorOperators.XOR, b);
                sum.lanewise(VectorOperators.XOR, carry).intoArray(out, k * stride + w);
                carry = either(a, b, sum, carry);
            }
        }
    }

    static void addSigned(BitSlices range, long[] x, long[] chosen, int depth, long[] sums, int wide) {
        int stride = range.stride();
        for (int w = range.from(); w < range.to(); w += SPECIES.length()) {
            LongVector mask = LongVector.fromArray(SPECIES, chosen, w);
            LongVector carry = LongVector.zero(SPECIES);
            for (int k = 0; k < wide; k++) {
                LongVector a = LongVector.fromArray(SPECIES, sums, k * stride + w);
                LongVector b = LongVector.fromArray(SPECIES, x, Math.min(k, depth - 1) * stride + w)
                        .lanewise(VectorOperators.AND, mask);
                LongVector sum = a.lanewise(VectorOperators.XOR, b);
                sum.lanewise(VectorOperators.XOR, carry).intoArray(sums, k * stride + w);
                carry = either(a, b, sum, carry);
            }
        }
    }

    static void bernoulli(BitSlices range, long[] words, int first, long[] masks, long[] out, int planes) {
        int stride = range.stride();
        int width = range.width();
        for (int k = 0; k < planes; k++) {
            for (int w = range.from(); w < range.to(); w += SPECIES.length()) {
                LongVector bits = LongVector.zero(SPECIES);
                for (int b = k * BitSlices.PRECISION; b < (k + 1) * BitSlices.PRECISION; b++) {
                    LongVector random = LongVector.fromArray(SPECIES, words, first + b * width + w - range.from());
                    LongVector mask = LongVector.fromArray(SPECIES, masks, b * stride + w);
                    bits = either(bits, random, bits.lanewise(VectorOperators.XOR, random), mask);
                }
                bits.intoArray(out, k * stride + w);
            }
        }
    }

    static void atMost(BitSlices range, long[] x, int depth, long[] y, int planes, long[] also, long[] out) {
        int stride = range.stride();
        for (int w = range.from(); w < range.to(); w += SPECIES.length()) {
            LongVector most = LongVector.broadcast(SPECIES, -1);
            for (int k = 0; k < planes; k++) {
                LongVector a = LongVector.fromArray(SPECIES, x, k * stride + w).not();
                LongVector b = LongVector.fromArray(SPECIES, y, k * stride + w);
                most = either(a, b, a.lanewise(VectorOperators.XOR, b), most);
            }
            for (int k = planes; k < depth - 1; k++) {
                most = most.lanewise(
                        VectorOperators.AND,
                        LongVector.fromArray(SPECIES, x, k * stride + w).not());
            }
            most.lanewise(VectorOperators.AND, LongVector.fromArray(SPECIES, also, w))
                    .lanewise(VectorOperators.OR, LongVector.fromArray(SPECIES, x, (depth - 1) * stride + w))
                    .intoArray(out, w);
        }
    }
}
