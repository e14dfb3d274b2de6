package phasegrid.export.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import phasegrid.jobs.table.Digits;

/** A logarithmic axis whose ticks are the values themselves where they are few, else powers of ten. */
final class PowersAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10;
    private static final double GAP = 4;
    private static final double FIRST_POWER = 1e6;
    private static final String[] SUPERSCRIPTS = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

    private final double[] places;

    PowersAxis(double[] values) {
        double[] powers = IntStream.rangeClosed(-30, 30)
                .mapToDouble(power -> Double.parseDouble("1e" + power))
                .filter(power -> power >= values[0] && power <= values[values.length - 1])
                .toArray();
        places = values.length <= MOST || powers.length < 2 ? spread(values) : powers;
    }

    /** At most ten of them. */
    private static double[] spread(double[] values) {
        int stride = (values.length + MOST - 1) / MOST;
        return IntStream.range(0, values.length)
                .filter(i -> i % stride == 0)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        double free = Double.NEGATIVE_INFINITY;
        for (double at : within().toArray()) {
            double half = RectangleEdge.isTopOrBottom(edge) ? width(text(at)) / 2 : 0;
            double middle = valueToJava2D(at, area, edge);
            boolean fits = RectangleEdge.isLeftOrRight(edge) || middle - half > free;
            ticks.add(new NumberTick(at, fits ? text(at) : "", anchor, TextAnchor.CENTER, 0));
            free = fits ? middle + half + GAP : free;
        }
        return ticks;
    }

    private double width(String text) {
        return getTickLabelFont().getStringBounds(text, Letters.CONTEXT).getWidth();
    }

    private DoubleStream within() {
        return Arrays.stream(places).filter(getRange()::contains);
    }

    /** A number, from a million on as a power of ten where it is one, of fractions three digits. */
    static String text(double value) {
        String digits = String.format(Locale.ROOT, "%.0e", value);
        boolean power = Double.parseDouble(digits) == value && digits.startsWith("1e+");
        return power && value >= FIRST_POWER
                ? "10" + raised(Integer.parseInt(digits.substring(3)))
                : Digits.plain(value == Math.rint(value) ? value : rounded(value));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    private static String raised(int power) {
        StringBuilder text = new StringBuilder();
        Integer.toString(power).chars().forEach(c -> text.append(SUPERSCRIPTS[c - '0']));
        return text.toString();
    }
}
