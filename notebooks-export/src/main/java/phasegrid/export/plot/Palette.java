package phasegrid.export.plot;

import java.awt.Color;

/**
 * Colours that colour-blind eyes tell apart. Ordered ones run through viridis (S. van der Walt and N. Smith, CC0), whose
 * lightness rises evenly; unordered ones are M. Okabe and K. Ito's, and three more.
 */
final class Palette {
    private static final int[] VIRIDIS = {
        0x440154, 0x482576, 0x414487, 0x35608D, 0x2A788E, 0x21908C, 0x22A884, 0x43BF71, 0x7AD151, 0xBBDF27, 0xFDE725
    };
    private static final int[] WORDS = {
        0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000, 0x8C6D31, 0x7F7F7F, 0x9467BD
    };
    private static final double LIGHTEST = 0.82;

    private Palette() {}

    /** The {@code i}-th of {@code n} ordered colours, dark enough on white. */
    static Color ordered(int i, int n) {
        return viridis(n < 2 ? 0.25 : LIGHTEST * i / (n - 1));
    }

    /** The {@code i}-th colour without order; they repeat after ten. */
    static Color unordered(int i) {
        return new Color(WORDS[i % WORDS.length]);
    }

    /** Viridis at {@code u} in [0, 1], linear between eleven anchors. */
    static Color viridis(double u) {
        double place = Math.max(0, Math.min(1, u)) * (VIRIDIS.length - 1);
        int i = (int) Math.min(VIRIDIS.length - 2, Math.floor(place));
        return mixed(new Color(VIRIDIS[i]), new Color(VIRIDIS[i + 1]), place - i);
    }

    private static Color mixed(Color a, Color b, double u) {
        return new Color(
                channel(a.getRed(), b.getRed(), u),
                channel(a.getGreen(), b.getGreen(), u),
                channel(a.getBlue(), b.getBlue(), u));
    }

    private static int channel(int a, int b, double u) {
        return (int) Math.round(a + (b - a) * u);
    }

    /** Viridis from {@code low} to {@code high}. */
    record Scale(double low, double high) {
        Color at(double value) {
            return viridis((value - low) / (high - low));
        }
    }
}
