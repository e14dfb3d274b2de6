package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary#logCosh} by vector instructions, equal to it in every bit; fills whole vectors and answers where it
 * stopped. Three loops over a block: cosh x − 1, its logarithm, and the straight line beyond 20.
 */
final class VectorLogCosh {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int BLOCK = 256;
    private static final long LINEAR = Double.doubleToRawLongBits(Elementary.LOG_COSH_LINEAR);

    private VectorLogCosh() {}

    static int logCosh(double[] x, double[] out, int from, int to) {
        int end = from + DOUBLES.loopBound(to - from);
        double[] curved = new double[Math.min(BLOCK, end - from)];
        for (int at = from; at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            coshMinusOne(x, at, count, curved);
            VectorLogarithm.log1ps(curved, curved, 0, count);
            combine(x, at, count, curved, out);
        }
        return end;
    }

    /** ½ m²/(1 + m), m = e^{|x|} − 1, of |x| up to 20. */
    private static void coshMinusOne(double[] x, int at, int count, double[] curved) {
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        LongVector linear = LongVector.broadcast(LONGS, LINEAR);
        DoubleVector biased = DoubleVector.broadcast(DOUBLES, VectorExponential.BIASED);
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
            LongVector bits = DoubleVector.fromArray(DOUBLES, x, at + i).reinterpretAsLongs();
            DoubleVector y = bits.and(magnitude).min(linear).reinterpretAsDoubles();
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
            e2.mul(m).mul(m.div(one.add(m))).intoArray(curved, i);
        }
    }

    private static void combine(double[] x, int at, int count, double[] curved, double[] out) {
        LongVector magnitude = LongVector.broadcast(LONGS, VectorExponential.MAGNITUDE);
        LongVector linear = LongVector.broadcast(LONGS, LINEAR);
        DoubleVector ln2 = DoubleVector.broadcast(DOUBLES, Elementary.LN2);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            LongVector size = DoubleVector.fromArray(DOUBLES, x, at + i)
                    .reinterpretAsLongs()
                    .and(magnitude);
            LongVector below = size.sub(linear).lanewise(VectorOperators.ASHR, 63);
            LongVector straight = size.reinterpretAsDoubles().sub(ln2).reinterpretAsLongs();
            LongVector bent = DoubleVector.fromArray(DOUBLES, curved, i).reinterpretAsLongs();
            straight.lanewise(VectorOperators.BITWISE_BLEND, bent, below)
                    .reinterpretAsDoubles()
                    .intoArray(out, at + i);
        }
    }
}
