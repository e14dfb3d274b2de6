/** Self-contained HTML reports. */
package phasegrid.export.report;
