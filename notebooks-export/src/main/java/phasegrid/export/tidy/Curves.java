package phasegrid.export.tidy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Table;

/**
 * One quantity in long form: panels of curves of samples.
 *
 * @param quantity what was measured
 * @param design what each axis is
 * @param lines the transition lines to draw
 * @param panels the panels, in the table's order
 */
public record Curves(Quantity quantity, Design design, List<String> lines, List<Panel> panels) {
    private static final String PHASE = "phase";
    private static final double LEVEL = 10;

    /** Keeps its own copies. */
    public Curves {
        lines = List.copyOf(lines);
        panels = List.copyOf(panels);
    }

    /** Every observable of a phase table; none where no numeric axis varies. */
    public static List<Curves> of(PhaseTable table) {
        Optional<Design> design = Design.of(Axes.of(table));
        return Quantity.of(table).stream()
                .flatMap(quantity -> design.map(d -> of(table, quantity, d)).stream())
                .filter(curves -> !curves.panels().isEmpty())
                .toList();
    }

    private static Curves of(PhaseTable table, Quantity quantity, Design design) {
        List<String> lines = Lines.along(table, design.x().name());
        String name = quantity.name();
        LongForm form = new LongForm(
                table,
                design,
                lines.stream().collect(Collectors.toMap(l -> l, table::numbers)),
                table.values(name + "_theory_kind"),
                table.has(PHASE) ? table.values(PHASE) : List.of(),
                Slopes.of(table, name, design.x().name()).map(table::numbers).orElse(new double[0]));
        return new Curves(
                quantity,
                design,
                lines,
                form.panels(
                        table.numbers(name),
                        table.numbers(name + "_stderr"),
                        table.numbers(name + "_theory"),
                        table.numbers(name + "_z")));
    }

    /** A function of one variable, a curve for each point. */
    public static Curves of(Places function, PhaseTable table) {
        List<Axis> axes = Axes.of(table);
        return of(function.rows(table, axes), function.quantity(), Design.over(function.axis(), axes));
    }

    /** Each fit of a sweep over the axes other than its own, the lines along its axis being its theory. */
    public static List<Curves> of(FitTable fits, PhaseTable table) {
        return fits.values("fit").stream()
                .distinct()
                .flatMap(fit -> fit((String) fit, fits, table).stream())
                .toList();
    }

    private static Optional<Curves> fit(String name, FitTable fits, PhaseTable table) {
        List<List<Object>> rows = fits.rows().stream()
                .filter(row -> row.get(fits.index("fit")).equals(name))
                .toList();
        FitTable one = new FitTable(fits.columns(), rows, fits.metadata());
        String along = (String) rows.get(0).get(fits.index("along"));
        Quantity quantity = FitLines.quantity(one, table);
        Map<String, double[]> lines = FitLines.of(one, table, Lines.along(table, along));
        return Design.of(Axes.varying(table, one))
                .map(design -> new Curves(
                        quantity,
                        design,
                        List.copyOf(lines.keySet()),
                        new LongForm(one, design, lines, List.of(), List.of(), new double[0])
                                .panels(one.numbers("value"), one.numbers("stderr"))));
    }

    /** Whether the sweep's question names the quantity. */
    public boolean asked(PhaseTable table) {
        String question = table.metadata().getOrDefault("phasegrid.question", "");
        return Arrays.asList(question.split("[^a-z0-9_]+")).contains(quantity.name());
    }

    /** Whether theory says anything of any sample. */
    public boolean judged() {
        return samples().stream().anyMatch(sample -> !Double.isNaN(sample.z()));
    }

    /** Whether the sizes of values are powers of x, so that both axes are logarithmic. */
    public boolean powers() {
        double[] at = design.x().numbers();
        return at.length > 1
                && at[0] > 0
                && panels.stream()
                        .flatMap(panel -> panel.curves().stream())
                        .anyMatch(curve -> Double.isFinite(curve.slope()));
    }

