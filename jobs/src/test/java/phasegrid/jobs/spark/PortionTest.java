package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Keys;
import phasegrid.jobs.table.Output;

/** Portions cover a sweep once, whoever runs them and in whatever order. */
@Timeout(600)
class PortionTest {
    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void keepAWorkLog() {
        log = folder.resolve("work.log");
        System.setProperty(Sweeps.LOG, log.toString());
    }

    @AfterEach
    void keepNone() {
        System.clearProperty(Sweeps.LOG);
    }

    @Test
    void everyBatchIsInOnePortionAndLegsStayTogether() {
        int[] sizes = new int[4];
        for (int d = 0; d < 4000; d++) {
            String track = Keys.digest("track " + d % 40);
            int taken = -1;
            for (int i = 0; i < 4; i++) {
                if (new Portion(i, 4).takes(track, new Address(d, d % 3, 0))) {
                    assertThat(taken).isEqualTo(-1);
                    taken = i;
                }
            }
            sizes[taken]++;
            assertThat(new Portion(taken, 4).takes(track, new Address(d, d % 3, 9)))
                    .isTrue();
        }
        // 1,000 expected in each, standard deviation 27.
        assertThat(Arrays.stream(sizes)).allMatch(size -> Math.abs(size - 1000) < 140);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4/4", "-1/4", "0/0", "1", "1/2/3", "one/2", "1/99999999999"})
    void whatIsNoPortionIsRefused(String text) {
        assertThatThrownBy(() -> Portion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot take part")
                .hasMessageContaining("0/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "wanderers"})
    void portionsOneAfterAnotherAreTheWholeAndTheLastMakesTheTable(String name) {
        Sweeps sweep = Drive.sweep(name);
        for (int i = 2; i >= 0; i--) {
            RunOutcome outcome = run(sweep, new Portion(i, 3));
            assertThat(outcome.exitStatus()).isZero();
            assertThat(outcome.stopped()).isFalse();
            boolean all = sweep.held(folder.resolve("out")).equals(sweep.wanted());
            assertThat(outcome.table().isPresent()).isEqualTo(all);
            assertThat(run(sweep, new Portion(i, 3)).computed()).isZero();
        }
        List<String> computed = Sweeps.log(log);
        assertThat(computed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(computed)).isEqualTo(sweep.wanted());
        assertThat(Sweeps.hash(sweep.fold(folder.resolve("out")))).isEqualTo(OneLoop.hash(sweep));
    }

    private RunOutcome run(Sweeps sweep, Portion portion) {
        RunRequest request = sweep.request(Output.at(folder.resolve("out").toString()), "local[2]");
        return SweepRun.run(request.portion(portion), RunListener.SILENT, Sweeps.AT_ONCE);
    }

    @Test
    @Tag("faults")
    void fourProcessesAtOnceFillOneLedger() throws Exception {
        String name = "slow fields";
        List<Process> array = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            array.add(Drive.start(Jdk.here().java(), folder.resolve("job " + i), folder, name + "#" + i + "/4"));
        }
        for (Process job : array) {
            assertThat(Drive.end(job)).isZero();
        }
        Sweeps sweep = Drive.sweep(name);
        List<String> computed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path job = folder.resolve("job " + i);
            assertThat(Drive.said(job)).hasSize(1).allMatch(line -> line.startsWith("0 "));
            computed.addAll(Sweeps.log(job.resolve("work.log")));
        }
        assertThat(computed).doesNotHaveDuplicates();
        Set<String> all = new TreeSet<>(computed);
        assertThat(all).isEqualTo(sweep.wanted()).isEqualTo(sweep.held(folder.resolve(name)));
        Sweeps.tell(1, computed.size(), sweep.wanted().size());
        RunOutcome again = sweep.run(folder.resolve(name));
        assertThat(again.computed()).isZero();
        assertThat(Sweeps.hash(again)).isEqualTo(OneLoop.hash(sweep));
    }
}
