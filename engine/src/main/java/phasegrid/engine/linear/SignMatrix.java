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
        for (long[] column : bits) {
            Objects.checkFromToIndex(0, (rows + Long.SIZE - 1) / Long.SIZE, column.length);
        }
        long[] block = new long[Long.SIZE];
        for (int w = 0; w < stride; w++) {
            int columns = Math.min(Long.SIZE, bits.length - w * Long.SIZE);
            for (int row = 0; row < rows; row += Long.SIZE) {
                Arrays.fill(block, 0);
                for (int c = 0; c < columns; c++) {
                    block[c] = bits[w * Long.SIZE + c][row >> 6];
                }
                BitSlices.transpose(block);
                for (int r = 0; r < Math.min(Long.SIZE, rows - row); r++) {
                    words[(row + r) * stride + w] = block[r];
                }
            }
        }
        return new SignMatrix(rows, bits.length, words);
    }

    static int stride(int columns) {
        return (columns + Long.SIZE - 1) / Long.SIZE;
    }

    /**
     * The same bits by columns: {@code [h][row]} is half word h of a row, its columns 32 h … 32 h + 31; an even number of halves,
     * so that one row's products with all others are summed by loops over rows. Cost O(rows · columns/32).
     */
    public int[][] halves() {
        int stride = stride();
        int[][] halves = new int[2 * stride][rows];
        for (int row = 0; row < rows; row++) {
            for (int w = 0; w < stride; w++) {
                long word = words[row * stride + w];
                halves[2 * w][row] = (int) word;
                halves[2 * w + 1][row] = (int) (word >>> Integer.SIZE);
            }
        }
        return halves;
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
