package phasegrid.export.plot;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import phasegrid.export.tidy.Axis;

/**
 * How one curve looks: its colour, and a mark that tells it apart in grey.
 *
 * @param colour of marks, bars and lines
 * @param shape the mark around the origin, in points
 * @param text what the legend says
 */
record Mark(Color colour, Shape shape, String text) {
    private static final int MOST = 10;
    private static final double R = 1.8;

    /** The marks of an axis by its values; of many values ten, evenly spread, have one. */
    static Map<Object, Mark> of(Optional<Axis> axis) {
        Map<Object, Mark> marks = new LinkedHashMap<>();
        List<Object> values = axis.map(Mark::shown).orElse(List.of(""));
        for (int i = 0; i < values.size(); i++) {
            boolean ordered = axis.map(Axis::numeric).orElse(true);
            String text =
                    values.get(i).equals("") ? "measured" : axis.orElseThrow().text(values.get(i));
            marks.put(
                    values.get(i),
                    new Mark(ordered ? Palette.ordered(i, values.size()) : Palette.unordered(i), shape(i), text));
        }
        return marks;
    }

    private static List<Object> shown(Axis axis) {
        List<Object> values = axis.values();
        int n = values.size();
        return n <= MOST
                ? values
                : IntStream.range(0, MOST)
                        .mapToObj(i -> values.get((int) Math.round(i * (n - 1.0) / (MOST - 1))))
                        .toList();
    }

    private static Shape shape(int i) {
        return switch (i % 4) {
            case 0 -> new Ellipse2D.Double(-R, -R, 2 * R, 2 * R);
            case 1 -> new Rectangle2D.Double(-0.9 * R, -0.9 * R, 1.8 * R, 1.8 * R);
            case 2 -> polygon(0, -1.25 * R, 1.15 * R, 0.8 * R, -1.15 * R, 0.8 * R);
            default -> polygon(0, -1.3 * R, 1.3 * R, 0, 0, 1.3 * R, -1.3 * R, 0);
        };
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
