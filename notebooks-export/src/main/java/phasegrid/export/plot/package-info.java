/** Figures of tidy tables. */
package phasegrid.export.plot;
