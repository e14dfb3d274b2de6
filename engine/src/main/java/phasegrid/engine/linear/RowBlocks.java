package phasegrid.engine.linear;

import java.util.Arrays;
import java.util.Objects;

/**
 * Room for the rows of a product with a {@link PackedMatrix}: blocks of eight, the eight numbers of one inner index side by side,
 * and a tile of sums for each block.
 *
 * <p>Grows to the largest product that it has served and is used again from one to the next: one object for one thread.
 */
public final class RowBlocks {
    private double[][] blocks = {};
    private double[][] tiles = {};
    private int length;
    private int count;

    /** Takes the first {@code rows} rows of {@code inner} numbers each; where a block lacks rows, its last one stands again. */
    void take(double[] x, int rows, int inner) {
        Objects.checkFromIndexSize(0, Math.multiplyExact(rows, inner), x.length);
        room((rows + PackedMatrix.ROWS - 1) / PackedMatrix.ROWS, PackedMatrix.ROWS * inner);
        int[] from = new int[PackedMatrix.ROWS];
        for (int b = 0; b < count; b++) {
            int first = b * PackedMatrix.ROWS;
            Arrays.setAll(from, r -> Math.min(first + r, rows - 1) * inner);
            interleave(x, from, inner, blocks[b]);
        }
    }

    private void room(int wanted, int numbers) {
        count = wanted;
        if (blocks.length < wanted || length < numbers) {
            length = Math.max(length, numbers);
            blocks = new double[Math.max(blocks.length, wanted)][length];
            tiles = new double[blocks.length][PackedMatrix.ROWS * PackedMatrix.WIDTH];
        }
    }

    private static void interleave(double[] x, int[] from, int inner, double[] block) {
        int r0 = from[0];
        int r1 = from[1];
        int r2 = from[2];
        int r3 = from[3];
        int r4 = from[4];
        int r5 = from[5];
        int r6 = from[6];
        int r7 = from[7];
        for (int k = 0; k < inner; k++) {
            int to = k * PackedMatrix.ROWS;
            block[to] = x[r0 + k];
            block[to + 1] = x[r1 + k];
            block[to + 2] = x[r2 + k];
            block[to + 3] = x[r3 + k];
            block[to + 4] = x[r4 + k];
            block[to + 5] = x[r5 + k];
            block[to + 6] = x[r6 + k];
            block[to + 7] = x[r7 + k];
        }
    }

    /** How many blocks the rows fill. */
    int count() {
        return count;
    }

    double[] block(int b) {
        return blocks[b];
    }

    /** The sums of block b, row after row. */
    double[] tile(int b) {
        return tiles[b];
    }
}
