package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.statistics.Cell;

/**
 * How cells lie in a payload: cell by cell, in each the scalars in the model's order, of each count, failed, mean and
 * M2 as doubles.
 *
 * <p>A cell is one disorder sample where there is quench, one of at most 16 equal sub-blocks of a batch where there is
 * none, and one of at most 16 bins of a leg, disorder sample by disorder sample, for a chain (one bin where it is read
 * at a finite pass).
 *
 * @param scalars how many scalars the model records
 */
public record PayloadLayout(int scalars) {
    /** The most sub-blocks or bins of one batch. */
    public static final int MOST_CELLS = 16;

    private static final int WIDTH = Cell.LENGTH;

    /** Encodes cells given as {@code [cell][scalar]}. */
    public double[] encode(List<Cell[]> cells) {
        double[] payload = new double[cells.size() * scalars * WIDTH];
        int at = 0;
        for (Cell[] cell : cells) {
            for (Cell scalar : cell) {
                scalar.encode(payload, at);
                at += WIDTH;
            }
        }
        return payload;
    }

    /** How many cells a payload holds. */
    public int cells(double[] payload) {
        return payload.length / (scalars * WIDTH);
    }

    /** Scalar {@code scalar} of cell {@code cell}. */
    public Cell cell(double[] payload, int cell, int scalar) {
        return Cell.decode(payload, (cell * scalars + scalar) * WIDTH);
    }

    /** Every cell of one scalar, in order. */
    public List<Cell> cells(double[] payload, int scalar) {
        List<Cell> cells = new ArrayList<>();
        for (int c = 0; c < cells(payload); c++) {
            cells.add(cell(payload, c, scalar));
        }
        return cells;
    }
}
