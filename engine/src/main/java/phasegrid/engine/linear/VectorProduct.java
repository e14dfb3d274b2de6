package phasegrid.engine.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tile of {@link PackedMatrix} by vector instructions, equal to it in every bit: eight rows by two vectors, whose sums
 * stay in sixteen registers from one inner index to another.
 */
final class VectorProduct {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private VectorProduct() {}

    static void tile(double[] block, int row, double[] panel, int at, int depth, double[] tile) {
        for (int column = 0; column < PackedMatrix.WIDTH; column += 2 * SPECIES.length()) {
            columns(block, row, panel, at + column, column, depth, tile);
        }
    }

    /** Copies the first {@code rows} rows of a tile to a matrix of so many columns, from element {@code at} on. */
    static void unpack(double[] tile, int rows, double[] out, int at, int columns) {
        for (int i = 0; i < rows * PackedMatrix.WIDTH; i += SPECIES.length()) {
            int to = at + i / PackedMatrix.WIDTH * columns + i % PackedMatrix.WIDTH;
            DoubleVector.fromArray(SPECIES, tile, i).intoArray(out, to);
        }
    }

    /** sums[j 16 + c] = Σ_k w_k p_j[k 16 + c] of four panels, over the weights that are kept. */
    static void combine(Softmax weights, double[] p0, double[] p1, double[] p2, double[] p3, double[] sums) {
        for (int column = 0; column < PackedMatrix.WIDTH; column += 2 * SPECIES.length()) {
            combine(weights, p0, p1, p2, p3, column, sums);
        }
    }

    private static void combine(
            Softmax weights, double[] p0, double[] p1, double[] p2, double[] p3, int column, double[] sums) {
        int next = column + SPECIES.length();
        DoubleVector a0 = DoubleVector.zero(SPECIES);
        DoubleVector b0 = a0;
        DoubleVector a1 = a0;
        DoubleVector b1 = a0;
        DoubleVector a2 = a0;
        DoubleVector b2 = a0;
        DoubleVector a3 = a0;
        DoubleVector b3 = a0;
        for (int k = 0; k < weights.count(); k++) {
            int row = weights.index(k) * PackedMatrix.WIDTH;
            DoubleVector w = DoubleVector.broadcast(SPECIES, weights.weight(k));
            a0 = w.fma(DoubleVector.fromArray(SPECIES, p0, row + column), a0);
            b0 = w.fma(DoubleVector.fromArray(SPECIES, p0, row + next), b0);
            a1 = w.fma(DoubleVector.fromArray(SPECIES, p1, row + column), a1);
            b1 = w.fma(DoubleVector.fromArray(SPECIES, p1, row + next), b1);
            a2 = w.fma(DoubleVector.fromArray(SPECIES, p2, row + column), a2);
            b2 = w.fma(DoubleVector.fromArray(SPECIES, p2, row + next), b2);
            a3 = w.fma(DoubleVector.fromArray(SPECIES, p3, row + column), a3);
            b3 = w.fma(DoubleVector.fromArray(SPECIES, p3, row + next), b3);
        }
        a0.intoArray(sums, column);
        b0.intoArray(sums, next);
        a1.intoArray(sums, PackedMatrix.WIDTH + column);
        b1.intoArray(sums, PackedMatrix.WIDTH + next);
        a2.intoArray(sums, 2 * PackedMatrix.WIDTH + column);
        b2.intoArray(sums, 2 * PackedMatrix.WIDTH + next);
        a3.intoArray(sums, 3 * PackedMatrix.WIDTH + column);
        b3.intoArray(sums, 3 * PackedMatrix.WIDTH + next);
    }

    /** out[at + i] ← fma(factor, out[at + i], scale x[i]) for whole vectors; answers where they end. */
    static int affine(double factor, double[] out, int at, double scale, double[] x) {
        DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
        DoubleVector scales = DoubleVector.broadcast(SPECIES, scale);
        int end = SPECIES.loopBound(x.length);
        for (int i = 0; i < end; i += SPECIES.length()) {
            DoubleVector added = DoubleVector.fromArray(SPECIES, x, i).mul(scales);
            factors.fma(DoubleVector.fromArray(SPECIES, out, at + i), added).intoArray(out, at + i);
        }
        return end;
    }

