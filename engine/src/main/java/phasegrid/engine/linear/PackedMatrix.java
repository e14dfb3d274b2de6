package phasegrid.engine.linear;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * A matrix packed once, for products of blocks of rows with it: out = X M with X of any number of rows.
 *
 * <p>An element of the product is one chain of fused multiply-adds over the inner index in ascending order from +0; that
 * order defines the result, whatever form computes it. A row of zeros, or a factor 0 in front of a finite element, changes
 * no bit. Immutable; 8 inner · columns bytes, columns rounded up to 16. A product takes 2 rows · inner · columns
 * operations.
 */
public final class PackedMatrix {
    /** Rows of X that go through a panel together. */
    static final int ROWS = 8;
    /** Columns of a panel. */
    static final int WIDTH = 16;
    /** Inner indices that go through a tile at once: so much of a panel stays in the first cache. */
    private static final int DEPTH = 256;
    /** Inner indices whose eight numbers stay in the first cache while rows are put in. */
    private static final int NEAR = 64;

    private final int inner;
    private final int columns;
    private final double[][] panels;

    private PackedMatrix(int inner, int columns) {
        this.inner = inner;
        this.columns = columns;
        panels = new double[(columns + WIDTH - 1) / WIDTH][Math.multiplyExact(inner, WIDTH)];
    }

    /** Packs the matrix whose element (k, c), of {@code inner} rows and {@code columns} columns, is element(k columns + c). */
    public static PackedMatrix of(int inner, int columns, IntToDoubleFunction element) {
        if (inner < 1 || columns < 1 || (long) inner * columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Cannot pack a matrix of " + inner + " rows and " + columns
                    + " columns: there must be between 1 and 2^31 − 1 elements; split it");
        }
        PackedMatrix packed = new PackedMatrix(inner, columns);
        for (int k = 0; k < inner; k++) {
            for (int c = 0; c < columns; c++) {
                packed.panels[c / WIDTH][k * WIDTH + c % WIDTH] = element.applyAsDouble(k * columns + c);
            }
        }
        return packed;
    }

    /** out[r columns + c] = Σ_k x[r inner + k] M_kc for the first {@code rows} rows of x. */
    public void multiply(double[] x, int rows, double[] out) {
        double[][] blocks = blocks(x, rows, inner);
        double[][] tiles = new double[blocks.length][ROWS * WIDTH];
        for (int p = 0; p < panels.length; p++) {
            clear(tiles);
            for (int from = 0; from < inner; from += DEPTH) {
                products(blocks, from, panels[p], from * WIDTH, Math.min(DEPTH, inner - from), tiles);
            }
            unpack(tiles, rows, p * WIDTH, columns, out);
        }
    }

    /** The same, bit for bit, with a matrix given by its rows, which is packed piece by piece. */
    static void multiply(double[] x, int rows, double[][] matrix, double[] out) {
        int columns = matrix[0].length;
        double[][] blocks = blocks(x, rows, matrix.length);
        double[][] tiles = new double[blocks.length][ROWS * WIDTH];
        double[] piece = new double[DEPTH * WIDTH];
        for (int column = 0; column < columns; column += WIDTH) {
            clear(tiles);
            for (int from = 0; from < matrix.length; from += DEPTH) {
                int depth = Math.min(DEPTH, matrix.length - from);
                pack(matrix, from, depth, column, piece);
                products(blocks, from, piece, 0, depth, tiles);
            }
            unpack(tiles, rows, column, columns, out);
        }
    }

    private static void pack(double[][] matrix, int from, int depth, int column, double[] piece) {
        int width = Math.min(WIDTH, matrix[0].length - column);
        if (VectorForm.AVAILABLE && width == WIDTH) {
            VectorProduct.pack(matrix, from, depth, column, piece);
            return;
        }
        for (int k = 0; k < depth; k++) {
            System.arraycopy(matrix[from + k], column, piece, k * WIDTH, width);
        }
    }

    private static void clear(double[][] tiles) {
        for (double[] tile : tiles) {
            Arrays.fill(tile, 0);
        }
    }

    private static void products(double[][] blocks, int from, double[] panel, int at, int depth, double[][] tiles) {
        for (int b = 0; b < blocks.length; b++) {
            product(blocks[b], from * ROWS, panel, at, depth, tiles[b]);
        }
    }

    /** Rows in blocks of eight, the eight numbers of one inner index side by side; zeros where there is no row. */
    private static double[][] blocks(double[] x, int rows, int inner) {
        Objects.checkFromIndexSize(0, Math.multiplyExact(rows, inner), x.length);
        double[][] blocks = new double[(rows + ROWS - 1) / ROWS][ROWS * inner];
        for (int from = 0; from < inner; from += NEAR) {
            for (int r = 0; r < rows; r++) {
                spread(x, r * inner, from, Math.min(inner, from + NEAR), blocks[r / ROWS], r % ROWS);
            }
        }
        return blocks;
    }

    private static void spread(double[] x, int at, int from, int to, double[] block, int place) {
        for (int k = from; k < to; k++) {
            block[k * ROWS + place] = x[at + k];
        }
    }

    private static void product(double[] block, int row, double[] panel, int at, int depth, double[] tile) {
        if (VectorForm.AVAILABLE) {
            VectorProduct.tile(block, row, panel, at, depth, tile);
        } else {
            scalar(block, row, panel, at, depth, tile);
        }
    }

    /** The same by scalar instructions, or what the compiler makes of them. */
    static void scalar(double[] block, int row, double[] panel, int at, int depth, double[] tile) {
        double[] sums = new double[WIDTH];
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(tile, r * WIDTH, sums, 0, WIDTH);
            for (int k = 0; k < depth; k++) {
                double factor = block[row + k * ROWS + r];
                for (int c = 0; c < WIDTH; c++) {
                    sums[c] = Math.fma(factor, panel[at + k * WIDTH + c], sums[c]);
                }
            }
            System.arraycopy(sums, 0, tile, r * WIDTH, WIDTH);
        }
    }

    private static void unpack(double[][] tiles, int rows, int column, int columns, double[] out) {
        int width = Math.min(WIDTH, columns - column);
        int done = VectorForm.AVAILABLE && width == WIDTH ? rows : 0;
        for (int r = 0; r < done; r += ROWS) {
            VectorProduct.unpack(tiles[r / ROWS], Math.min(ROWS, rows - r), out, r * columns + column, columns);
        }
        for (int r = done; r < rows; r++) {
            System.arraycopy(tiles[r / ROWS], r % ROWS * WIDTH, out, r * columns + column, width);
        }
    }
}
