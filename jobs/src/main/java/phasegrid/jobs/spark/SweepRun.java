package phasegrid.jobs.spark;

/** Runs a sweep from its plan to its table. */
public final class SweepRun {
    private SweepRun() {}

    /** Runs what the ledger lacks, then folds the table; a stop request or the time limit ends it early and safely. */
    public static RunOutcome run(RunRequest request, RunListener listener) {
        throw new IllegalStateException("Cannot run " + request + " for " + listener);
    }

    /** Folds the table of what the ledger holds, computing nothing. */
    public static RunOutcome fold(RunRequest request) {
        throw new IllegalStateException("Cannot fold " + request);
    }
}
