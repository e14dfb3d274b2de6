package phasegrid.export.plot;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Sample;

/** Puts curves into a plot, each kind of line or mark as a layer above those before it. */
final class Layers {
    private final XYPlot plot;
    private final List<Curve> curves;
    private final Map<Object, Mark> marks;
    private ToDoubleFunction<Curve> origin = curve -> 0;
    private double floor = Double.NaN;

    /** Layers of those curves that have a mark. */
    Layers(XYPlot plot, List<Curve> curves, Map<Object, Mark> marks) {
        this.plot = plot;
        this.marks = marks;
        this.curves =
                curves.stream().filter(curve -> marks.containsKey(curve.key())).toList();
    }

    /** Draws each curve from its own origin on; one without a finite origin is left out. */
    Layers from(ToDoubleFunction<Curve> newOrigin) {
        origin = newOrigin;
        return this;
    }

    /** Draws the sizes of values, for a logarithmic axis that begins at {@code lowest}. */
    Layers sizes(double lowest) {
        floor = lowest;
        return this;
    }

    private double drawn(double y) {
        return Double.isNaN(floor) ? y : y == 0 ? Double.NaN : Math.abs(y);
    }

    /** Theory, neighbouring points of one kind joined: binding theory solid, limits dashed. */
    Layers theory() {
        return theory(0, Sample::binding).theory(1, Sample::limiting);
    }

    private Layers theory(int look, ToDoubleFunction<Sample> value) {
        return lines(look, 0.9f, (curve, series) -> curve.samples()
                .forEach(sample -> add(series, curve, sample, value.applyAsDouble(sample))));
    }

    /** A transition line in the look of line {@code i}. */
    Layers line(String name, int i) {
        return lines(i, 0.8f, (curve, series) -> {
            for (int k = 0; k < curve.samples().size(); k++) {
                add(series, curve, curve.samples().get(k), curve.lines().get(name)[k]);
            }
        });
    }

    private Layers lines(int look, float width, BiConsumer<Curve, XYSeries> fill) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        add(renderer, fill);
        for (int i = 0; i < drawn().size(); i++) {
            renderer.setSeriesStroke(i, Style.line(look, width));
        }
        return this;
    }

    /** Marks at values of a sample's own. */
    Layers marks(ToDoubleFunction<Sample> value) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        add(renderer, (curve, series) -> curve.samples()
                .forEach(sample -> add(series, curve, sample, value.applyAsDouble(sample))));
        return this;
    }

    private void add(XYLineAndShapeRenderer renderer, BiConsumer<Curve, XYSeries> fill) {
        XYSeriesCollection all = new XYSeriesCollection();
        for (Curve curve : drawn()) {
            XYSeries series = new XYSeries(all.getSeriesCount());
            fill.accept(curve, series);
            all.addSeries(series);
        }
        look(renderer);
        int layer = plot.getDatasetCount();
        plot.setDataset(layer, all);
        plot.setRenderer(layer, renderer);
    }

    private void add(XYSeries series, Curve curve, Sample sample, double value) {
        double y = drawn(value);
        series.add(sample.x() - origin.applyAsDouble(curve), Double.isFinite(y) ? (Double) y : null);
    }

    /** Values with bars of one standard error. */
    Layers measured() {
        XYIntervalSeriesCollection all = new XYIntervalSeriesCollection();
        for (Curve curve : drawn()) {
            XYIntervalSeries series = new XYIntervalSeries(all.getSeriesCount());
            curve.samples().forEach(sample -> add(series, curve, sample));
            all.addSeries(series);
        }
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setCapLength(0);
        renderer.setErrorStroke(Style.BAR);
        look(renderer);
        int layer = plot.getDatasetCount();
        plot.setDataset(layer, all);
        plot.setRenderer(layer, renderer);
        return this;
    }

    private void add(XYIntervalSeries series, Curve curve, Sample sample) {
        double x = sample.x() - origin.applyAsDouble(curve);
        double error = Double.isFinite(sample.stderr()) ? sample.stderr() : 0;
        double y = drawn(sample.value());
        double low = Double.isNaN(floor) ? y - error : Math.max(floor, y - error);
        series.add(x, x, x, y, low, y + error);
    }

    private List<Curve> drawn() {
        return curves.stream()
                .filter(curve -> Double.isFinite(origin.applyAsDouble(curve)))
                .toList();
    }

    private void look(XYLineAndShapeRenderer renderer) {
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < drawn().size(); i++) {
            Mark mark = marks.get(drawn().get(i).key());
            renderer.setSeriesPaint(i, mark.colour());
            renderer.setSeriesShape(i, mark.shape());
        }
    }
}
