package phasegrid.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.Part;

/**
 * The file that takes what a console shouldn't: stack traces, and everything that Spark says. Its name is the system
 * property {@code phasegrid.log}, which the logging framework reads when its first class is loaded; so {@link #in} comes
 * before anything of Spark.
 */
final class Log {
    private static final String PROPERTY = "phasegrid.log";
    private static final String CONSOLE = "phasegrid.log.console";

    private Log() {}

    /** Logs into {@code output} from now on where it is local, else where it did before. */
    static void in(Output output) {
        output.local()
                .map(folder -> folder.resolve(Part.LOG.path()).resolve("phasegrid.log"))
                .ifPresent(Log::to);
    }

    /** Logs into the temporary folder, until an output is known. */
    static void inTemporaryFolder() {
        System.clearProperty(CONSOLE);
        String name = "phasegrid-" + System.getProperty("user.name") + ".log";
        to(Path.of(System.getProperty("java.io.tmpdir"), name));
    }

    /** Lets Spark's warnings onto standard error too. */
    static void aloud() {
        System.setProperty(CONSOLE, "warn");
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void to(Path file) {
        System.setProperty(PROPERTY, file.toString());
    }

    /** Adds the stack trace of {@code failure}; returns where to find it. */
    static String keep(Throwable failure) {
        Path file = Path.of(System.getProperty(PROPERTY));
        String text = Instant.now() + " " + text(failure);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return "more in " + file;
        } catch (IOException e) {
            return "and " + file + " can't be written: " + e.getMessage();
        }
    }
}
