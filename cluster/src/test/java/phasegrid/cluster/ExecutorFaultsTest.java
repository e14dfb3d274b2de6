package phasegrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.spark.Portion;
import phasegrid.jobs.spark.RunListener;
import phasegrid.jobs.spark.RunOutcome;
import phasegrid.jobs.spark.RunRequest;
import phasegrid.jobs.spark.SweepRun;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.PhaseTable;

/** Executors that die, by themselves or by others, lose nothing, and spoil only what kills them. */
@Tag("faults")
@Timeout(600)
class ExecutorFaultsTest {
    private static final String LOG = "phasegrid.workLog";
    private static final String JARS = "phasegrid.jars";
    private static final String FAILURES = "spark.task.maxFailures";
    private static final String CLUSTER = "local-cluster[2,1,1024]";
    private static final int MOST_KILLS = 6;
    /** Batches that are begun between two kills. */
    private static final int FEWEST_BETWEEN = 60;
    /** 640 batches, four packs for each of two cores. */
    private static final int MOST_IN_A_PACK = 80;

    @TempDir
    Path folder;

    @BeforeEach
    void sendTheModelToExecutorsInAJarOfItsOwn() throws IOException {
        System.setProperty(LOG, folder.resolve("work.log").toString());
        System.setProperty(JARS, jar().toString());
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("poison.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(Poison.class, Poison.Dose.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getResourceAsStream("/" + name)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    @AfterEach
    void keepNothing() {
        System.clearProperty(FAILURES);
        System.clearProperty(LOG);
        System.clearProperty(JARS);
    }

    private RunRequest request(String place, String master, int points, int deadly, int replicas) {
        List<Value> doses = IntStream.rangeClosed(1, points)
                .mapToObj(i -> (Value) new Value.Whole(i))
                .toList();
        SweepSpec spec = new SweepSpec(
                "",
                "poison",
                1,
                1,
                List.of(new SweepSpec.Region(
                        List.of(Axis.of("n", doses)),
                        Map.of("deadly", new Value.Whole(deadly)),
                        Map.of(),
                        Optional.empty())),
                Effort.of(replicas),
                List.of(),
                List.of(),
                List.of());
        return new RunRequest(
                Definition.of(new Poison()),
                "",
                spec,
                "{}",
                Output.at(folder.resolve(place).toString()),
                master,
                Optional.empty(),
                0,
                Portion.ALL);
    }

    private List<String> log() {
        try {
            return Files.exists(folder.resolve("work.log"))
                    ? Files.readAllLines(folder.resolve("work.log"))
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three executors take the pack, four the batch alone: each is a Java that starts, so Spark is to give up sooner. */
    @Test
    void aBatchThatEndsEveryExecutorFailsAlone() {
        System.setProperty(FAILURES, "4");
        RunOutcome outcome = SweepRun.run(request("poisoned", CLUSTER, 12, 5, 16), RunListener.SILENT);
        assertThat(outcome.failures()).isEqualTo(1);
        assertThat(outcome.computed()).isEqualTo(11);
        assertThat(outcome.exitStatus()).isEqualTo(1);
        PhaseTable table = outcome.table().orElseThrow();
        for (int i = 0; i < 12; i++) {
            assertThat(table.values("status").get(i)).isEqualTo(i == 4 ? "failed" : "ok");
        }
    }

    @Test
    void executorsKilledAgainAndAgainLoseNothing() throws Exception {
        long seed = "executorsKilledAgainAndAgainLoseNothing".hashCode();
        AtomicBoolean ended = new AtomicBoolean();
        int[] kills = new int[1];
        Thread killer = new Thread(() -> kills[0] = kill(new Random(seed), ended));
        killer.start();
        RunOutcome there;
        try {
            there = SweepRun.run(request("killed", CLUSTER, 40, 0, 256), RunListener.SILENT);
        } finally {
            ended.set(true);
            killer.join();
        }
        int begun = log().size();
        RunOutcome here = SweepRun.run(request("undisturbed", "local[2]", 40, 0, 256), RunListener.SILENT);
        int wanted = log().size() - begun;
        System.out.println("executors: seed " + seed);
        tell(kills[0], begun, wanted);
        assertThat(kills[0]).isPositive();
        assertThat(begun - wanted).as("batches begun again").isBetween(1, MOST_IN_A_PACK * kills[0]);
        assertThat(there.exitStatus()).isZero();
        assertThat(there.table().orElseThrow().hash())
                .isEqualTo(here.table().orElseThrow().hash());
    }

    private static void tell(int tried, int begun, int wanted) {
        System.out.println("fault: tried " + tried + ", repeated " + (begun - wanted) + " of " + wanted + " batches");
    }

    /** Kills a random executor soon after batches were begun, so that it is at work, again and again. */
    private int kill(Random random, AtomicBoolean ended) {
        int kills = 0;
        for (int seen = 0; !ended.get() && kills < MOST_KILLS; pause(100)) {
            List<ProcessHandle> executors = executors();
            if (log().size() >= seen + FEWEST_BETWEEN && executors.size() == 2) {
                pause(random.nextInt(1000));
                kills += executors.get(random.nextInt(2)).destroyForcibly() ? 1 : 0;
                seen = log().size();
            }
        }
        return kills;
    }

    private static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
