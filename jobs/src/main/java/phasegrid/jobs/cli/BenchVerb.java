package phasegrid.jobs.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import phasegrid.engine.definition.Definition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times the kernels beside their peers: compiles the benchmarks of a source tree and runs them in a Java of their own. */
@Command(
        name = "bench",
        description = "Time the kernels beside C++ and NumPy; from a source tree, under three minutes.",
        footer = {
            "",
            "Examples:",
            "  phasegrid bench                        all kernels",
            "  phasegrid bench exp --json             those whose name has exp in it"
        })
public final class BenchVerb implements Verb {
    private static final String MODULE = "jdk.incubator.vector";

    @Mixin
    private Console console;

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = "Parts of kernels' names; all without one.")
    private List<String> filters = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print a table for a page.")
    private boolean markdown;

    @Option(names = "--save", description = "Make these ratios the baseline of this Java.")
    private boolean save;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path sources = sources();
        Path classes = compiled(sources);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                MODULE,
                "-cp",
                engine() + File.pathSeparator + classes,
                "phasegrid.engine.bench.Bench",
                sources.toString()));
        command.addAll(filters);
        flag(command, json, "--json");
        flag(command, markdown, "--markdown");
        flag(command, save, "--save");
        console.out().flush();
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void flag(List<String> command, boolean set, String name) {
        if (set) {
            command.add(name);
        }
    }

    /** {@code engine/src/jmh} of the tree in which this runs. */
    private static Path sources() {
        Path home = Path.of(System.getProperty("phasegrid.home", "")).toAbsolutePath();
        for (Path folder = home; folder != null; folder = folder.getParent()) {
            Path sources = folder.resolve("engine").resolve("src").resolve("jmh");
            if (Files.isDirectory(sources)) {
                return sources;
            }
        }
        throw new BadInput("Cannot bench: there is no engine/src/jmh above " + home
                + "; run phasegrid of a source tree, not of an installed directory");
    }

    private static Path compiled(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new BadInput("Cannot bench: " + System.getProperty("java.home")
                    + " has no compiler; put a JDK on PATH or in JAVA_HOME");
        }
        Path classes = Files.createTempDirectory("phasegrid-bench");
        List<String> arguments =
                new ArrayList<>(List.of("-nowarn", "--add-modules", MODULE, "-cp", engine(), "-d", classes.toString()));
        arguments.addAll(files(sources));
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new BadInput("Cannot bench: the benchmarks in " + sources + " do not compile against " + engine()
                    + "; run phasegrid once more so that it is built anew");
        }
        return classes;
    }

    /** The sources that need no JMH. */
    private static List<String> files(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources.resolve("java"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".java") && !name.endsWith("KernelBenchmark.java"))
                    .toList();
        }
    }

    private static String engine() {
        try {
            return Path.of(Definition.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot bench: the engine's place is no path; unpack it elsewhere", e);
        }
    }
}
