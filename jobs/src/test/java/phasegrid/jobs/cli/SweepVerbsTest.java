package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.PhaseTable;

/** The verbs on sweeps, over a ledger that was filled without Spark. */
final class SweepVerbsTest {
    private static final String GAUSSIANS = """
            question: Where do clones agree?
            model: two-gaussians@2
            seed: 7
            axes:
              d: [16, 64]
              t: [0.5, 1.5]
            fixed: {sampler.steps: 10, centre: 0.5}
            replicas: 300
            fits: [{name: t_s, kind: crossing, observable: same_label_exact, level: 0.7752, along: t}]
            """;
    private static final String FLIPS = """
            model: flips@1
            axes:
              beta: [.inf, 0.5]
              t: [3, .inf]
            replicas: 4
            passes: 700
            """;

    @TempDir
    private Path folder;

    @Test
    void planCountsPointsBatchesAndCostAndSaysWhereValuesComeFrom() {
        Stored sweep = Stored.in(folder, GAUSSIANS);
        JsonNode plan = sweep.does("plan", "width=2", "replicas=5000", "--json").json();
        assertThat(plan.get("points").asInt()).isEqualTo(4);
        assertThat(plan.get("batches").asInt()).isEqualTo(8);
        assertThat(plan.get("batches_missing").asInt()).isEqualTo(8);
        assertThat(plan.get("core_seconds").asDouble()).isPositive();
        assertThat(plan.get("settings").get("width").get("from").asText()).isEqualTo("command line");
        assertThat(plan.get("settings").get("centre").get("from").asText()).isEqualTo("sweep file");
        assertThat(plan.get("settings").get("route").get("from").asText()).isEqualTo("usual value");
        assertThat(plan.get("settings").get("replicas").get("from").asText()).isEqualTo("command line");
        assertThat(sweep.output()).doesNotExist();
    }

    @Test
    void planKnowsWhatTheLedgerHoldsAndWhatMerges() {
        Stored sweep = Stored.in(folder, GAUSSIANS).computed();
        assertThat(sweep.does("plan", "d=16", "--json")
                        .json()
                        .get("batches_missing")
                        .asInt())
                .isZero();
        assertThat(sweep.does("plan", "axes.d=16,32", "--json")
                        .json()
                        .get("batches_missing")
                        .asInt())
                .isEqualTo(2);
        Stored twice = Stored.in(folder, """
                model: two-gaussians@2
                grids: [{axes: {d: [16, 32], t: [1]}}, {axes: {d: [32, 64], t: [1]}}]
                """);
        JsonNode plan = twice.does("plan", "--json").json();
        assertThat(plan.get("points").asInt()).isEqualTo(3);
        assertThat(plan.get("merged").asInt()).isEqualTo(1);
        assertThat(twice.does("plan").out()).contains("1 merged into points of equal values");
    }

    @Test
    void aGridTooLargeToWalkIsEstimated() {
        Stored large = Stored.in(folder, """
                model: two-gaussians@2
                axes: {d: {from: 1, to: 40, step: 1}, t: {from: 0, to: 10, step: 0.2}}
                where: "d < 20.5"
                """);
        Sweep sweep = new Sweep(
                "large",
                "",
                ModelCatalogue.here().model("two-gaussians"),
                "",
                large.spec(),
                Output.at(large.output().toString()));
        Forecast exact = Forecast.of(sweep);
        Forecast estimate = Forecast.of(sweep.definition(), sweep, 1000);
        assertThat(estimate.estimate()).isTrue();
        assertThat(exact.census().points()).isEqualTo(1020);
        // 5,000 cells of probability ½: five standard deviations are 7 %.
        assertThat(estimate.census().points() / exact.census().points()).isBetween(0.93, 1.07);
        assertThat(estimate.coreSeconds() / exact.coreSeconds()).isBetween(0.9, 1.1);
    }

    @Test
    void statusTellsWhatIsMissing() {
        Stored sweep = Stored.in(folder, GAUSSIANS);
        Said before = sweep.does("status");
        assertThat(before.status()).isEqualTo(75);
        assertThat(before.out()).startsWith("0/4 points, 4 of 4 batches missing");
        sweep.computed();
        assertThat(sweep.does("status").status()).isZero();
        assertThat(sweep.does("status", "replicas=5000", "--json")
                        .json()
                        .get("points_done")
                        .asInt())
                .isZero();
    }

    @Test
    void aDamagedPayloadIsFoundByACheck() throws IOException {
        Stored sweep = Stored.in(folder, GAUSSIANS).computed();
        flipOneBit(sweep.output().resolve("ledger"));
        assertThat(sweep.does("status").status()).isZero();
        Said checked = sweep.does("status", "--check");
        assertThat(checked.status()).isEqualTo(75);
        assertThat(checked.out()).contains("4 of 4 batches missing");
        assertThat(checked.err()).contains("1 segment is corrupt", "quarantine");
        assertThat(sweep.does("status").status()).isEqualTo(75);
    }

