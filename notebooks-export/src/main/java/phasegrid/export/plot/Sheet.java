package phasegrid.export.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;

/**
 * Charts side by side under one legend: one in a journal's column, more over its page, three abreast from three on.
 *
 * @param legend what the marks mean
 * @param charts the charts
 * @param height of each chart
 */
record Sheet(Legend legend, List<JFreeChart> charts, double height) {
    /** The most charts that a sheet takes. */
    static final int MOST = 12;

    private static final double GAP = 6;

    /** A chart of a plot; an empty title takes no room. */
    static JFreeChart chart(String title, Plot plot) {
        JFreeChart chart = new JFreeChart(null, Style.LETTERS, plot, false);
        if (!title.isEmpty()) {
            TextTitle text = new TextTitle(title, Style.LETTERS);
            text.setPaint(Style.INK);
            text.setPadding(new RectangleInsets(0, 0, 2, 0));
            chart.setTitle(text);
        }
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(2, 2, 2, 10));
        chart.setTextAntiAlias(true);
        return chart;
    }

    private int abreast() {
        return Math.min(charts.size() == 4 ? 2 : 3, charts.size());
    }

    Figure figure(String name, String caption) {
        double width = charts.size() == 1 ? Style.COLUMN : Style.PAGE;
        int rows = (charts.size() + abreast() - 1) / abreast();
        double all = legend.height(width) + rows * (height + GAP);
        return new Figure(name, caption, width, all, g -> draw(g, width));
    }

    private void draw(Graphics2D g, double width) {
        legend.draw(g, width);
        double top = legend.height(width);
        double each = width / abreast();
        for (int i = 0; i < charts.size(); i++) {
            double x = i % abreast() * each;
            int row = i / abreast();
            double y = top + row * (height + GAP);
            AffineTransform before = g.getTransform();
            charts.get(i).draw(g, new Rectangle2D.Double(x, y, each, height));
            g.setTransform(before);
        }
    }
}
