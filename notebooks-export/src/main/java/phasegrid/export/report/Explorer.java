package phasegrid.export.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import phasegrid.export.plot.FitFigure;
import phasegrid.export.tidy.Axes;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;
import phasegrid.export.tidy.Design;
import phasegrid.export.tidy.Lines;
import phasegrid.export.tidy.Panel;
import phasegrid.export.tidy.Places;
import phasegrid.export.tidy.Quantity;
import phasegrid.export.tidy.Sample;
import phasegrid.export.tidy.Slopes;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;

/**
 * The figures that a reader turns: a phase diagram over any two axes, curves over theory with residuals, the histogram of
 * z, diagnostics; other axes are slid. The page holds the rows; numbers keep their bits.
 */
final class Explorer {
    /** More rows than this are too many for a page. */
    static final int MOST = 20_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DIAGNOSTICS = List.of("_tau", "_ess", "_rhat");

    private final PhaseTable table;
    private final List<Axis> axes;
    private final List<Quantity> observables;
    private final List<Curves> fits;
    private final List<Curves> functions;

    private Explorer(PhaseTable table, Optional<FitTable> fits) {
        this.table = table;
        this.fits = fits.stream()
                .flatMap(all -> Curves.of(all, table).stream())
                .filter(curves -> !curves.samples().isEmpty())
                .toList();
        axes = Axes.of(table);
        observables = Quantity.of(table);
        functions = Places.of(table).stream()
                .map(places -> Curves.of(places, start(table, MOST / places.at().size())))
                .filter(curves -> !curves.samples().isEmpty())
                .toList();
    }

    private static PhaseTable start(PhaseTable table, int rows) {
        return new PhaseTable(table.columns(), table.rows().stream().limit(rows).toList(), table.metadata());
    }

    /** The sections and their data; nothing where no numeric axis varies. */
    static String html(PhaseTable table, Optional<FitTable> fits) {
        Explorer explorer = new Explorer(table, fits);
        return Design.of(explorer.axes).isEmpty() || explorer.observables.isEmpty() ? "" : explorer.html();
    }

    /** The data alone; the empty object where there is nothing to draw. */
    static String json(PhaseTable table) {
        Explorer explorer = new Explorer(table, Optional.empty());
        return Design.of(explorer.axes).isEmpty() ? "{}" : explorer.data();
    }

    private String html() {
        return figure("map", "Phase diagram")
                + figure("curves", "Curves over theory")
                + (functions.isEmpty() ? "" : figure("functions", "Distributions and other functions"))
                + (fits.isEmpty() ? "" : figure("fitted", "Fits over theory"))
                + figure("histogram", "How far from theory")
                + figure("diagnostics", "Diagnostics")
                + cut()
                + "<noscript><p>The figures are drawn by a script inside this page.</p></noscript>\n"
                + "<script type=\"application/json\" id=\"data\">"
                + data().replace("<", "\\u003c") + "</script>\n";
    }

    private static String figure(String id, String heading) {
        return "<section data-figure=\"" + id + "\">" + Html.text("h2", heading)
                + "<div class=\"controls\"></div><div id=\"" + id + "\" class=\"drawing\"></div></section>\n";
    }

    private String cut() {
        int n = table.rows().size();
        return n <= MOST
                ? ""
                : Html.text("p class=\"note\"", "Drawn from the first " + MOST + " of " + n + " rows.") + "\n";
    }

    private String data() {
        ObjectNode all = JSON.createObjectNode();
        List<Column> columns = columns();
        ArrayNode described = all.putArray("columns");
        columns.forEach(c -> described
                .addObject()
                .put("name", c.name())
                .put("type", c.type().name().toLowerCase(Locale.ROOT)));
        axes(all.putArray("axes"));
        ArrayNode quantities = all.putArray("observables");
        observables.forEach(q -> quantities.addObject().put("name", q.name()).put("label", q.label()));
        ArrayNode lines = all.putArray("lines");
        axes.forEach(axis -> Lines.along(table, axis.name())
                .forEach(line -> lines.addObject().put("name", line).put("along", axis.name())));
        ArrayNode slopes = all.putArray("slopes");
        observables.forEach(q ->
                axes.forEach(axis -> Slopes.of(table, q.name(), axis.name()).ifPresent(slope -> slopes.addObject()
                        .put("name", slope)
                        .put("of", q.name())
                        .put("along", axis.name()))));
        ArrayNode diagnostics = all.putArray("diagnostics");
        diagnostics().forEach(diagnostics::add);
        ArrayNode fitted = all.putArray("fits");
        fits.forEach(fit -> fit(fitted.addObject(), fit));
        ArrayNode ofPlaces = all.putArray("functions");
        functions.forEach(function -> fit(ofPlaces.addObject(), function));
        start(all.putObject("start"));
        rows(all.putArray("rows"), columns);
        return text(all);
    }

