package phasegrid.export.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A vertical axis of names, the first on top, at 0, 1, 2 …; every name is written. */
final class NamesAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;

    private final String[] names;

    NamesAxis(List<String> names) {
        this.names = names.toArray(String[]::new);
        setInverted(true);
        setRange(-0.5, names.size() - 0.5);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return IntStream.range(0, names.length)
                .mapToObj(i -> new NumberTick(i, names[i], TextAnchor.CENTER_RIGHT, TextAnchor.CENTER, 0))
                .toList();
    }
}
