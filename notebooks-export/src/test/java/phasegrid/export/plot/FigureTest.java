package phasegrid.export.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import phasegrid.export.Tables;
import phasegrid.export.tidy.Curve;
import phasegrid.export.tidy.Curves;
import phasegrid.jobs.table.PhaseTable;

class FigureTest {
    private static final PhaseTable TABLE = oneRoute();
    private static final Curves CURVES = Curves.of(TABLE).get(0);

    private static PhaseTable oneRoute() {
        return Tables.of(Tables.phase().rows().stream()
                .filter(row -> row.contains("right"))
                .toList());
    }

    @BeforeAll
    static void letters() {
        Letters.prepare();
    }

    private static BufferedImage picture(Figure figure) {
        try {
            return ImageIO.read(new ByteArrayInputStream(figure.png()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The colours of all pixels, ascending. */
    private static int[] colours(Figure figure) {
        BufferedImage image = picture(figure);
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Arrays.sort(all);
        return all;
    }

    /** How many pixels have this colour. */
    private static int pixels(int[] colours, Color colour) {
        int rgb = colour.getRGB();
        return first(colours, rgb + 1) - first(colours, rgb);
    }

    private static int first(int[] colours, int rgb) {
        int low = 0;
        for (int high = colours.length; low < high; ) {
            int middle = (low + high) >>> 1;
            low = colours[middle] < rgb ? middle + 1 : low;
            high = colours[middle] < rgb ? high : middle;
        }
        return low;
    }

    @Test
    void aPictureIsAColumnWideAndKnowsItsSize() {
        Figure figure = CurveFigure.of(CURVES, 0.5);
        BufferedImage image = picture(figure);
        assertThat(image.getWidth()).isEqualTo(4 * 246);
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(4 * figure.height()));
        assertThat(new String(figure.png(), StandardCharsets.ISO_8859_1)).contains("pHYs");
    }

    @Test
    void everyCurveIsThereInItsColour() {
        int[] figure = colours(CurveFigure.of(CURVES));
        for (int i = 0; i < 3; i++) {
            assertThat(pixels(figure, Palette.ordered(i, 3))).as("curve " + i).isGreaterThan(1000);
        }
        assertThat(pixels(figure, Style.BAND)).isGreaterThan(10_000);
        assertThat(pixels(figure, Style.INNER_BAND)).isGreaterThan(10_000);
        assertThat(pixels(figure, Color.WHITE)).isGreaterThan(100_000);
    }

    @Test
    void withoutTheoryThereAreMarksAndNoDeviations() {
        int[] figure = colours(CurveFigure.of(changed("m_theory", null, "m_z", null)));
        for (int i = 0; i < 3; i++) {
            assertThat(pixels(figure, Palette.ordered(i, 3))).as("curve " + i).isGreaterThan(1000);
        }
        assertThat(pixels(figure, Style.BAND)).isLessThan(1000);
    }

    @Test
    void aMapHasACellOfTheRightColourForEachPoint() {
        int[] figure = colours(MapFigure.of(CURVES).orElseThrow());
        double[] m =
                CURVES.samples().stream().mapToDouble(s -> s.value()).sorted().toArray();
        Palette.Scale scale = new Palette.Scale(m[0], m[m.length - 1]);
        for (double value : m) {
            assertThat(pixels(figure, scale.at(value))).as("m = " + value).isGreaterThan(3000);
        }
    }

    @Test
    void curvesOfMovingLinesCollapseAndFitsAreDrawn() {
        assertThat(CollapseFigure.of(CURVES)).isPresent();
        Figure fit =
                FitFigure.of(Curves.of(Tables.fits(), Tables.phase()).get(0)).orElseThrow();
        assertThat(fit.caption()).contains("t_s", "where m crosses 0.5 along t", "t_c");
        assertThat(FitFigure.closest(Curves.of(Tables.fits(), Tables.phase()).get(0)))
                .contains("t_c");
    }

    @Test
    void levelCurvesHaveNoMapAndNoCollapse() {
        Curves level = changed("m", 0.5);
        assertThat(MapFigure.of(level)).isEmpty();
        assertThat(CollapseFigure.of(level)).isEmpty();
    }

    /** The curves with other values in some columns. */
    private static Curves changed(Object... changes) {
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : TABLE.rows()) {
            List<Object> copy = new ArrayList<>(row);
            for (int i = 0; i < changes.length; i += 2) {
                copy.set(TABLE.index((String) changes[i]), changes[i + 1]);
            }
            rows.add(copy);
        }
        return Curves.of(Tables.of(rows)).get(0);
    }

    @Test
    void powersAreDrawnOnLogarithmicAxesWithTheirSlopes() {
        Curves bias = Curves.of(Tables.powers()).get(1);
        assertThat(bias.powers()).isTrue();
        assertThat(bias.panels().get(0).curves().stream().map(Curve::slope)).containsExactly(-1.0, -2.0);
        String drawn = new String(CurveFigure.of(bias).svg(), StandardCharsets.UTF_8);
        assertThat(drawn).contains(">∝ N⁻¹<", ">∝ N⁻²<", ">0.1<", ">0.01<", ">0.001<");
        assertThat(Curves.of(Tables.powers()).get(0).powers()).isFalse();
    }

    @Test
    void phasesAreNamedOnTheirCells() {
        String drawn = new String(
                MapFigure.of(Curves.of(Tables.four()).get(1)).orElseThrow().svg(), StandardCharsets.UTF_8);
        assertThat(drawn).contains(">ordered<", ">disordered<", ">t_σ<");
    }

    @Test
    void coloursGrowLighterAllAlong() {
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            Color c = Palette.viridis(i / 100.0);
            double light = 0.2126 * c.getRed() + 0.7152 * c.getGreen() + 0.0722 * c.getBlue();
            assertThat(light).isGreaterThanOrEqualTo(before);
            before = light;
        }
    }

    @Test
    void aMillionIsAPowerOfTen() {
        assertThat(PowersAxis.text(65536)).isEqualTo("65536");
        assertThat(PowersAxis.text(1e6)).isEqualTo("10⁶");
        assertThat(PowersAxis.text(1e12)).isEqualTo("10¹²");
        assertThat(PowersAxis.text(0.0498047)).isEqualTo("0.0498");
        assertThat(PowersAxis.text(1e-4)).isEqualTo("10⁻⁴");
    }

    @Test
    void farDeviationsStayInsideTheFrame() {
        Range z = Range.ofDeviations(DoubleStream.of(1e9, -3, Double.NaN, Double.POSITIVE_INFINITY));
        assertThat(z).isEqualTo(new Range(-8, 8));
        assertThat(z.clamped(1e9)).isEqualTo(8);
        assertThat(Range.ofDeviations(DoubleStream.of(0.1))).isEqualTo(new Range(-3.2, 3.2));
    }
}
