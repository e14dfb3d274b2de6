package phasegrid.export.plot;

import java.awt.font.FontRenderContext;

/** Whether this machine can draw letters. */
public final class Letters {
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Letters() {}

    /**
     * Prepares for drawing without a display.
     *
     * @throws IllegalStateException where Java finds no fonts, with what to install
     */
    public static void prepare() {
        System.setProperty("java.awt.headless", "true");
        try {
            Style.LETTERS.getStringBounds("αβ", CONTEXT);
        } catch (LinkageError | InternalError | RuntimeException e) {
            throw new IllegalStateException(
                    "Cannot draw figures: Java finds no fonts on this machine; install fontconfig and a font, as in "
                            + "apt-get install fontconfig fonts-dejavu-core",
                    e);
        }
    }
}
