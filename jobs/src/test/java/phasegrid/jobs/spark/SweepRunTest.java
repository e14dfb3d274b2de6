package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.sweep.Row;
import phasegrid.jobs.table.Circumstances;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.CommitPoints;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.LedgerRow;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.Part;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.PointRow;

/** What a run computes, what it leaves alone, and what it says of what went wrong. */
@Timeout(600)
class SweepRunTest {
    @TempDir
    Path folder;

    private Path log;
    private int read;

    @BeforeEach
    void keepAWorkLog() {
        log = folder.resolve("work.log");
        System.setProperty(Sweeps.LOG, log.toString());
    }

    @AfterEach
    void keepNone() {
        System.clearProperty(Sweeps.LOG);
        Fields.abyss = Double.NaN;
        Fields.pause = 0;
    }

    /** The sweep whose samples take so many milliseconds longer until a run is to be undisturbed. */
    private static Sweeps paused(Sweeps sweep, long millis) {
        Fields.pause = millis * 1_000_000;
        return sweep;
    }

    private Path out() {
        return folder.resolve("out");
    }

    /** The batches computed since this was asked last; fails where one was computed twice. */
    private Set<String> computed() {
        Sweeps.awaitTasks();
        List<String> all = Sweeps.log(log);
        List<String> now = all.subList(read, all.size());
        read = all.size();
        assertThat(now).doesNotHaveDuplicates();
        return new TreeSet<>(now);
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "wanderers", "rungs", "two-gaussians"})
    void theTableIsThatOfOneLoopAndASecondRunComputesNothing(String model) {
        Sweeps sweep =
                switch (model) {
                    case "fields" -> Sweeps.fields(10, 2);
                    case "wanderers" -> Sweeps.wanderers(50);
                    case "rungs" -> Sweeps.rungs();
                    default -> Sweeps.gaussians();
                };
        RunOutcome first = sweep.run(out());
        assertThat(Sweeps.hash(first)).isEqualTo(OneLoop.hash(sweep));
        assertThat(computed()).isEqualTo(sweep.wanted()).hasSize((int) first.computed());
        assertThat(first.exitStatus()).isZero();
        assertThat(costOfAllRows(first)).isLessThanOrEqualTo(first.coreSeconds() * (1 + 1e-9));
        if (!model.equals("wanderers")) { // whose first legs nothing is read in
            assertThat(costOfAllRows(first)).isCloseTo(first.coreSeconds(), withinPercentage(1e-6));
        }

        RunOutcome again = sweep.run(out());
        assertThat(again.computed()).isZero();
        assertThat(again.exitStatus()).isZero();
        assertThat(computed()).isEmpty();
        assertThat(Sweeps.hash(again)).isEqualTo(Sweeps.hash(first));
        assertThat(Sweeps.hash(sweep.fold(out()))).isEqualTo(Sweeps.hash(first));
    }

    private static double costOfAllRows(RunOutcome outcome) {
        PhaseTable table = outcome.table().orElseThrow();
        int column = table.columns().stream().map(Column::name).toList().indexOf("cpu_seconds");
        return table.rows().stream()
                .mapToDouble(row -> (Double) row.get(column))
                .sum();
    }

    @Test
    void extendedOrEditedItComputesOnlyWhatIsMissing() throws IOException {
        Sweeps small = Sweeps.fields(4, 1);
        small.run(out());
        assertThat(computed()).hasSize(4);

        Sweeps larger = small.effort(10, 3, 0);
        larger.run(out());
        assertThat(computed()).hasSize(4 * (3 * 3 - 1)).isEqualTo(without(larger.wanted(), small.wanted()));

        Sweeps longer = larger.axis("beta", 2, 1, 0.5);
        longer.run(out());
        assertThat(computed()).hasSize(2 * 9).isEqualTo(without(longer.wanted(), larger.wanted()));

        Path renamed = Files.move(out(), folder.resolve("renamed"));
        Sweeps reordered = Sweeps.of(longer.definition(), longer.effort())
                .axis("d", 5, 3)
                .axis("beta", 1, 0.5, 2)
                .asking("Is it the same?");
        RunOutcome same = reordered.run(renamed);
        assertThat(computed()).isEmpty();
        assertThat(Sweeps.hash(same)).isEqualTo(OneLoop.hash(longer));

        Sweeps edited = reordered.axis("d", 3, 7).axis("beta", 1, 2);
        RunOutcome other = edited.run(renamed);
        assertThat(computed()).hasSize(2 * 9).isEqualTo(without(edited.wanted(), reordered.wanted()));
        assertThat(Sweeps.hash(other)).isEqualTo(OneLoop.hash(edited));

        RunOutcome less = small.run(renamed);
        assertThat(computed()).isEmpty();
        assertThat(Sweeps.hash(less)).isEqualTo(OneLoop.hash(small));
    }

    @Test
    void chainsGoOnWhereTheyEndedAndOnlyLegsThatHoldSomethingNewAreRun() throws IOException {
        Sweeps two = Sweeps.wanderers(24);
        two.run(out());
        assertThat(computed()).hasSize(4 * 2);

        Sweeps three = two.effort(6, 16, 56);
        RunOutcome longer = three.run(out());
        assertThat(computed()).hasSize(4).allMatch(line -> line.endsWith(" 2"));
        assertThat(Sweeps.hash(longer)).isEqualTo(OneLoop.hash(three));

        Sweeps readInTheThird = three.axis("t", 2, 20, 30, Double.POSITIVE_INFINITY);
        RunOutcome read = readInTheThird.run(out());
        assertThat(computed()).hasSize(4).allMatch(line -> line.endsWith(" 2"));
        assertThat(Sweeps.hash(read)).isEqualTo(OneLoop.hash(readInTheThird));

        Sweeps onlyThere = three.axis("t", 30, 2);
        RunOutcome fewer = onlyThere.run(out());
        assertThat(computed()).isEmpty();
        assertThat(Sweeps.hash(fewer)).isEqualTo(OneLoop.hash(onlyThere));

        loseOneState(2);
        Sweeps four = three.effort(6, 16, 120);
        RunOutcome mended = four.run(out());
        Set<String> run = computed();
        assertThat(run).hasSize(4 + 1);
        assertThat(run.stream().filter(line -> line.endsWith(" 2"))).hasSize(1);
        assertThat(Sweeps.hash(mended)).isEqualTo(OneLoop.hash(four));
    }

    private void loseOneState(int leg) throws IOException {
        try (var states = Files.list(out().resolve("chains"))) {
            Files.delete(states.filter(f -> f.getFileName().toString().contains("-" + leg + "."))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void aBatchThatThrowsSpoilsNoOtherAndIsTriedAgain() {
        Sweeps sweep = Sweeps.fields(8, 1).with("lost", 0);
        Fields.abyss = 1;
        List<String> said = new ArrayList<>();
        RunOutcome broken = SweepRun.run(
                sweep.request(Output.at(out().toString()), "local[2]"), saying(said, state -> {}), Sweeps.AT_ONCE);
        assertThat(broken.failures()).isEqualTo(4);
        assertThat(broken.computed()).isEqualTo(4);
        assertThat(broken.exitStatus()).isEqualTo(1);
        assertThat(statuses(broken)).containsExactly("diverged", "diverged", "failed", "failed");
        assertThat(said)
                .hasSize(2)
                .allMatch(line -> line.startsWith("Cannot compute beta=1 d="))
                .allMatch(line -> line.contains("the particle fell"));
        computed();

        Fields.abyss = Double.NaN;
        RunOutcome mended = sweep.run(out());
        assertThat(computed()).hasSize(4);
        assertThat(mended.exitStatus()).isZero();
        assertThat(statuses(mended)).containsOnly("diverged");
        assertThat(Sweeps.hash(mended)).isEqualTo(OneLoop.hash(sweep));
    }

    private static List<Object> statuses(RunOutcome outcome) {
        var table = outcome.table().orElseThrow();
        return table.rows().stream().map(row -> row.get(table.index("status"))).toList();
    }

    @Test
    void payloadsThatDifferArePublishedAsInconsistent() {
        Sweeps sweep = Sweeps.fields(8, 1);
        RunOutcome sound = sweep.run(out());
        assertThat(sound.inconsistent()).isZero();
        changeOneRow();
        RunOutcome outcome = sweep.run(out());
        assertThat(outcome.computed()).isZero();
        assertThat(outcome.inconsistent()).isEqualTo(1);
        assertThat(outcome.exitStatus()).isEqualTo(1);
        assertThat(statuses(outcome)).containsOnlyOnce("inconsistent");
    }

    private void changeOneRow() {
        Ledger ledger = Ledger.at(Output.at(out().toString()));
        List<LedgerRow> rows = new ArrayList<>();
        ledger.forEach(ledger.segments().get(0), key -> true, rows::add);
        Row row = rows.get(0).row();
        double[] payload = row.payload().clone();
        payload[2] = Math.nextUp(payload[2]);
        ledger.commit(List.of(new LedgerRow(
                new Row(row.key(), row.address(), payload), rows.get(0).circumstances())));
    }

    @Test
    void whatOthersCommitMeanwhileIsNotComputedAgain() {
        Sweeps sweep = paused(Sweeps.fields(80, 1), 5);
        Path elsewhere = folder.resolve("elsewhere");
        sweep.run(elsewhere);
        computed();
        AtomicInteger given = new AtomicInteger();
        RunListener helped = saying(new ArrayList<>(), state -> {
            if (state.batchesDone() >= 4 && given.getAndIncrement() == 0) {
                copy(elsewhere, out());
            }
        });
        RunOutcome outcome = SweepRun.run(
                sweep.request(Output.at(out().toString()), "local[2]"), helped, Sweeps.AT_ONCE, Sweeps.RIPPLES);
        assertThat(outcome.exitStatus()).isZero();
        assertThat(outcome.computed()).isBetween(4L, 20L);
        assertThat(computed()).hasSize((int) outcome.computed());
        Fields.pause = 0;
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(sweep));
    }

    @Test
    void chainsThatOthersRunMeanwhileAreNotRunAgain() {
        Sweeps sweep = Sweeps.wanderers(100);
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(sweep.run(elsewhere).computed()).isGreaterThan(8);
        computed();
        AtomicInteger given = new AtomicInteger();
        RunListener helped = saying(new ArrayList<>(), state -> {
            if (state.batchesDone() > 0 && given.getAndIncrement() == 0) {
                copyStates(elsewhere, out());
                copy(elsewhere, out());
            }
        });
        RunOutcome outcome = SweepRun.run(
                sweep.request(Output.at(out().toString()), "local[2]"), helped, Sweeps.AT_ONCE, Sweeps.RIPPLES);
        assertThat(outcome.exitStatus()).isZero();
        assertThat(computed()).hasSizeBetween(1, 3).allMatch(line -> line.endsWith(" 0"));
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(sweep));
    }

    private static void copyStates(Path from, Path to) {
        try (Stream<Path> states = Files.list(from.resolve("chains"))) {
            Path chains = Files.createDirectories(to.resolve("chains"));
            for (Path state : states.toList()) {
                Files.copy(state, chains.resolve(state.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        Ledger ledger = Ledger.at(Output.at(to.toString()));
        Ledger stored = Ledger.at(Output.at(from.toString()));
        stored.segments().forEach(segment -> {
            List<LedgerRow> rows = new ArrayList<>();
            stored.forEach(segment, key -> true, rows::add);
            ledger.commit(rows);
        });
    }

    @Test
    void aLedgerOfOtherClassesIsCheckedBeforeAnythingIsAdded() {
        Sweeps sweep = Sweeps.fields(4, 1);
        sweep.run(folder.resolve("first"));
        relabel(folder.resolve("first"), out(), 0);
        relabel(folder.resolve("first"), folder.resolve("moved"), 1e-9);
        computed();
        Sweeps more = sweep.effort(8, 1, 0);
        RunOutcome outcome = more.run(out());
        assertThat(outcome.exitStatus()).isZero();
        assertThat(computed()).hasSize(4);
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(more));
        assertThatThrownBy(() -> more.run(folder.resolve("moved")))
                .hasMessageStartingWith("Cannot go on: beta=0.5 d=3")
                .hasMessageContaining("gives other numbers here than it gave on")
                .hasMessageContaining("fields@1 has changed");
        assertThat(computed()).isEmpty();
    }

    /** Copies a ledger as if other classes had filled it, its payloads moved by {@code shift}. */
    private static void relabel(Path from, Path to, double shift) {
        Ledger stored = Ledger.at(Output.at(from.toString()));
        List<LedgerRow> rows = new ArrayList<>();
        stored.segments().forEach(segment -> stored.forEach(segment, key -> true, rows::add));
        List<LedgerRow> relabelled = rows.stream()
                .map(row -> {
                    double[] payload = row.row().payload().clone();
                    payload[2] += shift;
                    Circumstances c = row.circumstances();
                    return new LedgerRow(
                            new Row(row.row().key(), row.row().address(), payload),
                            new Circumstances(c.cpuSeconds(), c.host(), c.jdk(), c.commit(), "other"));
                })
                .toList();
        Ledger.at(Output.at(to.toString())).commit(relabelled);
    }

    @Test
    void aTimeLimitStopsSafelyAndTheNextRunGoesOn() {
        Sweeps sweep = paused(Sweeps.fields(320, 1), 20);
        RunRequest all = sweep.request(Output.at(out().toString()), "local[2]");
        RunRequest limited = new RunRequest(
                all.definition(),
                "",
                all.spec(),
                "{}",
                all.output(),
                "local[2]",
                Optional.of(Duration.ofMillis(1500)),
                0,
                Portion.ALL);
        RunOutcome stopped = SweepRun.run(limited, RunListener.SILENT, CommitRhythm.USUAL, Sweeps.SINGLE);
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.exitStatus()).isEqualTo(75);
        assertThat(stopped.table()).isEmpty();
        Set<String> held = sweep.held(out());
        assertThat(held).hasSize((int) stopped.computed()).hasSizeLessThan(320);
        computed();

        Fields.pause = 0;
        RunOutcome rest = sweep.run(out());
        assertThat(computed()).isEqualTo(without(sweep.wanted(), held));
        assertThat(Sweeps.hash(rest)).isEqualTo(OneLoop.hash(sweep));
    }

    /** Also while a commit is due. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptStopsSafelyToo(boolean due) {
        Sweeps sweep = paused(Sweeps.fields(40, 1), 20);
        RunListener interrupting = saying(new ArrayList<>(), state -> interrupt(state.batchesDone() > 0));
        RunOutcome stopped = SweepRun.run(
                sweep.request(Output.at(out().toString()), "local[2]"),
                interrupting,
                due ? Sweeps.AT_ONCE : CommitRhythm.USUAL,
                Sweeps.SINGLE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.exitStatus()).isEqualTo(75);
        assertThat(sweep.held(out())).hasSize((int) stopped.computed()).isNotEmpty();
    }

    private static void interrupt(boolean now) {
        if (now) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCommitThatFailsEndsTheRunAndLosesNothingCommitted() {
        Sweeps sweep = paused(Sweeps.fields(16, 1), 10);
        AtomicInteger segments = new AtomicInteger();
        Output full = Output.at(out().toString()).with(new CommitPoints() {
            @Override
            public void beforeRename(Part part) {
                if (part == Part.LEDGER && segments.getAndIncrement() > 0) {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }
            }
        });
        assertThatThrownBy(() -> SweepRun.run(
                        sweep.request(full, "local[2]"), RunListener.SILENT, Sweeps.AT_ONCE, Sweeps.SINGLE))
                .hasMessageContaining("No space left");
        Set<String> held = sweep.held(out());
        assertThat(held).isNotEmpty();
        computed();
        Fields.pause = 0;
        RunOutcome rest = sweep.run(out());
        assertThat(computed()).isNotEmpty().isEqualTo(without(sweep.wanted(), held));
        assertThat(Sweeps.hash(rest)).isEqualTo(OneLoop.hash(sweep));
    }

    @Test
    void aWaveThatSparkGivesUpIsSentOutAgain() {
        Sweeps sweep = paused(Sweeps.fields(16, 1), 10);
        AtomicInteger given = new AtomicInteger();
        RunListener once =
                saying(new ArrayList<>(), state -> giveUp(state.batchesDone() > 0 && given.getAndIncrement() == 0));
        RunOutcome outcome = SweepRun.run(
                sweep.request(Output.at(out().toString()), "local[2]"), once, Sweeps.AT_ONCE, Sweeps.SINGLE);
        assertThat(given).hasPositiveValue();
        assertThat(outcome.exitStatus()).isZero();
        assertThat(outcome.computed()).isEqualTo(16);
        Sweeps.awaitTasks();
        assertThat(Sweeps.log(log))
                .as("what had ended but was not handed over is computed once more")
                .hasSizeBetween(16, 2 * 16 - 1)
                .allMatch(line -> Collections.frequency(Sweeps.log(log), line) <= 2);
        assertThat(out().resolve("quarantine")).doesNotExist();
        Fields.pause = 0;
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(sweep));
    }

    @Test
    void batchesThatAlwaysLoseTheirWaveFailAlone() {
        Sweeps sweep = paused(Sweeps.fields(4, 1), 100);
        List<String> said = new ArrayList<>();
        RunOutcome outcome = SweepRun.run(
                sweep.request(Output.at(out().toString()), "local[2]"),
                saying(said, state -> giveUp(true)),
                Sweeps.AT_ONCE,
                Sweeps.SINGLE);
        assertThat(outcome.exitStatus()).isEqualTo(1);
        assertThat(outcome.failures()).isPositive();
        assertThat(outcome.computed() + outcome.failures()).isEqualTo(4);
        assertThat(statuses(outcome)).contains("failed");
        assertThat(said).anyMatch(line -> line.startsWith("Cannot compute beta="));
    }

    private static void giveUp(boolean now) {
        if (now) {
            SparkContext.getOrCreate().cancelJobGroup(Wave.GROUP);
        }
    }

    private interface Watching {
        void goesOn(RunState state);
    }

    private static RunListener saying(List<String> said, Watching watching) {
        return new RunListener() {
            @Override
            public void begins(long points, long batches, long held) {}

            @Override
            public void goesOn(RunState state) {
                watching.goesOn(state);
            }

            @Override
            public void finished(PointRow row) {}

            @Override
            public void says(String line) {
                said.add(line);
            }
        };
    }
}
