package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code bad-sweeps} says in comments what must be said of it: these messages, and no other. */
class BadSweepTest {
    private static final String EXPECT = "# expect: ";

    static Stream<Path> files() {
        return Examples.files("bad-sweeps");
    }

    @ParameterizedTest
    @MethodSource("files")
    void isRefusedWithAllItsProblems(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> expected = text.lines()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
        SweepProblems problems =
                catchThrowableOfType(SweepProblems.class, () -> Examples.READER.read("bad.yaml", text, List.of()));
        assertThat(problems).as("the problems of " + file.getFileName()).isNotNull();
        assertThat(problems.lines()).hasSameSizeAs(expected).allMatch(line -> line.startsWith("bad.yaml:"));
        for (int i = 0; i < expected.size(); i++) {
            String[] parts = expected.get(i).split(": ", 2);
            assertThat(problems.lines().get(i))
                    .startsWith("bad.yaml:" + parts[0] + ": ")
                    .contains(parts[1])
                    .doesNotContain("\n");
        }
    }
}
