package phasegrid.jobs.table;

import phasegrid.engine.sweep.Row;

/**
 * What the ledger holds of one row.
 *
 * @param row the row, a pure function of key and address
 * @param circumstances how it came about
 */
public record LedgerRow(Row row, Circumstances circumstances) {}
