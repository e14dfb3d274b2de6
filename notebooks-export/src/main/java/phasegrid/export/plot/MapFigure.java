package phasegrid.export.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Paint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;
import phasegrid.export.tidy.Edges;
import phasegrid.export.tidy.Panel;
import phasegrid.export.tidy.Sample;

/** A map of two numeric axes: one cell a point, and the transition lines over it. */
public final class MapFigure {
    private static final double HEIGHT = 180;
    private static final int FEWEST = 6;
    private static final Color NO_DATA = new Color(0xF3F3F3);

    private final Curves curves;
    private final Axis x;
    private final Axis y;
    private final double[] columns;
    private final double[] rows;
    private final Palette.Scale scale;

    private MapFigure(Curves curves) {
        this.curves = curves;
        x = curves.design().x();
        y = curves.design().colour().orElseThrow();
        columns = Edges.of(x.numbers(), x.logarithmic());
        rows = Edges.of(y.numbers(), y.logarithmic());
        Range values = Range.of(curves.samples().stream().mapToDouble(Sample::value));
        scale = new Palette.Scale(smallest(), smallest() < largest() ? largest() : values.high());
    }

    private double smallest() {
        return curves.samples().stream().mapToDouble(Sample::value).min().orElse(0);
    }

    private double largest() {
        return curves.samples().stream().mapToDouble(Sample::value).max().orElse(1);
    }

    /** The figure; nothing where fewer than two axes are numeric, there are fewer than six cells or the curves are level. */
    public static Optional<Figure> of(Curves curves) {
        int across = curves.design().x().numbers().length;
        return curves.design()
                .colour()
                .filter(axis -> curves.varies())
                .filter(axis -> axis.numeric() && axis.numbers().length > 1)
                .filter(axis -> axis.numbers().length * across >= FEWEST)
                .map(axis -> new MapFigure(curves).figure());
    }

    private Figure figure() {
        List<JFreeChart> charts =
                curves.panels().stream().limit(Sheet.MOST).map(this::chart).toList();
        Legend legend = new Legend().scale(curves.quantity().label(), scale);
        for (int i = 0; i < curves.lines().size(); i++) {
            legend.line(Axis.written(curves.lines().get(i)), Style.INK, Style.line(i, 1));
        }
        String name = curves.quantity().name();
        String caption = name + " over " + x.symbol() + " and " + y.symbol() + ", one cell a point"
                + (curves.lines().isEmpty() ? "." : "; drawn over it: " + String.join(", ", curves.lines()) + ".");
        return new Sheet(legend, charts, HEIGHT).figure("map-" + name, caption);
    }

    private JFreeChart chart(Panel panel) {
        return Sheet.chart(panel.title(), plot(panel.curves()));
    }

    private XYPlot plot(List<Curve> drawn) {
        XYPlot plot = Style.plot(
                Style.axis(x, columns[0], columns[columns.length - 1]), Style.axis(y, rows[0], rows[rows.length - 1]));
        plot.setBackgroundPaint(NO_DATA);
        XYSeriesCollection lines = lines(drawn);
        XYLineAndShapeRenderer casing = renderer(lines, Color.WHITE, 2.6f);
        drawn.stream().filter(curve -> row(curve) >= 0).forEach(curve -> cells(casing, curve));
        plot.setDataset(0, lines);
        plot.setRenderer(0, casing);
        plot.setDataset(1, lines);
        XYLineAndShapeRenderer above = renderer(lines, Color.BLACK, 1);
        above.addAnnotation(phases(drawn, lines), Layer.FOREGROUND);
        plot.setRenderer(1, above);
        return plot;
    }

    private PhaseNames phases(List<Curve> drawn, XYSeriesCollection lines) {
        PhaseNames names = new PhaseNames(lines);
        drawn.stream().filter(curve -> row(curve) >= 0).forEach(curve -> curve.samples()
                .forEach(s -> names.add(s.phase(), s.x(), ((Number) curve.key()).doubleValue())));
        return names;
    }

    private int row(Curve curve) {
        double at = ((Number) curve.key()).doubleValue();
        return Arrays.binarySearch(y.numbers(), at);
    }

    private void cells(XYLineAndShapeRenderer renderer, Curve curve) {
        int row = row(curve);
        for (Sample sample : curve.samples()) {
            int column = Arrays.binarySearch(x.numbers(), sample.x());
            Paint paint = scale.at(sample.value());
            renderer.addAnnotation(
                    new XYBoxAnnotation(
                            columns[column],
                            rows[row],
                            columns[column + 1],
                            rows[row + 1],
                            new BasicStroke(0.3f),
                            paint,
                            paint),
                    Layer.BACKGROUND);
        }
    }

    private XYSeriesCollection lines(List<Curve> drawn) {
        return curves.lines().stream()
                .map(line -> line(line, drawn))
                .collect(Collectors.collectingAndThen(Collectors.toList(), MapFigure::collected));
    }

    private static XYSeriesCollection collected(List<XYSeries> series) {
        XYSeriesCollection all = new XYSeriesCollection();
        series.forEach(all::addSeries);
        return all;
    }

    private static XYSeries line(String name, List<Curve> drawn) {
        XYSeries series = new XYSeries(name, false);
        drawn.stream()
                .filter(curve -> Double.isFinite(curve.line(name)))
                .forEach(curve -> series.add(curve.line(name), ((Number) curve.key()).doubleValue()));
        return series;
    }

    private static XYLineAndShapeRenderer renderer(XYSeriesCollection lines, Color colour, float width) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < lines.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesStroke(i, colour.equals(Color.WHITE) ? new BasicStroke(width) : Style.line(i, width));
        }
        return renderer;
    }
}
