package phasegrid.jobs.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line: finds the verbs, runs one, and answers with its exit status. */
@Command(
        name = "phasegrid",
        header = "Sweeps of diffusion and memory models: one YAML file becomes one checked phase table.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "",
        commandListHeading = "%nVerbs (phasegrid VERB --help says more):%n",
        footer = {
            "",
            "Examples:",
            "  phasegrid run sweeps/quickstart.yaml                    run a sweep and show its table",
            "  phasegrid run sweeps/quickstart.yaml replicas=20000     extend it: what is stored is kept",
            "  phasegrid plan sweeps/quickstart.yaml                   what a run would cost",
            "  phasegrid point two-gaussians d=256 t=2.5               sample one point, with theory",
            "  phasegrid describe two-gaussians                        parameters, observables, theory",
            "",
            "Exit status: 0 done, 1 failed or inconsistent, 2 bad input, 75 stopped early, all committed."
        })
public final class Phasegrid implements Callable<Integer> {
    private static final int BAD_INPUT = 2;

    @Mixin
    private Console console;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version, the commit and the Java that runs it.")
    private boolean version;

    @Option(names = "--warm", hidden = true, description = "Load the classes that a run needs.")
    private boolean warm;

    /** Runs a verb and ends the process with its exit status, or as a cluster wants it. */
    public static void main(String[] args) {
        System.setOut(StandardStreams.out());
        System.setErr(StandardStreams.err());
        Thread.setDefaultUncaughtExceptionHandler(Phasegrid::ended);
        Ending.with(run(System.out, System.err, args));
    }

    /** Tells what ended a thread that isn't ours; not of one of Spark's that a safe stop interrupts, which the log has. */
    static void ended(Thread thread, Throwable failure) {
        String more = Log.keep(failure);
        if (!(failure instanceof InterruptedException)) {
            System.err.println("Cannot go on in the thread " + thread.getName() + ": " + failure + " (" + more + ")");
        }
    }

    /** Runs a verb; returns its exit status. Nothing is thrown. */
    public static int run(PrintStream out, PrintStream err, String... args) {
        PrintWriter errors = writer(err);
        Log.inTemporaryFolder();
        try {
            return commandLine(args).setOut(writer(out)).setErr(errors).execute(args);
        } catch (RuntimeException | Error e) {
            return Failures.status(e, errors);
        } finally {
            out.flush();
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** The command with every verb. */
    public static CommandLine commandLine() {
        return commandLine(ServiceLoader.load(Verb.class).stream());
    }

    /** The command with the verb that the first word names, since reading the others takes time; with every verb else. */
    private static CommandLine commandLine(String... args) {
        List<ServiceLoader.Provider<Verb>> named = ServiceLoader.load(Verb.class).stream()
                .filter(verb -> args.length > 0
                        && verb.type().getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return named.isEmpty() ? commandLine() : commandLine(named.stream());
    }

    private static CommandLine commandLine(Stream<ServiceLoader.Provider<Verb>> verbs) {
        CommandLine command = new CommandLine(new Phasegrid());
        verbs.forEach(verb -> command.addSubcommand(verb.get()));
        Failures failures = new Failures();
        return command.setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExpandAtFiles(false)
                .setColorScheme(Colours.help())
                .setUsageHelpWidth(Math.max(80, Console.width()));
    }

    @Override
    public Integer call() {
        if (warm) {
            return Warming.run();
        }
        console.usage(console.err());
        return BAD_INPUT;
    }
}
