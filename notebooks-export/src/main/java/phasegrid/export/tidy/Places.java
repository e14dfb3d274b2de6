package phasegrid.export.tidy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Table;

/**
 * A function of one variable: observables whose names count its places and whose definitions end with them.
 *
 * @param name what the names of its columns begin with
 * @param columns those of its places, in order
 * @param at the places, ascending
 */
public record Places(String name, List<Column> columns, List<Double> at) {
    private static final Pattern NAME = Pattern.compile("(.+)_(\\d+)");
    private static final Pattern PLACE = Pattern.compile("(.+?)(?: around)? at (-?[0-9.]+(?:E-?[0-9]+)?)");
    private static final List<String> PARTS = List.of("", "_stderr", "_theory", "_theory_kind", "_z");
    private static final String OF = "_of_";
    /** Fewer are looked at one by one. */
    private static final int FEWEST = 5;

    /** Keeps its own copies. */
    public Places {
        columns = List.copyOf(columns);
        at = List.copyOf(at);
    }

    /** The functions among the observables of a table, in its order. */
    public static List<Places> of(Table table) {
        Map<String, List<Column>> functions = new LinkedHashMap<>();
        for (Quantity quantity : Quantity.of(table)) {
            Matcher name = NAME.matcher(quantity.name());
            if (name.matches() && place(quantity.column()).matches()) {
                functions.computeIfAbsent(name.group(1), f -> new ArrayList<>()).add(quantity.column());
            }
        }
        return functions.entrySet().stream()
                .filter(function -> function.getValue().size() >= FEWEST)
                .map(function -> new Places(
                        function.getKey(),
                        function.getValue(),
                        function.getValue().stream().map(Places::at).toList()))
                .toList();
    }

    private static Matcher place(Column column) {
        return PLACE.matcher(column.definition());
    }

    private static double at(Column column) {
        Matcher place = place(column);
        return place.matches() ? Double.parseDouble(place.group(2)) : Double.NaN;
    }

    /** Whether {@code observable} is one of its places. */
    public boolean has(String observable) {
        return columns.stream().anyMatch(column -> column.name().equals(observable));
    }

    /** What it is a function of: x of {@code p_of_x}. */
    private Column variable() {
        int of = name.lastIndexOf(OF);
        String symbol = of < 0 ? "place" : name.substring(of + OF.length());
        return new Column(symbol, Column.Type.DOUBLE, Column.Role.PARAMETER, symbol, "1", "");
    }

    /** The horizontal axis. */
    Axis axis() {
        return new Axis(variable(), List.copyOf(at));
    }

    /** What stands on the vertical axis. */
    Quantity quantity() {
        Column first = columns.get(0);
        Matcher place = place(first);
        String definition = place.matches() ? place.group(1) : first.definition();
        return new Quantity(new Column(name, first.type(), first.role(), "", first.unit(), definition));
    }

    /** Its values in long form, a row for each row of {@code table} and each place. */
    PhaseTable rows(PhaseTable table, List<Axis> axes) {
        List<Column> columns = Stream.concat(
                        Stream.concat(axes.stream().map(Axis::column), Stream.of(variable())),
                        PARTS.stream().map(part -> part(table, part)))
                .toList();
        List<List<Object>> rows = table.rows().stream()
                .flatMap(row -> at.stream().map(place -> row(table, axes, row, at.indexOf(place))))
                .collect(Collectors.toList());
        return new PhaseTable(columns, rows, table.metadata());
    }

    private Column part(PhaseTable table, String part) {
        Column first = table.columns().get(table.index(columns.get(0).name() + part));
        return new Column(name + part, first.type(), first.role(), "", first.unit(), "");
    }

    private List<Object> row(PhaseTable table, List<Axis> axes, List<Object> row, int i) {
        List<String> names = new ArrayList<>(axes.stream().map(Axis::name).toList());
        PARTS.forEach(part -> names.add(columns.get(i).name() + part));
        Object[] cells =
                names.stream().map(column -> row.get(table.index(column))).toArray();
        List<Object> all = new ArrayList<>(Arrays.asList(cells));
        all.add(axes.size(), at.get(i));
        return all;
    }
}
