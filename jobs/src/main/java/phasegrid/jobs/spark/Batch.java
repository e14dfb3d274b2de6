package phasegrid.jobs.spark;

import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Track;

/**
 * A missing batch.
 *
 * @param track its track
 * @param address its place there
 * @param work its predicted work, in operations of about a nanosecond
 */
public record Batch(Track<?> track, Address address, double work) {}
