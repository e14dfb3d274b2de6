package phasegrid.jobs.spark;

import java.util.List;
import phasegrid.engine.sweep.Address;

/**
 * The batches of one Spark task.
 *
 * @param loads batches, track by track
 */
record Pack(List<Load> loads) {
    /**
     * Batches of one track.
     *
     * @param parcel the track
     * @param addresses the batches
     * @param states for each the chain's state to go on from, empty where there is none
     */
    record Load(Parcel parcel, List<Address> addresses, List<byte[]> states) {}
}
