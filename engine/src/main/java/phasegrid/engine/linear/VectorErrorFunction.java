package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link ErrorFunction} by vector instructions, equal to it in every bit; each fills whole vectors and
 * answers where it stopped. Tail and series are both computed, in three loops over a block.
 */
final class VectorErrorFunction {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int BLOCK = 256;
    private static final long ZERO_TAIL = Double.doubleToRawLongBits(ErrorFunction.ZERO_TAIL);
    private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    private static final long HALF = Double.doubleToRawLongBits(0.5);

    private VectorErrorFunction() {}

    static int erf(double[] x, double[] out, int from, int to) {
        int end = from + DOUBLES.loopBound(to - from);
        double[] tails = new double[Math.min(BLOCK, end - from)];
        for (int at = from; at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            scaled(x, at, count, tails);
            decay(x, at, count, tails);
            combine(x, at, count, tails, out, at);
        }
        return end;
    }

    static int erfc(double[] x, double[] out, int from, int to) {
        int end = from + DOUBLES.loopBound(to - from);
        double[] tails = new double[Math.min(BLOCK, end - from)];
        double[] values = new double[tails.length];
        for (int at = from; at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            scaled(x, at, count, tails);
            decay(x, at, count, tails);
            combine(x, at, count, tails, values, 0);
            complement(x, at, count, tails, values, out);
        }
        return end;
    }

