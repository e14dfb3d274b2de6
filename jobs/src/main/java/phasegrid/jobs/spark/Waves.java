package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.PointFold;

/**
 * Sends the missing batches out in overlapping waves and takes in what comes back. One leg of all chains is finished
 * before the next is offered. A wave starts only while what is uncommitted stays below a limit, and after the ledger was
 * listed again: what other drivers have committed meanwhile is not sent out.
 *
 * @param <P> the model's point
 */
final class Waves<P extends Record> {
    private static final int IN_FLIGHT = 2;
    /** Batches of a wave: at most so many, or so many for every core where that is more. */
    private static final int MOST_BATCHES = 20_000;

    private static final int MOST_BATCHES_A_CORE = 200;
    private static final int MOST_FAILURES_TOLD = 20;
    private static final long MOST_UNCOMMITTED = 256L << 20;
    private static final long POLL_MILLIS = 200;
    private static final int TOGETHER = 4;

    private final SweepPlan<P> plan;
    private final JavaSparkContext spark;
    private final Committer committer;
    private final ChainStates states;
    private final Tally tally;
    private final RunListener listener;
    private final StopRequest stop;
    private final Packing packing;
    private final Inventory held;
    private final Schedule schedule;
    private final Portion portion;
    private final Set<String> failedTracks = new HashSet<>();

    Waves(
            SweepPlan<P> plan,
            Inventory held,
            Schedule schedule,
            Portion portion,
            JavaSparkContext spark,
            Committer committer,
            ChainStates states,
            Tally tally,
            RunListener listener,
            StopRequest stop,
            Packing packing) {
        this.plan = plan;
        this.held = held;
        this.schedule = schedule;
        this.portion = portion;
        this.spark = spark;
        this.committer = committer;
        this.states = states;
        this.tally = tally;
        this.listener = listener;
        this.stop = stop;
        this.packing = packing;
    }

    /**
     * Computes everything that is missing, or as much as comes before a stop. Whatever came back is committed, also where
     * this ends with an exception.
     */
    void run() {
        Flights flights = new Flights(spark, SharedData.of(spark, plan.spec()), IN_FLIGHT);
        try (flights) {
            for (long leg = 0; leg < tally.legs() && !stop.stopped(); leg++) {
                sendOut(missing(leg), flights);
                takeInUntil(0, flights);
                sendLostAgain(flights);
            }
        } finally {
            if (Thread.interrupted()) {
                stop.interrupted();
            }
            commitRest(flights);
        }
    }

    private void commitRest(Flights flights) {
        try {
            flights.rest().forEach(outcome -> take(outcome, flights));
        } finally {
            committer.commit();
        }
    }

    /** Tracks with a batch that failed: their points can't be finished in this run. */
    Set<String> failedTracks() {
        return Set.copyOf(failedTracks);
    }

    private Iterator<Batch> missing(long leg) {
        return schedule.numbers()
                .mapToObj(plan.grid()::track)
                .flatMap(track -> missing(track, leg).stream())
                .iterator();
    }

    private List<Batch> missing(Track<P> track, long leg) {
        List<Batch> missing = plan.missing(track, held, states).stream()
                .filter(batch -> batch.address().leg() == leg && portion.takes(track.key(), batch.address()))
                .sorted(Comparator.comparingLong(this::place))
                .toList();
        tally.offer(track, leg, missing, plan.work(track, plan.shape(track), leg));
        return missing;
    }

    /** This driver's own order inside a track; thermal replicas of one disorder sample mostly stay together. */
    private long place(Batch batch) {
        Address a = batch.address();
        return schedule.mixed(((long) a.disorder() << 32) | (a.thermal() >> TOGETHER));
    }

    private void sendOut(Iterator<Batch> missing, Flights flights) {
        while (missing.hasNext() && !stop.stopped()) {
            List<Batch> wave = nextWave(missing);
            if (!wave.isEmpty()) {
                double target = packing.target(wave, tally.secondsPerOperation(), spark.defaultParallelism());
                flights.send(Packing.of(wave, target), false, loading());
                takeInUntil(IN_FLIGHT - 1, flights);
            }
        }
    }

    private void sendLostAgain(Flights flights) {
        Optional<List<Batch>> lost = flights.lost();
        while (lost.isPresent() && !stop.stopped()) {
            flights.send(List.of(lost.get()), true, loading());
            takeInUntil(0, flights);
            lost = flights.lost();
        }
    }

    private Loading<P> loading() {
        return new Loading<>(plan.definition(), states);
    }

    private List<Batch> nextWave(Iterator<Batch> missing) {
        double most = packing.wave() * spark.defaultParallelism() / tally.secondsPerOperation();
        int batches = mostBatches(spark.defaultParallelism());
        held.refresh();
        List<Batch> wave = new ArrayList<>();
        double work = 0;
        while (missing.hasNext() && work < most && wave.size() < batches) {
            Batch batch = missing.next();
            if (heldNow(batch)) {
                tally.elsewhere(batch);
            } else {
                wave.add(batch);
                work += batch.work();
            }
        }
        return wave;
    }

    /** The batches of a wave on so many cores. */
    static int mostBatches(int cores) {
        return Math.max(MOST_BATCHES, MOST_BATCHES_A_CORE * cores);
    }

    /** Whether a batch was committed by others since it was found missing, with the state that a chain is run for besides. */
    private boolean heldNow(Batch batch) {
        BatchShape shape = shape(batch);
        return SweepPlan.held(batch.track(), shape, batch.address(), held)
                && (!shape.chain()
                        || states.load(batch.track().key(), batch.address()).isPresent());
    }

    @SuppressWarnings("unchecked")
    private BatchShape shape(Batch batch) {
        return plan.shape((Track<P>) batch.track());
    }

    /** Takes in outcomes until none waits, at most {@code most} waves are out and the uncommitted are few enough. */
    private void takeInUntil(int most, Flights flights) {
        while (flights.out() > most || flights.waiting()) {
            takeIn(flights);
            if (stop.stopped()) {
                flights.cancel();
            }
            if (committer.uncommitted() > MOST_UNCOMMITTED) {
                committer.commit();
            }
            committer.commitIfDue();
            flights.settle(stop.stopped());
        }
    }

    private void takeIn(Flights flights) {
        try {
            flights.take(POLL_MILLIS).forEach(outcome -> take(outcome, flights));
            listener.goesOn(tally.state());
        } catch (InterruptedException e) {
            stop.interrupted();
        }
    }

    private void take(Outcome outcome, Flights flights) {
        flights.landed(outcome).ifPresent(batch -> {
            if (outcome.failed()) {
                tellFailure(batch, outcome.failure());
            }
            committer.take(outcome);
            tally.count(outcome, batch.work()).ifPresent(this::show);
        });
    }

    private void tellFailure(Batch batch, String reason) {
        if (failedTracks.add(batch.track().key()) && failedTracks.size() <= MOST_FAILURES_TOLD) {
            String last =
                    failedTracks.size() < MOST_FAILURES_TOLD ? "" : " (further points that fail are only counted)";
            listener.says("Cannot compute " + batch.name() + ": " + reason + last);
        }
    }

    @SuppressWarnings("unchecked")
    private void show(Tally.Entry entry) {
        Track<P> track = (Track<P>) entry.track();
        PointFold<P> fold = PointFold.of(plan.definition(), track);
        track.served()
                .forEach(served -> listener.finished(fold.row(
                        served,
                        entry.rows().stream()
                                .filter(row -> row.key().equals(served.point().key()))
                                .toList(),
                        entry.seconds() / track.served().size(),
                        plan.spec().effort())));
    }
}
