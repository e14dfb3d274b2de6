package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.table.Digits;
import phasegrid.jobs.table.PhaseTable;

/** The points of a table that deserve a look: those that stand badly, those farthest from theory, and the slowest. */
record Notable(List<String> varying, PhaseTable table) {
    private static final int MOST = 5;
    private static final int MOST_SLOW = 2;
    private static final String COST = "cpu_seconds";
    private static final Set<String> GOOD = Set.of("ok", "theory", "incomplete");

    private record Deviation(int row, String observable, double z) {}

    static Notable of(SweepSpec spec, PhaseTable table) {
        List<String> varying = spec.regions().stream()
                .flatMap(region -> region.axes().stream())
                .flatMap(axis -> axis.names().stream())
                .distinct()
                .filter(table::has)
                .toList();
        return new Notable(varying, table);
    }

    /** A line for each, none where nothing is measured yet. */
    List<String> lines() {
        Lines lines = new Lines();
        bad().forEach(row -> lines.add(place(row), table.values("status").get(row)));
        farthest()
                .forEach(d -> lines.add(
                        place(d.row()),
                        d.observable() + " "
                                + Lines.measured(
                                        number(d.row(), d.observable()), number(d.row(), d.observable() + "_stderr"))
                                + ", theory " + Lines.number(number(d.row(), d.observable() + "_theory"), 5) + ", z "
                                + Lines.z(d.z())));
        slowest()
                .forEach(row ->
                        lines.add(place(row), Lines.number(number(row, COST), 3) + " core-seconds, of the slowest"));
        return lines.text("  ", Console.width());
    }

    private List<Integer> bad() {
        List<Object> status = table.values("status");
        return IntStream.range(0, status.size())
                .filter(row -> !GOOD.contains(String.valueOf(status.get(row))))
                .limit(MOST)
                .boxed()
                .toList();
    }

    private List<Integer> slowest() {
        if (!table.has(COST)) {
            return List.of();
        }
        double[] seconds = table.numbers(COST);
        return IntStream.range(0, seconds.length)
                .filter(row -> seconds[row] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -seconds[row]))
                .limit(MOST_SLOW)
                .toList();
    }

    private List<Deviation> farthest() {
        return table.columns().stream()
                .map(column -> column.name())
                .filter(name -> table.has(name + "_z") && table.has(name + "_stderr"))
                .flatMap(this::deviations)
                .sorted(Comparator.comparingDouble(d -> -Math.abs(d.z())))
                .limit(MOST)
                .toList();
    }

    private Stream<Deviation> deviations(String observable) {
        double[] z = table.numbers(observable + "_z");
        List<Deviation> all = new ArrayList<>();
        for (int row = 0; row < z.length; row++) {
            if (Double.isFinite(z[row])) {
                all.add(new Deviation(row, observable, z[row]));
            }
        }
        return all.stream();
    }

    private double number(int row, String column) {
        Object value = table.rows().get(row).get(table.index(column));
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    private String place(int row) {
        return varying.stream()
                .map(name -> name + "=" + shown(table.rows().get(row).get(table.index(name))))
                .collect(Collectors.joining(" "));
    }

    private static String shown(Object value) {
        return value instanceof Double number ? Digits.plain(number) : String.valueOf(value);
    }
}
