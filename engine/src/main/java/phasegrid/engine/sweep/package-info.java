/**
 * From a sweep to its numbers, in pure functions: a {@link phasegrid.engine.sweep.SweepSpec} is expanded by a
 * {@link phasegrid.engine.sweep.Grid} into points and tracks with their keys, a {@link phasegrid.engine.sweep.Plan}
 * cuts them into batches, a {@link phasegrid.engine.sweep.BatchRunner} runs one batch, and a
 * {@link phasegrid.engine.sweep.Fold} makes a point's statistics of its rows.
 *
 * <p>Invariants: a payload is a pure function of key and address; no partition, clock, host or grid position enters
 * it; rows are folded in address order. The package never names a model: definitions come as arguments.
 */
package phasegrid.engine.sweep;
