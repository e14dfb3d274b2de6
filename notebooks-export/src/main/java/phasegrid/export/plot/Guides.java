package phasegrid.export.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;
import phasegrid.export.tidy.Sample;

/** The powers that theory states, as straight lines on logarithmic axes: each under the lowest curve that has it. */
final class Guides {
    private static final double BELOW = 0.6;
    private static final int FIRST_LOOK = 2;

    private final double[] slopes;

    Guides(Curves curves) {
        slopes = curves.powers()
                ? curves.panels().stream()
                        .flatMap(panel -> panel.curves().stream())
                        .mapToDouble(Curve::slope)
                        .filter(Double::isFinite)
                        .distinct()
                        .sorted()
                        .toArray()
                : new double[0];
    }

    /** Names them by the symbol of the horizontal axis. */
    void explain(Legend legend, String symbol) {
        for (int i = 0; i < slopes.length; i++) {
            legend.line("∝ " + symbol + PowersAxis.power(slopes[i]), Style.GREY, Style.line(FIRST_LOOK + i, 0.8f));
        }
    }

    /** Adds those of the curves of a panel as a layer. */
    void draw(XYPlot plot, List<Curve> curves, Range x) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < slopes.length; i++) {
            XYSeries line = new XYSeries(i);
            double slope = slopes[i];
            factor(curves, slope).ifPresent(c -> DoubleStream.of(x.low(), x.high())
                    .forEach(at -> line.add(at, BELOW * c * Math.pow(at, slope))));
            renderer.setSeriesPaint(i, Style.GREY);
            renderer.setSeriesStroke(i, Style.line(FIRST_LOOK + i, 0.8f));
            lines.addSeries(line);
        }
        int layer = plot.getDatasetCount();
        plot.setDataset(layer, lines);
        plot.setRenderer(layer, renderer);
    }

    /** c of c·x^s through the last sample of the lowest curve of slope s. */
    private static OptionalDouble factor(List<Curve> curves, double slope) {
        return curves.stream()
                .filter(curve -> curve.slope() == slope)
                .flatMap(curve -> last(curve).stream())
                .mapToDouble(sample -> size(sample) / Math.pow(sample.x(), slope))
                .min();
    }

    private static Optional<Sample> last(Curve curve) {
        return curve.samples().stream().filter(sample -> size(sample) > 0).max(Comparator.comparingDouble(Sample::x));
    }

    private static double size(Sample sample) {
        return Math.abs(Double.isFinite(sample.theory()) ? sample.theory() : sample.value());
    }
}
