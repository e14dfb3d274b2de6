package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed or told to end, or that isn't alone, changes no bit and repeats nothing that was committed. */
@Timeout(600)
class KillTest {
    private static final String SLOW = "slow fields";

    @TempDir
    Path folder;

    /** Segments are there, at least and at most, after the death at the second publication of a part. */
    private record Death(String sweep, String point, String part, int fewest, int most) {}

    private final Map<Death, Process> killed = new LinkedHashMap<>();

    @AfterEach
    void keepNoWorkLog() {
        System.clearProperty(Sweeps.LOG);
        killed.values().forEach(Process::destroyForcibly);
    }

    @Test
    void killedInTheMiddleOfACommitItGoesOnFromThere() throws Exception {
        kill(new Death(SLOW, "before the rename", "LEDGER", 1, 1));
        allGoOn();
    }

    @Test
    @Tag("faults")
    void killedAtAnyPointOfACommitItGoesOnFromThere() throws Exception {
        kill(new Death(SLOW, "before the write", "LEDGER", 1, 1));
        kill(new Death(SLOW, "before the rename", "LEDGER", 1, 1));
        kill(new Death(SLOW, "after the rename", "LEDGER", 2, 2));
        kill(new Death("wanderers", "after the rename", "CHAINS", 0, 1));
        allGoOn();
    }

    private void allGoOn() throws Exception {
        int computed = 0;
        int wanted = 0;
        for (Map.Entry<Death, Process> one : killed.entrySet()) {
            Path where = folder(one.getKey());
            assertThat(Drive.end(one.getValue()))
                    .as(Files.readString(where.resolve("said.txt")))
                    .isEqualTo(Drive.KILLED);
            String sweep = one.getKey().sweep();
            assertThat(segments(where, sweep))
                    .isBetween(one.getKey().fewest(), one.getKey().most());
            goesOn(sweep, where);
            computed += computed(where);
            wanted += Drive.sweep(sweep).wanted().size();
        }
        Sweeps.tell(killed.size(), computed, wanted);
    }

    private static int computed(Path where) {
        return Sweeps.log(where.resolve("work.log")).size()
                + Sweeps.log(where.resolve("rest.log")).size();
    }

    private void kill(Death death) throws IOException {
        killed.put(
                death, Drive.start(Jdk.here().java(), folder(death), death.sweep(), death.point(), death.part(), "2"));
    }

    private Path folder(Death death) {
        return folder.resolve(death.sweep() + " " + death.point());
    }

    private static int segments(Path where, String sweep) throws IOException {
        Path ledger = where.resolve(sweep).resolve("ledger");
        if (!Files.exists(ledger)) {
            return 0;
        }
        try (var files = Files.list(ledger)) {
            return (int) files.filter(f -> f.toString().endsWith(".parquet")).count();
        }
    }

    /** Runs the rest here: nothing committed is computed again, everything else is, and the table is the same. */
    private static void goesOn(String name, Path where) {
        Sweeps sweep = Drive.sweep(name);
        Set<String> committed = sweep.held(where.resolve(name));
        assertThat(new TreeSet<>(Sweeps.log(where.resolve("work.log")))).containsAll(committed);
        Path log = where.resolve("rest.log");
        System.setProperty(Sweeps.LOG, log.toString());
        RunOutcome rest = sweep.run(where.resolve(name));
        List<String> computed = Sweeps.log(log);
        Set<String> missing = sweep.wanted();
        missing.removeAll(committed);
        assertThat(computed).containsExactlyInAnyOrderElementsOf(missing).hasSize((int) rest.computed());
        assertThat(Sweeps.hash(rest)).isEqualTo(OneLoop.hash(sweep));
        assertThat(rest.exitStatus()).isZero();
    }

    @Test
    void theSignalTermEndsItSoonWithEverythingCommitted() throws Exception {
        Process process = Drive.start(Jdk.here().java(), folder, SLOW);
        waitForWork(process, 8);
        process.destroy();
        long told = System.nanoTime();
        assertThat(Drive.end(process)).as("its main simply returns").isZero();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - told)).isLessThan(20);
        int committed = Drive.sweep(SLOW).held(folder.resolve(SLOW)).size();
        assertThat(Drive.said(folder)).containsExactly("75 " + committed + " none");
        assertThat(committed).isBetween(1, Drive.SLOW_REPLICAS - 1);
        goesOn(SLOW, folder);
        Sweeps.tell(1, computed(folder), Drive.sweep(SLOW).wanted().size());
    }

    private void waitForWork(Process process, int batches) throws InterruptedException {
        while (process.isAlive() && Sweeps.log(folder.resolve("work.log")).size() < batches) {
            Thread.sleep(20);
        }
    }

    @Test
    void twoDriversAtOnceMakeOneTable() throws Exception {
        Process other = Drive.start(Jdk.here().java(), folder, SLOW);
        waitForWork(other, 1);
        Sweeps sweep = Drive.sweep(SLOW);
        System.setProperty(Sweeps.LOG, folder.resolve("here.log").toString());
        RunOutcome here = sweep.run(folder.resolve(SLOW), "local[2]", Sweeps.RIPPLES);
        assertThat(Drive.end(other)).isZero();
        int computed = Sweeps.log(folder.resolve("here.log")).size()
                + Sweeps.log(folder.resolve("work.log")).size();
        Sweeps.tell(1, computed, sweep.wanted().size());
        assertThat(computed - sweep.wanted().size())
                .as("batches that both computed")
                .isBetween(0, 30);
        String hash = OneLoop.hash(sweep);
        assertThat(Sweeps.hash(here)).isEqualTo(hash);
        assertThat(Drive.said(folder)).hasSize(1).allMatch(line -> line.startsWith("0 ") && line.endsWith(hash));
        assertThat(Sweeps.hash(sweep.fold(folder.resolve(SLOW)))).isEqualTo(hash);
        assertThat(here.table().orElseThrow().rows()).hasSize(4);
    }

    @Test
    @Tag("slow")
    void killedAtRandomMomentsItGoesOn() throws Exception {
        Random random = new Random("killedAtRandomMomentsItGoesOn".hashCode());
        List<Path> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path where = folder.resolve("moment " + i);
            Process process = Drive.start(Jdk.here().java(), where, SLOW);
            while (process.isAlive() && Sweeps.log(where.resolve("work.log")).isEmpty()) {
                Thread.sleep(20);
            }
            Thread.sleep(random.nextInt(2500));
            process.destroyForcibly();
            Drive.end(process);
            places.add(where);
        }
        places.forEach(where -> goesOn(SLOW, where));
    }
}
