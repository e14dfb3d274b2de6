package phasegrid.export.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What marks and lines mean, in rows above a figure. */
final class Legend {
    private static final double ROW = 13;
    private static final double GAP = 11;
    private static final double PAD = 4;
    private static final double LINE = 18;
    private static final double MARK = 6;

    /** One entry: a mark where {@code shape} is there, else a line. */
    private record Entry(String text, Color colour, Shape shape, Stroke stroke) {
        double sign() {
            return shape == null ? LINE : MARK;
        }

        double width() {
            return sign()
                    + PAD
                    + Style.LETTERS.getStringBounds(text, Letters.CONTEXT).getWidth();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private Optional<ColourBar> bar = Optional.empty();

    Legend marks(Collection<Mark> marks) {
        marks.forEach(mark -> entries.add(new Entry(mark.text(), mark.colour(), mark.shape(), null)));
        return this;
    }

    Legend line(String text, Color colour, BasicStroke stroke) {
        entries.add(new Entry(text, colour, null, stroke));
        return this;
    }

    /** A square of a colour. */
    Legend area(String text, Color colour) {
        entries.add(new Entry(text, colour, new Rectangle2D.Double(-MARK / 2, -MARK / 2, MARK, MARK), null));
        return this;
    }

    /** A bar of colours below the rows. */
    Legend scale(String text, Palette.Scale scale) {
        bar = Optional.of(new ColourBar(text, scale));
        return this;
    }

    /** The height that {@link #draw} takes. */
    double height(double width) {
        return rows(width).size() * ROW + bar.map(b -> ColourBar.HEIGHT).orElse(0.0);
    }

    void draw(Graphics2D g, double width) {
        double y = 0;
        for (List<Entry> row : rows(width)) {
            double x = (width - width(row)) / 2;
            for (Entry entry : row) {
                draw(g, entry, x, y + ROW / 2);
                x += entry.width() + GAP;
            }
            y += ROW;
        }
        double below = y;
        bar.ifPresent(b -> b.draw(g, width, below));
    }

    private static double width(List<Entry> row) {
        return row.stream().mapToDouble(Entry::width).sum() + GAP * (row.size() - 1);
    }

    private List<List<Entry>> rows(double width) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Entry entry : entries) {
            List<Entry> last = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
            if (last.isEmpty() || width(last) + GAP + entry.width() > width - 2 * PAD) {
                rows.add(new ArrayList<>(List.of(entry)));
            } else {
                last.add(entry);
            }
        }
        return rows;
    }

    private static void draw(Graphics2D g, Entry entry, double x, double middle) {
        g.setPaint(entry.colour());
        if (entry.shape() == null) {
            g.setStroke(entry.stroke());
            g.draw(new Line2D.Double(x, middle, x + LINE, middle));
        } else {
            g.fill(AffineTransform.getTranslateInstance(x + MARK / 2, middle).createTransformedShape(entry.shape()));
        }
        g.setPaint(Style.INK);
        g.setFont(Style.LETTERS);
        g.drawString(entry.text(), (float) (x + entry.sign() + PAD), (float) (middle + 3.2));
    }
}