    private static void columns(double[] block, int row, double[] panel, int at, int column, int depth, double[] tile) {
        int next = column + SPECIES.length();
        DoubleVector a0 = DoubleVector.fromArray(SPECIES, tile, column);
        DoubleVector b0 = DoubleVector.fromArray(SPECIES, tile, next);
        DoubleVector a1 = DoubleVector.fromArray(SPECIES, tile, PackedMatrix.WIDTH + column);
        DoubleVector b1 = DoubleVector.fromArray(SPECIES, tile, PackedMatrix.WIDTH + next);
        DoubleVector a2 = DoubleVector.fromArray(SPECIES, tile, 2 * PackedMatrix.WIDTH + column);
        DoubleVector b2 = DoubleVector.fromArray(SPECIES, tile, 2 * PackedMatrix.WIDTH + next);
        DoubleVector a3 = DoubleVector.fromArray(SPECIES, tile, 3 * PackedMatrix.WIDTH + column);
        DoubleVector b3 = DoubleVector.fromArray(SPECIES, tile, 3 * PackedMatrix.WIDTH + next);
        DoubleVector a4 = DoubleVector.fromArray(SPECIES, tile, 4 * PackedMatrix.WIDTH + column);
        DoubleVector b4 = DoubleVector.fromArray(SPECIES, tile, 4 * PackedMatrix.WIDTH + next);
        DoubleVector a5 = DoubleVector.fromArray(SPECIES, tile, 5 * PackedMatrix.WIDTH + column);
        DoubleVector b5 = DoubleVector.fromArray(SPECIES, tile, 5 * PackedMatrix.WIDTH + next);
        DoubleVector a6 = DoubleVector.fromArray(SPECIES, tile, 6 * PackedMatrix.WIDTH + column);
        DoubleVector b6 = DoubleVector.fromArray(SPECIES, tile, 6 * PackedMatrix.WIDTH + next);
        DoubleVector a7 = DoubleVector.fromArray(SPECIES, tile, 7 * PackedMatrix.WIDTH + column);
        DoubleVector b7 = DoubleVector.fromArray(SPECIES, tile, 7 * PackedMatrix.WIDTH + next);
        for (int k = 0; k < depth; k++) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, panel, at + k * PackedMatrix.WIDTH);
            DoubleVector b = DoubleVector.fromArray(SPECIES, panel, at + k * PackedMatrix.WIDTH + SPECIES.length());
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS]);
            a0 = x0.fma(a, a0);
            b0 = x0.fma(b, b0);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS + 1]);
            a1 = x1.fma(a, a1);
            b1 = x1.fma(b, b1);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS + 2]);
            a2 = x2.fma(a, a2);
            b2 = x2.fma(b, b2);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS + 3]);
            a3 = x3.fma(a, a3);
            b3 = x3.fma(b, b3);
            DoubleVector x4 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS + 4]);
            a4 = x4.fma(a, a4);
            b4 = x4.fma(b, b4);
            DoubleVector x5 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS + 5]);
            a5 = x5.fma(a, a5);
            b5 = x5.fma(b, b5);
            DoubleVector x6 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS + 6]);
            a6 = x6.fma(a, a6);
            b6 = x6.fma(b, b6);
            DoubleVector x7 = DoubleVector.broadcast(SPECIES, block[row + k * PackedMatrix.ROWS + 7]);
            a7 = x7.fma(a, a7);
            b7 = x7.fma(b, b7);
        }
        a0.intoArray(tile, column);
        b0.intoArray(tile, next);
        a1.intoArray(tile, PackedMatrix.WIDTH + column);
        b1.intoArray(tile, PackedMatrix.WIDTH + next);
        a2.intoArray(tile, 2 * PackedMatrix.WIDTH + column);
        b2.intoArray(tile, 2 * PackedMatrix.WIDTH + next);
        a3.intoArray(tile, 3 * PackedMatrix.WIDTH + column);
        b3.intoArray(tile, 3 * PackedMatrix.WIDTH + next);
        a4.intoArray(tile, 4 * PackedMatrix.WIDTH + column);
        b4.intoArray(tile, 4 * PackedMatrix.WIDTH + next);
        a5.intoArray(tile, 5 * PackedMatrix.WIDTH + column);
        b5.intoArray(tile, 5 * PackedMatrix.WIDTH + next);
        a6.intoArray(tile, 6 * PackedMatrix.WIDTH + column);
        b6.intoArray(tile, 6 * PackedMatrix.WIDTH + next);
        a7.intoArray(tile, 7 * PackedMatrix.WIDTH + column);
        b7.intoArray(tile, 7 * PackedMatrix.WIDTH + next);
    }
}
