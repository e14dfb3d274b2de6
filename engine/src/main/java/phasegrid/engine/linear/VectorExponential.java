package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link Exponential} by vector instructions, equal to it in every bit. Each fills whole vectors from
 * {@code from} on and answers where it stopped; the rest is the caller's.
 *
 * <p>Implementation note: a magnitude is bounded as an integer, where {@link #CARRY} takes a NaN, and nothing else, into
 * the sign, which the minimum leaves alone. 2^k comes out of {@link #BIASED} with its bias, whole or in two halves.
 * Neither masks nor floating minima occur, and a block without large arguments needs no bounds at all: together they
 * would cost a factor 1.5. Where they must be, the polynomial and what is made of it are two loops: one would be beyond
 * what JDK 17's compiler takes when it comes late. Every loop stands by itself: a function of ours that returns a vector is the one thing that
 * the compiler may refuse to inline here, and then vectors become objects and take 30 times as long.
 */
final class VectorExponential {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

    /** All bits but the sign. */
    static final long MAGNITUDE = Long.MAX_VALUE;
    /** Takes a NaN's bits beyond those of every number, into the sign. */
    private static final long CARRY = 0x000FFFFFFFFFFFFFL;
    /** Adding it rounds to an integer k, which then stands in the low bits as k + 1023. */
    static final double BIASED = Exponential.ROUND + 1023;
    /** The same as k + 2046. */
    static final double TWICE_BIASED = Exponential.ROUND + 2046;
    /** What goes through buffers at once. */
    private static final int BLOCK = 256;
    /** The bits of 760: beyond, e^x is 0 or ∞. */
    private static final long EXTREME = Double.doubleToRawLongBits(760);
    /** The bits of 708: up to here, 2^k is a normal number. */
    private static final long MODERATE = Double.doubleToRawLongBits(708);
    /** Beyond its half, |tanh| is 1. */
    private static final long SATURATED = Double.doubleToRawLongBits(Exponential.SATURATED / 2);
    /** The bits of 2^{−k} are these less those of 2^k. */
    private static final long TWICE_ONE = 2 * Exponential.ONE;

    private VectorExponential() {}

    static int exp(double[] x, double[] out, int from, int to) {
        return moderate(x, from, to) ? moderateExp(x, out, from, to) : anyExp(x, out, from, to);
    }

    /** Whether no element of the whole vectors is NaN or beyond 708. */
    private static boolean moderate(double[] x, int from, int to) {
        LongVector magnitude = LongVector.broadcast(LONGS, MAGNITUDE);
        LongVector largest = LongVector.broadcast(LONGS, MODERATE);
        LongVector beyond = LongVector.zero(LONGS);
        for (int i = from; i <= to - DOUBLES.length(); i += DOUBLES.length()) {
            LongVector size =
                    DoubleVector.fromArray(DOUBLES, x, i).reinterpretAsLongs().and(magnitude);
            beyond = beyond.or(largest.sub(size));
        }
        return beyond.reduceLanes(VectorOperators.OR) >= 0;
    }

    private static int moderateExp(double[] x, double[] out, int from, int to) {
        DoubleVector biased = DoubleVector.broadcast(DOUBLES, BIASED);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        DoubleVector log2e = DoubleVector.broadcast(DOUBLES, Exponential.LOG2_E);
        DoubleVector high = DoubleVector.broadcast(DOUBLES, -Exponential.LN2_HIGH);
        DoubleVector low = DoubleVector.broadcast(DOUBLES, -Exponential.LN2_LOW);
        DoubleVector e12 = DoubleVector.broadcast(DOUBLES, Exponential.E12);
        DoubleVector e11 = DoubleVector.broadcast(DOUBLES, Exponential.E11);
        DoubleVector e10 = DoubleVector.broadcast(DOUBLES, Exponential.E10);
        DoubleVector e9 = DoubleVector.broadcast(DOUBLES, Exponential.E9);
        DoubleVector e8 = DoubleVector.broadcast(DOUBLES, Exponential.E8);
        DoubleVector e7 = DoubleVector.broadcast(DOUBLES, Exponential.E7);
        DoubleVector e6 = DoubleVector.broadcast(DOUBLES, Exponential.E6);
        DoubleVector e5 = DoubleVector.broadcast(DOUBLES, Exponential.E5);
        DoubleVector e4 = DoubleVector.broadcast(DOUBLES, Exponential.E4);
        DoubleVector e3 = DoubleVector.broadcast(DOUBLES, Exponential.E3);
        DoubleVector e2 = DoubleVector.broadcast(DOUBLES, 0.5);
        int i = from;
        for (; i <= to - DOUBLES.length(); i += DOUBLES.length()) {
            DoubleVector y = DoubleVector.fromArray(DOUBLES, x, i);
            DoubleVector shifted = y.fma(log2e, biased);
            DoubleVector k = shifted.sub(biased);
            DoubleVector r = k.fma(low, k.fma(high, y));
            DoubleVector p = r.mul(r)
                    .fma(
                            e12.fma(r, e11)
                                    .fma(r, e10)
                                    .fma(r, e9)
                                    .fma(r, e8)
                                    .fma(r, e7)
                                    .fma(r, e6)
                                    .fma(r, e5)
                                    .fma(r, e4)
                                    .fma(r, e3)
                                    .fma(r, e2),
                            r);
            LongVector power = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
            p.add(one).mul(power.reinterpretAsDoubles()).intoArray(out, i);
        }
        return i;
    }

    private static int anyExp(double[] x, double[] out, int from, int to) {
        int end = from + DOUBLES.loopBound(to - from);
        double[] parts = new double[Math.min(BLOCK, end - from)];
        long[] powers = new long[parts.length];
        for (int at = from; at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            parts(x, at, count, Long.MIN_VALUE, 0, parts, powers);
            join(parts, powers, out, at, count);
        }
        return end;
    }

    static int expm1(double[] x, double[] out, int from, int to) {
        int end = from + DOUBLES.loopBound(to - from);
        double[] parts = new double[Math.min(BLOCK, end - from)];
        long[] powers = new long[parts.length];
        for (int at = from; at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            parts(x, at, count, Long.MIN_VALUE, 0, parts, powers);
            lessOne(parts, powers, x, out, at, count);
        }
        return end;
    }

    static int sigmoid(double[] x, double[] out, int from, int to) {
        int end = from + DOUBLES.loopBound(to - from);
        double[] parts = new double[Math.min(BLOCK, end - from)];
        long[] powers = new long[parts.length];
        for (int at = from; at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            parts(x, at, count, 0, Long.MIN_VALUE, parts, powers);
            join(parts, powers, parts, 0, count);
            ofOdds(parts, x, out, at, count);
        }
        return end;
    }

    /** e^y = 2^k (1 + p), k + 2046 in the low bits of a power; y is x with the kept bits of its sign, and the set ones. */
    private static void parts(double[] x, int at, int count, long keep, long set, double[] parts, long[] powers) {
        LongVector magnitude = LongVector.broadcast(LONGS, MAGNITUDE);
        LongVector carry = LongVector.broadcast(LONGS, CARRY);
        LongVector bound = LongVector.broadcast(LONGS, EXTREME + CARRY);
        LongVector kept = LongVector.broadcast(LONGS, keep);
        LongVector signs = LongVector.broadcast(LONGS, set);
        DoubleVector biased = DoubleVector.broadcast(DOUBLES, TWICE_BIASED);
        DoubleVector log2e = DoubleVector.broadcast(DOUBLES, Exponential.LOG2_E);
        DoubleVector high = DoubleVector.broadcast(DOUBLES, -Exponential.LN2_HIGH);
        DoubleVector low = DoubleVector.broadcast(DOUBLES, -Exponential.LN2_LOW);
        DoubleVector e12 = DoubleVector.broadcast(DOUBLES, Exponential.E12);
        DoubleVector e11 = DoubleVector.broadcast(DOUBLES, Exponential.E11);
        DoubleVector e10 = DoubleVector.broadcast(DOUBLES, Exponential.E10);
        DoubleVector e9 = DoubleVector.broadcast(DOUBLES, Exponential.E9);
        DoubleVector e8 = DoubleVector.broadcast(DOUBLES, Exponential.E8);
        DoubleVector e7 = DoubleVector.broadcast(DOUBLES, Exponential.E7);
        DoubleVector e6 = DoubleVector.broadcast(DOUBLES, Exponential.E6);
        DoubleVector e5 = DoubleVector.broadcast(DOUBLES, Exponential.E5);
        DoubleVector e4 = DoubleVector.broadcast(DOUBLES, Exponential.E4);
        DoubleVector e3 = DoubleVector.broadcast(DOUBLES, Exponential.E3);
        DoubleVector e2 = DoubleVector.broadcast(DOUBLES, 0.5);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, x, at + i).reinterpretAsLongs();
            LongVector sign = bits.and(kept).or(signs);
            LongVector size = bits.and(magnitude).add(carry).min(bound).sub(carry);
            DoubleVector y = size.or(sign).reinterpretAsDoubles();
            DoubleVector shifted = y.fma(log2e, biased);
            DoubleVector k = shifted.sub(biased);
            DoubleVector r = k.fma(low, k.fma(high, y));
            DoubleVector p = r.mul(r)
                    .fma(
                            e12.fma(r, e11)
                                    .fma(r, e10)
                                    .fma(r, e9)
                                    .fma(r, e8)
                                    .fma(r, e7)
                                    .fma(r, e6)
                                    .fma(r, e5)
                                    .fma(r, e4)
                                    .fma(r, e3)
                                    .fma(r, e2),
                            r);
            p.intoArray(parts, i);
            shifted.reinterpretAsLongs().intoArray(powers, i);
        }
    }

    /** e^y, whole where 2^k is not. */
    private static void join(double[] parts, long[] powers, double[] out, int at, int count) {
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector power = LongVector.fromArray(LONGS, powers, i);
            LongVector half = power.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.LSHL, 52);
            LongVector rest = power.lanewise(VectorOperators.LSHL, 52).sub(half);
            DoubleVector.fromArray(DOUBLES, parts, i)
                    .add(one)
                    .mul(half.reinterpretAsDoubles())
                    .mul(rest.reinterpretAsDoubles())
                    .intoArray(out, at + i);
        }
    }

    /** e^x − 1, with the sign of x. */
    private static void lessOne(double[] parts, long[] powers, double[] x, double[] out, int at, int count) {
        LongVector magnitude = LongVector.broadcast(LONGS, MAGNITUDE);
        LongVector minus = LongVector.broadcast(LONGS, Long.MIN_VALUE);
        LongVector twice = LongVector.broadcast(LONGS, TWICE_ONE);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector power = LongVector.fromArray(LONGS, powers, i);
            LongVector half = power.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.LSHL, 52);
            LongVector rest = power.lanewise(VectorOperators.LSHL, 52).sub(half);
            DoubleVector first = half.reinterpretAsDoubles();
            DoubleVector inverse = twice.sub(rest).reinterpretAsDoubles();
            DoubleVector p = DoubleVector.fromArray(DOUBLES, parts, i);
            DoubleVector value = first.fma(p, first.sub(inverse)).mul(rest.reinterpretAsDoubles());
            LongVector sign = DoubleVector.fromArray(DOUBLES, x, at + i)
                    .reinterpretAsLongs()
                    .and(minus);
            value.reinterpretAsLongs()
                    .and(magnitude)
                    .or(sign)
                    .reinterpretAsDoubles()
                    .intoArray(out, at + i);
        }
    }

    /** 1/(1 + e) where x is not negative, else e/(1 + e). */
    private static void ofOdds(double[] odds, double[] x, double[] out, int at, int count) {
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        LongVector oneBits = LongVector.broadcast(LONGS, Exponential.ONE);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector e = DoubleVector.fromArray(DOUBLES, odds, i);
            LongVector negative = DoubleVector.fromArray(DOUBLES, x, at + i)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.ASHR, 63);
            oneBits.lanewise(VectorOperators.BITWISE_BLEND, e.reinterpretAsLongs(), negative)
                    .reinterpretAsDoubles()
                    .div(one.add(e))
                    .intoArray(out, at + i);
        }
    }

    static int tanh(double[] x, double[] out, int from, int to) {
        LongVector magnitude = LongVector.broadcast(LONGS, MAGNITUDE);
        LongVector carry = LongVector.broadcast(LONGS, CARRY);
        LongVector bound = LongVector.broadcast(LONGS, SATURATED + CARRY);
        DoubleVector biased = DoubleVector.broadcast(DOUBLES, BIASED);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        DoubleVector two = DoubleVector.broadcast(DOUBLES, 2.0);
        DoubleVector log2e = DoubleVector.broadcast(DOUBLES, Exponential.LOG2_E);
        DoubleVector high = DoubleVector.broadcast(DOUBLES, -Exponential.LN2_HIGH);
        DoubleVector low = DoubleVector.broadcast(DOUBLES, -Exponential.LN2_LOW);
        DoubleVector e12 = DoubleVector.broadcast(DOUBLES, Exponential.E12);
        DoubleVector e11 = DoubleVector.broadcast(DOUBLES, Exponential.E11);
        DoubleVector e10 = DoubleVector.broadcast(DOUBLES, Exponential.E10);
        DoubleVector e9 = DoubleVector.broadcast(DOUBLES, Exponential.E9);
        DoubleVector e8 = DoubleVector.broadcast(DOUBLES, Exponential.E8);
        DoubleVector e7 = DoubleVector.broadcast(DOUBLES, Exponential.E7);
        DoubleVector e6 = DoubleVector.broadcast(DOUBLES, Exponential.E6);
        DoubleVector e5 = DoubleVector.broadcast(DOUBLES, Exponential.E5);
        DoubleVector e4 = DoubleVector.broadcast(DOUBLES, Exponential.E4);
        DoubleVector e3 = DoubleVector.broadcast(DOUBLES, Exponential.E3);
        DoubleVector e2 = DoubleVector.broadcast(DOUBLES, 0.5);
        int i = from;
        for (; i <= to - DOUBLES.length(); i += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, x, i).reinterpretAsLongs();
            LongVector size = bits.and(magnitude);
            LongVector sign = bits.lanewise(VectorOperators.XOR, size);
            DoubleVector a = size.add(carry).min(bound).sub(carry).reinterpretAsDoubles();
            DoubleVector y = a.add(a);
            DoubleVector shifted = y.fma(log2e, biased);
            DoubleVector k = shifted.sub(biased);
            DoubleVector r = k.fma(low, k.fma(high, y));
            DoubleVector p = r.mul(r)
                    .fma(
                            e12.fma(r, e11)
                                    .fma(r, e10)
                                    .fma(r, e9)
                                    .fma(r, e8)
                                    .fma(r, e7)
                                    .fma(r, e6)
                                    .fma(r, e5)
                                    .fma(r, e4)
                                    .fma(r, e3)
                                    .fma(r, e2),
                            r);
            DoubleVector power = shifted.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector m = power.fma(p, power.sub(one));
            m.div(m.add(two))
                    .reinterpretAsLongs()
                    .or(sign)
                    .reinterpretAsDoubles()
                    .intoArray(out, i);
        }
        return i;
    }
}
