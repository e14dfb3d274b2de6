package phasegrid.engine.linear;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The rounds of {@link Threefry} by vector instructions, one counter a lane: exact integer arithmetic, equal everywhere.
 *
 * <p>Implementation note: three short loops over the block; thirteen rounds in one body exceed the compiler's budget.
 */
final class VectorRounds {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    private VectorRounds() {}

    /** The words of the counters (counter0, counter1 + i), i = 0 … count − 1, and beyond to a multiple of the lanes. */
    static void block(
            long key0, long key1, long key2, long counter0, long counter1, long[] firsts, long[] seconds, int count) {
        count(counter1 + key1, seconds, count);
        first(counter0 + key0, key1, key2 + 1, firsts, seconds, count);
        four(16, 32, 24, 21, key2, key0 + 2, firsts, seconds, count);
        four(16, 42, 12, 31, key0, key1 + 3, firsts, seconds, count);
        last(firsts, seconds, count);
    }

    private static void count(long from, long[] seconds, int count) {
        LongVector step = LongVector.broadcast(SPECIES, SPECIES.length());
        LongVector next = LongVector.zero(SPECIES).addIndex(1).add(from);
        for (int i = 0; i < count; i += SPECIES.length()) {
            next.intoArray(seconds, i);
            next = next.add(step);
        }
    }

    private static void first(long start, long add0, long add1, long[] firsts, long[] seconds, int count) {
        for (int i = 0; i < count; i += SPECIES.length()) {
            LongVector y = LongVector.fromArray(SPECIES, seconds, i);
            LongVector x = y.add(start);
            y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 42).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 12).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 31).lanewise(VectorOperators.XOR, x);
            x.add(add0).intoArray(firsts, i);
            y.add(add1).intoArray(seconds, i);
        }
    }

    private static void four(
            int a, int b, int c, int d, long add0, long add1, long[] firsts, long[] seconds, int count) {
        for (int i = 0; i < count; i += SPECIES.length()) {
            LongVector y = LongVector.fromArray(SPECIES, seconds, i);
            LongVector x = LongVector.fromArray(SPECIES, firsts, i).add(y);
            y = y.lanewise(VectorOperators.ROL, a).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, b).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, c).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, d).lanewise(VectorOperators.XOR, x);
            x.add(add0).intoArray(firsts, i);
            y.add(add1).intoArray(seconds, i);
        }
    }

    private static void last(long[] firsts, long[] seconds, int count) {
        for (int i = 0; i < count; i += SPECIES.length()) {
            LongVector y = LongVector.fromArray(SPECIES, seconds, i);
            LongVector x = LongVector.fromArray(SPECIES, firsts, i).add(y);
            x.intoArray(firsts, i);
            y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x).intoArray(seconds, i);
        }
    }
}
