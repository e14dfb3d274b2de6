package phasegrid.jobs.spark;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final RunRequest request;
    private final RunListener listener;
    private final CommitRhythm rhythm;
    private final Packing packing;
    private final SweepPlan<P> plan;
    private final Ledger ledger;
    private final ChainStates states;

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
                .foldHere(Ledger.at(request.output()).inventory());
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
            Tally tally = tally(held);
            return tally.batches() == 0 ? foldHere(held) : run(held, tally, stop);
        }
    }

    private RunOutcome run(Inventory held, Tally tally, StopRequest stop) {
        try (JavaSparkContext spark =
                Cluster.open(request.master(), "phasegrid " + request.spec().model())) {
            Committer committer = new Committer(ledger, states, rhythm, held.bytes());
            Waves<P> waves = new Waves<>(plan, spark, committer, states, tally, listener, stop, packing);
            waves.run(held);
            if (tally.left() > 0) {
                listener.says("Stopped by " + stop.reason()
                        + "; every batch that came back is committed. Run again to go on.");
                return stopped(tally);
            }
            held.refresh();
            return table(onCluster(spark, held), held, tally, waves.failedTracks());
        }
    }

    private Tally tally(Inventory held) {
        Tally tally = new Tally();
        long[] wanted = new long[1];
        int[] shown = new int[1];
        plan.grid().tracks().forEach(track -> {
            List<Batch> missing = plan.missing(track, held, states);
            long all = plan.wanted(track, plan.shape(track)).count();
            wanted[0] += all;
            boolean whole = missing.size() == all && shown[0] < request.shown();
            shown[0] += whole ? track.served().size() : 0;
            tally.expect(track, missing, whole);
        });
        listener.begins(tally.state().points(), wanted[0], wanted[0] - tally.batches());
        return tally;
    }

    private RunOutcome stopped(Tally tally) {
        return new RunOutcome(
                tally.computed(), tally.failures(), true, 0, tally.coreSeconds(), Optional.empty(), Optional.empty());
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

    private RunOutcome foldHere(Inventory inventory) {
        TrackFold fold = new TrackFold(request.spec().effort(), fitted());
        Set<String> keys = new HashSet<>();
        plan.grid().tracks().forEach(track -> keys(track, keys));
        inventory
                .segments()
                .forEach(segment -> ledger.forEach(
                        segment,
                        keys::contains,
                        row -> fold.add(
                                new Shipped(row.row(), row.circumstances().cpuSeconds()))));
        Map<String, FoldedPoint> folded = new LinkedHashMap<>();
        plan.grid()
                .tracks()
                .map(track -> fold.fold(plan.definition(), track))
                .forEach(points -> points.forEach(point -> folded.put(point.key(), point)));
        return table(folded, inventory, new Tally(), Set.of());
    }

    private static void keys(Track<?> track, Set<String> keys) {
        track.served().forEach(served -> keys.add(served.point().key()));
    }

    private RunOutcome table(
            Map<String, FoldedPoint> folded, Inventory inventory, Tally tally, Set<String> failedTracks) {
        SweepTable<P> sweep = new SweepTable<>(plan, folded);
        Map<String, String> provenance = new LinkedHashMap<>(Provenance.here().metadata());
        provenance.put("phasegrid.spec", request.canonical());
        provenance.put("phasegrid.question", request.spec().question());
        Set<String> inconsistent = inventory.inconsistent();
        PhaseTable table =
                PhaseTable.of(plan.definition(), request.spec(), sweep.rows(inconsistent, failedTracks), provenance);
        table.write(request.output(), plan.identity(inventory));
        Optional<FitTable> fits =
                request.spec().fits().isEmpty() ? Optional.empty() : Optional.of(FitTable.of(sweep.fits(), provenance));
        fits.ifPresent(f -> f.write(request.output()));
        long broken = folded.keySet().stream().filter(inconsistent::contains).count();
        return new RunOutcome(
                tally.computed(), tally.failures(), false, broken, tally.coreSeconds(), Optional.of(table), fits);
    }
}
