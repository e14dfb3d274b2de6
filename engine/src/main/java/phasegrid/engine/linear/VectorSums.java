package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The whole blocks of {@link Kernels}' sums by vector instructions, lane by lane as there; what is left of a block and
 * the tree over the lanes stay with the caller.
 */
final class VectorSums {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private VectorSums() {}

    /** Adds the whole blocks of 32 to the lanes; answers where they end. */
    static int sum(double[] x, int from, int to, double[] lanes) {
        int end = from + (to - from) / Kernels.LANES * Kernels.LANES;
        for (int lane = 0; lane < Kernels.LANES; lane += SPECIES.length()) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int i = from + lane; i < end; i += Kernels.LANES) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, x, i));
            }
            sum.intoArray(lanes, lane);
        }
        return end;
    }

    /** Adds the products of the whole blocks of 32 to the lanes, each fused; answers where they end. */
    static int dot(double[] x, double[] y, int from, int to, double[] lanes) {
        int end = from + (to - from) / Kernels.LANES * Kernels.LANES;
        for (int lane = 0; lane < Kernels.LANES; lane += SPECIES.length()) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int i = from + lane; i < end; i += Kernels.LANES) {
                sum = DoubleVector.fromArray(SPECIES, x, i).fma(DoubleVector.fromArray(SPECIES, y, i), sum);
            }
            sum.intoArray(lanes, lane);
        }
        return end;
    }

    /** The largest element of the whole vectors, which are not none, ordered as by {@link Math#max}. */
    static double largest(double[] x, int from, int end) {
        DoubleVector most = DoubleVector.fromArray(SPECIES, x, from);
        for (int i = from + SPECIES.length(); i < end; i += SPECIES.length()) {
            most = most.max(DoubleVector.fromArray(SPECIES, x, i));
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double lane : most.toArray()) {
            largest = Math.max(largest, lane);
        }
        return largest;
    }

    /** Where the whole vectors of a range end. */
    static int end(int from, int to) {
        return from + SPECIES.loopBound(to - from);
    }
}
