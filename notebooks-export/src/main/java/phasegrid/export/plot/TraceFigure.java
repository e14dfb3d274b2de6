package phasegrid.export.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import phasegrid.engine.sweep.Trace;

/**
 * One replica's way: of a backward run the coordinates as hair lines under their mean, time running down to the data; of a
 * chain each scalar over its passes.
 */
public final class TraceFigure {
    private static final double PANEL = 74;
    private static final double STATES = 150;
    private static final double AXIS = 34;
    private static final double TITLE = 13;
    private static final int MOST = 8;
    private static final int FAINT = 70;

    private final Trace trace;
    private final boolean states;

    private TraceFigure(Trace trace) {
        this.trace = trace;
        states = trace.columns().contains("mean_square");
    }

    /** The figure of a trace; {@code title} says what it is of, {@code told} which replica. */
    public static Figure of(Trace trace, String title, String told) {
        Letters.prepare();
        return new TraceFigure(trace).figure(title, told);
    }

    private Figure figure(String title, String told) {
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(clock());
        plot.setGap(4);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        List<Integer> panels = panels();
        panels.forEach(c -> plot.add(panel(c), (int) height(c)));
        double height = TITLE + AXIS + panels.stream().mapToDouble(this::height).sum() + 4 * panels.size();
        return new Sheet(legend(), List.of(Sheet.chart("", plot)), height).figure("trace", title + ". " + told);
    }

    private NumberAxis clock() {
        double[] all = trace.paths().stream()
                .flatMapToDouble(p -> Arrays.stream(p.at()))
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(1);
        NumberAxis axis = Style.axis(trace.clock(), low, high > low ? high : low + 1);
        axis.setInverted(states);
        return axis;
    }

    /** The mean and the mean square of a state; of a chain what moves, at most so many. */
    private List<Integer> panels() {
        IntStream all = IntStream.range(0, states ? 2 : trace.columns().size());
        List<Integer> moving =
                all.filter(c -> states || moves(c)).limit(MOST).boxed().toList();
        return moving.isEmpty() ? List.of(0) : moving;
    }

    /** Whether a column moves, and isn't a power of another one. */
    private boolean moves(int column) {
        String base = trace.columns().get(column).replaceFirst("_(sq|fourth)$", "");
        boolean power = trace.columns().indexOf(base) >= 0 && trace.columns().indexOf(base) != column;
        return !power && values(column).distinct().limit(2).count() > 1;
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
        return IntStream.range(2, trace.columns().size());
    }

    private boolean many() {
        return states && trace.columns().size() > 3;
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
            return trace.columns().get(column);
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
        return legend;
    }
}
