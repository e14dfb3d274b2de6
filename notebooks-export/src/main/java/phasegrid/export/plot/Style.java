package phasegrid.export.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import phasegrid.export.tidy.Axis;

/** What all figures have in common: letters, lines and sizes, in points. */
final class Style {
    /** The width of one column of a journal, and of two. */
    static final double COLUMN = 246;

    static final double PAGE = 510;

    static final Font LETTERS = new Font(Font.SANS_SERIF, Font.PLAIN, 9);
    static final Color INK = new Color(0x222222);
    static final Color GREY = new Color(0x777777);
    static final Color BAND = new Color(0xECECEC);
    static final Color INNER_BAND = new Color(0xDADADA);
    static final BasicStroke HAIR = new BasicStroke(0.5f);
    static final BasicStroke BAR = new BasicStroke(0.8f);

    private static final float[][] DASHES = {null, {4, 2}, {1, 1.5f}, {5, 1.5f, 1, 1.5f}};

    private static final TickUnits TICKS = ticks();

    private Style() {}

    private static DecimalFormat format(int decimals) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        return new DecimalFormat(decimals == 0 ? "0" : "0." + "0".repeat(decimals), symbols);
    }

    /** Steps of 1, 2 and 5 times a power of ten, with as many decimals as they need and a true minus sign. */
    private static TickUnits ticks() {
        TickUnits ticks = new TickUnits();
        for (int power = -12; power <= 15; power++) {
            DecimalFormat format = format(Math.max(0, -power));
            for (int step : new int[] {1, 2, 5}) {
                ticks.add(new NumberTickUnit(Double.parseDouble(step + "e" + power), format));
            }
        }
        return ticks;
    }

    /** A line of its own look, the {@code i}-th of four. */
    static BasicStroke line(int i, float width) {
        float[] dash = DASHES[i % DASHES.length];
        return dash == null
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /** The axis of a parameter over the range {@code low} to {@code high}. */
    static ValueAxis axis(Axis axis, double low, double high) {
        return axis.logarithmic() ? powers(axis, low, high) : axis(axis.label(), low, high);
    }

    /** A logarithmic axis of a parameter. */
    static ValueAxis powers(Axis axis, double low, double high) {
        return ranged(new PowersAxis(axis.numbers()), axis.label(), low, high);
    }

    /** A logarithmic axis of sizes. */
    static ValueAxis sizes(String label, Range range) {
        return ranged(new PowersAxis(range), label, range.low(), range.high());
    }

    private static ValueAxis ranged(ValueAxis axis, String label, double low, double high) {
        axis.setRange(low, high);
        return styled(axis, label);
    }

    /** An axis of plain numbers. */
    static NumberAxis axis(String label, double low, double high) {
        NumberAxis axis = new NumberAxis();
        axis.setRange(low, high);
        styled(axis, label);
        return axis;
    }

    /** The axis of z. */
    static NumberAxis deviations(Range z) {
        NumberAxis axis = axis("z", z.low(), z.high());
        axis.setTickUnit(new NumberTickUnit(z.high() > 5 ? 4 : 2, format(0)));
        return axis;
    }

    static ValueAxis styled(ValueAxis axis, String label) {
        axis.setLabel(label);
        axis.setLabelFont(LETTERS);
        axis.setTickLabelFont(LETTERS);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarkPaint(INK);
        axis.setTickMarkStroke(HAIR);
        axis.setTickMarkOutsideLength(2.5f);
        axis.setTickMarkInsideLength(0);
        axis.setStandardTickUnits(TICKS);
        axis.setLabelInsets(new RectangleInsets(2, 2, 2, 4));
        axis.setTickLabelInsets(new RectangleInsets(1.5, 2, 1.5, 3));
        return axis;
    }

    static XYPlot plot(ValueAxis x, ValueAxis y) {
        XYPlot plot = new XYPlot(null, x, y, null);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(INK);
        plot.setOutlineStroke(HAIR);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setDomainZeroBaselineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        return plot;
    }
}
