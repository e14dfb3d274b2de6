package phasegrid.jobs.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import phasegrid.engine.sweep.Address;

/**
 * The waves that are out and what comes back of them. A pack that comes back without outcomes, because it has ended
 * three executors, is sent out again batch by batch, each alone and after all others; so is a wave that Spark gives up,
 * first pack by pack: one batch that can't be computed spoils no other. Used by one thread, but for the outcomes that
 * arrive.
 */
final class Flights implements AutoCloseable {
    private final JavaSparkContext spark;
    private final SharedData data;
    private final ExecutorService submitters;
    private final BlockingQueue<Outcome> arrived = new LinkedBlockingQueue<>();
    private final Map<String, Map<Address, Batch>> flying = new HashMap<>();
    private final List<Flight> out = new ArrayList<>();
    private final Deque<List<Batch>> lost = new ArrayDeque<>();

    private record Flight(Future<?> job, List<List<Batch>> packs) {}

    Flights(JavaSparkContext spark, SharedData data, int most) {
        this.spark = spark;
        this.data = data;
        submitters = Executors.newFixedThreadPool(most, Flights::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "phasegrid-wave");
        thread.setDaemon(true);
        return thread;
    }

    /** Sends a wave out. */
    void send(List<List<Batch>> packs, boolean lost, Loading<?> loading) {
        packs.forEach(pack -> pack.forEach(this::fly));
        List<Pack> loaded = packs.stream()
                .map(pack -> loading.pack(
                        pack, lost && pack.size() == 1, batch -> fail(batch, "the leg before it has failed")))
                .filter(pack -> !pack.loads().isEmpty())
                .toList();
        if (!loaded.isEmpty()) {
            out.add(new Flight(submitters.submit(() -> new Wave(spark, loaded, data).run(arrived)), packs));
        }
    }

    private void fly(Batch batch) {
        flying.computeIfAbsent(batch.track().key(), t -> new HashMap<>()).put(batch.address(), batch);
    }

    private void fail(Batch batch, String reason) {
        arrived.add(Outcome.failure(batch, reason));
    }

    /** How many waves are out. */
    int out() {
        return out.size();
    }

    /** Whether outcomes wait to be taken. */
    boolean waiting() {
        return !arrived.isEmpty();
    }

    /** The outcomes that have arrived, after a short wait where there are none. */
    List<Outcome> take(long millis) throws InterruptedException {
        List<Outcome> all = new ArrayList<>();
        Outcome first = arrived.poll(millis, TimeUnit.MILLISECONDS);
        if (first != null) {
            all.add(first);
            arrived.drainTo(all);
        }
        return all;
    }

    /** The outcomes that have arrived. */
    List<Outcome> rest() {
        List<Outcome> all = new ArrayList<>();
        arrived.drainTo(all);
        return all;
    }

    /** The batch of which this is the first outcome; nothing where one has come before. */
    Optional<Batch> landed(Outcome outcome) {
        Map<Address, Batch> track = flying.getOrDefault(outcome.track(), new HashMap<>());
        Optional<Batch> batch = Optional.ofNullable(track.remove(outcome.address()));
        if (track.isEmpty()) {
            flying.remove(outcome.track());
        }
        return batch;
    }

    /** Lets waves go that have ended, once no outcome waits; what Spark gave up is kept as lost, unless all is stopped. */
    void settle(boolean stopped) {
        List<Flight> ended = out.stream().filter(f -> f.job().isDone()).toList();
        if (waiting()) {
            return;
        }
        out.removeAll(ended);
        ended.forEach(flight -> settle(flight, stopped));
    }

    private void settle(Flight flight, boolean stopped) {
        try {
            flight.job().get();
            flight.packs().stream().map(this::flying).forEach(this::split);
        } catch (ExecutionException e) {
            if (!stopped) {
                lose(flight.packs(), e.getCause());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a job that is done is never waited for", e);
        }
    }

    private void lose(List<List<Batch>> packs, Throwable why) {
        if (spark.sc().isStopped()) {
            throw new IllegalStateException(
                    "Cannot go on: Spark has ended: " + line(why) + "; what was committed stays, so run again", why);
        }
        List<List<Batch>> left =
                packs.stream().map(this::flying).filter(pack -> !pack.isEmpty()).toList();
        if (packs.size() > 1) {
            lost.addAll(left);
        } else if (packs.get(0).size() > 1) {
            left.forEach(this::split);
        } else {
            left.forEach(pack -> fail(pack.get(0), line(why)));
        }
    }

    private void split(List<Batch> pack) {
        pack.forEach(batch -> lost.add(List.of(batch)));
    }

    private List<Batch> flying(List<Batch> pack) {
        return pack.stream().filter(this::flies).toList();
    }

    private boolean flies(Batch batch) {
        return flying.getOrDefault(batch.track().key(), Map.of()).containsKey(batch.address());
    }

    private static String line(Throwable why) {
        return String.valueOf(why.getMessage()).lines().findFirst().orElse("").strip();
    }

    /** A pack to be sent out again, alone; nothing where none was lost. */
    Optional<List<Batch>> lost() {
        return Optional.ofNullable(lost.poll());
    }

    /** Ends every wave at the next batch of each of its tasks. */
    void cancel() {
        spark.cancelJobGroup(Wave.GROUP);
    }

    @Override
    public void close() {
        submitters.shutdownNow();
    }
}