    /** Whether the values differ by more than ten of their median errors, so that there is something to map. */
    public boolean varies() {
        DoubleSummaryStatistics values =
                samples().stream().mapToDouble(Sample::value).summaryStatistics();
        double[] errors =
                samples().stream().mapToDouble(Sample::stderr).sorted().toArray();
        return values.getMax() - values.getMin() > LEVEL * errors[errors.length / 2];
    }

    /** All samples. */
    public List<Sample> samples() {
        return panels.stream()
                .flatMap(panel -> panel.curves().stream())
                .flatMap(curve -> curve.samples().stream())
                .toList();
    }

    /** Rows of a table sorted into panels and curves. */
    private record LongForm(
            Table table,
            Design design,
            Map<String, double[]> lines,
            List<Object> kinds,
            List<Object> phases,
            double[] slopes) {
        List<Panel> panels(double[]... numbers) {
            double[] x = table.numbers(design.x().name());
            Map<List<Object>, List<Integer>> panels = new LinkedHashMap<>();
            IntStream.range(0, x.length)
                    .filter(row -> Double.isFinite(x[row]) && !Double.isNaN(numbers[0][row]))
                    .forEach(row -> panels.computeIfAbsent(place(row), p -> new ArrayList<>())
                            .add(row));
            List<Panel> all = new ArrayList<>();
            panels.forEach((place, rows) -> all.add(new Panel(title(place), curves(rows, x, numbers))));
            return all;
        }

        private List<Object> place(int row) {
            List<Object> place = new ArrayList<>();
            design.panels().forEach(axis -> place.add(value(axis, row)));
            return place;
        }

        /** A row without a value of this axis has an empty one. */
        private Object value(Axis axis, int row) {
            Object value = table.rows().get(row).get(table.index(axis.name()));
            return value == null ? "" : value;
        }

        private String title(List<Object> place) {
            return IntStream.range(0, place.size())
                    .filter(i -> !place.get(i).equals(""))
                    .mapToObj(i -> design.panels().get(i).text(place.get(i)))
                    .collect(Collectors.joining(", "));
        }

        private List<Curve> curves(List<Integer> rows, double[] x, double[]... numbers) {
            Map<Object, List<Integer>> curves = new LinkedHashMap<>();
            rows.forEach(row ->
                    curves.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row));
            List<Object> order = design.colour().map(Axis::values).orElse(List.of());
            return curves.entrySet().stream()
                    .sorted(Comparator.comparingInt(curve -> order.indexOf(curve.getKey())))
                    .map(curve -> curve(curve.getKey(), curve.getValue(), x, numbers))
                    .toList();
        }

        private Object key(int row) {
            return design.colour().map(axis -> value(axis, row)).orElse("");
        }

        private Curve curve(Object key, List<Integer> rows, double[] x, double[]... numbers) {
            List<Integer> ascending = rows.stream()
                    .sorted(Comparator.comparingDouble(row -> x[row]))
                    .toList();
            List<Sample> samples = ascending.stream()
                    .map(row -> new Sample(
                            x[row],
                            numbers[0][row],
                            numbers[1][row],
                            at(numbers, 2, row),
                            word(kinds, row),
                            at(numbers, 3, row),
                            word(phases, row)))
                    .toList();
            Map<String, double[]> own = new LinkedHashMap<>();
            lines.forEach((name, all) -> own.put(
                    name, ascending.stream().mapToDouble(row -> all[row]).toArray()));
            return new Curve(key, samples, own, slope(ascending));
        }

        private double slope(List<Integer> rows) {
            return slopes.length == 0 ? Double.NaN : slopes[rows.get(0)];
        }

        private static String word(List<Object> words, int row) {
            return words.isEmpty() || words.get(row) == null ? "" : (String) words.get(row);
        }

        private static double at(double[][] numbers, int column, int row) {
            return numbers.length > column ? numbers[column][row] : Double.NaN;
        }
    }
}
