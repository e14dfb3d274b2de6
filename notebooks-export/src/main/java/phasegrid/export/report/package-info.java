/**
 * The verb {@code report}: one HTML page that shows a sweep, and its figures beside it.
 *
 * <p>The page is whole in itself: pictures, style and script are inside, so that it opens without a network, years later,
 * on a phone. Invariants: every number on it is the table's, rounded for the eye, with the full value where it sorts;
 * whatever comes from a table or a sweep is escaped.
 */
package phasegrid.export.report;
