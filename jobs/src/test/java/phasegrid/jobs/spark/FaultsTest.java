package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.jobs.table.ObjectStore;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.PointRow;

/** Whatever is lost, damaged, late or paused on the way, the table is that of one undisturbed loop. */
@Timeout(300)
class FaultsTest {
    private static final String SLOW = "slow fields";
    private static final String OBJECTS = "spark.hadoop.fs.objects.impl";

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void keepAWorkLog() {
        log = folder.resolve("work.log");
        System.setProperty(Sweeps.LOG, log.toString());
        System.setProperty(OBJECTS, ObjectStore.class.getName());
        ObjectStore.clear();
    }

    @AfterEach
    void keepNone() {
        System.clearProperty(Sweeps.LOG);
        System.clearProperty(OBJECTS);
        ObjectStore.clear();
        Fields.pause = 0;
    }

    private Path out() {
        return folder.resolve("out");
    }

    private static RunOutcome run(Sweeps sweep, Output output, Runnable onceUnderWay) {
        AtomicInteger times = new AtomicInteger();
        RunListener listener = new RunListener() {
            @Override
            public void begins(long points, long batches, long held) {}

            @Override
            public void goesOn(RunState state) {
                if (state.batchesDone() > 6 && times.getAndIncrement() == 0) {
                    onceUnderWay.run();
                }
            }

            @Override
            public void finished(PointRow row) {}

            @Override
            public void says(String line) {}
        };
        RunOutcome outcome = SweepRun.run(sweep.request(output, "local[2]"), listener, Sweeps.AT_ONCE, Sweeps.RIPPLES);
        assertThat(times).as("it was disturbed").hasPositiveValue();
        return outcome;
    }

    private Output local() {
        return Output.at(out().toString());
    }