    /** The tail without its e^{−x²}. */
    private static void scaled(double[] x, int at, int count, double[] tails) {
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        LongVector zeroTail = LongVector.broadcast(LONGS, ZERO_TAIL);
        DoubleVector g22 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G22);
        DoubleVector g21 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G21);
        DoubleVector g20 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G20);
        DoubleVector g19 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G19);
        DoubleVector g18 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G18);
        DoubleVector g17 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G17);
        DoubleVector g16 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G16);
        DoubleVector g15 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G15);
        DoubleVector g14 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G14);
        DoubleVector g13 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G13);
        DoubleVector g12 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G12);
        DoubleVector g11 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G11);
        DoubleVector g10 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G10);
        DoubleVector g9 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G9);
        DoubleVector g8 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G8);
        DoubleVector g7 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G7);
        DoubleVector g6 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G6);
        DoubleVector g5 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G5);
        DoubleVector g4 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G4);
        DoubleVector g3 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G3);
        DoubleVector g2 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G2);
        DoubleVector g1 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G1);
        DoubleVector g0 = DoubleVector.broadcast(DOUBLES, ErrorFunction.G0);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        DoubleVector two = DoubleVector.broadcast(DOUBLES, 2.0);
        DoubleVector four = DoubleVector.broadcast(DOUBLES, 4.0);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, x, at + i).reinterpretAsLongs();
            DoubleVector a = bits.and(magnitude).min(zeroTail).reinterpretAsDoubles();
            DoubleVector q = a.sub(four).div(a.add(four));
            DoubleVector p = g22.fma(q, g21)
                    .fma(q, g20)
                    .fma(q, g19)
                    .fma(q, g18)
                    .fma(q, g17)
                    .fma(q, g16)
                    .fma(q, g15)
                    .fma(q, g14)
                    .fma(q, g13)
                    .fma(q, g12)
                    .fma(q, g11)
                    .fma(q, g10)
                    .fma(q, g9)
                    .fma(q, g8)
                    .fma(q, g7)
                    .fma(q, g6)
                    .fma(q, g5)
                    .fma(q, g4)
                    .fma(q, g3)
                    .fma(q, g2)
                    .fma(q, g1)
                    .fma(q, g0);
            p.div(two.fma(a, one)).intoArray(tails, i);
        }
    }

    /** Multiplies the tails by e^{−x²}, x² in two doubles; NaN where x is. */
    private static void decay(double[] x, int at, int count, double[] tails) {
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        LongVector zeroTail = LongVector.broadcast(LONGS, ZERO_TAIL);
        LongVector infinite = LongVector.broadcast(LONGS, INFINITE);
        DoubleVector biased = DoubleVector.broadcast(DOUBLES, VectorExponential.TWICE_BIASED);
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
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector size = DoubleVector.fromArray(DOUBLES, x, at + i)
                    .reinterpretAsLongs()
                    .and(magnitude);
            DoubleVector a = size.min(zeroTail).reinterpretAsDoubles();
            DoubleVector y = a.mul(a).neg();
            DoubleVector tail = a.fma(a, y);
            DoubleVector shifted = y.fma(log2e, biased);
            DoubleVector k = shifted.sub(biased);
            DoubleVector r = k.fma(low, k.fma(high, y)).sub(tail);
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
            LongVector power = shifted.reinterpretAsLongs();
            LongVector half = power.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.LSHL, 52);
            LongVector rest = power.lanewise(VectorOperators.LSHL, 52).sub(half);
            DoubleVector e = p.add(one).mul(half.reinterpretAsDoubles()).mul(rest.reinterpretAsDoubles());
            LongVector nan = infinite.sub(size).lanewise(VectorOperators.ASHR, 63);
            e.mul(DoubleVector.fromArray(DOUBLES, tails, i))
                    .reinterpretAsLongs()
                    .or(nan)
                    .reinterpretAsDoubles()
                    .intoArray(tails, i);
        }
    }

    /** erf x: the series below 1, else 1 less the tail. */
    private static void combine(double[] x, int at, int count, double[] tails, double[] out, int to) {
        DoubleVector p12 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P12);
        DoubleVector p11 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P11);
        DoubleVector p10 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P10);
        DoubleVector p9 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P9);
        DoubleVector p8 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P8);
        DoubleVector p7 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P7);
        DoubleVector p6 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P6);
        DoubleVector p5 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P5);
        DoubleVector p4 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P4);
        DoubleVector p3 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P3);
        DoubleVector p2 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P2);
        DoubleVector p1 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P1);
        DoubleVector p0 = DoubleVector.broadcast(DOUBLES, ErrorFunction.P0);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        LongVector unit = LongVector.broadcast(LONGS, Exponential.ONE);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector y = DoubleVector.fromArray(DOUBLES, x, at + i);
            DoubleVector z = y.mul(y);
            DoubleVector series = y.mul(p12.fma(z, p11)
                    .fma(z, p10)
                    .fma(z, p9)
                    .fma(z, p8)
                    .fma(z, p7)
                    .fma(z, p6)
                    .fma(z, p5)
                    .fma(z, p4)
                    .fma(z, p3)
                    .fma(z, p2)
                    .fma(z, p1)
                    .fma(z, p0));
            LongVector bits = y.reinterpretAsLongs();
            LongVector size = bits.and(magnitude);
            LongVector below = size.sub(unit).lanewise(VectorOperators.ASHR, 63);
            LongVector sign = bits.lanewise(VectorOperators.XOR, size);
            DoubleVector far = one.sub(DoubleVector.fromArray(DOUBLES, tails, i));
            far.reinterpretAsLongs()
                    .or(sign)
                    .lanewise(VectorOperators.BITWISE_BLEND, series.reinterpretAsLongs(), below)
                    .reinterpretAsDoubles()
                    .intoArray(out, to + i);
        }
    }

    /** erfc x: 1 less erf below ½, else the tail. */
    private static void complement(double[] x, int at, int count, double[] tails, double[] values, double[] out) {
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
        LongVector half = LongVector.broadcast(LONGS, HALF);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, x, at + i).reinterpretAsLongs();
            LongVector below = bits.or(bits.sub(half)).lanewise(VectorOperators.ASHR, 63);
            DoubleVector near = one.sub(DoubleVector.fromArray(DOUBLES, values, i));
            DoubleVector.fromArray(DOUBLES, tails, i)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.BITWISE_BLEND, near.reinterpretAsLongs(), below)
                    .reinterpretAsDoubles()
                    .intoArray(out, at + i);
        }
    }
}
