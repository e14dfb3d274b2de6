package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import phasegrid.jobs.yaml.SweepReader;
import picocli.CommandLine;

/** What the README tells people to type can be typed, and every sweep beside it is good. */
final class ReadmeTest {
    private static final Path TOP = Path.of("..");

    private static String readme() throws IOException {
        return Files.readString(TOP.resolve("README.md"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void everyCommandIsOne() throws IOException {
        List<String> commands = found("(?m)(?<=\\./phasegrid )[^`#\\n]+", readme());
        assertThat(commands).hasSizeGreaterThan(8);
        for (String command : commands) {
            CommandLine line = Phasegrid.commandLine();
            List<String> words = found("'[^']*'|\\S+", command).stream().map(w -> w.replace("'", "")).toList();
            assertThat(line.parseArgs(words.toArray(String[]::new)).errors()).as(command).isEmpty();
        }
    }

    @Test
    void everySweepThatItNamesIsThere() throws IOException {
        assertThat(found("sweeps/[a-z/-]+\\.yaml", readme())).isNotEmpty().allSatisfy(name -> assertThat(TOP.resolve(name)).exists());
    }

    @Test
    void everySnippetOfASweepIsGood() throws IOException {
        List<String> snippets = found("(?s)(?<=```yaml\\n).*?(?=```)", readme());
        assertThat(snippets).isNotEmpty().allSatisfy(yaml -> assertThat(
                        SweepReader.of(ModelCatalogue.here()).read("README.md", yaml, List.of()).regions())
                .isNotEmpty());
    }

    @Test
    void everySweepIsGood() throws IOException {
        try (Stream<Path> files = Files.walk(TOP.resolve("sweeps"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".yaml")).toList())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(file -> assertThat(Said.by("validate", file.toString()).status()).isZero());
        }
    }
}
