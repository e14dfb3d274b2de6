package phasegrid.export.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.model.diffusion.TwoGaussians;
import phasegrid.engine.model.memory.Hopfield;
import phasegrid.engine.sweep.Trace;
import phasegrid.jobs.cli.PointTrace;

class TraceViewTest {
    private static Trace.Path path(double from) {
        double[] at = {from, from / 2, 0};
        return new Trace.Path(at, new double[][] {{0, 1, -1, 1}, {0.2, 1.2, -1, 1.4}, {1, 2, 0, 2}});
    }

    /** Two clones of two coordinates. */
    static PointTrace clones() {
        return new PointTrace(
                Definition.of(new TwoGaussians()),
                Map.of("d", new Value.Whole(2)),
                5,
                new Trace(
                        3,
                        0,
                        "t",
                        List.of("mean", "mean_square", "x_1", "x_2"),
                        2,
                        List.of(path(2), path(1)),
                        Map.of("plus_fraction", 1.0)));
    }

    /** A pattern of four spins of which one turns at the first pass and comes back at the last. */
    static PointTrace chain() {
        Trace.Path path = new Trace.Path(new double[] {0, 1, 2}, new double[][] {
            {1, .8, .64, 3, 1, 1, 1, 1}, {.5, .7, .49, 3, 1, 1, -1, 1}, {1, .8, .64, 3, 1, 1, 1, 1}
        });
        return new PointTrace(
                Definition.of(new Hopfield()),
                Map.of("d", new Value.Whole(2)),
                5,
                new Trace(
                        0,
                        2,
                        "pass",
                        List.of("mean", "overlap", "overlap_sq", "still", "s_1", "s_2", "s_3", "s_4"),
                        4,
                        List.of(path),
                        Map.of()));
    }

    private static String text(String ending, PointTrace trace) {
        return new String(new TraceView().bytes(ending, trace), StandardCharsets.UTF_8);
    }

    @Test
    void aPictureNamesItsPathsAndAxes() {
        assertThat(text("svg", clones())).contains(">path 1<", ">path 2<", ">t<");
    }

    @Test
    void ofAChainWhatMovesIsDrawnAndNoPowers() {
        assertThat(text("svg", chain())).as("spins and two panels").contains(">pass<", "<image ", "height='400.0'");
    }

    /** The turned spin is the third of four, counted from below, in the middle third of the passes: a twelfth of the image. */
    @Test
    void everySpinHasItsPlaceInTheImage() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new TraceView().bytes("png", chain())));
        int minus = 0x2F3E63;
        int plus = 0xE9D8A0;
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        double minuses =
                IntStream.of(all).filter(rgb -> (rgb & 0xFFFFFF) == minus).count();
        double pluses =
                IntStream.of(all).filter(rgb -> (rgb & 0xFFFFFF) == plus).count();
        assertThat(minuses / (minuses + pluses)).isBetween(0.9 / 12, 1.1 / 12);
    }

    @Test
    void aPictureHasAColumnsWidth() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new TraceView().bytes("png", clones())));
        assertThat(image.getWidth()).isEqualTo(984);
    }

    @Test
    void aPageIsWholeAndTellsTheReplica() {
        assertThat(text("html", clones()))
                .startsWith("<!doctype html>")
                .contains("default-src 'none'")
                .contains("replica 3 of seed 5 recorded plus_fraction 1")
                .contains("\"columns\":[\"mean\",\"mean_square\",\"x_1\",\"x_2\"]")
                .doesNotContain("src=\"http");
        assertThat(chain().replica()).startsWith("replica 0,2 of seed 5");
    }
}
