package phasegrid.jobs.spark;

/**
 * How far a run is.
 *
 * @param points points of the sweep
 * @param pointsDone points whose every batch is computed
 * @param batches batches that were missing when the run began
 * @param batchesDone of these, the computed ones
 * @param work predicted work of the missing batches, in operations
 * @param workDone of this, the part that is done
 * @param seconds since the first batch was sent out
 * @param failures batches that failed
 */
public record RunState(
        long points,
        long pointsDone,
        long batches,
        long batchesDone,
        double work,
        double workDone,
        double seconds,
        long failures) {}
