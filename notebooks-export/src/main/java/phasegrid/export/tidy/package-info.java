/** Phase tables as long, tidy tables. */
package phasegrid.export.tidy;
