/**
 * Figures of tidy tables: curves over theory with their residuals, maps of two axes, collapses, fits.
 *
 * <p>A figure is drawn in points at its size in print (one or two columns of a journal, letters of 9 points or more) and
 * kept as a PNG of four pixels a point. Colours are told apart by colour-blind eyes and, by their marks, in grey. Theory is
 * joined between points by straight lines: nothing is interpolated. No display is needed.
 */
package phasegrid.export.plot;
