package phasegrid.export.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;

/** All curves of an observable, each from one of its transition lines on: a panel a line. Where they collapse, it rules. */
public final class CollapseFigure {
    private static final double HEIGHT = 150;

    private final Curves curves;
    private final List<Curve> all;
    private final Map<Object, Mark> marks;

    private CollapseFigure(Curves curves) {
        this.curves = curves;
        all = curves.panels().stream().flatMap(panel -> panel.curves().stream()).toList();
        marks = Mark.of(curves.design().colour());
    }

    /** The figure; nothing where no line moves from curve to curve or the curves are level. */
    public static Optional<Figure> of(Curves curves) {
        CollapseFigure figure = new CollapseFigure(curves);
        List<String> lines = figure.moving();
        return lines.isEmpty()
                        || !curves.varies()
                        || curves.powers()
                        || curves.design().x().logarithmic()
                ? Optional.empty()
                : Optional.of(figure.figure(lines));
    }

    private List<String> moving() {
        return curves.lines().stream()
                .filter(line -> all.stream()
                                .mapToDouble(curve -> curve.line(line))
                                .filter(Double::isFinite)
                                .distinct()
                                .count()
                        > 1)
                .limit(4)
                .toList();
    }

    private Figure figure(List<String> lines) {
        List<JFreeChart> charts = new ArrayList<>();
        lines.forEach(line -> charts.add(Sheet.chart("", plot(line))));
        String caption =
                curves.quantity().name() + " against the distance from each transition line. Curves that fall onto "
                        + "one another depend on that distance alone."
                        + (curves.panels().size() > 1 ? " All panels together." : "");
        return new Sheet(new Legend().marks(marks.values()), charts, HEIGHT)
                .figure("collapse-" + curves.quantity().name(), caption);
    }

    private XYPlot plot(String line) {
        Range x = Range.of(all.stream()
                .flatMapToDouble(curve -> curve.samples().stream().mapToDouble(s -> s.x() - curve.line(line))));
        Range y = Range.of(curves.samples().stream().flatMapToDouble(Range::extent));
        String label = curves.design().x().symbol() + " − " + Axis.written(line);
        XYPlot plot = Style.plot(
                Style.axis(label, x.low(), x.high()),
                Style.axis(curves.quantity().label(), y.low(), y.high()));
        new Layers(plot, all, marks).from(curve -> curve.line(line)).theory().measured();
        return plot;
    }
}
