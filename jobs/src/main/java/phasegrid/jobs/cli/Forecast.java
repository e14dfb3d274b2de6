package phasegrid.jobs.cli;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.spark.SweepPlan;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;

/**
 * What a run would do. Up to ten million cells are walked one by one; of a larger grid a fixed sample of cells stands for
 * the rest, and every number but the cells is an estimate.
 *
 * @param cells cells of the grid, the product of its axes
 * @param left cells that {@code where} leaves
 * @param census points, batches and work
 * @param estimate whether the numbers but the cells are estimates
 */
record Forecast(BigInteger cells, double left, Census census, boolean estimate) {
    /** The most cells that are walked. */
    static final long MOST_WALKED = 10_000_000;

    private static final int SAMPLE = 5_000;
    private static final double SECONDS_PER_OPERATION = 1e-9;

    /** Walks or samples the grid of {@code sweep}. */
    static Forecast of(Sweep sweep) {
        return of(sweep.definition(), sweep, MOST_WALKED);
    }

    static <P extends Record> Forecast of(Definition<P, ?> definition, Sweep sweep, long mostWalked) {
        Walk<P> walk = new Walk<>(definition, sweep);
        BigInteger cells = walk.plan.grid().cells();
        return cells.compareTo(BigInteger.valueOf(mostWalked)) <= 0 ? walk.whole(cells) : walk.sampled(cells);
    }

    /** Points that several cells realise count once; this many cells are repetitions. */
    double merged() {
        return left - census.points();
    }

    /** Predicted seconds of one core for what is missing. */
    double coreSeconds() {
        return census.operations() * SECONDS_PER_OPERATION;
    }

    private static final class Walk<P extends Record> {
        private final Definition<P, ?> definition;
        private final Sweep sweep;
        private final SweepPlan<P> plan;
        private final Inventory held;
        private final ChainStates states;

        Walk(Definition<P, ?> definition, Sweep sweep) {
            this.definition = definition;
            this.sweep = sweep;
            plan = new SweepPlan<>(definition, sweep.jar(), sweep.spec());
            held = Ledger.at(sweep.output()).inventory();
            states = ChainStates.at(sweep.output());
        }

        Forecast whole(BigInteger cells) {
            boolean product = sweep.spec().regions().stream()
                    .allMatch(region -> region.where().isEmpty());
            double left =
                    product ? cells.doubleValue() : plan.grid().cellValues().count();
            return new Forecast(cells, left, Census.of(plan, held, states), false);
        }

        Forecast sampled(BigInteger cells) {
            double left = 0;
            Census census = Census.NOTHING;
            for (SweepSpec.Region region : sweep.spec().regions()) {
                double share = Grid.cells(region).doubleValue() / cells.doubleValue();
                int tries = (int) Math.max(1, Math.ceil(share * SAMPLE));
                Census found = sample(region, tries);
                double weight = Grid.cells(region).doubleValue() / tries;
                boolean product = region.where().isEmpty();
                left += product ? Grid.cells(region).doubleValue() : found.points() * weight;
                census = census.plus(found.times(weight));
            }
            return new Forecast(cells, left, census, true);
        }

        private Census sample(SweepSpec.Region region, int tries) {
            SplittableRandom random = new SplittableRandom(0);
            long cells = Grid.cells(region).longValueExact();
            return random.longs(tries, 0, cells)
                    .mapToObj(i -> plan.grid().cell(region, i))
                    .flatMap(Optional::stream)
                    .map(this::alone)
                    .reduce(Census.NOTHING, Census::plus);
        }

        private Census alone(Map<String, Value> values) {
            SweepSpec s = sweep.spec();
            SweepSpec.Region cell = new SweepSpec.Region(List.of(), values, Map.of(), Optional.empty());
            SweepSpec one = new SweepSpec(
                    s.question(),
                    s.model(),
                    s.version(),
                    s.seed(),
                    List.of(cell),
                    s.effort(),
                    s.share(),
                    s.ladder(),
                    s.fits());
            Track<P> track =
                    Grid.of(definition, one, sweep.jar()).tracks().findFirst().orElseThrow();
            return Census.of(plan.lack(track, held, states));
        }
    }
}
