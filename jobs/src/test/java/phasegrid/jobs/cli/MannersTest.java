package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MannersTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^  phasegrid (\\S.*?)( {2,}.*)?$");
    private static final CommandLine COMMAND = Phasegrid.commandLine();
    private static final Path BASH = Path.of("/bin/bash");

    static Stream<String> verbs() {
        return COMMAND.getSubcommands().keySet().stream().filter(verb -> !verb.equals("break"));
    }

    static boolean bash() {
        return Files.isExecutable(BASH);
    }

    private static List<String> examples(String help) {
        return EXAMPLE.matcher(help)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbsHelpHasExamplesThatAreCommands(String verb) {
        Said said = Said.by(verb, "--help");
        assertThat(said.status()).isZero();
        assertThat(said.out()).contains("Examples:").doesNotContain("\u001B");
        assertThat(examples(said.out())).isNotEmpty().allSatisfy(example -> {
            CommandLine.ParseResult parsed =
                    COMMAND.parseArgs(example.replaceFirst(" >.*", "").split(" "));
            assertThat(parsed.errors()).isEmpty();
            assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(verb);
        });
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbCanBeQuietAndVerbose(String verb) {
        assertThat(COMMAND.getSubcommands()
                        .get(verb)
                        .getCommandSpec()
                        .optionsMap()
                        .keySet())
                .contains("--quiet", "-q", "--verbose", "-v", "--help", "-h");
    }

    @Test
    void quietSaysTheResultAloneAndWhatGoesWrongAllTheSame(@TempDir Path folder) {
        String point = "point two-gaussians d=4 t=1 replicas=1 --json --trace " + folder.resolve("a.csv");
        assertThat(Said.line(point).err()).startsWith("trace ");
        Said quiet = Said.line(point + " --quiet");
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.json().get("status").asText()).isEqualTo("ok");
        assertThat(Said.line("describe hopfeld -q").err()).contains("did you mean hopfield?");
    }

    @Test
    void verboseTellsWhereItWentWrong(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String bad = "point two-gaussians d=4 t=1 replicas=1 --trace " + file + "/x.csv";
        assertThat(Said.line(bad).err()).contains("more in ").doesNotContain("\tat ");
        assertThat(Said.line(bad + " --verbose").err()).contains("more in ", "\tat phasegrid.");
    }

    @Test
    void statusesHaveColoursAtTheEndsOfLinesAndNoneUnlessAskedFor() {
        assertThat(Colours.painted("a  1  ok\nb  2  frozen\nfailed 3"))
                .isEqualTo("a  1  \u001B[32mok\u001B[0m\nb  2  \u001B[33mfrozen\u001B[0m\nfailed 3");
        assertThat(Colours.of("a  1  ok")).isEqualTo("a  1  ok");
    }

    private static String completed(Path script, String... words) throws IOException, InterruptedException {
        String ask = "source " + script + "; COMP_WORDS=(phasegrid " + String.join(" ", words) + "); COMP_CWORD="
                + words.length + "; _complete_phasegrid phasegrid '" + words[words.length - 1]
                + "' x; echo \"${COMPREPLY[@]}\"";
        Process process = new ProcessBuilder(BASH.toString(), "-c", ask)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    @Test
    @EnabledIf("bash")
    void bashCompletesVerbsOptionsAndModels(@TempDir Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion"), Said.by("completion").out());
        assertThat(completed(script, "repr")).isEqualTo("reproduce");
        assertThat(completed(script, "table", "--comm")).isEqualTo("--commands");
        assertThat(completed(script, "describe", "sherr")).isEqualTo("sherrington-kirkpatrick");
        assertThat(completed(script, "point", "two-g")).isEqualTo("two-gaussians");
    }
}
