package phasegrid.engine.sweep;

/**
 * How much is asked for. Each number is a floor: whole batches are run.
 *
 * @param disorder disorder samples
 * @param thermal thermal replicas on each
 * @param passes passes of a chain; ignored by independent draws
 */
public record Effort(int disorder, int thermal, long passes) {
    /** Refuses an effort of nothing. */
    public Effort {
        if (disorder < 1 || thermal < 1 || passes < 0) {
            throw new IllegalArgumentException("Cannot sample " + disorder + " x " + thermal + " replicas and " + passes
                    + " passes: replicas are 1 or more, passes 0 or more");
        }
    }

    /** The effort of {@code replicas: n}. */
    public static Effort of(int replicas) {
        return new Effort(replicas, 1, 0);
    }
}
