package phasegrid.jobs.cli;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a verb writes: a mixin that every verb has, and that gives each its {@code --help}. */
public final class Console {
    private static final int USUAL_WIDTH = 100;
    private static final int COLUMNS = Integer.getInteger("phasegrid.columns", 0);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but the result, and what goes wrong.")
    private boolean quiet;

    /** Whether to say nothing but the result. */
    boolean quiet() {
        return quiet;
    }

    @SuppressWarnings("UnusedMethod") // picocli calls it
    @Option(
            names = {"-v", "--verbose"},
            description = "Say more: stack traces, and what Spark warns of.")
    private void verbose(boolean verbose) {
        if (verbose) {
            Log.aloud();
        }
    }

    /** Results. */
    public PrintWriter out() {
        return verb.commandLine().getOut();
    }

    /** Everything about the way there. */
    public PrintWriter err() {
        return quiet ? new PrintWriter(Writer.nullWriter()) : verb.commandLine().getErr();
    }

    /** Prints the verb's help. */
    void usage(PrintWriter to) {
        verb.commandLine().usage(to);
    }

    /** Whether standard error is a terminal, as the launcher says. */
    static boolean terminal() {
        return COLUMNS > 0;
    }

    /** Characters in a line: the terminal's, else 100. */
    public static int width() {
        return terminal() ? COLUMNS : USUAL_WIDTH;
    }
}
