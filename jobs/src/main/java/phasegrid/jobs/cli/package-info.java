/** The command line: one class per verb. */
package phasegrid.jobs.cli;
