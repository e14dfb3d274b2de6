package phasegrid.jobs.cli;

import phasegrid.jobs.spark.SweepPlan;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Inventory;

/**
 * How much of a sweep its ledger holds, counted track by track.
 *
 * @param points points
 * @param pointsDone points that lack nothing
 * @param batches batches wanted
 * @param missing of these, those that the ledger lacks
 * @param operations predicted work of the missing ones, in operations of about a nanosecond
 */
record Census(double points, double pointsDone, double batches, double missing, double operations) {
    static final Census NOTHING = new Census(0, 0, 0, 0, 0);

    /** The census of a whole sweep of whose ledger {@code held} is there. */
    static Census of(Sweep sweep, Inventory held) {
        SweepPlan<?> plan = new SweepPlan<>(sweep.definition(), sweep.jar(), sweep.spec());
        return of(plan, held, ChainStates.at(sweep.output()));
    }

    /** The census of a plan. */
    static Census of(SweepPlan<?> plan, Inventory held, ChainStates states) {
        return plan.lacks(held, states).map(Census::of).reduce(NOTHING, Census::plus);
    }

    /** The census of one track. */
    static Census of(SweepPlan.Lack lack) {
        int points = lack.points();
        return new Census(points, lack.batches() == 0 ? points : 0, lack.wanted(), lack.batches(), lack.operations());
    }

    Census plus(Census other) {
        return new Census(
                points + other.points,
                pointsDone + other.pointsDone,
                batches + other.batches,
                missing + other.missing,
                operations + other.operations);
    }

    /** This many times as much. */
    Census times(double factor) {
        return new Census(
                points * factor, pointsDone * factor, batches * factor, missing * factor, operations * factor);
    }
}
