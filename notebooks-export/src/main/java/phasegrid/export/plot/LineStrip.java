package phasegrid.export.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Curve;

/** A row for each transition line with a tick in each curve's colour where it lies. */
final class LineStrip {
    private static final Rectangle2D TICK = new Rectangle2D.Double(-0.6, -3.5, 1.2, 7);

    private LineStrip() {}

    static XYPlot of(List<Curve> curves, List<String> lines, Map<Object, Mark> marks) {
        List<Curve> drawn =
                curves.stream().filter(curve -> marks.containsKey(curve.key())).toList();
        XYPlot plot = Style.plot(null, rows(lines));
        plot.setDataset(ticks(drawn, lines));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        for (int i = 0; i < drawn.size(); i++) {
            renderer.setSeriesPaint(i, marks.get(drawn.get(i).key()).colour());
            renderer.setSeriesShape(i, TICK);
        }
        plot.setRenderer(renderer);
        return plot;
    }

    private static NamesAxis rows(List<String> lines) {
        NamesAxis rows = new NamesAxis(lines.stream().map(Axis::written).toList());
        Style.styled(rows, null);
        rows.setTickMarksVisible(false);
        return rows;
    }

    private static XYSeriesCollection ticks(List<Curve> curves, List<String> lines) {
        XYSeriesCollection ticks = new XYSeriesCollection();
        for (Curve curve : curves) {
            XYSeries series = new XYSeries(ticks.getSeriesCount());
            for (int i = 0; i < lines.size(); i++) {
                double at = curve.line(lines.get(i));
                series.add(at, Double.isFinite(at) ? (Integer) i : null);
            }
            ticks.addSeries(series);
        }
        return ticks;
    }
}
