package phasegrid.jobs.spark;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Fit;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Provenance;

/**
 * Runs a sweep from its plan to its table.
 *
 * @param <P> the model's point
 */
public final class SweepRun<P extends Record> {
    private static final int MOST_ROUNDS = 3;
    private static final int MOST_NAMED = 20;

    private final RunRequest request;
    private final RunListener listener;
    private final CommitRhythm rhythm;
    private final Packing packing;
    private final SweepPlan<P> plan;
    private final Ledger ledger;
    private final ChainStates states;
    private Work done = new Work(0, 0, 0);

    /** What was computed in all rounds. */
    private record Work(long computed, long failures, double coreSeconds) {
        Work plus(Tally tally) {
            return new Work(
                    computed + tally.computed(), failures + tally.failures(), coreSeconds + tally.coreSeconds());
        }
    }

    private SweepRun(
            Definition<P, ?> definition,
            RunRequest request,
            RunListener listener,
            CommitRhythm rhythm,
            Packing packing) {
        this.request = request;
        this.listener = listener;
        this.rhythm = rhythm;
        this.packing = packing;
        plan = new SweepPlan<>(definition, request.jar(), request.spec());
        ledger = Ledger.at(request.output());
        states = ChainStates.at(request.output());
    }

    /** Runs what the ledger lacks, then folds the table; a stop request or the time limit ends it early and safely. */
    public static RunOutcome run(RunRequest request, RunListener listener) {
        return run(request, listener, CommitRhythm.USUAL);
    }

    /** The same with a rhythm of its own. */
    public static RunOutcome run(RunRequest request, RunListener listener, CommitRhythm rhythm) {
        return run(request, listener, rhythm, Packing.USUAL);
    }

    /** The same with packs of its own. */
    static RunOutcome run(RunRequest request, RunListener listener, CommitRhythm rhythm, Packing packing) {
        return of(request.definition(), request, listener, rhythm, packing).run();
    }

    /** Folds the table of what the ledger holds, in this process, computing nothing and without Spark. */
    public static RunOutcome fold(RunRequest request) {
        return of(request.definition(), request, RunListener.SILENT, CommitRhythm.USUAL, Packing.USUAL)
                .fold();
    }

    private RunOutcome fold() {
        Inventory held = ledger.inventory();
        for (int i = 1; ; i++) {
            int losses = held.losses();
            Map<String, FoldedPoint> folded = here(held);
            if (i == MOST_ROUNDS || held.refresh().losses() == losses) {
                return table(folded, held, Set.of());
            }
        }
    }

    private static <P extends Record> SweepRun<P> of(
            Definition<P, ?> definition,
            RunRequest request,
            RunListener listener,
            CommitRhythm rhythm,
            Packing packing) {
        return new SweepRun<>(definition, request, listener, rhythm, packing);
    }

    private RunOutcome run() {
        try (StopRequest stop = new StopRequest(request.timeLimit()).listening()) {
            stop.unheard().forEach(name -> listener.says("Cannot listen for signal " + name + ": stop with another"));
            Inventory held = ledger.inventory();
            Optional<RunOutcome> outcome = Optional.empty();
            for (int i = 1; outcome.isEmpty(); i++) {
                outcome = round(held, stop, i == MOST_ROUNDS);
            }
            return outcome.get();
        }
    }

    /** Computes what is missing and folds; nothing where a segment was lost meanwhile, unless this is the last try. */
    private Optional<RunOutcome> round(Inventory held, StopRequest stop, boolean last) {
        int losses = held.losses();
        Tally tally = new Tally();
        Schedule schedule = new Schedule(UUID.randomUUID().getMostSignificantBits());
        expect(held, tally, schedule);
        if (tally.batches() == 0) {
            return ended(held, losses, new Tally(), stop, Set.of(), last, () -> here(held));
        }
        new Recheck<>(plan, ledger).run(held);
        try (JavaSparkContext spark =
                Cluster.open(request.master(), "phasegrid " + request.spec().model())) {
            Committer committer = new Committer(held, states, rhythm);
            Waves<P> waves = new Waves<>(
                    plan, held, schedule, request.portion(), spark, committer, states, tally, listener, stop, packing);
            waves.run();
            done = done.plus(tally);
            return ended(held, losses, tally, stop, waves.failedTracks(), last, () -> onCluster(spark, held));
        }
    }

    private Optional<RunOutcome> ended(
            Inventory held,
            int losses,
            Tally tally,
            StopRequest stop,
            Set<String> failedTracks,
            boolean last,
            Supplier<Map<String, FoldedPoint>> fold) {
        if (tally.left() > 0) {
            listener.says(
                    "Stopped by " + stop.reason() + "; every batch that came back is committed. Run again to go on.");
            return Optional.of(withoutTable(true));
        }
        held.refresh();
        if (!request.portion().all() && missing(held) > 0) {
            listener.says("Part " + request.portion() + " is committed; " + missing(held)
                    + " batches of other parts are missing. The run that commits the last of them makes the table.");
            return Optional.of(withoutTable(false));
        }
        if (held.losses() > losses && !last) {
            return Optional.empty();
        }
        Map<String, FoldedPoint> folded = fold.get();
        boolean whole = held.refresh().losses() == losses;
        return whole || last ? Optional.of(table(folded, held, failedTracks)) : Optional.empty();
    }

