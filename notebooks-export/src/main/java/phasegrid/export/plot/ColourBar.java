package phasegrid.export.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleEdge;

/**
 * What colours mean: a bar of them over an axis.
 *
 * @param text what they measure
 * @param scale the colours
 */
record ColourBar(String text, Palette.Scale scale) {
    static final double HEIGHT = 38;

    private static final double WIDTH = 170;
    private static final double STRIP = 7;
    private static final double TOP = 3;
    private static final int STEPS = 170;

    /** Draws it in the middle of {@code width}, from {@code top} down. */
    void draw(Graphics2D g, double width, double top) {
        Rectangle2D strip = new Rectangle2D.Double((width - WIDTH) / 2, top + TOP, WIDTH, STRIP);
        for (int i = 0; i < STEPS; i++) {
            g.setPaint(scale.at(scale.low() + (scale.high() - scale.low()) * (i + 0.5) / STEPS));
            double step = WIDTH / STEPS;
            g.fill(new Rectangle2D.Double(strip.getX() + i * step, strip.getY(), step, STRIP));
        }
        NumberAxis axis = Style.axis(text, scale.low(), scale.high());
        axis.draw(g, strip.getMaxY(), new Rectangle2D.Double(0, top, width, HEIGHT), strip, RectangleEdge.BOTTOM, null);
    }
}
