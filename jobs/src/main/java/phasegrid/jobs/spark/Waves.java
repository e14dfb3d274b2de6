package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.PointFold;

/**
 * Sends the missing batches out in overlapping waves and takes in what comes back. One leg of all chains is finished
 * before the next is offered. A wave starts only while what is uncommitted stays below a limit.
 *
 * @param <P> the model's point
 */
final class Waves<P extends Record> {
    private static final int IN_FLIGHT = 2;
    private static final int MOST_BATCHES = 20_000;
    private static final long MOST_UNCOMMITTED = 256L << 20;
    private static final double WAVE_SECONDS = 20;
    private static final double SHORTEST_PACK = 0.5;
    private static final double LONGEST_PACK = 4;

    private final SweepPlan<P> plan;
    private final JavaSparkContext spark;
    private final Committer committer;
    private final ChainStates states;
    private final Tally tally;
    private final RunListener listener;
    private final StopRequest stop;
    private final BlockingQueue<Outcome> results = new LinkedBlockingQueue<>();
    private final Map<String, Map<Address, Double>> flying = new HashMap<>();
    private final List<Future<?>> waves = new ArrayList<>();
    private final List<String> failedTracks = new ArrayList<>();

    Waves(
            SweepPlan<P> plan,
            JavaSparkContext spark,
            Committer committer,
            ChainStates states,
            Tally tally,
            RunListener listener,
            StopRequest stop) {
        this.plan = plan;
        this.spark = spark;
        this.committer = committer;
        this.states = states;
        this.tally = tally;
        this.listener = listener;
        this.stop = stop;
    }

    /** Computes everything that {@code held} lacks, or as much as comes before a stop; all of it is committed. */
    void run(Inventory held, long legs) {
        ExecutorService submitters = Executors.newFixedThreadPool(IN_FLIGHT, Waves::daemon);
        try {
            for (long leg = 0; leg < legs && !stop.stopped(); leg++) {
                sendOut(missing(held, leg), submitters);
                takeInUntil(0);
            }
        } finally {
            submitters.shutdownNow();
            committer.commit();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "phasegrid-wave");
        thread.setDaemon(true);
        return thread;
    }

    /** Tracks with a batch that failed: their points can't be finished in this run. */
    List<String> failedTracks() {
        return List.copyOf(failedTracks);
    }

    private Iterator<Batch> missing(Inventory held, long leg) {
        return plan.grid()
                .tracks()
                .flatMap(track -> plan.missing(track, held, states).stream())
                .filter(batch -> batch.address().leg() == leg)
                .iterator();
    }

    private void sendOut(Iterator<Batch> missing, ExecutorService submitters) {
        while (missing.hasNext() && !stop.stopped()) {
            List<Pack> packs = packs(nextWave(missing));
            if (!packs.isEmpty()) {
                waves.add(submitters.submit(() -> new Wave(spark, packs).run(results)));
            }
            takeInUntil(IN_FLIGHT - 1);
        }
    }

    private List<Batch> nextWave(Iterator<Batch> missing) {
        double most = WAVE_SECONDS * spark.defaultParallelism() / tally.secondsPerOperation();
        List<Batch> wave = new ArrayList<>();
        double work = 0;
        while (missing.hasNext() && work < most && wave.size() < MOST_BATCHES) {
            Batch batch = missing.next();
            wave.add(batch);
            work += batch.work();
        }
        return wave;
    }

    private List<Pack> packs(List<Batch> wave) {
        double seconds = Packing.work(wave) * tally.secondsPerOperation() / (4.0 * spark.defaultParallelism());
        double target = Math.min(LONGEST_PACK, Math.max(SHORTEST_PACK, seconds));
        return Packing.of(wave, target / tally.secondsPerOperation()).stream()
                .map(this::pack)
                .filter(pack -> !pack.loads().isEmpty())
                .toList();
    }

    private Pack pack(List<Batch> batches) {
        List<Pack.Load> loads = new ArrayList<>();
        for (Batch batch : batches) {
            byte[] state = state(batch);
            fly(batch);
            if (state == null) {
                results.add(Outcome.withoutState(batch));
            } else if (!loads.isEmpty()
                    && last(loads).parcel().track().equals(batch.track().key())) {
                last(loads).addresses().add(batch.address());
                last(loads).states().add(state);
            } else {
                loads.add(load(batch, state));
            }
        }
        return new Pack(loads);
    }

    private static Pack.Load last(List<Pack.Load> loads) {
        return loads.get(loads.size() - 1);
    }

    private Pack.Load load(Batch batch, byte[] state) {
        return new Pack.Load(
                parcel(batch), new ArrayList<>(List.of(batch.address())), new ArrayList<>(List.<byte[]>of(state)));
    }

    @SuppressWarnings("unchecked")
    private Parcel parcel(Batch batch) {
        return Parcel.of(plan.definition(), (Track<P>) batch.track());
    }

    private byte[] state(Batch batch) {
        Address a = batch.address();
        return a.leg() == 0
                ? new byte[0]
                : states.load(batch.track().key(), new Address(a.disorder(), a.thermal(), a.leg() - 1))
                        .orElse(null);
    }

    private void fly(Batch batch) {
        flying.computeIfAbsent(batch.track().key(), t -> new HashMap<>()).put(batch.address(), batch.work());
    }

    /** Takes in results until at most {@code most} waves are out and the uncommitted are few enough. */
    private void takeInUntil(int most) {
        while (waves.size() > most || !results.isEmpty() || committer.uncommitted() > MOST_UNCOMMITTED) {
            takeIn();
            if (stop.stopped()) {
                spark.cancelJobGroup(Wave.GROUP);
            }
            committer.commitIfDue();
            if (committer.uncommitted() > MOST_UNCOMMITTED) {
                committer.commit();
            }
            waves.removeIf(this::ended);
        }
    }

    private boolean ended(Future<?> wave) {
        if (!wave.isDone() || !results.isEmpty()) {
            return false;
        }
        try {
            wave.get();
        } catch (ExecutionException e) {
            if (!stop.stopped()) {
                throw new IllegalStateException(
                        "Cannot finish a wave: " + e.getCause().getMessage(), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private void takeIn() {
        try {
            Outcome first = results.poll(200, TimeUnit.MILLISECONDS);
            List<Outcome> all = new ArrayList<>();
            if (first != null) {
                all.add(first);
                results.drainTo(all);
            }
            all.forEach(this::take);
            listener.goesOn(tally.state());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Outcome outcome) {
        Double work = flying.get(outcome.track()).remove(outcome.address());
        if (work == null) {
            return;
        }
        if (outcome.failed()) {
            failedTracks.add(outcome.track());
            listener.says(
                    "Cannot compute batch " + outcome.address() + " of " + outcome.track() + ": " + outcome.failure());
        }
        committer.take(outcome);
        tally.count(outcome, work).ifPresent(this::show);
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
                        entry.seconds(),
                        plan.spec().effort())));
    }
}
