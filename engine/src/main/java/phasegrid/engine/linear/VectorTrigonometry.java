package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine of {@link Trigonometry} by vector instructions, equal to it in every bit; each fills whole vectors and
 * answers where it stopped. Three loops over a block: the rest of the argument in two doubles, both polynomials, and
 * the choice between them by the low bits of the quotient.
 */
final class VectorTrigonometry {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int BLOCK = 256;
    private static final long LARGEST = Double.doubleToRawLongBits(Trigonometry.LARGEST);

    private VectorTrigonometry() {}

    static int sin(double[] x, double[] out, int from, int to) {
        return fill(x, out, from, to, 0, Long.MIN_VALUE);
    }

    static int cos(double[] x, double[] out, int from, int to) {
        return fill(x, out, from, to, 1, 0);
    }

    /** sin(x + shift π/2); a rest of zero keeps what zeroSign has of its sign. */
    private static int fill(double[] x, double[] out, int from, int to, long shift, long zeroSign) {
        int end = from + DOUBLES.loopBound(to - from);
        double[] lows = new double[Math.min(BLOCK, end - from)];
        double[] sines = new double[lows.length];
        long[] quadrants = new long[lows.length];
        for (int at = from; at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            reduce(x, at, count, shift, out, lows, quadrants);
            both(out, at, count, lows, sines);
            choose(out, at, count, zeroSign, sines, lows, quadrants);
        }
        return end;
    }

    private static void reduce(
            double[] x, int at, int count, long shift, double[] out, double[] lows, long[] quadrants) {
        DoubleVector round = DoubleVector.broadcast(DOUBLES, Exponential.ROUND);
        DoubleVector quotient = DoubleVector.broadcast(DOUBLES, Trigonometry.TWO_OVER_PI);
        DoubleVector first = DoubleVector.broadcast(DOUBLES, -Trigonometry.HALF_PI_1);
        DoubleVector second = DoubleVector.broadcast(DOUBLES, Trigonometry.HALF_PI_2);
        DoubleVector third = DoubleVector.broadcast(DOUBLES, -Trigonometry.HALF_PI_3);
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        LongVector largest = LongVector.broadcast(LONGS, LARGEST);
        LongVector shifts = LongVector.broadcast(LONGS, shift);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector y = DoubleVector.fromArray(DOUBLES, x, at + i);
            DoubleVector shifted = y.fma(quotient, round);
            DoubleVector k = shifted.sub(round);
            DoubleVector a = k.fma(first, y);
            DoubleVector w = k.mul(second);
            DoubleVector r = a.sub(w);
            DoubleVector v = r.sub(a);
            DoubleVector lost = a.sub(r.sub(v)).sub(w.add(v));
            k.fma(third, lost.sub(k.fma(second, w.neg()))).intoArray(lows, i);
            LongVector size = y.reinterpretAsLongs().and(magnitude);
            LongVector beyond = largest.sub(size).lanewise(VectorOperators.ASHR, 63);
            r.reinterpretAsLongs().or(beyond).reinterpretAsDoubles().intoArray(out, at + i);
            shifted.reinterpretAsLongs().add(shifts).intoArray(quadrants, i);
        }
    }

    /** The sine, and in place of the low part of the rest the cosine. */
    private static void both(double[] rests, int at, int count, double[] lows, double[] sines) {
        DoubleVector r6 = DoubleVector.broadcast(DOUBLES, Trigonometry.R6);
        DoubleVector r5 = DoubleVector.broadcast(DOUBLES, Trigonometry.R5);
        DoubleVector r4 = DoubleVector.broadcast(DOUBLES, Trigonometry.R4);
        DoubleVector r3 = DoubleVector.broadcast(DOUBLES, Trigonometry.R3);
        DoubleVector r2 = DoubleVector.broadcast(DOUBLES, Trigonometry.R2);
        DoubleVector r1 = DoubleVector.broadcast(DOUBLES, Trigonometry.R1);
        DoubleVector q7 = DoubleVector.broadcast(DOUBLES, Trigonometry.Q7);
        DoubleVector q6 = DoubleVector.broadcast(DOUBLES, Trigonometry.Q6);
        DoubleVector q5 = DoubleVector.broadcast(DOUBLES, Trigonometry.Q5);
        DoubleVector q4 = DoubleVector.broadcast(DOUBLES, Trigonometry.Q4);
        DoubleVector q3 = DoubleVector.broadcast(DOUBLES, Trigonometry.Q3);
        DoubleVector q2 = DoubleVector.broadcast(DOUBLES, Trigonometry.Q2);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        DoubleVector oneHalf = DoubleVector.broadcast(DOUBLES, 0.5);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector r = DoubleVector.fromArray(DOUBLES, rests, at + i);
            DoubleVector low = DoubleVector.fromArray(DOUBLES, lows, i);
            DoubleVector z = r.mul(r);
            DoubleVector half = z.mul(oneHalf);
            DoubleVector w = one.sub(half);
            DoubleVector p = r6.fma(z, r5).fma(z, r4).fma(z, r3).fma(z, r2).fma(z, r1);
            r.add(r.mul(z).fma(p, low.mul(one.sub(half)))).intoArray(sines, i);
            DoubleVector q = q7.fma(z, q6).fma(z, q5).fma(z, q4).fma(z, q3).fma(z, q2);
            w.add(one.sub(w).sub(half).add(z.mul(z).fma(q, r.mul(low).neg()))).intoArray(lows, i);
        }
    }

    private static void choose(
            double[] out, int at, int count, long zeroSign, double[] sines, double[] cosines, long[] quadrants) {
        LongVector unit = LongVector.broadcast(LONGS, 1L);
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        LongVector signs = LongVector.broadcast(LONGS, zeroSign);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector sine = DoubleVector.fromArray(DOUBLES, sines, i).reinterpretAsLongs();
            LongVector cosine = DoubleVector.fromArray(DOUBLES, cosines, i).reinterpretAsLongs();
            LongVector n = LongVector.fromArray(LONGS, quadrants, i);
            LongVector odd = n.lanewise(VectorOperators.LSHL, 63).lanewise(VectorOperators.ASHR, 63);
            LongVector minus = n.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.LSHL, 63);
            LongVector bits = DoubleVector.fromArray(DOUBLES, out, at + i).reinterpretAsLongs();
            LongVector zero = bits.and(magnitude).sub(unit).lanewise(VectorOperators.ASHR, 63);
            sine.lanewise(VectorOperators.BITWISE_BLEND, cosine, odd)
                    .lanewise(VectorOperators.XOR, minus)
                    .or(zero.and(signs).and(bits))
                    .reinterpretAsDoubles()
                    .intoArray(out, at + i);
        }
    }
}
