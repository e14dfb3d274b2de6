package phasegrid.jobs.spark;

import java.util.List;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.table.Circumstances;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.Provenance;

/**
 * Computes a few stored batches again where the ledger was filled by other classes of the engine than those that run
 * here, before anything is added to it: an edited sampler whose version was not raised is found at the start.
 *
 * @param <P> the model's point
 */
final class Recheck<P extends Record> {
    private static final int BATCHES = 3;
    private static final Address FIRST = new Address(0, 0, 0);

    private final SweepPlan<P> plan;
    private final Ledger ledger;

    Recheck(SweepPlan<P> plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
    }

    /** Refuses to go on where a stored batch comes out differently. */
    void run(Inventory held) {
        String here = Provenance.here().classes();
        List<Circumstances> origins = held.origins();
        if (!origins.isEmpty()
                && origins.stream().noneMatch(origin -> origin.classes().equals(here))) {
            plan.grid()
                    .tracks()
                    .filter(track -> SweepPlan.held(track, plan.shape(track), FIRST, held))
                    .limit(BATCHES)
                    .forEach(track -> check(plan.definition(), track));
        }
    }

    private <Q> void check(Definition<P, Q> definition, Track<P> track) {
        BatchRunner.of(definition, track, new QuenchCache())
                .run(FIRST, new byte[0])
                .rows()
                .forEach(row -> check(track, row));
    }

    private void check(Track<P> track, Row row) {
        ledger.differing(row).ifPresent(from -> {
            throw new IllegalStateException("Cannot go on: "
                    + new Batch(track, FIRST, 0).name() + " gives other numbers here than it gave on " + from.host()
                    + " (commit " + from.commit() + ", Java " + from.jdk() + "), so "
                    + plan.spec().model() + "@"
                    + plan.spec().version()
                    + " has changed; go on with the build that began, or raise the model's version and name another"
                    + " output");
        });
    }
}
