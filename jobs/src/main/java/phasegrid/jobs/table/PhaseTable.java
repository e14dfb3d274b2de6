package phasegrid.jobs.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.SweepSpec;

/**
 * The phase table: one row a point, in grid order. A missing value is null; no value is NaN.
 *
 * @param columns the columns, in order
 * @param rows the values, each a {@link Long}, a {@link Double}, a {@link String} or null, as long as the columns
 * @param metadata provenance, {@code phasegrid.*}
 */
public record PhaseTable(List<Column> columns, List<List<Object>> rows, Map<String, String> metadata) {
    /** The table of a sweep. */
    public static PhaseTable of(
            Definition<?, ?> definition, SweepSpec spec, List<PointRow> points, Map<String, String> provenance) {
        throw new UnsupportedOperationException("" + definition + spec + points + provenance);
    }

    /** Replaces the output's table by this one, atomically; {@code folded} is kept in its metadata. */
    public void write(Output output, Folded folded) {
        throw new UnsupportedOperationException("" + output + folded);
    }

    /** The table of {@code output}, nothing where there is none. */
    public static Optional<PhaseTable> read(Output output) {
        throw new UnsupportedOperationException("" + output);
    }

    /** Which rows of the ledger the table was made of; nothing where it was not read from a file. */
    public Optional<Folded> folded() {
        throw new UnsupportedOperationException();
    }

    /** SHA-256 of everything that was chosen or measured, whatever the order of the rows: 64 hexadecimal digits. */
    public String hash() {
        throw new UnsupportedOperationException();
    }

    /** Comma-separated values with a header line; numbers keep their bits. */
    public String toCsv() {
        throw new UnsupportedOperationException();
    }

    /** Strict JSON: {@code metadata}, {@code columns} and {@code rows}; infinities are {@code "inf"} and {@code "-inf"}. */
    public String toJson() {
        throw new UnsupportedOperationException();
    }

    /** A table for a terminal {@code width} columns wide: what varies, what was measured, what theory says. */
    public String toText(int width) {
        throw new UnsupportedOperationException("" + width);
    }
}
