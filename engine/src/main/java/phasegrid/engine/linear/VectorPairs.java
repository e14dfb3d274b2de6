package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pairs of {@link BoxMuller} by vector instructions: in every lane the same operations in the same order as there, so
 * the results are equal to the bit on any hardware. Counts that are no multiple of the lanes are computed beyond their
 * end, in buffers that have room for it.
 *
 * <p>Implementation note: two loops rather than one, and constants as local values made before each loop; a longer body
 * exceeds the compiler's budget and every vector becomes an object.
 */
final class VectorPairs {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final long WHOLE = 0x4338000000000000L;
    private static final double WHOLE_OFFSET = 0x1.8p52;

    private VectorPairs() {}

    /** Lanes of one vector. */
    static int lanes() {
        return DOUBLES.length();
    }

    /** The whole groups of {@link Kernels#alternate}. */
    static void alternate(double[] x, double[] y, double[] out, int at, int count) {
        for (int i = 0; i < count; i += DOUBLES.length()) {
            int to = at + i + (i & -Kernels.LANES);
            DoubleVector.fromArray(DOUBLES, x, i).intoArray(out, to);
            DoubleVector.fromArray(DOUBLES, y, i).intoArray(out, to + Kernels.LANES);
        }
    }

    /** Fills radius with √(−2 ln u) of the words' upper 52 bits. */
    static void radii(long[] words, double[] radius, int count) {
        LongVector one = LongVector.broadcast(LONGS, Exponential.ONE);
        LongVector sqrtHalf = LongVector.broadcast(LONGS, Logarithm.SQRT_HALF);
        LongVector whole = LongVector.broadcast(LONGS, WHOLE);
        DoubleVector offset = DoubleVector.broadcast(DOUBLES, WHOLE_OFFSET);
        DoubleVector belowOne = DoubleVector.broadcast(DOUBLES, BoxMuller.BELOW_ONE);
        DoubleVector l6 = DoubleVector.broadcast(DOUBLES, Logarithm.L6);
        DoubleVector l5 = DoubleVector.broadcast(DOUBLES, Logarithm.L5);
        DoubleVector l4 = DoubleVector.broadcast(DOUBLES, Logarithm.L4);
        DoubleVector l3 = DoubleVector.broadcast(DOUBLES, Logarithm.L3);
        DoubleVector l2 = DoubleVector.broadcast(DOUBLES, Logarithm.L2);
        DoubleVector l1 = DoubleVector.broadcast(DOUBLES, Logarithm.L1);
        DoubleVector l0 = DoubleVector.broadcast(DOUBLES, Logarithm.L0);
        DoubleVector high = DoubleVector.broadcast(DOUBLES, Exponential.LN2_HIGH);
        DoubleVector low = DoubleVector.broadcast(DOUBLES, Exponential.LN2_LOW);
        DoubleVector unity = DoubleVector.broadcast(DOUBLES, 1.0);
        DoubleVector two = DoubleVector.broadcast(DOUBLES, 2.0);
        DoubleVector half = DoubleVector.broadcast(DOUBLES, 0.5);
        DoubleVector minusTwo = DoubleVector.broadcast(DOUBLES, -2.0);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector u = LongVector.fromArray(LONGS, words, i)
                    .lanewise(VectorOperators.LSHR, 12)
                    .or(one)
                    .reinterpretAsDoubles()
                    .sub(belowOne);
            LongVector bits = u.reinterpretAsLongs();
            LongVector k = bits.sub(sqrtHalf).lanewise(VectorOperators.ASHR, 52);
            DoubleVector exponent = k.add(whole).reinterpretAsDoubles().sub(offset);
            DoubleVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 52))
                    .reinterpretAsDoubles()
                    .sub(unity);
            DoubleVector s = f.div(f.add(two));
            DoubleVector z = s.mul(s);
            DoubleVector p =
                    l6.fma(z, l5).fma(z, l4).fma(z, l3).fma(z, l2).fma(z, l1).fma(z, l0);
            DoubleVector square = f.mul(half).mul(f);
            DoubleVector t = s.fma(z.fma(p, square), exponent.mul(low));
            DoubleVector log = exponent.fma(high, f.sub(square.sub(t)));
            log.mul(minusTwo).sqrt().intoArray(radius, i);
        }
    }

    /** Fills cosines and sines with radius times cosine and sine of the words' upper 52 bits as turns. */
    static void rotate(long[] words, double[] radius, double[] cosines, double[] sines, int count) {
        LongVector one = LongVector.broadcast(LONGS, Exponential.ONE);
        DoubleVector round = DoubleVector.broadcast(DOUBLES, Exponential.ROUND);
        DoubleVector s6 = DoubleVector.broadcast(DOUBLES, Trigonometry.S6);
        DoubleVector s5 = DoubleVector.broadcast(DOUBLES, Trigonometry.S5);
        DoubleVector s4 = DoubleVector.broadcast(DOUBLES, Trigonometry.S4);
        DoubleVector s3 = DoubleVector.broadcast(DOUBLES, Trigonometry.S3);
        DoubleVector s2 = DoubleVector.broadcast(DOUBLES, Trigonometry.S2);
        DoubleVector s1 = DoubleVector.broadcast(DOUBLES, Trigonometry.S1);
        DoubleVector s0 = DoubleVector.broadcast(DOUBLES, Trigonometry.S0);
        DoubleVector c7 = DoubleVector.broadcast(DOUBLES, Trigonometry.C7);
        DoubleVector c6 = DoubleVector.broadcast(DOUBLES, Trigonometry.C6);
        DoubleVector c5 = DoubleVector.broadcast(DOUBLES, Trigonometry.C5);
        DoubleVector c4 = DoubleVector.broadcast(DOUBLES, Trigonometry.C4);
        DoubleVector c3 = DoubleVector.broadcast(DOUBLES, Trigonometry.C3);
        DoubleVector c2 = DoubleVector.broadcast(DOUBLES, Trigonometry.C2);
        DoubleVector c1 = DoubleVector.broadcast(DOUBLES, Trigonometry.C1);
        DoubleVector unity = DoubleVector.broadcast(DOUBLES, 1.0);
        DoubleVector two = DoubleVector.broadcast(DOUBLES, 2.0);
        DoubleVector middle = DoubleVector.broadcast(DOUBLES, 1.5);
        DoubleVector four = DoubleVector.broadcast(DOUBLES, 4.0);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector t = LongVector.fromArray(LONGS, words, i)
                    .lanewise(VectorOperators.LSHR, 12)
                    .or(one)
                    .reinterpretAsDoubles()
                    .sub(middle)
                    .mul(four);
            DoubleVector k = t.add(round).sub(round);
            DoubleVector r = t.sub(k);
            DoubleVector z = r.mul(r);
            DoubleVector size = k.abs();
            DoubleVector p = unity.sub(size);
            DoubleVector q = k.mul(two.sub(size));
            DoubleVector s = s6.fma(z, s5)
                    .fma(z, s4)
                    .fma(z, s3)
                    .fma(z, s2)
                    .fma(z, s1)
                    .fma(z, s0)
                    .mul(r);
            DoubleVector c = c7.fma(z, c6)
                    .fma(z, c5)
                    .fma(z, c4)
                    .fma(z, c3)
                    .fma(z, c2)
                    .fma(z, c1)
                    .fma(z, unity);
            DoubleVector scale = DoubleVector.fromArray(DOUBLES, radius, i);
            scale.mul(c.fma(p, s.mul(q).neg())).intoArray(cosines, i);
            scale.mul(s.fma(p, c.mul(q))).intoArray(sines, i);
        }
    }
}
