/** Mergeable accumulators, intervals, binning and tests. */
package phasegrid.engine.statistics;
