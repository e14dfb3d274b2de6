package phasegrid.jobs.spark;

import java.util.List;
import phasegrid.engine.sweep.Address;

/**
 * The batches of one Spark task.
 *
 * @param loads batches, track by track
 * @param alone whether it is one batch that may end every executor that takes it
 */
record Pack(List<Load> loads, boolean alone) {
    /**
     * Batches of one track.
     *
     * @param parcel the track
     * @param addresses the batches
     * @param states for each the chain's state to go on from, empty where there is none
     */
    record Load(Parcel parcel, List<Address> addresses, List<byte[]> states) {}
}
