package phasegrid.engine.linear;

import java.util.Arrays;
import java.util.Objects;

/**
 * Signs ±1 as bits (1 is +), for patterns on the sites of a network: one row a site, one column a pattern.
 *
 * <p>Layout: {@code words[row · stride + column/64]}, column in bit {@code column mod 64}; bits beyond the last column are 0.
 * Immutable by agreement: nobody writes to {@link #words}.
 *
 * @param rows how many sites
 * @param columns how many patterns
 * @param words the bits
 */
public record SignMatrix(int rows, int columns, long[] words) {
    /**
     * The matrix of the columns {@code bits[column]}, row r in bit {@code r mod 64} of word r/64 of each; bits beyond the last
     * row are ignored. Cost O(rows · columns).
     */
    public static SignMatrix ofColumns(long[][] bits, int rows) {
        int stride = stride(bits.length);
        long[] words = new long[Math.multiplyExact(rows, stride)];
        for (int column = 0; column < bits.length; column++) {
            Objects.checkFromToIndex(0, (rows + Long.SIZE - 1) / Long.SIZE, bits[column].length);
            for (int row = 0; row < rows; row++) {
                long bit = (bits[column][row >> 6] >>> row) & 1;
                words[row * stride + (column >> 6)] |= bit << column;
            }
        }
        return new SignMatrix(rows, bits.length, words);
    }

    static int stride(int columns) {
        return (columns + Long.SIZE - 1) / Long.SIZE;
    }

    /** Words in a row. */
    public int stride() {
        return stride(columns);
    }

    /** The sign at a place. */
    public int sign(int row, int column) {
        return (words[row * stride() + (column >> 6)] >>> column & 1) == 0 ? -1 : 1;
    }

    /** The products s_i ξ_i of spins, one a row, with a column. */
    public double[] along(int column, int[] spins) {
        double[] along = new double[rows];
        Arrays.setAll(along, row -> sign(row, column) * spins[row]);
        return along;
    }

    /** Σ over columns of the products of two rows, {@code columns − 2 · popcount(xor)}. */
    public int product(int row, int other) {
        int stride = stride();
        int differ = 0;
        for (int w = 0; w < stride; w++) {
            differ += Long.bitCount(words[row * stride + w] ^ words[other * stride + w]);
        }
        return columns - 2 * differ;
    }

    /** Σ over the columns of one row. */
    public int sum(int row) {
        int stride = stride();
        int ones = 0;
        for (int w = 0; w < stride; w++) {
            ones += Long.bitCount(words[row * stride + w]);
        }
        return 2 * ones - columns;
    }
}
