package phasegrid.engine.linear;

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
        Objects.checkFromIndexSize(0, Math.multiplyExact(rows, inner), x.length);
        Objects.checkFromIndexSize(0, Math.multiplyExact(rows, columns), out.length);
        double[] tile = new double[ROWS * WIDTH];
        double[][] blocks = blocks(x, rows);
        for (int p = 0; p < panels.length; p++) {
            for (int b = 0; b < blocks.length; b++) {
                product(blocks[b], panels[p], tile);
                unpack(tile, b * ROWS, Math.min(rows, (b + 1) * ROWS), p * WIDTH, out);
            }
        }
    }

    /** Rows in blocks of eight, the eight numbers of one inner index side by side; zeros where there is no row. */
    private double[][] blocks(double[] x, int rows) {
        double[][] blocks = new double[(rows + ROWS - 1) / ROWS][ROWS * inner];
        for (int r = 0; r < rows; r++) {
            double[] block = blocks[r / ROWS];
            for (int k = 0; k < inner; k++) {
                block[k * ROWS + r % ROWS] = x[r * inner + k];
            }
        }
        return blocks;
    }

    private void product(double[] block, double[] panel, double[] tile) {
        if (VectorForm.AVAILABLE) {
            VectorProduct.tile(block, panel, inner, tile);
        } else {
            scalar(block, panel, inner, tile);
        }
    }

    /** The same by scalar instructions, or what the compiler makes of them. */
    static void scalar(double[] block, double[] panel, int inner, double[] tile) {
        for (int r = 0; r < ROWS; r++) {
            double[] sums = new double[WIDTH];
            for (int k = 0; k < inner; k++) {
                double factor = block[k * ROWS + r];
                for (int c = 0; c < WIDTH; c++) {
                    sums[c] = Math.fma(factor, panel[k * WIDTH + c], sums[c]);
                }
            }
            System.arraycopy(sums, 0, tile, r * WIDTH, WIDTH);
        }
    }

    private void unpack(double[] tile, int from, int to, int column, double[] out) {
        int width = Math.min(WIDTH, columns - column);
        for (int r = from; r < to; r++) {
            System.arraycopy(tile, (r - from) * WIDTH, out, r * columns + column, width);
        }
    }
}
