package phasegrid.jobs.table;

import phasegrid.engine.sweep.Address;

/**
 * Two computations of one row that gave different payloads: determinism is broken.
 *
 * @param key the point's key
 * @param address the batch
 * @param one how one came about
 * @param other how the other came about
 */
public record Inconsistency(String key, Address address, Circumstances one, Circumstances other) {}
