package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link FieldMixture} over spins by vector instructions, equal to the plain ones in every bit. Each stands by
 * itself, without functions of ours that return vectors, for the reason given in {@link VectorExponential}.
 */
final class VectorMixture {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

    private VectorMixture() {}

    /** Multiplies whole rows of 32 factors into the lanes, four vectors at a time so that none waits for its own product. */
    static void multiply(double up, double down, double[] plus, double[] minus, double[] lanes, int from, int to) {
        for (int lane = 0; lane < Kernels.LANES; lane += 4 * DOUBLES.length()) {
            columns(up, down, plus, minus, lanes, lane, from + lane, to);
        }
    }

    private static void columns(
            double up, double down, double[] plus, double[] minus, double[] lanes, int lane, int from, int to) {
        int width = DOUBLES.length();
        DoubleVector p = DoubleVector.broadcast(DOUBLES, up);
        DoubleVector m = DoubleVector.broadcast(DOUBLES, down);
        DoubleVector a = DoubleVector.fromArray(DOUBLES, lanes, lane);
        DoubleVector b = DoubleVector.fromArray(DOUBLES, lanes, lane + width);
        DoubleVector c = DoubleVector.fromArray(DOUBLES, lanes, lane + 2 * width);
        DoubleVector e = DoubleVector.fromArray(DOUBLES, lanes, lane + 3 * width);
        for (int i = from; i < to; i += Kernels.LANES) {
            DoubleVector aTail = m.mul(DoubleVector.fromArray(DOUBLES, minus, i));
            a = a.mul(p.fma(DoubleVector.fromArray(DOUBLES, plus, i), aTail));
            DoubleVector bTail = m.mul(DoubleVector.fromArray(DOUBLES, minus, i + width));
            b = b.mul(p.fma(DoubleVector.fromArray(DOUBLES, plus, i + width), bTail));
            DoubleVector cTail = m.mul(DoubleVector.fromArray(DOUBLES, minus, i + 2 * width));
            c = c.mul(p.fma(DoubleVector.fromArray(DOUBLES, plus, i + 2 * width), cTail));
            DoubleVector eTail = m.mul(DoubleVector.fromArray(DOUBLES, minus, i + 3 * width));
            e = e.mul(p.fma(DoubleVector.fromArray(DOUBLES, plus, i + 3 * width), eTail));
        }
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + width);
        c.intoArray(lanes, lane + 2 * width);
        e.intoArray(lanes, lane + 3 * width);
    }

    /** Takes the binary exponents off all 32 lanes and gives their sum; whole numbers, so the order is free. */
    static long exponents(double[] lanes) {
        LongVector mantissa = LongVector.broadcast(LONGS, FieldMixture.MANTISSA);
        LongVector one = LongVector.broadcast(LONGS, FieldMixture.ONE);
        LongVector sum = LongVector.zero(LONGS);
        for (int j = 0; j < Kernels.LANES; j += DOUBLES.length()) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, lanes, j).reinterpretAsLongs();
            sum = sum.add(bits.lanewise(VectorOperators.LSHR, 52));
            bits.and(mantissa).or(one).reinterpretAsDoubles().intoArray(lanes, j);
        }
        return sum.reduceLanes(VectorOperators.ADD) - (long) Kernels.LANES * FieldMixture.BIAS;
    }

    /** out ← out + weight · tanh of each spin's field, over the whole vectors; answers where they end. */
    static int add(
            double weight, double up, double down, double[] plus, double[] minus, double[] out, int to, int count) {
        int end = DOUBLES.loopBound(count);
        DoubleVector w = DoubleVector.broadcast(DOUBLES, weight);
        DoubleVector p = DoubleVector.broadcast(DOUBLES, up);
        DoubleVector m = DoubleVector.broadcast(DOUBLES, down);
        for (int i = 0; i < end; i += DOUBLES.length()) {
            DoubleVector high = DoubleVector.fromArray(DOUBLES, plus, i);
            DoubleVector tail = m.mul(DoubleVector.fromArray(DOUBLES, minus, i));
            DoubleVector sign = p.fma(high, tail.neg()).div(p.fma(high, tail));
            w.fma(sign, DoubleVector.fromArray(DOUBLES, out, to + i)).intoArray(out, to + i);
        }
        return end;
    }
}
