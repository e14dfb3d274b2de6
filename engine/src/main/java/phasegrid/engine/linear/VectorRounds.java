package phasegrid.engine.linear;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The rounds of {@link Threefry} by vector instructions, one counter a lane: exact integer arithmetic, equal everywhere.
 *
 * <p>Implementation note: two loops over the block; thirteen rounds in one body exceed the compiler's budget.
 */
final class VectorRounds {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    private VectorRounds() {}

    /** The words of the counters (counter0, counter1 + i), i = 0 … count − 1, and beyond to a multiple of the lanes. */
    static void block(
            long key0, long key1, long key2, long counter0, long counter1, long[] firsts, long[] seconds, int count) {
        seven(counter0 + key0, counter1 + key1, key1, key2 + 1, firsts, seconds, count);
        six(key0, key2, key0 + 2, key1 + 3, firsts, seconds, count);
    }

    /** Counters and rounds 1 to 7, with the keys that follow round 4. */
    private static void seven(
            long counter0, long counter1, long add0, long add1, long[] firsts, long[] seconds, int count) {
        LongVector start = LongVector.broadcast(SPECIES, counter0);
        LongVector k0 = LongVector.broadcast(SPECIES, add0);
        LongVector k1 = LongVector.broadcast(SPECIES, add1);
        LongVector step = LongVector.broadcast(SPECIES, SPECIES.length());
        LongVector next = LongVector.zero(SPECIES).addIndex(1).add(counter1);
        for (int i = 0; i < count; i += SPECIES.length()) {
            LongVector y = next;
            LongVector x = start.add(y);
            next = next.add(step);
            y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 42).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 12).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 31).lanewise(VectorOperators.XOR, x);
            y = y.add(k1);
            x = x.add(k0).add(y);
            y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 32).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, x);
            x.intoArray(firsts, i);
            y.intoArray(seconds, i);
        }
    }

    /** Rounds 8 to 13, with the keys that follow rounds 8 and 12. */
    private static void six(long last0, long add0, long add1, long last1, long[] firsts, long[] seconds, int count) {
        LongVector k0 = LongVector.broadcast(SPECIES, add0);
        LongVector k1 = LongVector.broadcast(SPECIES, add1);
        LongVector l0 = LongVector.broadcast(SPECIES, last0);
        LongVector l1 = LongVector.broadcast(SPECIES, last1);
        for (int i = 0; i < count; i += SPECIES.length()) {
            LongVector y = LongVector.fromArray(SPECIES, seconds, i);
            LongVector x = LongVector.fromArray(SPECIES, firsts, i).add(y);
            y = y.lanewise(VectorOperators.ROL, 21).lanewise(VectorOperators.XOR, x);
            y = y.add(k1);
            x = x.add(k0).add(y);
            y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 42).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 12).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 31).lanewise(VectorOperators.XOR, x);
            y = y.add(l1);
            x = x.add(l0).add(y);
            x.intoArray(firsts, i);
            y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x).intoArray(seconds, i);
        }
    }
}
