package phasegrid.export.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;
import phasegrid.export.tidy.Panel;
import phasegrid.export.tidy.Sample;

/**
 * Curves with error bars over theory; above them where each curve's transition lines lie, below them how far value and
 * theory are apart in standard errors.
 */
public final class CurveFigure {
    private static final double LINE_ROW = 12;
    private static final double CURVES = 150;
    private static final double DEVIATIONS = 55;
    private static final double AXIS = 34;

    private final Curves curves;
    private final double[] levels;
    private final Map<Object, Mark> marks;
    private final Guides guides;
    private final Range x;
    private final Range y;
    private final Range z;

    private CurveFigure(Curves curves, double[] levels) {
        this.curves = curves;
        this.levels = levels;
        marks = Mark.of(curves.design().colour());
        guides = new Guides(curves);
        List<Sample> all = curves.samples();
        x = curves.powers()
                ? Range.ofRatios(DoubleStream.of(curves.design().x().numbers()))
                : Range.of(curves.design().x());
        y = curves.powers()
                ? Range.ofRatios(all.stream().flatMapToDouble(Range::sizes))
                : Range.of(all.stream().flatMapToDouble(Range::extent));
        z = Range.ofDeviations(all.stream().mapToDouble(Sample::z));
    }

    /** The figure of an observable; {@code levels} are drawn across it. */
    public static Figure of(Curves curves, double... levels) {
        return new CurveFigure(curves, levels).figure();
    }

    private Figure figure() {
        List<JFreeChart> charts = curves.panels().stream()
                .limit(Sheet.MOST)
                .map(panel -> Sheet.chart(panel.title(), plot(panel)))
                .toList();
        Legend legend = new Legend().marks(marks.values());
        theory(legend);
        guides.explain(legend, curves.design().x().symbol());
        return new Sheet(legend, charts, height())
                .figure("curves-" + curves.quantity().name(), caption());
    }

    private void theory(Legend legend) {
        if (any(Sample::binding)) {
            legend.line("theory", Style.GREY, Style.line(0, 0.9f));
        }
        if (any(Sample::limiting)) {
            legend.line("theory, a limit", Style.GREY, Style.line(1, 0.9f));
        }
    }

    private boolean any(ToDoubleFunction<Sample> value) {
        return curves.samples().stream().anyMatch(sample -> Double.isFinite(value.applyAsDouble(sample)));
    }

    /** The lines have room where a panel is as wide as a column. */
    private List<String> lines() {
        return curves.panels().size() > 2 ? List.of() : curves.lines();
    }

    private double height() {
        double title = curves.panels().get(0).title().isEmpty() ? 0 : 13;
        return title + AXIS + CURVES + strip() + (curves.judged() ? DEVIATIONS : 0);
    }

    private double strip() {
        return LINE_ROW * lines().size();
    }

    private CombinedDomainXYPlot plot(Panel panel) {
        ValueAxis domain = curves.powers()
                ? Style.powers(curves.design().x(), x.low(), x.high())
                : Style.axis(curves.design().x(), x.low(), x.high());
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(domain);
        plot.setGap(3);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        if (!lines().isEmpty()) {
            plot.add(LineStrip.of(panel.curves(), lines(), marks), (int) strip());
        }
        plot.add(values(panel.curves()), (int) CURVES);
        if (curves.judged()) {
            plot.add(deviations(panel.curves()), (int) DEVIATIONS);
        }
        return plot;
    }

    private XYPlot values(List<Curve> drawn) {
        return curves.powers() ? sizes(drawn) : plain(drawn);
    }

    private XYPlot sizes(List<Curve> drawn) {
        XYPlot plot = Style.plot(null, Style.sizes("|" + curves.quantity().label() + "|", y));
        guides.draw(plot, drawn, x);
        new Layers(plot, drawn, marks).sizes(y.low()).theory().measured();
        return plot;
    }

    private XYPlot plain(List<Curve> drawn) {
        XYPlot plot = Style.plot(null, Style.axis(curves.quantity().label(), y.low(), y.high()));
        for (double level : levels) {
            plot.addRangeMarker(new ValueMarker(level, Style.GREY, Style.line(1, 0.6f)), Layer.BACKGROUND);
        }
        new Layers(plot, drawn, marks).theory().measured();
        return plot;
    }

    private XYPlot deviations(List<Curve> drawn) {
        XYPlot plot = Style.plot(null, Style.deviations(z));
        bands(plot);
        new Layers(plot, drawn, marks).marks(sample -> z.clamped(sample.z()));
        return plot;
    }

    /** ±1 and ±2 standard errors. */
    static void bands(XYPlot plot) {
        plot.addRangeMarker(band(2, Style.BAND), Layer.BACKGROUND);
        plot.addRangeMarker(band(1, Style.INNER_BAND), Layer.BACKGROUND);
        plot.addRangeMarker(new ValueMarker(0, Style.GREY, Style.HAIR), Layer.BACKGROUND);
    }

    private static IntervalMarker band(double half, Color colour) {
        IntervalMarker band = new IntervalMarker(-half, half, colour);
        band.setAlpha(1);
        return band;
    }

    private boolean beyond() {
        return curves.samples().stream().anyMatch(sample -> Math.abs(sample.z()) > z.high());
    }

    private String caption() {
        List<String> words = new ArrayList<>();
        words.add(curves.quantity().name() + ": " + curves.quantity().column().definition()
                + ". Bars are one standard error"
                + (any(Sample::theory) ? "; theory is joined between the points by straight lines." : "."));
        words.add(
                curves.powers()
                        ? "Sizes on logarithmic axes; straight lines are the powers that theory states, without their"
                                + " factors."
                        : "");
        words.add(lines().isEmpty() ? "" : "Ticks above: where the transition lines lie for each curve.");
        words.add(
                curves.judged()
                        ? "Below: z, the distance from theory in standard errors, with bands of ±1 and ±2"
                                + (beyond() ? "; what lies farther is drawn at the edge." : ".")
                        : "");
        words.add(levels.length == 0 ? "" : "Across: the level of a fit.");
        curves.design()
                .colour()
                .filter(axis -> axis.values().size() > marks.size())
                .ifPresent(axis -> words.add(
                        marks.size() + " of " + axis.values().size() + " values of " + axis.symbol() + " are drawn."));
        words.add(
                curves.panels().size() > Sheet.MOST
                        ? "The first " + Sheet.MOST + " of " + curves.panels().size() + " panels."
                        : "");
        return String.join(" ", words.stream().filter(word -> !word.isEmpty()).toList());
    }
}
