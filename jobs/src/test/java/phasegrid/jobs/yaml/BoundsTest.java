package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever the text, the answer is a sweep or a list of problems, soon. */
class BoundsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static List<String> problems(String text) {
        return Assertions.assertTimeoutPreemptively(SOON, () -> Examples.problems(text));
    }

    @Test
    void aLineOfAHundredMegabytesIsRefusedBySize() {
        assertThat(problems("question: " + "x".repeat(100_000_000)))
                .containsExactly("x.yaml:1:1: the file has 100000029 characters, and a sweep at most 1000000;"
                        + " write long axes as ranges");
    }

    @Test
    void manyProblemsAreBounded() {
        assertThat(problems("axes: {d: [" + "x, ".repeat(20_000) + "]}")).hasSize(1_000);
        assertThat(problems("fixed: {" + "a: 1, ".repeat(5_000) + "}")).hasSize(1_000);
        assertThat(problems("fixed: " + map(20_000))).hasSize(1_000);
        assertThat(problems("derived: " + map(20_000)))
                .contains("x.yaml:2:1: a sweep derives at most 100 names, and here are 20000");
        assertThat(problems("'" + "x".repeat(900) + "': 1")).allMatch(line -> line.length() < 500);
    }

    private static String map(int size) {
        return IntStream.range(0, size).mapToObj(i -> "a" + i + ": a").collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void hugeLiteralsAreNeverParsed() {
        assertThat(problems("seed: " + "9".repeat(900_000) + "\naxes: {d: [1], t: [1]}"))
                .containsExactly("x.yaml:2:7: seed: a number of 900000 characters; the longest allowed has 100");
        assertThat(problems("axes: {d: [1], t: {from: 0, to: 1e308, step: 1e-300}}"))
                .hasSize(1);
    }

    @Test
    void rangesAreCountedBeforeTheyAreMade() {
        String axis = "{axes: {d: [1], t: {from: 0, to: 10, points: 9000000000}}},";
        assertThat(problems("grids: [" + axis.repeat(900) + "]")).isNotEmpty();
        assertThat(problems("grids: [" + "{axes: {d: [1], t: [1]}},".repeat(1_001) + "]"))
                .hasSize(1);
    }

    @Test
    void anExpressionHasNoReflection() {
        assertThat(problems("axes: {d: [1], t: [1]}\nwhere: java.lang.Runtime.exec(1)"))
                .singleElement()
                .asString()
                .contains("there is no function java.lang.Runtime.exec");
    }

    @Test
    void problemsHaveNoTraceInTheirMessage() {
        assertThatThrownBy(() -> Examples.sweep("axes: ["))
                .isInstanceOf(SweepProblems.class)
                .hasMessageStartingWith("x.yaml:")
                .hasMessageNotContaining("\n");
    }
}
