package phasegrid.export.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jfree.svg.SVGGraphics2D;

/**
 * A picture with what it shows.
 *
 * @param name its file's name without ending
 * @param caption what it shows, in sentences
 * @param width its width in print, in points of 1/72 inch
 * @param height its height
 * @param drawing draws it in points
 */
public record Figure(String name, String caption, double width, double height, Consumer<Graphics2D> drawing) {
    private static final int FINE = 4;
    private static final int COARSE = 2;

    /** The picture in pixels, 288 to the inch. */
    public byte[] png() {
        return Png.of(width, height, FINE, drawing);
    }

    /** The picture in half as many pixels, for a page of many. */
    public byte[] thumbnail() {
        return Png.of(width, height, COARSE, drawing);
    }

    /** The picture as lines and letters. */
    public byte[] svg() {
        SVGGraphics2D graphics = new SVGGraphics2D(width, height);
        graphics.setDefsKeyPrefix(name + "-");
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.accept(graphics);
        return graphics.getSVGDocument().getBytes(StandardCharsets.UTF_8);
    }
}
