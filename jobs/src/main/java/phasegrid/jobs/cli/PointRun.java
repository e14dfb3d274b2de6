package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Fold;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Trace;
import phasegrid.engine.sweep.Tracing;
import phasegrid.engine.sweep.Track;
import phasegrid.engine.sweep.Wanted;
import phasegrid.jobs.data.DataFiles;
import phasegrid.jobs.table.PointFold;
import phasegrid.jobs.table.PointRow;

/**
 * Samples the one point of a sweep in this process, on a few threads with a runner each. Rows are a pure function of
 * track and address and are folded in the order of addresses, so threads change the time and nothing else.
 *
 * @param <P> the model's point
 * @param <Q> its quenched disorder
 */
final class PointRun<P extends Record, Q> {
    private static final int MOST_THREADS = 8;

    private final Definition<P, Q> definition;
    private final SweepSpec spec;
    private final Track<P> track;
    private final Wanted wanted;
    private final QuenchCache cache = new QuenchCache();
    private final AtomicInteger next = new AtomicInteger();

    private PointRun(Definition<P, Q> definition, SweepSpec spec, Track<P> track) {
        this.definition = definition;
        this.spec = spec;
        this.track = track;
        wanted = Wanted.of(BatchShape.of(definition, track), track, spec.effort());
    }

    static <P extends Record, Q> PointRun<P, Q> of(Definition<P, Q> definition, String jar, SweepSpec spec) {
        Track<P> track = Grid.of(definition, spec, jar).tracks().findFirst().orElseThrow();
        return new PointRun<>(definition, spec, track);
    }

    /** What the phase table would say of the point. */
    PointRow row() {
        long start = System.nanoTime();
        List<Row> rows = rows();
        double seconds = (System.nanoTime() - start) * 1e-9;
        return PointFold.of(definition, track).row(track.served().get(0), rows, seconds, spec.effort());
    }

    /** The values of its point. */
    Map<String, Value> values() {
        return track.served().get(0).point().values();
    }

    /** The way of one of its replicas. */
    Trace trace(long disorder, long thermal) {
        return Tracing.of(definition, track, cache, disorder, thermal, spec.effort());
    }

    /** The statistics of every point that the track serves. */
    List<Measured> everyPoint() {
        List<Row> rows = rows();
        Fold<P> fold = Fold.of(definition, track);
        return track.served().stream()
                .map(served -> fold.fold(served, of(rows, served.point().key()), spec.effort()))
                .toList();
    }

    private static List<Row> of(List<Row> rows, String key) {
        return rows.stream().filter(row -> row.key().equals(key)).toList();
    }

    private List<Row> rows() {
        int cores = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        int threads = Math.min(cores, wanted.disorder() * wanted.thermal());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return rows(pool, threads);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Row> rows(ExecutorService pool, int threads) {
        List<Future<List<Row>>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            parts.add(pool.submit((Callable<List<Row>>) this::part));
        }
        List<Row> rows = new ArrayList<>();
        parts.forEach(part -> rows.addAll(joined(part)));
        return rows;
    }

    /** Whatever rectangles no other thread has taken. */
    private List<Row> part() {
        BatchRunner<P, Q> runner = BatchRunner.of(definition, track, cache, DataFiles.HERE);
        List<Row> rows = new ArrayList<>();
        int last = wanted.disorder() * wanted.thermal();
        for (int i = next.getAndIncrement(); i < last; i = next.getAndIncrement()) {
            rows.addAll(legs(runner, i / wanted.thermal(), i % wanted.thermal()));
        }
        return rows;
    }

    private List<Row> legs(BatchRunner<P, Q> runner, int disorder, int thermal) {
        List<Row> rows = new ArrayList<>();
        byte[] state = new byte[0];
        for (long leg = 0; leg < wanted.legs(); leg++) {
            BatchResult result = runner.run(new Address(disorder, thermal, leg), state);
            rows.addAll(result.rows());
            state = result.state();
        }
        return rows;
    }

    private static List<Row> joined(Future<List<Row>> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot sample the point: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot sample the point: it was interrupted", e);
        }
    }
}