    /** In the first page, which is not the end. */
    private static void flipOneBit(Path ledger) throws IOException {
        try (Stream<Path> files = Files.list(ledger)) {
            Path segment = files.findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[40] ^= 1;
            Files.write(segment, bytes);
        }
    }

    @Test
    void aWatchedSweepShowsThePointsThatMatterUntilAllIsDone() {
        Said watched = Stored.in(folder, GAUSSIANS).computed().does("status", "--watch", "1");
        assertThat(watched.status()).isZero();
        assertThat(watched.out()).contains(", theory ", ", z ", "core-seconds, of the slowest", "4/4 points");
    }

    @Test
    void aPointIsTheRowOfItsSweepToTheBit() {
        rowsArePoints(Stored.in(folder, GAUSSIANS).computed());
    }

    @Test
    void aPointOfAChainIsTheRowOfItsSweepToTheBit() {
        rowsArePoints(Stored.in(folder, FLIPS).computed());
    }

    private static void rowsArePoints(Stored sweep) {
        PhaseTable table = table(sweep);
        List<String> commands = sweep.does("table", "--commands").out().lines().toList();
        assertThat(commands).hasSize(4);
        for (int row = 0; row < 4; row++) {
            String name = table.has("spin") ? "spin" : "same_label_exact";
            List<String> words = new ArrayList<>(Arrays.asList(commands.get(row).split(" ")));
            assertThat(words.remove(0)).isEqualTo("./phasegrid");
            JsonNode point = Said.line(String.join(" ", words) + " --json").json();
            assertThat(point.get("observables").get(name).get("mean").asDouble())
                    .isEqualTo(table.numbers(name)[row]);
            assertThat(point.get("replicas").asDouble()).isEqualTo(table.numbers("replicas")[row]);
        }
    }

    private static PhaseTable table(Stored sweep) {
        sweep.does("table");
        return PhaseTable.read(Output.at(sweep.output().toString())).orElseThrow();
    }

    @Test
    void aRowIsNamedByTheBeginningOfItsKey() {
        Stored sweep = Stored.in(folder, GAUSSIANS);
        String key = sweep.spec().question() + "none";
        assertThat(sweep.does("table", "--row", key).status()).isEqualTo(2);
        PhaseTable table = table(sweep.computed());
        String third = (String) table.values("point_key").get(2);
        assertThat(sweep.does("table", "--row", third.substring(0, 12)).out().lines())
                .singleElement()
                .asString()
                .contains("d=64 t=0.5 ");
    }

    @Test
    void tablesForPrograms() {
        Stored sweep = Stored.in(folder, GAUSSIANS).computed();
        Said hash = sweep.does("table", "--hash");
        assertThat(hash.out()).matches("[0-9a-f]{64}\\R");
        assertThat(hash.err()).contains("folding it again");
        assertThat(sweep.does("table", "--hash").err()).isEmpty();
        assertThat(sweep.does("table", "--csv").out().lines())
                .hasSize(5)
                .first()
                .asString()
                .contains("same_label_exact_z");
        assertThat(sweep.does("table", "--json").json().get("rows")).hasSize(4);
    }

    @Test
    void aTableOfAnotherEffortIsFoldedAgain() {
        Stored sweep = Stored.in(folder, GAUSSIANS).computed();
        String before = sweep.does("table", "--hash").out();
        Said more = sweep.does("table", "replicas=9000", "--csv");
        assertThat(more.err()).contains("not of this sweep and ledger any more");
        assertThat(more.out()).contains("incomplete");
        assertThat(sweep.does("table", "--hash").out()).isEqualTo(before);
    }

    @Test
    void aFinishedSweepIsShownAndNothingIsComputed() {
        Said said = Stored.in(folder, GAUSSIANS).computed().does("run");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.lastLine()).isEqualTo("0 batches computed");
        assertThat(said.out())
                .startsWith("Where do clones agree?")
                .contains(
                        "same_label_exact",
                        "t_s",
                        "Agreement with theory",
                        "file:///",
                        "phase.parquet",
                        "fits.parquet");
        assertThat(said.err()).contains("4 points, 4 batches: 4 stored, 0 to compute");
    }

    @Test
    void withAHashStandardOutputHoldsNothingElse() {
        Stored sweep = Stored.in(folder, GAUSSIANS).computed();
        Said said = sweep.does("run", "--hash");
        assertThat(said.out()).matches("[0-9a-f]{64}\\R");
        assertThat(said.out()).isEqualTo(sweep.does("table", "--hash").out());
        assertThat(said.err()).contains("0 batches computed");
    }
}
