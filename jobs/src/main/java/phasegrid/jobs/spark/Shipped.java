package phasegrid.jobs.spark;

import phasegrid.engine.sweep.Row;

/**
 * A ledger row on its way to its fold.
 *
 * @param row the row
 * @param cpuSeconds what it cost
 */
record Shipped(Row row, double cpuSeconds) {}
