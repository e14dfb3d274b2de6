/**
 * Where results live: the {@link phasegrid.jobs.table.Ledger} of rows, the end states of chains, and the phase table
 * with its fits, all in an {@link phasegrid.jobs.table.Output}; and what is known of how they came about.
 *
 * <p>Invariants: a file appears whole or not at all; the ledger only grows, nothing in it is deleted, moved or
 * overwritten; duplicates count once; circumstances are never hashed and never compared. No class here knows Spark.
 */
package phasegrid.jobs.table;
