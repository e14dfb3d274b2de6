package phasegrid.jobs.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was fitted to a phase table: one row a fit and choice of the other parameters.
 *
 * @param columns the columns, in order
 * @param rows the values, as in {@link PhaseTable}
 * @param metadata provenance
 */
public record FitTable(List<Column> columns, List<List<Object>> rows, Map<String, String> metadata) {
    /** The table of {@code fits}. */
    public static FitTable of(List<FitRow> fits, Map<String, String> provenance) {
        throw new UnsupportedOperationException("" + fits + provenance);
    }

    /** Replaces the output's fits, atomically. */
    public void write(Output output) {
        throw new UnsupportedOperationException("" + output);
    }

    /** The fits of {@code output}, nothing where there are none. */
    public static Optional<FitTable> read(Output output) {
        throw new UnsupportedOperationException("" + output);
    }
}
