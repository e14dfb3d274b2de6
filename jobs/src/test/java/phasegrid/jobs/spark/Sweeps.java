package phasegrid.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.model.Models;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Fit;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.data.DataFiles;
import phasegrid.jobs.data.Formats;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.Output;

/** Small sweeps, ways to run them, and what they leave behind. */
record Sweeps(
        Definition<?, ?> definition,
        Map<String, List<Value>> axes,
        Map<String, Value> fixed,
        Effort effort,
        String asks) {
    /** Commits whatever has come back at once. */
    static final CommitRhythm AT_ONCE = new CommitRhythm(Duration.ZERO, Duration.ZERO, 0);

    /** Each batch is a pack. */
    static final Packing SINGLE = new Packing(0, 0, 1, 20);

    /** Each batch is a pack, and a wave is one batch or two. */
    static final Packing RIPPLES = new Packing(0, 0, 1, 1e-3);

    static final String LOG = "phasegrid.workLog";

    static Sweeps of(Definition<?, ?> definition, Effort effort) {
        return new Sweeps(definition, Map.of(), Map.of(), effort, "");
    }

    static Sweeps fields(int disorder, int thermal) {
        return of(Definition.of(new Fields()), new Effort(disorder, thermal, 0))
                .axis("beta", 0.5, 1)
                .axis("d", 3, 5);
    }

    static Sweeps wanderers(long passes) {
        return of(Definition.of(new Wanderers()), new Effort(6, 16, passes))
                .axis("pull", 0.25, 0.5)
                .axis("t", 2, 20, Double.POSITIVE_INFINITY);
    }

    static Sweeps rungs() {
        return of(Definition.of(new Rungs()), Effort.of(100))
                .axis("beta", 0.5, 1, 2)
                .axis("n", 1, 2);
    }

    static Sweeps gaussians() {
        return of(model("two-gaussians"), Effort.of(600))
                .axis("d", 8, 32)
                .axis("t", 1, 2, 3)
                .with("sampler.steps", 10)
                .word("route", "direct");
    }

    /** A data file of 40 points in 3 dimensions, two clusters and all of it or a part. */
    static Sweeps dataset(Path folder) {
        StringBuilder text = new StringBuilder("x,y,z\n");
        for (int i = 0; i < 40; i++) {
            text.append((i % 2 == 0 ? 9 : -9) + Math.sin(i))
                    .append(',')
                    .append(Math.cos(i * i))
                    .append(',');
            text.append(i % 7).append('\n');
        }
        Path file = Formats.file(folder, "points.csv", text.toString().getBytes(StandardCharsets.UTF_8));
        return of(model("dataset"), new Effort(5, 16, 0))
                .axis("t", 0.5, 1)
                .axis("n", 20, 40)
                .word("data", "file")
                .with("data.path", new Value.Data(DataFiles.HERE.file(file.toString())))
                .with("sampler.steps", 2);
    }

    private static Definition<?, ?> model(String id) {
        return Models.definitions().stream()
                .filter(m -> m.model().card().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Sweeps axis(String name, double... values) {
        List<Value> all = new ArrayList<>();
        for (double v : values) {
            all.add(value(v));
        }
        Map<String, List<Value>> longer = new LinkedHashMap<>(axes);
        longer.put(name, all);
        return new Sweeps(definition, longer, fixed, effort, asks);
    }

    Sweeps with(String name, double value) {
        return with(name, value(value));
    }

    Sweeps word(String name, String word) {
        return with(name, new Value.Word(word));
    }

    private Sweeps with(String name, Value value) {
        Map<String, Value> more = new LinkedHashMap<>(fixed);
        more.put(name, value);
        return new Sweeps(definition, axes, more, effort, asks);
    }

    Sweeps effort(int disorder, int thermal, long passes) {
        return new Sweeps(definition, axes, fixed, new Effort(disorder, thermal, passes), asks);
    }

    Sweeps asking(String question) {
        return new Sweeps(definition, axes, fixed, effort, question);
    }

    private static Value value(double v) {
        return v == Math.rint(v) && !Double.isInfinite(v) ? new Value.Whole((long) v) : new Value.Real(v);
    }

    SweepSpec spec() {
        return spec(List.of());
    }

    SweepSpec spec(List<Fit> fits) {
        List<Axis> grid = axes.entrySet().stream()
                .map(e -> Axis.of(e.getKey(), e.getValue()))
                .toList();
        return new SweepSpec(
                asks,
                definition.model().card().id(),
                1,
                7,
                List.of(new SweepSpec.Region(grid, fixed, Map.of(), Optional.empty())),
                effort,
                List.of(),
                List.of(),
                fits);
    }

    RunRequest request(Output output, String master) {
        return new RunRequest(definition, "", spec(), "{}", output, master, Optional.empty(), 1, Portion.ALL);
    }

    /** Runs it on two cores and returns what came of it. */
    RunOutcome run(Path folder) {
        return run(folder, "local[2]", Packing.USUAL);
    }

    RunOutcome run(Path folder, String master, Packing packing) {
        return SweepRun.run(request(Output.at(folder.toString()), master), RunListener.SILENT, AT_ONCE, packing);
    }

    RunOutcome fold(Path folder) {
        return SweepRun.fold(request(Output.at(folder.toString()), "local[1]"));
    }

    static String hash(RunOutcome outcome) {
        return outcome.table().orElseThrow().hash();
    }

    /** The batches that the sweep wants, as lines of the work log. */
    Set<String> wanted() {
        return wanted(plan(definition));
    }

    private <P extends Record> SweepPlan<P> plan(Definition<P, ?> of) {
        return new SweepPlan<>(of, "", spec());
    }

    private static <P extends Record> Set<String> wanted(SweepPlan<P> plan) {
        return plan.grid()
                .tracks()
                .flatMap(track ->
                        plan.wanted(track, plan.shape(track)).addresses().map(a -> line(track.key(), a)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of the wanted batches, those of which a ledger has every row. */
    Set<String> held(Path folder) {
        return held(plan(definition), Ledger.at(Output.at(folder.toString())).inventory());
    }

    private static <P extends Record> Set<String> held(SweepPlan<P> plan, Inventory inventory) {
        return plan.grid()
                .tracks()
                .flatMap(track -> plan.wanted(track, plan.shape(track))
                        .addresses()
                        .filter(a -> track.served().stream()
                                .filter(s -> plan.shape(track).reads(s, a.leg()))
                                .allMatch(s -> inventory.contains(s.point().key(), a)))
                        .map(a -> line(track.key(), a)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String line(String track, Address a) {
        return track + " " + a.disorder() + " " + a.thermal() + " " + a.leg();
    }

    /** Tells the page of faults how often one was injected and what it cost, in batches. */
    static void tell(int tried, int computed, int wanted) {
        System.out.println(
                "fault: tried " + tried + ", repeated " + (computed - wanted) + " of " + wanted + " batches");
    }

    /** Waits for the tasks that a run left behind when it broke off: their threads end with them. */
    static void awaitTasks() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("Executor task"))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The lines of a work log, one for each batch that was begun; none where there is none yet. */
    static List<String> log(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
