package phasegrid.export.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import phasegrid.export.Tables;
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

    /** How many pixels have each colour. */
    private static Map<Color, Integer> colours(Figure figure) {
        BufferedImage image = picture(figure);
        Map<Color, Integer> colours = new HashMap<>();
        for (int rgb : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            colours.merge(new Color(rgb), 1, Integer::sum);
        }
        return colours;
    }

    @Test
    void aPictureIsAColumnWideAndKnowsItsSize() {
        Figure figure = CurveFigure.of(CURVES, 0.5);
        BufferedImage image = picture(figure);
        assertThat(image.getWidth()).isEqualTo(4 * 246);
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(4 * figure.height()));
        assertThat(new String(figure.png(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("pHYs");
    }

    @Test
    void everyCurveIsThereInItsColour() {
        Map<Color, Integer> colours = colours(CurveFigure.of(CURVES));
        assertThat(colours.keySet()).contains(Palette.ordered(0, 3), Palette.ordered(1, 3), Palette.ordered(2, 3));
        assertThat(colours.keySet()).contains(Style.BAND, Style.INNER_BAND);
        assertThat(colours.get(Color.WHITE)).isGreaterThan(100_000);
    }

    @Test
    void aMapHasACellOfTheRightColourForEachPoint() {
        Map<Color, Integer> colours = colours(MapFigure.of(CURVES).orElseThrow());
        double[] m = TABLE.numbers("m");
        Palette.Scale scale = new Palette.Scale(
                CURVES.samples().stream().mapToDouble(s -> s.value()).min().orElseThrow(),
                CURVES.samples().stream().mapToDouble(s -> s.value()).max().orElseThrow());
        int middle = TABLE.values("point_key").indexOf("right2561.0");
        assertThat(m[middle]).isEqualTo(0.5);
        assertThat(colours.get(scale.at(m[middle]))).isGreaterThan(5000);
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
        List<List<Object>> rows =
                TABLE.rows().stream().map(FigureTest::levelled).toList();
        Curves level = Curves.of(Tables.of(rows)).get(0);
        assertThat(MapFigure.of(level)).isEmpty();
        assertThat(CollapseFigure.of(level)).isEmpty();
    }

    private static List<Object> levelled(List<Object> row) {
        List<Object> copy = new java.util.ArrayList<>(row);
        copy.set(TABLE.index("m"), 0.5);
        return copy;
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
    }

    @Test
    void farDeviationsStayInsideTheFrame() {
        Range z = Range.ofDeviations(java.util.stream.DoubleStream.of(1e9, -3, Double.NaN, Double.POSITIVE_INFINITY));
        assertThat(z).isEqualTo(new Range(-8, 8));
        assertThat(z.clamped(1e9)).isEqualTo(8);
        assertThat(Range.ofDeviations(java.util.stream.DoubleStream.of(0.1))).isEqualTo(new Range(-3.2, 3.2));
    }
}