    private List<Path> segments() {
        try (Stream<Path> files = Files.list(out().resolve("ledger"))) {
            return files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** F12, F17: what is damaged behind the driver's back is put aside, and that alone is computed again. */
    @Test
    void aSegmentDamagedDuringTheRunIsComputedAgainInTheSameRun() {
        Sweeps sweep = Sweeps.fields(40, 1);
        RunOutcome outcome = run(sweep, local(), () -> damage(segments().get(0)));
        assertThat(outcome.exitStatus()).isZero();
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(sweep));
        int again = Sweeps.log(log).size() - sweep.wanted().size();
        Sweeps.tell(1, Sweeps.log(log).size(), sweep.wanted().size());
        assertThat(again).isBetween(1, 8);
        assertThat(out().resolve("quarantine")).isNotEmptyDirectory();
    }

    private static void damage(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 4;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** F16: an output that somebody deletes while it is written is written again. */
    @Test
    void anOutputDeletedDuringTheRunIsFilledAgain() {
        Sweeps sweep = Sweeps.fields(40, 1);
        RunOutcome outcome = run(sweep, local(), () -> delete(out()));
        assertThat(outcome.exitStatus()).isZero();
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(sweep));
        assertThat(Sweeps.hash(sweep.fold(out()))).isEqualTo(Sweeps.hash(outcome));
        assertThat(sweep.held(out())).isEqualTo(sweep.wanted());
        Sweeps.tell(1, Sweeps.log(log).size(), sweep.wanted().size());
    }

    private static void delete(Path all) {
        try (Stream<Path> files = Files.walk(all)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** F14, F23: calls that fail, replies that are lost, listings that lag behind. */
    @ParameterizedTest
    @CsvSource({"5,0,0", "0,3,0", "0,0,400", "7,4,150"})
    void anObjectStoreThatMisbehaves(int failing, int losing, long lagMillis) {
        Sweeps sweep = Sweeps.fields(24, 1);
        Output output = Output.at("objects://bucket/" + failing + losing).with(ObjectStore.settings());
        ObjectStore.trouble(failing, losing, lagMillis * 1_000_000);
        RunOutcome outcome = run(sweep, output, () -> {});
        assertThat(outcome.exitStatus()).isZero();
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(sweep));
        assertThat(new TreeSet<>(Sweeps.log(log))).isEqualTo(sweep.wanted());
        Sweeps.tell(1, Sweeps.log(log).size(), sweep.wanted().size());
        ObjectStore.trouble(0, 0, 0);
        assertThat(SweepRun.run(sweep.request(output, "local[2]"), RunListener.SILENT)
                        .computed())
                .isZero();
    }

    /** F11: a full disk ends the run with what was committed; when there is space again it goes on. */
    @Test
    @Tag("faults")
    void aFullDiskAndSpaceAgain() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeThat(mount("-t", "tmpfs", "-o", "size=48k", "tmpfs", disk.toString()))
                .as("only root can mount a small disk")
                .isZero();
        try {
            Sweeps sweep = Sweeps.fields(200, 1);
            Output output = Output.at(disk.resolve("out").toString());
            assertThatThrownBy(() -> SweepRun.run(
                            sweep.request(output, "local[2]"), RunListener.SILENT, Sweeps.AT_ONCE, Sweeps.RIPPLES))
                    .hasMessageStartingWith("Cannot write")
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("run again");
            Set<String> held = sweep.held(disk.resolve("out"));
            assertThat(held).isNotEmpty().isNotEqualTo(sweep.wanted());
            Sweeps.awaitTasks();
            int before = Sweeps.log(log).size();
            assertThat(mount("-o", "remount,size=64m", disk.toString())).isZero();
            RunOutcome rest = sweep.run(disk.resolve("out"));
            assertThat(Sweeps.log(log)).hasSize(before + sweep.wanted().size() - held.size());
            Sweeps.tell(1, Sweeps.log(log).size(), sweep.wanted().size());
            assertThat(rest.exitStatus()).isZero();
            assertThat(Sweeps.hash(rest)).isEqualTo(OneLoop.hash(sweep));
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    private static int mount(String... arguments) throws IOException, InterruptedException {
        String[] command =
                Stream.concat(Stream.of("mount"), Stream.of(arguments)).toArray(String[]::new);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** F7, F21: a driver that is paused, given up and replaced, and then wakes up, spoils nothing. */
    @Test
    @Tag("faults")
    void aPausedDriverThatWakesUpWhenAllIsDone() throws Exception {
        Process zombie = Drive.start(Jdk.here().java(), folder.resolve("zombie"), folder, SLOW);
        Path its = folder.resolve("zombie").resolve("work.log");
        while (zombie.isAlive() && Sweeps.log(its).size() < 4) {
            Thread.sleep(20);
        }
        signal("STOP", zombie);
        Sweeps sweep = Drive.sweep(SLOW);
        RunOutcome here = sweep.run(folder.resolve(SLOW));
        String hash = OneLoop.hash(sweep);
        assertThat(Sweeps.hash(here)).isEqualTo(hash);
        signal("CONT", zombie);
        assertThat(Drive.end(zombie))
                .as("done, or ended by Spark for its long silence")
                .isIn(0, 56);
        assertThat(Drive.said(folder.resolve("zombie"))).allMatch(l -> l.startsWith("0 ") && l.endsWith(hash));
        assertThat(Sweeps.hash(sweep.fold(folder.resolve(SLOW)))).isEqualTo(hash);
        int computed = Sweeps.log(log).size() + Sweeps.log(its).size();
        Sweeps.tell(1, computed, sweep.wanted().size());
        assertThat(computed - sweep.wanted().size()).isBetween(0, 10);
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /**
     * F40: drivers killed one after another, half of them some moments after their start, half after some batches, until
     * {@code phasegrid.kills} have died; then one that nobody disturbs.
     */
    @Test
    @Tag("faults")
    @Timeout(7200)
    void killedAgainAndAgain() throws Exception {
        int kills = Integer.getInteger("phasegrid.kills", 100);
        long seed = Long.getLong("phasegrid.seed", "killedAgainAndAgain".hashCode());
        Random random = new Random(seed);
        Path its = folder.resolve("driver").resolve("work.log");
        Sweeps sweep = Drive.sweep("soaked fields");
        String hash = OneLoop.hash(sweep);
        System.out.println("soak: seed " + seed + ", " + kills + " kills of a sweep of "
                + sweep.wanted().size() + " batches whose hash undisturbed is " + hash);
        for (int killed = 1; killed <= kills; killed++) {
            int begun = Sweeps.log(its).size();
            int batches = random.nextBoolean() ? 1 + random.nextInt(24) : 0;
            int after = random.nextInt(batches > 0 ? 200 : 5000);
            Process driver = Drive.start(Jdk.here().java(), folder.resolve("driver"), folder, "soaked fields");
            while (driver.isAlive() && Sweeps.log(its).size() < begun + batches) {
                Thread.sleep(5);
            }
            Thread.sleep(after);
            driver.destroyForcibly();
            assertThat(Drive.end(driver)).as("the sweep lasts longer").isEqualTo(Drive.KILLED);
            System.out.println("soak: kill " + killed + ", " + batches + " batches and " + after + " ms: "
                    + Sweeps.log(its).size() + " computed, "
                    + sweep.held(folder.resolve("soaked fields")).size() + " stored");
        }
        RunOutcome rest = sweep.run(folder.resolve("soaked fields"));
        int computed = Sweeps.log(its).size() + Sweeps.log(log).size();
        System.out.println("soak: hash " + Sweeps.hash(rest));
        Sweeps.tell(kills, computed, sweep.wanted().size());
        assertThat(rest.exitStatus()).isZero();
        assertThat(Sweeps.hash(rest)).isEqualTo(hash);
        assertThat(computed - sweep.wanted().size()).as("work repeated").isBetween(0, 12 * kills);
    }
}
