package phasegrid.export.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import phasegrid.export.tidy.Axes;
import phasegrid.export.tidy.Axis;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Digits;
import phasegrid.jobs.table.PhaseTable;

/** What was run and what it cost. */
record Setup(PhaseTable table) {
    private static final int LONGEST = 12;

    /** Model, axes, constants and effort. */
    String html() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", model());
        Axes.of(table).forEach(axis -> facts.put(axis.label(), values(axis)));
        facts.put("fixed", fixed());
        facts.put("points", Integer.toString(table.rows().size()));
        facts.put("replicas of a point", effort());
        return list(facts);
    }

    /** Replicas in all and core-seconds. */
    String cost() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("core-seconds", Html.number(sum("cpu_seconds"), 4));
        facts.put("replicas", String.format(Locale.ROOT, "%.0f", sum("replicas")));
        facts.put("failed replicas", String.format(Locale.ROOT, "%.0f", sum("failed_replicas")));
        return list(facts);
    }

    private double sum(String column) {
        return DoubleStream.of(table.numbers(column)).filter(Double::isFinite).sum();
    }

    private String model() {
        String title = table.columns().get(table.index("model")).definition();
        return table.metadata().getOrDefault("phasegrid.model", "") + ": " + title;
    }

    private static String values(Axis axis) {
        List<String> all = axis.values().stream().map(Setup::plain).toList();
        int n = all.size();
        return n <= LONGEST
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, 3)) + ", …, " + all.get(n - 1) + " (" + n + " values)";
    }

    private static String plain(Object value) {
        return value instanceof Double number ? Digits.plain(number) : value.toString();
    }

    /** Parameters with one value on every row. */
    private String fixed() {
        return table.columns().stream()
                .filter(c ->
                        c.role() == Column.Role.PARAMETER && distinct(c.name()).size() == 1)
                .filter(c -> distinct(c.name()).get(0) != null)
                .map(c -> c.name() + " = " + plain(distinct(c.name()).get(0)))
                .collect(Collectors.joining(", "));
    }

    private List<Object> distinct(String column) {
        return table.values(column).stream().distinct().collect(Collectors.toList());
    }

    private String effort() {
        return table.values("replicas").stream()
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .map(Setup::plain)
                .collect(Collectors.joining(", "));
    }

    /** Names with what they are. */
    static String list(Map<String, String> facts) {
        return facts.entrySet().stream()
                .filter(fact -> !fact.getValue().isEmpty())
                .map(fact -> Html.text("dt", fact.getKey()) + Html.text("dd", fact.getValue()))
                .collect(Collectors.joining("\n", "<dl>", "</dl>"));
    }
}
