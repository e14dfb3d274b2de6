package phasegrid.engine.linear;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The inner loops of {@link HebbKernel} by vector instructions: sums of whole numbers, so that their order is free. */
final class VectorHebb {
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int TOP = Integer.SIZE - 1;
    private static final int[] SHIFTS = shifts();

    private VectorHebb() {}

    /** Lane j moves bit j to the top; lanes beyond 32 do not exist. */
    private static int[] shifts() {
        int[] shifts = new int[SPECIES.length()];
        for (int j = 0; j < shifts.length; j++) {
            shifts[j] = TOP - j;
        }
        return shifts;
    }

    /** Σ of the overlaps at the columns whose bit is 1; those beyond the last column have bit 0. */
    static int masked(long[] words, int at, int stride, int[] overlaps) {
        IntVector shift = IntVector.fromArray(SPECIES, SHIFTS, 0);
        IntVector even = IntVector.zero(SPECIES);
        IntVector odd = IntVector.zero(SPECIES);
        for (int w = 0; w < stride; w++) {
            long bits = words[at + w];
            for (int c = 0; c < Long.SIZE; c += 2 * SPECIES.length()) {
                int place = w * Long.SIZE + c;
                even = even.add(mask(bits >>> c, shift).and(IntVector.fromArray(SPECIES, overlaps, place)));
                odd = odd.add(mask(bits >>> (c + SPECIES.length()), shift)
                        .and(IntVector.fromArray(SPECIES, overlaps, place + SPECIES.length())));
            }
        }
        return even.add(odd).reduceLanes(VectorOperators.ADD);
    }

    /** −1 in the lanes whose bit is 1, else 0. */
    private static IntVector mask(long bits, IntVector shift) {
        return IntVector.broadcast(SPECIES, (int) bits)
                .lanewise(VectorOperators.LSHL, shift)
                .lanewise(VectorOperators.ASHR, TOP);
    }

    /** Adds {@code by} at the columns whose bit is 1 and subtracts it at the others. */
    static void add(long[] words, int at, int stride, int by, int[] overlaps) {
        IntVector shift = IntVector.fromArray(SPECIES, SHIFTS, 0);
        for (int w = 0; w < stride; w++) {
            long bits = words[at + w];
            for (int c = 0; c < Long.SIZE; c += SPECIES.length()) {
                int place = w * Long.SIZE + c;
                IntVector.fromArray(SPECIES, overlaps, place)
                        .add(mask(bits >>> c, shift).and(2 * by))
                        .sub(by)
                        .intoArray(overlaps, place);
            }
        }
    }
}
