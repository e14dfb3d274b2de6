package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link Logarithm} by vector instructions, equal to it in every bit. Each fills whole vectors from
 * {@code from} on and answers where it stopped: before a vector with an edge case, or where less than a vector is left.
 * The rest is the caller's.
 */
final class VectorLogarithm {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int BLOCK = 512;

    private static final long SMALLEST = Double.doubleToRawLongBits(Double.MIN_NORMAL);
    private static final long LARGEST = Double.doubleToRawLongBits(Double.MAX_VALUE);
    /** The bits of {@link Exponential#ROUND}: with an integer added, the bits of their sum. */
    private static final long WHOLE = Double.doubleToRawLongBits(Exponential.ROUND);

    private VectorLogarithm() {}

    static int log(double[] x, double[] out, int from, int to) {
        int i = from;
        while (to - i >= DOUBLES.length()) {
            int end = i + Math.min(BLOCK, DOUBLES.loopBound(to - i));
            int regular = regular(x, 0, i, end);
            logs(x, out, i, regular);
            if (regular < end) {
                return regular;
            }
            i = end;
        }
        return i;
    }

    static int log1p(double[] x, double[] out, int from, int to) {
        int i = from;
        while (to - i >= DOUBLES.length()) {
            int end = i + Math.min(BLOCK, DOUBLES.loopBound(to - i));
            int regular = regular(x, 1, i, end);
            log1ps(x, out, i, regular);
            if (regular < end) {
                return regular;
            }
            i = end;
        }
        return i;
    }

