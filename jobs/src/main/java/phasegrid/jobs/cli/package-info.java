/**
 * The command line: one class per verb, found by {@link java.util.ServiceLoader}, so that other modules contribute
 * theirs.
 *
 * <p>{@link phasegrid.jobs.cli.Phasegrid} assembles the verbs and turns whatever goes wrong into one line and an exit
 * status; a {@link phasegrid.jobs.cli.Verb} reads its sweep through {@link phasegrid.jobs.cli.SweepArguments} and writes
 * to its {@link phasegrid.jobs.cli.Console}.
 *
 * <p>Invariants: results go to standard output, everything about the way there to standard error; JSON is strict; no
 * stack trace reaches a console; bad input is refused before anything is written; nothing but {@code run}
 * starts Spark.
 */
package phasegrid.jobs.cli;
