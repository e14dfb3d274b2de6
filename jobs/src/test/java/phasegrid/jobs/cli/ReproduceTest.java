package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.Row;
import phasegrid.jobs.table.Circumstances;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.LedgerRow;
import phasegrid.jobs.table.Output;

/** Stored batches computed once more, and a live table of the ledger. */
class ReproduceTest {
    private static final String GAUSSIANS = """
            model: two-gaussians@2
            seed: 7
            axes: {d: [16, 64], t: [0.5, 1.5]}
            fixed: {sampler.steps: 10}
            replicas: 300
            """;
    private static final String FLIPS = """
            model: flips@1
            axes: {beta: [.inf, 0.5], t: [3, .inf]}
            replicas: 4
            passes: 700
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsStoredComesOutAgain() {
        for (String sweep : List.of(GAUSSIANS, FLIPS)) {
            JsonNode said = Stored.in(folder, sweep)
                    .computed()
                    .does("reproduce", "--batches=100", "--json")
                    .json();
            assertThat(said.get("same").asBoolean()).isTrue();
            assertThat(said.get("rows").asInt()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void anotherBitIsFound() {
        Stored sound = Stored.in(folder, GAUSSIANS).computed();
        Ledger ledger = Ledger.at(Output.at(sound.output().toString()));
        Ledger other = Ledger.at(Output.at(folder.resolve("other").toString()));
        ledger.segments()
                .forEach(segment -> ledger.forEach(segment, key -> true, row -> other.commit(List.of(spoiled(row)))));
        Said said = new Stored(sound.file(), folder.resolve("other")).does("reproduce", "--batches=100");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("4 rows differ", "elsewhere");
    }

    private static LedgerRow spoiled(LedgerRow stored) {
        double[] payload = stored.row().payload().clone();
        payload[payload.length - 1] = Math.nextUp(payload[payload.length - 1]);
        Row row = new Row(stored.row().key(), stored.row().address(), payload);
        return new LedgerRow(row, new Circumstances(1, "elsewhere", "17", "none", "other"));
    }

    @Test
    void nothingStoredAndNoBatchesAreRefused() {
        Stored sweep = Stored.in(folder, GAUSSIANS);
        assertThat(sweep.does("reproduce").status()).isEqualTo(2);
        assertThat(sweep.does("reproduce", "--batches=0").err()).contains("number from 1");
    }

    @Test
    void theLiveTableIsThatOfTheLedgerNow() {
        Stored sweep = Stored.in(folder, GAUSSIANS);
        assertThat(live(sweep)).containsOnly("incomplete");
        assertThat(live(sweep.computed())).containsOnly("ok");
    }

    private static List<Object> live(Stored sweep) {
        Sweep read = new Sweep(
                "s",
                "",
                ModelCatalogue.here().model("two-gaussians"),
                "",
                sweep.spec(),
                Output.at(sweep.output().toString()));
        return LiveTable.of(read).orElseThrow().values("status");
    }
}
