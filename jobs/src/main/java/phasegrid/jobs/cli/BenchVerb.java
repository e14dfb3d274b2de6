package phasegrid.jobs.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times kernels or whole sweeps: compiles the benchmarks of a source tree and runs them in a Java of their own. */
@Command(
        name = "bench",
        description = "Time the kernels beside C++ and NumPy, or whole sweeps; from a source tree.",
        footer = {
            "",
            "Examples:",
            "  phasegrid bench                        all kernels, under three minutes",
            "  phasegrid bench exp --json             those whose name has exp in it",
            "  phasegrid bench --sweeps               tasks, memory, ledger and plans, some ten minutes"
        })
public final class BenchVerb implements Verb {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String KERNELS = "phasegrid.engine.bench.Bench";
    private static final String SWEEPS = "phasegrid.jobs.spark.SweepBench";
    /** The model of next to no work that the tests of scale have. */
    private static final String TICKS = "jobs/src/test/java/phasegrid/jobs/cli/Ticks.java";

    private static final String CLASSES = System.getProperty("java.class.path");

    @Mixin
    private Console console;

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = "Parts of kernels' names; all without one.")
    private List<String> filters = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print a table for a page.")
    private boolean markdown;

    @Option(names = "--sweeps", description = "Time whole sweeps beside plain loops instead.")
    private boolean sweeps;

    @Option(names = "--save", description = "Make these ratios the baseline of this Java.")
    private boolean save;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = root();
        Path classes = compiled(root);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", CLASSES + File.pathSeparator + classes));
        command.addAll(sweeps ? List.of(SWEEPS, peers(root)) : List.of(KERNELS, kernels(root)));
        command.addAll(filters);
        flag(command, json, "--json");
        flag(command, markdown, "--markdown");
        flag(command, save, "--save");
        console.out().flush();
        Process bench = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(bench::destroy));
        return bench.waitFor();
    }

    /** Those of this Java, without the archive of its classes, which fits no other class path. */
    private static List<String> options() {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        options.removeIf(option -> option.contains("SharedArchive"));
        if (!options.contains("--add-modules=" + MODULE)) {
            options.add("--add-modules=" + MODULE);
        }
        return options;
    }

    private static String kernels(Path root) {
        return root.resolve("engine/src/jmh").toString();
    }

    private static String peers(Path root) {
        return kernels(root) + "/peers";
    }

    private static void flag(List<String> command, boolean set, String name) {
        if (set) {
            command.add(name);
        }
    }

    /** The tree in which this runs. */
    private static Path root() {
        Path home = Path.of(System.getProperty("phasegrid.home", "")).toAbsolutePath();
        for (Path folder = home; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("engine/src/jmh"))) {
                return folder;
            }
        }
        throw new BadInput("Cannot bench: there is no engine/src/jmh above " + home
                + "; run phasegrid of a source tree, not of an installed directory");
    }

    private static Path compiled(Path root) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new BadInput("Cannot bench: " + System.getProperty("java.home")
                    + " has no compiler; put a JDK on PATH or in JAVA_HOME");
        }
        Path classes = Files.createTempDirectory("phasegrid-bench");
        List<String> arguments =
                new ArrayList<>(List.of("-nowarn", "--add-modules", MODULE, "-cp", CLASSES, "-d", classes.toString()));
        arguments.addAll(files(root.resolve("engine/src/jmh/java")));
        arguments.addAll(files(root.resolve("jobs/src/jmh/java")));
        arguments.add(root.resolve(TICKS).toString());
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new BadInput("Cannot bench: the benchmarks in " + root + " do not compile against " + CLASSES
                    + "; run phasegrid once more so that it is built anew");
        }
        return classes;
    }

    /** The sources that need no JMH. */
    private static List<String> files(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".java") && !name.endsWith("KernelBenchmark.java"))
                    .toList();
        }
    }
}
