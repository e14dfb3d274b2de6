package phasegrid.export.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;
import phasegrid.export.tidy.Panel;

/** Fitted places with error bars over the transition lines, and how far they lie from the closest of these. */
public final class FitFigure {
    private static final double VALUES = 140;
    private static final double DEVIATIONS = 55;
    private static final double AXIS = 34;
    private static final double TITLE = 13;

    private final Curves fits;
    private final Map<Object, Mark> marks;
    private final Optional<String> closest;
    private final Range x;
    private final Range y;
    private final Range z;

    private FitFigure(Curves fits) {
        this.fits = fits;
        marks = Mark.of(fits.design().colour());
        closest = closest(fits);
        x = Range.of(fits.design().x());
        y = Range.of(DoubleStream.concat(fits.samples().stream().flatMapToDouble(Range::extent), theory()));
        z = Range.ofDeviations(deviations(closest.orElse("")));
    }

    private DoubleStream theory() {
        return fits.panels().stream()
                .flatMap(panel -> panel.curves().stream())
                .flatMap(curve -> curve.lines().values().stream())
                .flatMapToDouble(DoubleStream::of);
    }

    /** The figure of one fit; nothing where no fit has a value. */
    public static Optional<Figure> of(Curves fits) {
        return fits.samples().isEmpty() ? Optional.empty() : Optional.of(new FitFigure(fits).figure());
    }

    /** The line with the smallest mean square distance in standard errors. */
    public static Optional<String> closest(Curves fits) {
        FitDistances distances = new FitDistances(fits);
        return fits.lines().stream()
                .filter(line -> Double.isFinite(distances.meanSquare(line)))
                .min(Comparator.comparingDouble(distances::meanSquare));
    }

    private DoubleStream deviations(String line) {
        return line.isEmpty() ? DoubleStream.empty() : new FitDistances(fits).all(line);
    }

    private Figure figure() {
        List<JFreeChart> charts = fits.panels().stream()
                .limit(Sheet.MOST)
                .map(panel -> Sheet.chart(panel.title(), plot(panel)))
                .toList();
        Legend legend = new Legend().marks(marks.values());
        for (int i = 0; i < fits.lines().size(); i++) {
            legend.line(Axis.written(fits.lines().get(i)), Style.GREY, Style.line(i, 0.8f));
        }
        double title = fits.panels().get(0).title().isEmpty() ? 0 : TITLE;
        double height = title + AXIS + VALUES + (closest.isPresent() ? DEVIATIONS : 0);
        return new Sheet(legend, charts, height).figure("fit-" + fits.quantity().name(), caption());
    }

    private CombinedDomainXYPlot plot(Panel panel) {
        CombinedDomainXYPlot plot =
                new CombinedDomainXYPlot(Style.axis(fits.design().x(), x.low(), x.high()));
        plot.setGap(3);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.add(values(panel.curves()), (int) VALUES);
        closest.ifPresent(line -> plot.add(distances(panel.curves(), line), (int) DEVIATIONS));
        return plot;
    }

    private XYPlot values(List<Curve> curves) {
        XYPlot plot = Style.plot(null, Style.axis(fits.quantity().label(), y.low(), y.high()));
        Layers layers = new Layers(plot, curves, marks);
        IntStream.range(0, fits.lines().size())
                .forEach(i -> layers.line(fits.lines().get(i), i));
        layers.measured();
        return plot;
    }

    private XYPlot distances(List<Curve> curves, String line) {
        XYPlot plot = Style.plot(null, Style.deviations(z));
        CurveFigure.bands(plot);
        new Layers(plot, FitDistances.asCurves(curves, line), marks).marks(sample -> z.clamped(sample.z()));
        return plot;
    }

    private String caption() {
        return "Fit " + fits.quantity().name() + ": " + fits.quantity().column().definition()
                + ". Bars are one standard error; lines are theory, joined between the points."
                + closest.map(line -> " Below: distance from " + line
                                + ", of these lines the closest, in standard errors, with bands of ±1 and ±2.")
                        .orElse("");
    }
}
