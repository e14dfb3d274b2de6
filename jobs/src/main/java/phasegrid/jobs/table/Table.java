package phasegrid.jobs.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Named columns of long, double and word values. A missing value is null; no value is NaN; infinities and −0.0 stay
 * what they are.
 */
public sealed interface Table permits PhaseTable, FitTable {
    /** The columns, in order. */
    List<Column> columns();

    /** The values, each a {@link Long}, a {@link Double}, a {@link String} or null, as long as the columns. */
    List<List<Object>> rows();

    /** What is known of the table as a whole. */
    Map<String, String> metadata();

    /** Whether there is a column called {@code name}. */
    default boolean has(String name) {
        return columns().stream().anyMatch(column -> column.name().equals(name));
    }

    /** The place of the column called {@code name}; refuses an unknown one. */
    default int index(String name) {
        return IntStream.range(0, columns().size())
                .filter(i -> columns().get(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Cannot find a column " + name + ": there are "
                        + columns().stream().map(Column::name).toList()));
    }

    /** The values of one column, row by row; null where one is missing. */
    default List<Object> values(String name) {
        int index = index(name);
        return rows().stream().map(row -> row.get(index)).collect(Collectors.toList());
    }

    /** The numbers of one column, row by row; NaN where one is missing. */
    default double[] numbers(String name) {
        return values(name).stream()
                .mapToDouble(v -> v == null ? Double.NaN : ((Number) v).doubleValue())
                .toArray();
    }

    /** Comma-separated values with a line of names; numbers keep their bits, infinities are {@code inf}. */
    default String toCsv() {
        return TableNotation.csv(this);
    }

    /** Strict JSON: {@code metadata}, {@code columns} and {@code rows}; infinities are {@code "inf"} and {@code "-inf"}. */
    default String toJson() {
        return TableNotation.json(this);
    }

    /** JSON Lines: one object a row; a missing value is null, infinities are {@code "inf"} and {@code "-inf"}. */
    default String toJsonLines() {
        return TableNotation.jsonLines(this);
    }

    /** A Parquet file, with {@code more} beside the table's own metadata. */
    default byte[] toParquet(Map<String, String> more) {
        return TableFile.encode(this, more);
    }
}
