package phasegrid.export.plot;

/**
 * A picture with what it shows.
 *
 * @param name its file's name without {@code .png}
 * @param caption what it shows, in sentences
 * @param width its width in print, in points of 1/72 inch
 * @param height its height
 * @param png the picture
 */
public record Figure(String name, String caption, double width, double height, byte[] png) {}
