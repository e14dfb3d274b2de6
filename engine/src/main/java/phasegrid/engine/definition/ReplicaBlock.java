package phasegrid.engine.definition;

import phasegrid.engine.random.RandomStream;

/** The replicas that a simulation moves together, with their random streams. */
public interface ReplicaBlock {
    /** How many replicas there are. */
    int size();

    /** The stream of replica {@code r}: the same stream object at each call. */
    RandomStream random(int r);

    /**
     * A second stream of replica {@code r} for another purpose; neither moves the other.
     *
     * @param purpose a constant word of the model, such as {@code "label"}
     */
    RandomStream random(int r, String purpose);

    /** The stream that the replicas of one granule share. Only where the block is one granule. */
    RandomStream granule();
}
