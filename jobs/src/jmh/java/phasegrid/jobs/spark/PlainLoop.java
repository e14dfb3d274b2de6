package phasegrid.jobs.spark;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.cli.ModelCatalogue;
import phasegrid.jobs.cli.Ticks;
import phasegrid.jobs.yaml.Catalogue;
import phasegrid.jobs.yaml.SweepReader;

/**
 * What a physicist's own program would be: one thread that runs the batches of a sweep's first point one after another,
 * without Spark, ledger and plan. {@code PlainLoop YAML SECONDS} prints batches a second, by the clock and by its processor time.
 */
final class PlainLoop {
    /** Those of the project, and one that computes next to nothing. */
    static final Catalogue MODELS = new Catalogue() {
        @Override
        public Optional<Definition<?, ?>> find(String id) {
            return id.equals("ticks") ? Optional.of(Definition.of(new Ticks())) : ModelCatalogue.here().find(id);
        }

        @Override
        public List<String> ids() {
            return ModelCatalogue.here().ids();
        }
    };

    private static final double WARM = 5;

    private final BatchRunner<?, ?> runner;
    private int next;

    private PlainLoop(BatchRunner<?, ?> runner) {
        this.runner = runner;
    }

    /** The loop over the first point of a sweep. */
    static PlainLoop of(SweepSpec spec) {
        return of(MODELS.find(spec.model()).orElseThrow(), spec);
    }

    private static <P extends Record, Q> PlainLoop of(Definition<P, Q> definition, SweepSpec spec) {
        Track<P> track = Grid.of(definition, spec).tracks().findFirst().orElseThrow();
        return new PlainLoop(BatchRunner.of(definition, track, new QuenchCache()));
    }

    /** Coordinates moved by one step, in one batch of a sweep's first point: half its predicted work. */
    static double coordinates(SweepSpec spec) {
        return coordinates(MODELS.find(spec.model()).orElseThrow(), spec);
    }

    private static <P extends Record, Q> double coordinates(Definition<P, Q> definition, SweepSpec spec) {
        Track<P> track = Grid.of(definition, spec).tracks().findFirst().orElseThrow();
        P point = track.rungs().get(0);
        return 0.5
                * definition.model().operations(point)
                * BatchShape.of(definition, track).replicas();
    }

    /** Replicas of one batch of a sweep's first point. */
    static int batch(SweepSpec spec) {
        return batch(MODELS.find(spec.model()).orElseThrow(), spec);
    }

    private static <P extends Record, Q> int batch(Definition<P, Q> definition, SweepSpec spec) {
        return BatchShape.of(definition, Grid.of(definition, spec).tracks().findFirst().orElseThrow())
                .replicas();
    }

    /** The spec of a YAML text. */
    static SweepSpec spec(String yaml) {
        return SweepReader.of(MODELS).read("bench", yaml, List.of());
    }

    private long batches(double seconds) {
        long from = System.nanoTime();
        long batches = 0;
        while (System.nanoTime() - from < seconds * 1e9) {
            runner.run(new Address(next++, 0, 0), new byte[0]);
            batches++;
        }
        return batches;
    }

    /** Runs in a process of its own. */
    public static void main(String[] arguments) {
        PlainLoop loop = of(spec(arguments[0]));
        loop.batches(WARM);
        long from = System.nanoTime();
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long batches = loop.batches(Double.parseDouble(arguments[1]));
        double seconds = (System.nanoTime() - from) * 1e-9;
        double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used) * 1e-9;
        System.out.printf(Locale.ROOT, "%f %f%n", batches / seconds, batches / busy);
    }
}