    /** Where the first vector begins of which a value plus shift is not positive, normal and finite. */
    private static int regular(double[] x, double shift, int from, int to) {
        LongVector smallest = LongVector.broadcast(LONGS, SMALLEST);
        LongVector largest = LongVector.broadcast(LONGS, LARGEST);
        LongVector outside = LongVector.zero(LONGS);
        DoubleVector shifts = DoubleVector.broadcast(DOUBLES, shift);
        for (int i = from; i < to; i += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, x, i).add(shifts).reinterpretAsLongs();
            outside = outside.or(bits.sub(smallest)).or(largest.sub(bits));
        }
        return outside.reduceLanes(VectorOperators.OR) < 0 ? firstOutside(x, shift, from) : to;
    }

    private static int firstOutside(double[] x, double shift, int from) {
        int i = from;
        while (x[i] + shift >= Double.MIN_NORMAL && x[i] + shift <= Double.MAX_VALUE) {
            i++;
        }
        return from + DOUBLES.loopBound(i - from);
    }

    private static void logs(double[] x, double[] out, int from, int to) {
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        DoubleVector l6 = DoubleVector.broadcast(DOUBLES, Logarithm.L6);
        DoubleVector l5 = DoubleVector.broadcast(DOUBLES, Logarithm.L5);
        DoubleVector l4 = DoubleVector.broadcast(DOUBLES, Logarithm.L4);
        DoubleVector l3 = DoubleVector.broadcast(DOUBLES, Logarithm.L3);
        DoubleVector l2 = DoubleVector.broadcast(DOUBLES, Logarithm.L2);
        DoubleVector l1 = DoubleVector.broadcast(DOUBLES, Logarithm.L1);
        DoubleVector l0 = DoubleVector.broadcast(DOUBLES, Logarithm.L0);
        DoubleVector high = DoubleVector.broadcast(DOUBLES, Exponential.LN2_HIGH);
        DoubleVector low = DoubleVector.broadcast(DOUBLES, Exponential.LN2_LOW);
        DoubleVector round = DoubleVector.broadcast(DOUBLES, Exponential.ROUND);
        LongVector whole = LongVector.broadcast(LONGS, WHOLE);
        LongVector sqrtHalf = LongVector.broadcast(LONGS, Logarithm.SQRT_HALF);
        DoubleVector oneHalf = DoubleVector.broadcast(DOUBLES, 0.5);
        DoubleVector two = DoubleVector.broadcast(DOUBLES, 2.0);
        for (int i = from; i < to; i += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, x, i).reinterpretAsLongs();
            LongVector k = bits.sub(sqrtHalf).lanewise(VectorOperators.ASHR, 52);
            DoubleVector exponent = k.add(whole).reinterpretAsDoubles().sub(round);
            DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 52))
                    .reinterpretAsDoubles()
                    .sub(one);
            DoubleVector s = f.div(f.add(two));
            DoubleVector z = s.mul(s);
            DoubleVector half = f.mul(oneHalf).mul(f);
            DoubleVector p = z.fma(
                    l6.fma(z, l5).fma(z, l4).fma(z, l3).fma(z, l2).fma(z, l1).fma(z, l0), half);
            DoubleVector t = s.fma(p, exponent.mul(low));
            DoubleVector log = exponent.fma(high, f.sub(half.sub(t)));
            log.intoArray(out, i);
        }
    }

    /** Whole vectors of ln(1 + y), 1 + y positive, normal and finite. */
    static void log1ps(double[] x, double[] out, int from, int to) {
        double[] shifted = new double[Math.min(BLOCK, to - from)];
        double[] lost = new double[shifted.length];
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            shift(x, at, count, shifted, lost);
            ofShifted(shifted, lost, x, out, at, count);
        }
    }

    /** u = 1 + y and what rounding takes from it, over u, by Knuth's two-sum, which is equal to the scalar form's two cases. */
    private static void shift(double[] x, int at, int count, double[] shifted, double[] lost) {
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector y = DoubleVector.fromArray(DOUBLES, x, at + i);
            DoubleVector u = one.add(y);
            DoubleVector v = u.sub(one);
            u.intoArray(shifted, i);
            one.sub(u.sub(v)).add(y.sub(v)).div(u).intoArray(lost, i);
        }
    }

    private static void ofShifted(double[] shifted, double[] lost, double[] x, double[] out, int at, int count) {
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        LongVector minus = LongVector.broadcast(LONGS, Long.MIN_VALUE);
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        DoubleVector l6 = DoubleVector.broadcast(DOUBLES, Logarithm.L6);
        DoubleVector l5 = DoubleVector.broadcast(DOUBLES, Logarithm.L5);
        DoubleVector l4 = DoubleVector.broadcast(DOUBLES, Logarithm.L4);
        DoubleVector l3 = DoubleVector.broadcast(DOUBLES, Logarithm.L3);
        DoubleVector l2 = DoubleVector.broadcast(DOUBLES, Logarithm.L2);
        DoubleVector l1 = DoubleVector.broadcast(DOUBLES, Logarithm.L1);
        DoubleVector l0 = DoubleVector.broadcast(DOUBLES, Logarithm.L0);
        DoubleVector high = DoubleVector.broadcast(DOUBLES, Exponential.LN2_HIGH);
        DoubleVector low = DoubleVector.broadcast(DOUBLES, Exponential.LN2_LOW);
        DoubleVector round = DoubleVector.broadcast(DOUBLES, Exponential.ROUND);
        LongVector whole = LongVector.broadcast(LONGS, WHOLE);
        LongVector sqrtHalf = LongVector.broadcast(LONGS, Logarithm.SQRT_HALF);
        DoubleVector oneHalf = DoubleVector.broadcast(DOUBLES, 0.5);
        DoubleVector two = DoubleVector.broadcast(DOUBLES, 2.0);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, shifted, i).reinterpretAsLongs();
            LongVector k = bits.sub(sqrtHalf).lanewise(VectorOperators.ASHR, 52);
            DoubleVector exponent = k.add(whole).reinterpretAsDoubles().sub(round);
            DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 52))
                    .reinterpretAsDoubles()
                    .sub(one);
            DoubleVector s = f.div(f.add(two));
            DoubleVector z = s.mul(s);
            DoubleVector half = f.mul(oneHalf).mul(f);
            DoubleVector p = z.fma(
                    l6.fma(z, l5).fma(z, l4).fma(z, l3).fma(z, l2).fma(z, l1).fma(z, l0), half);
            DoubleVector rest = exponent.fma(low, DoubleVector.fromArray(DOUBLES, lost, i));
            DoubleVector log = exponent.fma(high, f.sub(half.sub(s.fma(p, rest))));
            LongVector sign = DoubleVector.fromArray(DOUBLES, x, at + i)
                    .reinterpretAsLongs()
                    .and(minus);
            log.reinterpretAsLongs()
                    .and(magnitude)
                    .or(sign)
                    .reinterpretAsDoubles()
                    .intoArray(out, at + i);
        }
    }
}
