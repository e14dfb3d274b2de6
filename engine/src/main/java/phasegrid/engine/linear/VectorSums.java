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

    /** Adds the whole blocks of 32 to the lanes, which are 0; answers where they end. */
    static int sum(double[] x, int from, int to, double[] lanes) {
        int end = from + (to - from) / Kernels.LANES * Kernels.LANES;
        for (int lane = 0; lane < Kernels.LANES; lane += 4 * SPECIES.length()) {
            sumFour(x, from + lane, end, lanes, lane);
        }
        return end;
    }

    /** Four vectors of lanes at a time, so that no addition waits for the one before. */
    private static void sumFour(double[] x, int from, int end, double[] lanes, int lane) {
        int width = SPECIES.length();
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = DoubleVector.zero(SPECIES);
        DoubleVector c = DoubleVector.zero(SPECIES);
        DoubleVector d = DoubleVector.zero(SPECIES);
        for (int i = from; i < end; i += Kernels.LANES) {
            a = a.add(DoubleVector.fromArray(SPECIES, x, i));
            b = b.add(DoubleVector.fromArray(SPECIES, x, i + width));
            c = c.add(DoubleVector.fromArray(SPECIES, x, i + 2 * width));
            d = d.add(DoubleVector.fromArray(SPECIES, x, i + 3 * width));
        }
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + width);
        c.intoArray(lanes, lane + 2 * width);
        d.intoArray(lanes, lane + 3 * width);
    }

    /** Adds the products of the whole blocks of 32 to the lanes, which are 0, each fused; answers where they end. */
    static int dot(double[] x, double[] y, int from, int to, double[] lanes) {
        int end = from + (to - from) / Kernels.LANES * Kernels.LANES;
        for (int lane = 0; lane < Kernels.LANES; lane += 4 * SPECIES.length()) {
            dotFour(x, y, from + lane, end, lanes, lane);
        }
        return end;
    }

    private static void dotFour(double[] x, double[] y, int from, int end, double[] lanes, int lane) {
        int width = SPECIES.length();
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = DoubleVector.zero(SPECIES);
        DoubleVector c = DoubleVector.zero(SPECIES);
        DoubleVector d = DoubleVector.zero(SPECIES);
        for (int i = from; i < end; i += Kernels.LANES) {
            DoubleVector aRight = DoubleVector.fromArray(SPECIES, y, i);
            a = DoubleVector.fromArray(SPECIES, x, i).fma(aRight, a);
            DoubleVector bRight = DoubleVector.fromArray(SPECIES, y, i + width);
            b = DoubleVector.fromArray(SPECIES, x, i + width).fma(bRight, b);
            DoubleVector cRight = DoubleVector.fromArray(SPECIES, y, i + 2 * width);
            c = DoubleVector.fromArray(SPECIES, x, i + 2 * width).fma(cRight, c);
            DoubleVector dRight = DoubleVector.fromArray(SPECIES, y, i + 3 * width);
            d = DoubleVector.fromArray(SPECIES, x, i + 3 * width).fma(dRight, d);
        }
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + width);
        c.intoArray(lanes, lane + 2 * width);
        d.intoArray(lanes, lane + 3 * width);
    }

    /** The upper steps of the tree over the lanes, as far as they fill vectors; answers how many lanes are left. */
    static int tree(double[] lanes) {
        int width = Kernels.LANES;
        while (width >= 2 * SPECIES.length()) {
            width /= 2;
            for (int j = 0; j < width; j += SPECIES.length()) {
                DoubleVector upper = DoubleVector.fromArray(SPECIES, lanes, j + width);
                DoubleVector.fromArray(SPECIES, lanes, j).add(upper).intoArray(lanes, j);
            }
        }
        return width;
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
