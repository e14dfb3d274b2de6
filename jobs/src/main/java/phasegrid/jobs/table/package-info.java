/** Ledger and phase table in Parquet: reading, writing, publishing. */
package phasegrid.jobs.table;
