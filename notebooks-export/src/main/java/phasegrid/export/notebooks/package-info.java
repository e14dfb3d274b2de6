/**
 * A phase table for other tools: Parquet, CSV, JSON Lines, Arrow, dense NumPy grids, and a notebook that draws them.
 *
 * <p>Invariants: every format holds the same values to the bit, a missing one as that format says "missing"; symbol, unit
 * and definition of each column travel with it; a notebook draws and computes no statistics.
 */
package phasegrid.export.notebooks;
