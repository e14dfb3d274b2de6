package phasegrid.engine.linear;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link BitSlices} by vector instructions, some words at a time: exact logic, equal everywhere. */
final class VectorSlices {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    private VectorSlices() {}

    static void count(BitSlices range, long[] words, int[] rows, int from, int to, long[] planes, int depth) {
        for (int w = range.from(); w < range.to(); w += SPECIES.length()) {
            count(words, rows, from, to, planes, depth, range.stride(), w);
        }
    }

    /** Four rows at a time, three full adders and a half adder: twice as many exceed the compiler's budget. */
    private static void count(long[] words, int[] rows, int from, int to, long[] planes, int depth, int stride, int w) {
        LongVector ones = LongVector.fromArray(SPECIES, planes, w);
        LongVector twos = LongVector.fromArray(SPECIES, planes, stride + w);
        LongVector fours = LongVector.fromArray(SPECIES, planes, 2 * stride + w);
        for (int i = from; i < to; i += BitSlices.TOGETHER / 2) {
            LongVector a = LongVector.fromArray(SPECIES, words, rows[i] * stride + w);
            LongVector b = LongVector.fromArray(SPECIES, words, rows[i + 1] * stride + w);
            LongVector x = ones.lanewise(VectorOperators.XOR, a);
            LongVector twoA = either(ones, a, x, b);
            ones = x.lanewise(VectorOperators.XOR, b);
            a = LongVector.fromArray(SPECIES, words, rows[i + 2] * stride + w);
            b = LongVector.fromArray(SPECIES, words, rows[i + 3] * stride + w);
            x = ones.lanewise(VectorOperators.XOR, a);
            LongVector twoB = either(ones, a, x, b);
            ones = x.lanewise(VectorOperators.XOR, b);
            x = twos.lanewise(VectorOperators.XOR, twoA);
            LongVector four = either(twos, twoA, x, twoB);
            twos = x.lanewise(VectorOperators.XOR, twoB);
            LongVector carry = fours.lanewise(VectorOperators.AND, four);
            fours = fours.lanewise(VectorOperators.XOR, four);
            for (int k = 3 * stride + w; k < depth * stride; k += stride) {
                LongVector old = LongVector.fromArray(SPECIES, planes, k);
                old.lanewise(VectorOperators.XOR, carry).intoArray(planes, k);
                carry = carry.lanewise(VectorOperators.AND, old);
            }
        }
        ones.intoArray(planes, w);
        twos.intoArray(planes, stride + w);
        fours.intoArray(planes, 2 * stride + w);
    }

    /** Adds rows one by one. */
    static void add(BitSlices range, long[] words, int[] rows, int from, int to, long[] planes, int depth) {
        int stride = range.stride();
        for (int i = from; i < to; i++) {
            for (int w = range.from(); w < range.to(); w += SPECIES.length()) {
                ripple(LongVector.fromArray(SPECIES, words, rows[i] * stride + w), planes, w, stride, depth);
            }
        }
    }

    private static void ripple(LongVector bits, long[] planes, int first, int stride, int depth) {
        LongVector carry = bits;
        for (int k = first; k < depth * stride; k += stride) {
            LongVector old = LongVector.fromArray(SPECIES, planes, k);
            old.lanewise(VectorOperators.XOR, carry).intoArray(planes, k);
            carry = carry.lanewise(VectorOperators.AND, old);
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
