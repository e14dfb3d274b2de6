package phasegrid.engine.linear;

import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The rounds of {@link Threefry} by vector instructions, one counter a lane: exact integer arithmetic, equal everywhere.
 *
 * <p>Implementation note: three loops over the block, called from one place, so that each is compiled by itself: seven
 * rounds in one body come so near to the compiler's budget that what ran before decides whether vectors become objects.
 */
final class VectorRounds {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final long[] LANES = lanes();
    private static final Stage[] STAGES = {new First(), new Second(), new Third()};

    private VectorRounds() {}

    private static long[] lanes() {
        long[] lanes = new long[SPECIES.length()];
        Arrays.setAll(lanes, lane -> lane);
        return lanes;
    }

    /** The words of the counters (counter0, counter1 + i), i = 0 … count − 1, and beyond to a multiple of the lanes. */
    static void block(
            long key0, long key1, long key2, long counter0, long counter1, long[] firsts, long[] seconds, int count) {
        firsts[0] = counter0 + key0;
        seconds[0] = counter1 + key1;
        long[] adds = {key1, key2 + 1, key2, key0 + 2, key0, key1 + 3};
        for (int stage = 0; stage < STAGES.length; stage++) {
            STAGES[stage].apply(adds[2 * stage], adds[2 * stage + 1], firsts, seconds, count);
        }
    }

    /** The whole groups of {@link Kernels#alternate}. */
    static void alternate(long[] x, long[] y, long[] out, int at, int count) {
        for (int i = 0; i < count; i += SPECIES.length()) {
            int to = at + i + (i & -Kernels.LANES);
            LongVector.fromArray(SPECIES, x, i).intoArray(out, to);
            LongVector.fromArray(SPECIES, y, i).intoArray(out, to + Kernels.LANES);
        }
    }

    /** A loop over the block; two keys are added on the way. */
    private interface Stage {
        void apply(long add0, long add1, long[] firsts, long[] seconds, int count);
    }

    /** Counters from those at place 0 on, and rounds 1 to 5. */
    private static final class First implements Stage {
        @Override
        public void apply(long add0, long add1, long[] firsts, long[] seconds, int count) {
            LongVector x0 = LongVector.broadcast(SPECIES, firsts[0]);
            LongVector next = LongVector.fromArray(SPECIES, LANES, 0).add(seconds[0]);
            LongVector step = LongVector.broadcast(SPECIES, SPECIES.length());
            LongVector k0 = LongVector.broadcast(SPECIES, add0);
            LongVector k1 = LongVector.broadcast(SPECIES, add1);
            for (int i = 0; i < count; i += SPECIES.length()) {
                LongVector y = next;
                LongVector x = x0.add(y);
                next = next.add(step);
                y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 42).lanewise(VectorOperators.XOR, x);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 12).lanewise(VectorOperators.XOR, x);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 31).lanewise(VectorOperators.XOR, x);
                x = x.add(k0);
                y = y.add(k1);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
                x.intoArray(firsts, i);
                y.intoArray(seconds, i);
            }
        }
    }

    /** Rounds 6 to 9. */
    private static final class Second implements Stage {
        @Override
        public void apply(long add0, long add1, long[] firsts, long[] seconds, int count) {
            LongVector k0 = LongVector.broadcast(SPECIES, add0);
            LongVector k1 = LongVector.broadcast(SPECIES, add1);
            for (int i = 0; i < count; i += SPECIES.length()) {
                LongVector x = LongVector.fromArray(SPECIES, firsts, i);
                LongVector y = LongVector.fromArray(SPECIES, seconds, i);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 32).lanewise(VectorOperators.XOR, x);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, x);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 21).lanewise(VectorOperators.XOR, x);
                x = x.add(k0);
                y = y.add(k1);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
                x.intoArray(firsts, i);
                y.intoArray(seconds, i);
            }
        }
    }

    /** Rounds 10 to 13. */
    private static final class Third implements Stage {
        @Override
        public void apply(long add0, long add1, long[] firsts, long[] seconds, int count) {
            LongVector k0 = LongVector.broadcast(SPECIES, add0);
            LongVector k1 = LongVector.broadcast(SPECIES, add1);
            for (int i = 0; i < count; i += SPECIES.length()) {
                LongVector x = LongVector.fromArray(SPECIES, firsts, i);
                LongVector y = LongVector.fromArray(SPECIES, seconds, i);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 42).lanewise(VectorOperators.XOR, x);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 12).lanewise(VectorOperators.XOR, x);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 31).lanewise(VectorOperators.XOR, x);
                x = x.add(k0);
                y = y.add(k1);
                x = x.add(y);
                y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
                x.intoArray(firsts, i);
                y.intoArray(seconds, i);
            }
        }
    }
}
