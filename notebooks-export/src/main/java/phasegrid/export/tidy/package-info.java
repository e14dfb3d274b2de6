/**
 * Phase tables in long form: which axes vary, and for each observable its curves, value beside theory.
 *
 * <p>Everything here is a pure function of tables. Invariants: no number is made up, joined or rounded here; what is
 * missing is NaN; order is the table's.
 */
package phasegrid.export.tidy;
