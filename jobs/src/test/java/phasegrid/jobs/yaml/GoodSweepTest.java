package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Expression;
import phasegrid.engine.sweep.Fit;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.SweepSpec;

class GoodSweepTest {
    static Stream<Path> files() {
        return Examples.files("good-sweeps");
    }

    private static SweepSpec read(String name) throws IOException {
        try (var in = GoodSweepTest.class.getResourceAsStream("/good-sweeps/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Examples.READER.read(name, text, List.of());
        }
    }

    @Test
    void everyKeyOfAPlainSweepArrives() throws IOException {
        SweepSpec spec = read("clones.yaml");
        SweepSpec.Region region = spec.regions().get(0);
        assertThat(spec.question()).endsWith("e^{-t}/√Γ_t?");
        assertThat(spec.model() + "@" + spec.version()).isEqualTo("gaussians@2");
        assertThat(spec.seed()).isEqualTo(20250101);
        assertThat(spec.effort()).isEqualTo(Effort.of(10_000));
        assertThat(spec.fits())
                .containsExactly(
                        new Fit("t_s", "same_label", 0.7752, "t"), new Fit("t_d", "same_label", Double.NaN, "t", "d"));
        assertThat(region.axes().stream().map(Axis::names))
                .containsExactly(List.of("d"), List.of("t"), List.of("centre", "width"));
        assertThat(Examples.axis(spec, "d")).containsExactly("256", "1024", "4096");
        assertThat(Examples.axis(spec, "t")).hasSize(19).startsWith("1", "1.5").endsWith("9.5", "10");
        assertThat(region.axes().get(2).values())
                .containsExactly(
                        List.of(new Value.Real(0.5), new Value.Real(2)), List.of(new Value.Real(1), new Value.Real(1)));
        assertThat(region.fixed())
                .isEqualTo(Map.of(
                        "sampler.steps", new Value.Whole(1000),
                        "horizon", new Value.Real(10),
                        "process", new Value.Word("ou")));
        assertThat(region.derived()).containsOnlyKeys("r");
        assertThat(region.where()).contains(Expression.parse("d * t < 40000 and (r > 0.001 or not (t > 9))"));
    }

    @Test
    void aUnionHasWhatTheWholeFileFixes() throws IOException {
        SweepSpec spec = read("patterns.yaml");
        assertThat(spec.regions()).hasSize(2).allMatch(r -> r.fixed().containsKey("temperature"));
        assertThat(spec.share()).containsExactly("n");
        assertThat(spec.effort()).isEqualTo(new Effort(40, 500, 0));
        List<Map<String, Value>> cells =
                Grid.of(Examples.PATTERNS, spec).cellValues().toList();
        assertThat(cells).hasSize(4 + 8).allMatch(v -> v.get("beta").number() == 2);
        assertThat(cells.stream().map(v -> v.get("n").text()))
                .containsExactly("3", "7", "7", "55", "4", "16", "32", "64", "128", "256", "512", "1024");
    }

    @Test
    void aChainHasPassesAndItsLadder() throws IOException {
        SweepSpec spec = read("spins.yaml");
        assertThat(spec.effort()).isEqualTo(new Effort(40, 1, 5_000));
        assertThat(spec.ladder())
                .containsExactly(new Value.Real(0.25), new Value.Real(0.5), new Value.Real(0.75), new Value.Real(1));
        assertThat(Grid.of(Examples.SPINS, spec).points()).hasSize(6);
    }

    @Test
    void seedAndReplicasHaveTheUsualValues() {
        SweepSpec spec = Examples.sweep("axes: {d: [1], t: [1]}");
        assertThat(spec.seed()).isEqualTo(1);
        assertThat(spec.effort()).isEqualTo(Effort.of(1_000));
        assertThat(Examples.sweep("axes: {d: [1], t: [1]}\nseed: -9223372036854775808")
                        .seed())
                .isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theCanonicalTextIsJsonAndGivesTheSameSweepBack(Path file) throws IOException {
        SweepSpec spec = Examples.READER.read("x", Files.readString(file), List.of());
        String canonical = SweepReader.canonical(spec);
        assertThat(new ObjectMapper().readTree(canonical).get("seed").asLong()).isEqualTo(spec.seed());
        assertThat(Examples.READER.read("canonical", canonical, List.of())).isEqualTo(spec);
    }

    @ParameterizedTest
    @MethodSource("files")
    void marksAndLineEndsOfOtherSystemsAreRead(Path file) throws IOException {
        String text = Files.readString(file);
        SweepSpec spec = Examples.READER.read("x", text, List.of());
        assertThat(Examples.READER.read("x", "\uFEFF" + text.replace("\n", "\r\n"), List.of()))
                .isEqualTo(spec);
    }

    @Test
    void numbersAreDecimalHoweverTheyAreSpelt() {
        SweepSpec spec = Examples.sweep("axes: {d: [1e3, '+5', 2.0, \"7\"], t: [5., .5, -0.0, 1E-3]}");
        assertThat(Examples.axis(spec, "d")).containsExactly("1000", "5", "2", "7");
        assertThat(Examples.axis(spec, "t")).containsExactly("5", "0.5", "0", "0.001");
    }

    @Test
    void wordsStayWords() {
        SweepSpec spec =
                Examples.sweep("axes: {route: [direct, 'projected'], exact: [true, false]}\nfixed: {d: 1, t: 1}");
        assertThat(Examples.axis(spec, "exact")).containsExactly("true", "false");
        assertThat(Examples.axis(spec, "route")).containsExactly("direct", "projected");
    }
}
