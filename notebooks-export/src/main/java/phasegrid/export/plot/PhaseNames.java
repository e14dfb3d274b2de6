package phasegrid.export.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeriesCollection;

/** The names of the phases of a map: each on cells of its own, as near to their middle as there is room beside lines and names. */
final class PhaseNames extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double ROW = 11;
    private static final double[] SHIFTS = {0, 1, -1, 2, -2};
    private static final Color PAPER = new Color(255, 255, 255, 220);

    private final transient Map<String, List<Point2D>> cells = new LinkedHashMap<>();
    private final transient XYSeriesCollection lines;

    /** Names that keep off {@code lines}. */
    PhaseNames(XYSeriesCollection lines) {
        this.lines = lines;
    }

    /** The phase at the middle of a cell; nothing is said of a cell without one. */
    void add(String phase, double x, double y) {
        if (!phase.isEmpty()) {
            cells.computeIfAbsent(phase.replace('_', ' '), p -> new ArrayList<>())
                    .add(new Point2D.Double(x, y));
        }
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D frame,
            ValueAxis x,
            ValueAxis y,
            int renderer,
            PlotRenderingInfo info) {
        List<Line2D> drawn = drawn(plot, frame, x, y);
        List<Rectangle2D> taken = new ArrayList<>();
        cells.entrySet().stream()
                .sorted(Comparator.comparingInt(cell -> -cell.getValue().size()))
                .forEach(cell -> candidates(cell.getKey(), places(cell.getValue(), plot, frame, x, y))
                        .filter(box -> frame.contains(box)
                                && taken.stream().noneMatch(box::intersects)
                                && drawn.stream().noneMatch(box::intersectsLine))
                        .findFirst()
                        .ifPresent(box -> {
                            taken.add(box);
                            write(g, cell.getKey(), box);
                        }));
    }

    private static Point2D place(Point2D at, XYPlot plot, Rectangle2D frame, ValueAxis x, ValueAxis y) {
        RectangleEdge below = plot.getDomainAxisEdge();
        RectangleEdge beside = plot.getRangeAxisEdge();
        return new Point2D.Double(x.valueToJava2D(at.getX(), frame, below), y.valueToJava2D(at.getY(), frame, beside));
    }

    private static List<Point2D> places(List<Point2D> all, XYPlot plot, Rectangle2D frame, ValueAxis x, ValueAxis y) {
        return all.stream().map(at -> place(at, plot, frame, x, y)).toList();
    }

    private List<Line2D> drawn(XYPlot plot, Rectangle2D frame, ValueAxis x, ValueAxis y) {
        List<Line2D> all = new ArrayList<>();
        for (int s = 0; s < lines.getSeriesCount(); s++) {
            for (int i = 1; i < lines.getItemCount(s); i++) {
                Point2D from = new Point2D.Double(lines.getXValue(s, i - 1), lines.getYValue(s, i - 1));
                Point2D to = new Point2D.Double(lines.getXValue(s, i), lines.getYValue(s, i));
                all.add(new Line2D.Double(place(from, plot, frame, x, y), place(to, plot, frame, x, y)));
            }
        }
        return all;
    }

    /** Boxes for a word, nearest to the middle of its cells first. */
    private static Stream<Rectangle2D> candidates(String word, List<Point2D> at) {
        double width = font().getStringBounds(word, Letters.CONTEXT).getWidth() + 6;
        Point2D middle = new Point2D.Double(
                at.stream().mapToDouble(Point2D::getX).average().orElse(0),
                at.stream().mapToDouble(Point2D::getY).average().orElse(0));
        return at.stream().sorted(Comparator.comparingDouble(middle::distance)).flatMap(p -> DoubleStream.of(SHIFTS)
                .mapToObj(shift -> (Rectangle2D)
                        new Rectangle2D.Double(p.getX() - width / 2, p.getY() + (shift - 0.5) * ROW, width, ROW)));
    }

    private static Font font() {
        return Style.LETTERS.deriveFont(Font.BOLD);
    }

    private static void write(Graphics2D g, String word, Rectangle2D box) {
        float left = (float) box.getX() + 3;
        float base = (float) (box.getMaxY() - 2.5);
        g.setPaint(PAPER);
        g.fill(new RoundRectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight(), 4, 4));
        g.setFont(font());
        g.setPaint(Style.INK);
        g.drawString(word, left, base);
    }
}
