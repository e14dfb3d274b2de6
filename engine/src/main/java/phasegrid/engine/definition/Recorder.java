package phasegrid.engine.definition;

/**
 * Takes what replicas measure: every scalar exactly once per replica, in any order.
 *
 * <p>NaN and infinities are counted as failed and never averaged.
 */
public interface Recorder {
    /** Records {@code value} of {@code x} for a replica of the block. */
    void record(Scalar x, int replica, double value);

    /** Records {@code value} of {@code x} on one rung of a ladder. */
    void record(Scalar x, int rung, int replica, double value);
}
