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

/** A logarithmic axis whose ticks are the values themselves where they are few, or powers of ten. */
final class PowersAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10;
    private static final double GAP = 4;
    private static final double FIRST_POWER = 1e6;
    private static final double LAST_PLAIN = 1e-3;
    private static final String[] SUPERSCRIPTS = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

    private final double[] places;

    /** An axis of these values, ascending. */
    PowersAxis(double[] values) {
        double[] powers = within(values[0], values[values.length - 1], 1);
        places = values.length <= MOST || powers.length < 2 ? spread(values) : powers;
    }

    /** An axis of powers of ten, and of twice and five times these where they are few. */
    PowersAxis(Range range) {
        double[] powers = within(range.low(), range.high(), 1);
        places = spread(powers.length < 3 ? within(range.low(), range.high(), 1, 2, 5) : powers);
    }

    private static double[] within(double low, double high, int... steps) {
        return IntStream.rangeClosed(-30, 30)
                .boxed()
                .flatMapToDouble(power -> IntStream.of(steps).mapToDouble(k -> Double.parseDouble(k + "e" + power)))
                .filter(at -> at >= low && at <= high)
                .toArray();
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

    /** A number, from a million on and below a thousandth as a power of ten where it is one, of fractions three digits. */
    static String text(double value) {
        String digits = String.format(Locale.ROOT, "%.0e", value);
        boolean power = Double.parseDouble(digits) == value && digits.startsWith("1e");
        return power && (value >= FIRST_POWER || value < LAST_PLAIN)
                ? "10" + raised(Integer.parseInt(digits.substring(2)))
                : Digits.plain(value == Math.rint(value) ? value : rounded(value));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    /** An exponent as one writes it: raised where it is whole, nothing where it is 1. */
    static String power(double exponent) {
        return exponent == 1
                ? ""
                : exponent == Math.rint(exponent) ? raised((int) exponent) : "^" + Digits.plain(rounded(exponent));
    }

    private static String raised(int power) {
        StringBuilder text = new StringBuilder(power < 0 ? "⁻" : "");
        Integer.toString(Math.abs(power)).chars().forEach(c -> text.append(SUPERSCRIPTS[c - '0']));
        return text.toString();
    }
}
