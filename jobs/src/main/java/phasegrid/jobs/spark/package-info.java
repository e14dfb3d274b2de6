/**
 * Runs a sweep on Apache Spark: the only package that knows it. A plan's missing batches are packed into tasks, sent
 * out in waves, and committed to the ledger by the driver as they come back; then the wanted rows are folded into the
 * phase table.
 *
 * <p>Invariants: what executors compute is a pure function of a point's key and a batch's address; the driver alone
 * writes; nothing is ever deleted. Start reading at {@link phasegrid.jobs.spark.SweepRun}.
 */
package phasegrid.jobs.spark;
