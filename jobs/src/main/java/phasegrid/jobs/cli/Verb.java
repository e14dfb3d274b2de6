package phasegrid.jobs.cli;

import java.util.concurrent.Callable;

/**
 * One word of the command line: a public class with picocli's {@code @Command}, a constructor without arguments, and an
 * entry in {@code META-INF/services/phasegrid.jobs.cli.Verb}, from whatever module. What it returns is the exit status:
 * 0 done, 1 failed or inconsistent, 2 bad input, 75 stopped early with everything committed.
 */
public interface Verb extends Callable<Integer> {}
