package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.jobs.table.Provenance;

/** Whatever is wrong is said in a line, with the remedy, and ends with the status that scripts rely on. */
final class BadInputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tabel x.yaml | did you mean table?",
                "valdate x.yaml --json | did you mean validate?",
                "list --jsn | did you mean --json?",
                "point two-gausians d=1 t=1 | did you mean two-gaussians?",
                "point two-gaussians@7 d=1 t=1 | the version here is two-gaussians@2",
                "point two-gaussians d=1 t=1 widht=2 | did you mean width?",
                "point two-gaussians d=1 t=-1 | t = -1 is not in [0, 100]",
                "point two-gaussians d=1 | t",
                "theory two-gaussians d=8 t=5 start=horizon horizon=3 | lies beyond horizon",
                "describe | MODEL",
                "run no/such.yaml | there is no such file",
                "run ../sweeps/quickstrat.yaml | did you mean ../sweeps/quickstart.yaml?",
                "run . | it is a folder",
                "run file:/no/such.yaml | there is no such file",
                "table x.yaml --csv --json | mutually exclusive",
            })
    void isRefusedWithItsRemedy(String line, String remedy) {
        Said said = Said.line(line);
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains(remedy).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void noVerbShowsTheHelp() {
        Said said = Said.by();
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("Examples:", "phasegrid run sweeps/quickstart.yaml", "Exit status");
        assertThat(Said.line("--help").out()).contains("validate", "break").doesNotContain("--warm");
        assertThat(Said.line("--help").status()).isZero();
    }

    @Test
    void everyVerbHasHelp() {
        for (String verb : "list describe point theory validate plan run status table".split(" ")) {
            Said said = Said.by(verb, "--help");
            assertThat(said.status()).isZero();
            assertThat(said.out()).contains("Usage: phasegrid " + verb);
        }
    }

    @Test
    void theVersionNamesBuildAndJava() {
        assertThat(Said.line("--version").out())
                .contains(
                        "phasegrid " + Provenance.here().version(),
                        "commit",
                        "Java " + System.getProperty("java.vm.version"));
    }

    @Test
    void everyErrorOfASweepIsToldWithItsPlaceAndNothingIsWritten() {
        Stored sweep = Stored.in(folder, """
            model: two-gaussians@2
            axes:
              d: [64, 0]
              t: {from: 1, to: 0, step: 0.5}
            fixd: {width: 2}
            """);
        for (String verb : "validate plan run status table".split(" ")) {
            Said said = sweep.does(verb);
            assertThat(said.status()).isEqualTo(2);
            assertThat(said.out()).isEmpty();
            assertThat(said.err().lines())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(line -> line.matches(Pattern.quote(sweep.file().toString()) + ":[0-9]+:[0-9]+: .+"));
        }
        assertThat(sweep.output()).doesNotExist();
    }

    @Test
    void anUnexpectedErrorIsOneLineAndItsTraceIsInTheLog() throws IOException {
        Said said = Said.line("break");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("breaking" + System.lineSeparator());
        Matcher line = Pattern.compile("Cannot go on: IllegalStateException: a surprise \\(more in (.+)\\)\\R")
                .matcher(said.err());
        assertThat(line.matches()).as(said.err()).isTrue();
        assertThat(Files.readString(Path.of(line.group(1))))
                .contains("in two lines", "\tat phasegrid.jobs.cli.Breaking.call");
    }

    @ParameterizedTest
    @CsvSource({"90s,90", "30m,1800", "2h,7200"})
    void timeLimits(String text, long seconds) {
        assertThat(SparkOptions.duration("--time-limit", text).toSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1060,50", "1015,5", "1003,0", "1600,540", "8200,7080"})
    void aRunStopsBeforeItsAllocationEnds(String end, long seconds) {
        assertThat(SparkOptions.allocation(end, Instant.ofEpochSecond(1000))).hasValue(Duration.ofSeconds(seconds));
        assertThat(SparkOptions.allocation(null, Instant.EPOCH)).isEmpty();
        assertThat(SparkOptions.allocation("Unknown", Instant.EPOCH)).isEmpty();
    }

    @Test
    void aPartThatIsNoneIsRefusedBeforeAnythingIsRead() {
        assertThat(Said.line("run nowhere.yaml --part 4/4"))
                .isEqualTo(new Said(
                        2,
                        "",
                        "Cannot take part 4/4: parts of 4 are numbered 0 to 3; write --part 0/4"
                                + System.lineSeparator()));
    }

    @ParameterizedTest
    @CsvSource({
        "sweeps/diffusion/a.yaml,runs/diffusion/a",
        "/far/sweeps/quickstart.yml,runs/quickstart",
        "mine.yaml,runs/mine",
        "other/mine.yaml,runs/mine",
        "hdfs://host/sweeps/memory/b.yaml,runs/memory/b",
    })
    void usualOutputs(String file, String output) {
        assertThat(SweepArguments.usualOutput(file)).isEqualTo(output);
    }
}