    private long missing(Inventory held) {
        return plan.grid()
                .tracks()
                .mapToLong(track -> plan.missing(track, held, states).size())
                .sum();
    }

    private void expect(Inventory held, Tally tally, Schedule schedule) {
        long[] wanted = new long[1];
        int[] shown = new int[1];
        plan.grid()
                .tracks((number, track) -> {
                    List<Batch> missing = plan.missing(track, held, states).stream()
                            .filter(batch -> request.portion().takes(track.key(), batch.address()))
                            .toList();
                    long all = plan.wanted(track, plan.shape(track)).count();
                    wanted[0] += request.portion().all() ? all : taken(track);
                    boolean whole = missing.size() == all && shown[0] < request.shown();
                    shown[0] += whole ? track.served().size() : 0;
                    tally.expect(track, missing, whole);
                    if (!missing.isEmpty()) {
                        schedule.add(number, Packing.work(missing));
                    }
                    return missing.size();
                })
                .forEach(missing -> {});
        listener.begins(tally.state().points(), wanted[0], wanted[0] - tally.batches());
    }

    /** How many batches of a track this run's portion has. */
    private long taken(Track<P> track) {
        return plan.wanted(track, plan.shape(track))
                .addresses()
                .filter(address -> request.portion().takes(track.key(), address))
                .count();
    }

    private RunOutcome withoutTable(boolean stopped) {
        return new RunOutcome(
                done.computed(), done.failures(), stopped, 0, done.coreSeconds(), Optional.empty(), Optional.empty());
    }

    private List<String> fitted() {
        return request.spec().fits().stream().map(Fit::observable).distinct().toList();
    }

    private List<Parcel> parcels() {
        return plan.grid()
                .tracks()
                .map(track -> Parcel.of(plan.definition(), track))
                .toList();
    }

    private Map<String, FoldedPoint> onCluster(JavaSparkContext spark, Inventory inventory) {
        return new TableFold(spark, request.output(), request.spec().effort(), fitted()).fold(parcels(), inventory);
    }

    /** The fold on the cores of this process: rows may come in any order, points are in the grid's. */
    private Map<String, FoldedPoint> here(Inventory inventory) {
        TrackFold fold = new TrackFold(request.spec().effort(), fitted());
        Set<String> keys = new HashSet<>();
        plan.grid().tracks().forEach(track -> keys(track, keys));
        inventory.segments().parallelStream()
                .forEach(segment -> ledger.forEach(
                        segment,
                        keys::contains,
                        row -> fold.add(
                                new Shipped(row.row(), row.circumstances().cpuSeconds()))));
        Map<String, FoldedPoint> folded = new LinkedHashMap<>();
        plan.grid().tracks().toList().parallelStream()
                .map(track -> fold.fold(plan.definition(), track))
                .toList()
                .forEach(points -> points.forEach(point -> folded.put(point.key(), point)));
        return folded;
    }

    private static void keys(Track<?> track, Set<String> keys) {
        track.served().forEach(served -> keys.add(served.point().key()));
    }

    private RunOutcome table(Map<String, FoldedPoint> folded, Inventory inventory, Set<String> failedTracks) {
        SweepTable<P> sweep = new SweepTable<>(plan, folded);
        Map<String, String> provenance = new LinkedHashMap<>(Provenance.here().metadata());
        provenance.put("phasegrid.spec", request.canonical());
        provenance.put("phasegrid.question", request.spec().question());
        Set<String> inconsistent = folded.values().stream()
                .filter(FoldedPoint::inconsistent)
                .map(FoldedPoint::key)
                .collect(Collectors.toSet());
        if (!inconsistent.isEmpty()) {
            ledger.inconsistencies(inconsistent).stream()
                    .limit(MOST_NAMED)
                    .forEach(one -> listener.says("Cannot trust " + one));
        }
        PhaseTable table =
                PhaseTable.of(plan.definition(), request.spec(), sweep.rows(inconsistent, failedTracks), provenance);
        table.write(request.output(), plan.identity(inventory));
        Optional<FitTable> fits =
                request.spec().fits().isEmpty() ? Optional.empty() : Optional.of(FitTable.of(sweep.fits(), provenance));
        fits.ifPresent(f -> f.write(request.output()));
        return new RunOutcome(
                done.computed(),
                done.failures(),
                false,
                inconsistent.size(),
                done.coreSeconds(),
                Optional.of(table),
                fits);
    }
}
