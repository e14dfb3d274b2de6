package phasegrid.export.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import phasegrid.engine.sweep.Trace;

/** Configurations side by side: passes from left to right, sites from the bottom up, one of two colours a spin. */
final class SpinImage {
    static final Color PLUS = new Color(0xE9D8A0);
    static final Color MINUS = new Color(0x2F3E63);

    private static final int WIDTH = 960;
    private static final int HEIGHT = 600;

    private SpinImage() {}

    /** The image of a path, each pass half a pass to the left and to the right of its place. */
    static BufferedImage of(Trace trace) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, colours());
        Trace.Path path = trace.paths().get(0);
        for (int x = 0; x < WIDTH; x++) {
            double[] row = path.values()[at(path.at(), (x + 0.5) / WIDTH)];
            for (int y = 0; y < HEIGHT; y++) {
                int site = (int) ((y + 0.5) / HEIGHT * trace.sites());
                Color colour = row[trace.told() + site] > 0 ? PLUS : MINUS;
                image.setRGB(x, HEIGHT - 1 - y, colour.getRGB());
            }
        }
        return image;
    }

    private static IndexColorModel colours() {
        int[] both = {PLUS.getRGB(), MINUS.getRGB()};
        return new IndexColorModel(1, 2, both, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    /** The last place of which the left end lies before a fraction of the way. */
    private static int at(double[] at, double fraction) {
        double last = at[at.length - 1];
        double pass = at[0] - 0.5 + fraction * (last - at[0] + 1);
        int i = 0;
        while (i + 1 < at.length && at[i + 1] - 0.5 <= pass) {
            i++;
        }
        return i;
    }
}
