package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import phasegrid.engine.sweep.SweepSpec;

/** Whatever the text, the answer is a sweep or a list of problems, soon. */
class BoundsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MUTANTS = 60;
    private static final String LETTERS = "{}[]:,&*!|>'\"%@`#-?~ \t\n\r\0\u0085\uFEFF\\01e._<";

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

    @Test
    void nothingButProblemsIsThrownForBrokenText() throws IOException {
        SplittableRandom random = new SplittableRandom("nothingButProblemsIsThrownForBrokenText".hashCode());
        for (Path file : Examples.files("good-sweeps").toList()) {
            String text = Files.readString(file);
            for (int i = 0; i < MUTANTS; i++) {
                String mutant = mutant(text, random);
                assertThatCode(() -> read(mutant)).as(mutant).doesNotThrowAnyException();
            }
        }
    }

    private static void read(String text) {
        try {
            SweepSpec spec = Examples.READER.read("mutant", text, List.of());
            assertThat(spec.regions()).isNotEmpty();
        } catch (SweepProblems e) {
            assertThat(e.lines()).isNotEmpty().allMatch(line -> line.matches("mutant:[0-9]+:[0-9]+: .+"));
        }
    }

    private static String mutant(String text, SplittableRandom random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(mutant.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutant.deleteCharAt(at);
                case 1 -> mutant.insert(at, letter);
                case 2 -> mutant.setCharAt(at, letter);
                default -> mutant.delete(at, Math.min(mutant.length(), at + random.nextInt(1, 20)));
            }
        }
        return mutant.toString();
    }
}
