/** Sweeps as pure functions: grid, keys, batches, fold. */
package phasegrid.engine.sweep;
