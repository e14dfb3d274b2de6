package phasegrid.jobs.spark;

import phasegrid.jobs.table.PointRow;

/** Is told how a run goes. Calls come from one thread at a time. */
public interface RunListener {
    /** The run begins: {@code held} of {@code batches} wanted batches are in the ledger. */
    void begins(long points, long batches, long held);

    /** Something was computed, or a second has passed. */
    void goesOn(RunState state);

    /** A point has all its batches; told of the first few points only. */
    void finished(PointRow row);

    /** Something worth a line of its own, such as a batch that failed. */
    void says(String line);

    /** Hears nothing. */
    RunListener SILENT = new RunListener() {
        @Override
        public void begins(long points, long batches, long held) {}

        @Override
        public void goesOn(RunState state) {}

        @Override
        public void finished(PointRow row) {}

        @Override
        public void says(String line) {}
    };
}
