package phasegrid.engine.linear;

import java.util.Arrays;
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
    private static final int DEPTH = 128;
    /** Panels that a sum of weighted rows takes at once. */
    static final int TOGETHER = 4;

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

    /** out[r columns + c] = Σ_k x[r inner + k] M_kc for the first {@code rows} rows of x, in room that is used again. */
    public void multiply(double[] x, int rows, double[] out, RowBlocks room) {
        room.take(x, rows, inner);
        for (int p = 0; p < panels.length; p++) {
            for (int b = 0; b < room.count(); b++) {
                Arrays.fill(room.tile(b), 0);
            }
            for (int from = 0; from < inner; from += DEPTH) {
                products(room, from, panels[p]);
            }
            unpack(room, rows, p * WIDTH, columns, out);
        }
    }

    private void products(RowBlocks room, int from, double[] panel) {
        int depth = Math.min(DEPTH, inner - from);
        for (int b = 0; b < room.count(); b++) {
            product(room.block(b), from * ROWS, panel, from * WIDTH, depth, room.tile(b));
        }
    }

    /** Puts Σ_k w_k M_kc to place {@code at + c} of {@code out}, over the weights that are kept: the product with all of them, bit for bit. */
    void combine(Softmax weights, double[] out, int at) {
        double[] sums = new double[TOGETHER * WIDTH];
        for (int p = 0; p < panels.length; p += TOGETHER) {
            combine(weights, p, sums);
            System.arraycopy(sums, 0, out, at + p * WIDTH, Math.min(sums.length, columns - p * WIDTH));
        }
    }

    /** The sums of four panels; where there are fewer the last one is taken again. */
    private void combine(Softmax weights, int p, double[] sums) {
        double[] first = panels[p];
        double[] second = panels[Math.min(p + 1, panels.length - 1)];
        double[] third = panels[Math.min(p + 2, panels.length - 1)];
        double[] fourth = panels[Math.min(p + 3, panels.length - 1)];
        if (VectorForm.AVAILABLE) {
            VectorProduct.combine(weights, first, second, third, fourth, sums);
        } else {
            scalar(weights, new double[][] {first, second, third, fourth}, sums);
        }
    }

    /** The same by scalar instructions, or what the compiler makes of them. */
    static void scalar(Softmax weights, double[][] four, double[] sums) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < weights.count(); k++) {
            int row = weights.index(k) * WIDTH;
            for (int c = 0; c < sums.length; c++) {
                sums[c] = Math.fma(weights.weight(k), four[c / WIDTH][row + c % WIDTH], sums[c]);
            }
        }
    }

    /** Copies row k to place {@code at} of {@code out}. */
    void copy(int k, double[] out, int at) {
        for (int c = 0; c < columns; c += WIDTH) {
            System.arraycopy(panels[c / WIDTH], k * WIDTH, out, at + c, Math.min(WIDTH, columns - c));
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

    private static void unpack(RowBlocks room, int rows, int column, int columns, double[] out) {
        int width = Math.min(WIDTH, columns - column);
        int done = VectorForm.AVAILABLE && width == WIDTH ? rows : 0;
        for (int r = 0; r < done; r += ROWS) {
            VectorProduct.unpack(room.tile(r / ROWS), Math.min(ROWS, rows - r), out, r * columns + column, columns);
        }
        for (int r = done; r < rows; r++) {
            System.arraycopy(room.tile(r / ROWS), r % ROWS * WIDTH, out, r * columns + column, width);
        }
    }
}
