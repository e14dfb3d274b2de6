package phasegrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.model.Models;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.spark.Portion;
import phasegrid.jobs.spark.RunListener;
import phasegrid.jobs.spark.RunOutcome;
import phasegrid.jobs.spark.RunRequest;
import phasegrid.jobs.spark.SweepRun;
import phasegrid.jobs.table.Output;

/** Executors in processes of their own, started from the runnable directory, make the same table. */
@Timeout(300)
class LocalClusterTest {
    private static final String LOG = "phasegrid.workLog";
    private static final int DISORDER = 9000;

    @TempDir
    Path folder;

    @BeforeEach
    void keepAWorkLog() {
        System.setProperty(LOG, folder.resolve("work.log").toString());
    }

    @AfterEach
    void keepNone() {
        System.clearProperty(LOG);
    }

    private static RunRequest request(Path output, String master) {
        Definition<?, ?> definition = Models.definitions().stream()
                .filter(model -> model.model().card().id().equals("two-gaussians"))
                .findFirst()
                .orElseThrow();
        Map<String, Value> fixed = Map.of("sampler.steps", new Value.Whole(10), "route", new Value.Word("direct"));
        List<Axis> axes = List.of(
                Axis.of("d", List.of(new Value.Whole(16), new Value.Whole(32))),
                Axis.of("t", List.of(new Value.Real(1.5), new Value.Real(2.5))));
        SweepSpec spec = new SweepSpec(
                "",
                definition.model().card().id(),
                1,
                1,
                List.of(new SweepSpec.Region(axes, fixed, Map.of(), Optional.empty())),
                Effort.of(DISORDER),
                List.of(),
                List.of(),
                List.of());
        return new RunRequest(
                definition, "", spec, "{}", Output.at(output.toString()), master, Optional.empty(), 0, Portion.ALL);
    }

    private RunOutcome run(String place, String master) {
        RunOutcome outcome = SweepRun.run(request(folder.resolve(place), master), RunListener.SILENT);
        assertThat(outcome.exitStatus()).isZero();
        return outcome;
    }

    @Test
    void executorsInOtherProcessesMakeTheSameTable() throws Exception {
        RunOutcome here = run("here", "local[1]");
        List<String> computedHere = Files.readAllLines(folder.resolve("work.log"));
        RunOutcome there = run("there", "local-cluster[2,1,1024]");
        List<String> computed = Files.readAllLines(folder.resolve("work.log"));
        assertThat(there.table().orElseThrow().hash())
                .isEqualTo(here.table().orElseThrow().hash());
        assertThat(there.computed()).isEqualTo(here.computed()).isGreaterThan(4);
        assertThat(new TreeSet<>(computed.subList(computedHere.size(), computed.size())))
                .isEqualTo(new TreeSet<>(computedHere));
    }
}
