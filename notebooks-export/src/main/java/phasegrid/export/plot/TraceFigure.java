package phasegrid.export.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Image;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import phasegrid.engine.sweep.Trace;

/**
 * One replica's way: of a backward run the coordinates as hair lines under their mean, time running down to the data; of a
 * chain its spins, one row a site, and under them each scalar over the passes.
 */
public final class TraceFigure {
    private static final double PANEL = 74;
    private static final double STATES = 150;
    private static final double SPINS = 170;
    private static final double AXIS = 34;
    private static final double TITLE = 13;
    private static final double GAP = 4;
    private static final int MOST = 8;
    private static final int FAINT = 70;

    private final Trace trace;
    private final boolean states;

    private TraceFigure(Trace trace) {
        this.trace = trace;
        states = !trace.chain();
    }

    /** The figure of a trace; {@code title} says what it is of, {@code told} which replica. */
    public static Figure of(Trace trace, String title, String told) {
        Letters.prepare();
        return new TraceFigure(trace).figure(title, told);
    }

    private Figure figure(String title, String told) {
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(clock());
        plot.setGap(GAP);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        List<Integer> panels = panels();
        if (spins()) {
            plot.add(configurations(), (int) SPINS);
        }
        panels.forEach(c -> plot.add(panel(c), (int) height(c)));
        double height = TITLE
                + AXIS
                + GAP
                + (spins() ? SPINS + GAP : 0)
                + panels.stream().mapToDouble(this::height).sum()
                + GAP * panels.size();
        JFreeChart chart = Sheet.chart("", plot);
        chart.setPadding(new RectangleInsets(GAP + 2, 2, 2, 10));
        return new Sheet(legend(), List.of(chart), height).figure("trace", title + ". " + told);
    }

    private NumberAxis clock() {
        double[] all = trace.paths().stream()
                .flatMapToDouble(p -> Arrays.stream(p.at()))
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(1);
        double half = states ? 0 : 0.5;
        NumberAxis axis = Style.axis(trace.clock(), low - half, high + half > low - half ? high + half : low + 1);
        axis.setInverted(states);
        return axis;
    }

    private boolean spins() {
        return !states && trace.sites() > 0;
    }

    /** The spins of all sites at all passes. */
    private XYPlot configurations() {
        Trace.Path path = trace.paths().get(0);
        double first = path.at()[0] - 0.5;
        double last = path.at()[path.at().length - 1] + 0.5;
        XYPlot plot = Style.plot(null, Style.axis("site i", 0.5, trace.sites() + 0.5));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, false);
        Image image = SpinImage.of(trace);
        renderer.addAnnotation(
                new XYDataImageAnnotation(image, first, 0.5, last - first, trace.sites()), Layer.BACKGROUND);
        plot.setDataset(new XYSeriesCollection());
        plot.setRenderer(renderer);
        return plot;
    }

    /** The mean and the mean square of a state; of a chain what moves, at most so many. */
    private List<Integer> panels() {
        IntStream all = IntStream.range(0, trace.told());
        List<Integer> moving =
                all.filter(c -> states || moves(c)).limit(MOST).boxed().toList();
        return moving.isEmpty() ? List.of(0) : moving;
    }

    /** Whether a column moves, and isn't a power of another one, nor the spins' mean where a scalar is the same. */
    private boolean moves(int column) {
        String base = trace.columns().get(column).replaceFirst("(_sq|_squared|_fourth|_abs|_absolute|[24])$", "");
        boolean power = trace.columns().indexOf(base) >= 0 && trace.columns().indexOf(base) != column;
        return !power && !twice(column) && values(column).distinct().limit(2).count() > 1;
    }

    private boolean twice(int column) {
        double[] mean = values(0).toArray();
        return spins()
                && column == 0
                && IntStream.range(1, trace.told())
                        .anyMatch(c -> Arrays.equals(mean, values(c).toArray()));
    }

    private DoubleStream values(int column) {
        return trace.paths().stream()
                .flatMap(path -> Arrays.stream(path.values()))
                .mapToDouble(row -> row[column])
                .filter(Double::isFinite);
    }

    private double height(int column) {
        return states && column == 0 ? STATES : PANEL;
    }

    private IntStream coordinates() {
        return IntStream.range(trace.told(), trace.columns().size());
    }

    private boolean many() {
        return states && trace.sites() > 1;
    }

    private XYPlot panel(int column) {
        boolean top = states && column == 0;
        DoubleStream drawn = top ? coordinates().mapToObj(this::values).flatMapToDouble(v -> v) : values(column);
        Range y = Range.of(drawn);
        XYPlot plot = Style.plot(null, Style.axis(label(column), y.low(), y.high()));
        if (top && many()) {
            coordinates().forEach(c -> lines(plot, c, 0.3f, FAINT));
        }
        lines(plot, column, top ? 1.6f : 0.8f, 255);
        return plot;
    }

    private String label(int column) {
        if (!states) {
            return column == 0 && spins() ? "⟨sᵢ⟩" : trace.columns().get(column);
        }
        return column == 0 ? many() ? "xᵢ,  mean bold" : "x" : "⟨xᵢ²⟩";
    }

    private void lines(XYPlot plot, int column, float width, int alpha) {
        XYSeriesCollection all = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int p = 0; p < trace.paths().size(); p++) {
            Trace.Path path = trace.paths().get(p);
            XYSeries series = new XYSeries(p, false);
            for (int i = 0; i < path.at().length; i++) {
                series.add(path.at()[i], path.values()[i][column]);
            }
            all.addSeries(series);
            Color colour = Palette.unordered(p);
            renderer.setSeriesPaint(p, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha));
            renderer.setSeriesStroke(p, new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        }
        int layer = plot.getDatasetCount();
        plot.setDataset(layer, all);
        plot.setRenderer(layer, renderer);
    }

    private Legend legend() {
        Legend legend = new Legend();
        int paths = trace.paths().size();
        for (int p = 0; p < paths && paths > 1; p++) {
            legend.line("path " + (p + 1), Palette.unordered(p), Style.line(0, 1.2f));
        }
        return spins() ? legend.area("+1", SpinImage.PLUS).area("−1", SpinImage.MINUS) : legend;
    }
}