    private void axes(ArrayNode all) {
        for (Axis axis : axes) {
            ObjectNode node = all.addObject()
                    .put("name", axis.name())
                    .put("symbol", axis.symbol())
                    .put("label", axis.label())
                    .put("numeric", axis.numeric())
                    .put("log", axis.logarithmic());
            ArrayNode values = node.putArray("values");
            axis.values().forEach(value -> values.add(JSON.valueToTree(plain(value))));
        }
    }

    private static void fit(ObjectNode node, Curves fit) {
        node.put("name", fit.quantity().name())
                .put("definition", fit.quantity().column().definition())
                .put("label", fit.quantity().label())
                .put("x", fit.design().x().label())
                .put("log", fit.design().x().logarithmic())
                .put("closest", FitFigure.closest(fit).orElse(null));
        fit.design().colour().ifPresent(axis -> node.put("colour", axis.symbol()));
        ArrayNode samples = node.putArray("samples");
        fit.panels().forEach(panel -> panel.curves().forEach(curve -> samples(samples, panel, curve)));
    }

    private static void samples(ArrayNode all, Panel panel, Curve curve) {
        for (int i = 0; i < curve.samples().size(); i++) {
            int at = i;
            Sample sample = curve.samples().get(i);
            ObjectNode node = all.addObject()
                    .put("panel", panel.title())
                    .put("x", sample.x())
                    .put("value", sample.value())
                    .put("stderr", sample.stderr());
            node.set("key", JSON.valueToTree(plain(curve.key())));
            ObjectNode lines = node.putObject("lines");
            curve.lines().forEach((name, values) -> lines.set(name, JSON.valueToTree(plain(values[at]))));
            theory(node, lines, sample);
        }
    }

    private static void theory(ObjectNode node, ObjectNode lines, Sample sample) {
        if (Double.isFinite(sample.theory())) {
            lines.put(Double.isFinite(sample.binding()) ? "theory" : "theory, a limit", sample.theory());
        }
        if (Double.isFinite(sample.z())) {
            node.put("z", sample.z());
        }
    }

    /**
     * The first observable that varies by more than its errors: one that the question names, else one whose size is a power, else
     * any; nothing where none does.
     */
    private Optional<String> telling() {
        List<Curves> all = Curves.of(table).stream()
                .filter(curves -> !curves.samples().isEmpty())
                .toList();
        return Stream.of(
                        all.stream().filter(Curves::varies).filter(curves -> curves.asked(table)),
                        all.stream().filter(Curves::powers),
                        all.stream().filter(Curves::varies))
                .flatMap(found -> found)
                .map(curves -> curves.quantity().name())
                .findFirst();
    }

    /** What the figures begin with. */
    private void start(ObjectNode start) {
        Design design = Design.of(axes).orElseThrow();
        start.put("x", design.x().name())
                .put("mapX", design.x().name())
                .put("diagnosticX", design.x().name());
        telling()
                .ifPresent(name ->
                        start.put("observable", name).put("mapObservable", name).put("zObservable", name));
        Optional<Axis> second = design.colour();
        second.ifPresent(axis -> start.put("colour", axis.name()).put("mapY", axis.name()));
    }

    /** What the figures need: axes, observables with error, theory and z, lines, diagnostics, phase, status. */
    private List<Column> columns() {
        List<String> names = new ArrayList<>();
        axes.forEach(axis -> names.add(axis.name()));
        observables.forEach(q ->
                Stream.of("", "_stderr", "_theory", "_theory_kind", "_z").forEach(end -> names.add(q.name() + end)));
        axes.forEach(axis -> names.addAll(Lines.along(table, axis.name())));
        observables.forEach(q ->
                axes.forEach(axis -> Slopes.of(table, q.name(), axis.name()).ifPresent(names::add)));
        names.addAll(diagnostics());
        names.addAll(List.of("phase", "status"));
        return names.stream()
                .distinct()
                .filter(table::has)
                .map(name -> table.columns().get(table.index(name)))
                .toList();
    }

    private List<String> diagnostics() {
        Stream<String> ofObservables = observables.stream()
                .flatMap(q -> DIAGNOSTICS.stream().map(end -> q.name() + end))
                .filter(table::has);
        return Stream.concat(ofObservables, Stream.of("failed_replicas", "cpu_seconds"))
                .filter(table::has)
                .filter(name -> table.values(name).stream().anyMatch(Objects::nonNull))
                .toList();
    }

    private void rows(ArrayNode all, List<Column> columns) {
        int[] index = columns.stream().mapToInt(c -> table.index(c.name())).toArray();
        table.rows().stream().limit(MOST).forEach(row -> {
            ArrayNode cells = all.addArray();
            for (int i : index) {
                cells.add(JSON.valueToTree(plain(row.get(i))));
            }
        });
    }

    /** JSON has no infinities. */
    private static Object plain(Object value) {
        return value instanceof Double x && x.isInfinite() ? x > 0 ? "inf" : "-inf" : value;
    }

    private static String text(ObjectNode all) {
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
