package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Value;

/**
 * What was fitted to a phase table: one row a fit and choice of the other parameters.
 *
 * @param columns {@code fit, observable, level, along}, one a parameter that varies, {@code value, stderr, status}
 * @param rows the values
 * @param metadata provenance: keys that begin with {@code phasegrid.}
 */
public record FitTable(List<Column> columns, List<List<Object>> rows, Map<String, String> metadata) implements Table {
    /** Keeps its own copies of the lists. */
    public FitTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** The table of {@code fits}. */
    public static FitTable of(List<FitRow> fits, Map<String, String> provenance) {
        Map<String, Column> at = new LinkedHashMap<>();
        fits.forEach(fit -> fit.at().forEach((name, value) -> at.merge(name, parameter(name, value), FitTable::wider)));
        List<Column> columns = new ArrayList<>();
        columns.add(column("fit", Column.Type.STRING, Column.Role.KEY, "the fit's name"));
        columns.add(column("observable", Column.Type.STRING, Column.Role.KEY, "what crosses"));
        columns.add(column(
                "level",
                Column.Type.DOUBLE,
                Column.Role.KEY,
                "the level that is crossed, null where two curves cross each other"));
        columns.add(column("along", Column.Type.STRING, Column.Role.KEY, "the axis of the crossing"));
        columns.addAll(at.values());
        columns.add(column("value", Column.Type.DOUBLE, Column.Role.MEASURED, "where the crossing lies on the axis"));
        columns.add(column("stderr", Column.Type.DOUBLE, Column.Role.MEASURED, "standard error of value"));
        columns.add(column("status", Column.Type.STRING, Column.Role.MEASURED, "how the fit stands"));
        return new FitTable(
                columns, fits.stream().map(fit -> row(fit, at.values())).toList(), provenance);
    }

    private static Column column(String name, Column.Type type, Column.Role role, String definition) {
        return new Column(name, type, role, "", "", definition);
    }

    private static Column parameter(String name, Value value) {
        Column.Type type = value instanceof Value.Whole
                ? Column.Type.LONG
                : value instanceof Value.Real ? Column.Type.DOUBLE : Column.Type.STRING;
        return column(name, type, Column.Role.PARAMETER, "a parameter that varies");
    }

    private static Column wider(Column a, Column b) {
        if (a.type() == b.type()) {
            return a;
        }
        boolean words = a.type() == Column.Type.STRING || b.type() == Column.Type.STRING;
        return column(a.name(), words ? Column.Type.STRING : Column.Type.DOUBLE, a.role(), a.definition());
    }

    private static List<Object> row(FitRow fit, Iterable<Column> at) {
        List<Object> row = new ArrayList<>(
                Arrays.asList(fit.name(), fit.observable(), PhaseColumn.defined(fit.level()), fit.along()));
        at.forEach(
                column -> row.add(ParameterColumns.value(column.type(), fit.at().get(column.name()))));
        row.add(PhaseColumn.defined(fit.value()));
        row.add(PhaseColumn.defined(fit.stderr()));
        row.add(fit.status().text());
        return Collections.unmodifiableList(row);
    }

    /** Replaces the output's fits, atomically. */
    public void write(Output output) {
        output.publish(Part.FITS, TableFile.encode(this));
    }

    /** The fits of {@code output}; nothing where there are none, or no whole file. */
    public static Optional<FitTable> read(Output output) {
        return TableFile.read(output, Part.FITS)
                .map(file -> new FitTable(file.columns(), file.rows(), file.metadata()));
    }

    /** The fits for a terminal, values with their errors. */
    public String toText() {
        List<TextColumn> text = new ArrayList<>();
        for (Column column : columns) {
            List<String> cells = IntStream.range(0, rows.size())
                    .mapToObj(i -> cell(column.name(), rows.get(i)))
                    .toList();
            if (column.type() == Column.Type.STRING) {
                text.add(TextColumn.words(column.name(), cells));
            } else if (!column.name().equals("stderr")) {
                text.add(TextColumn.numbers(column.name(), cells));
            }
        }
        return TextColumn.text(text);
    }

    private String cell(String name, List<Object> row) {
        Object value = row.get(index(name));
        if (name.equals("value")) {
            return Digits.withError((Double) value, (Double) row.get(index("stderr")));
        }
        return value == null ? Digits.NOTHING : value instanceof Double x ? Digits.plain(x) : value.toString();
    }
}
