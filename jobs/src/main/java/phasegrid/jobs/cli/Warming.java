package phasegrid.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Loads the classes that a run needs, by a tiny run in a temporary folder: for making a class archive. */
final class Warming {
    private static final String SWEEP = """
            question: Does it run?
            model: two-gaussians@2
            axes:
              d: [16, 32]
              t: {from: 1, to: 2, step: 0.5}
            fixed: {sampler.steps: 10}
            replicas: 100
            fits: [{name: t_s, kind: crossing, observable: same_label_exact, level: 0.7752, along: t}]
            """;

    private Warming() {}

    /** Runs it without a word; returns its exit status. */
    static int run() {
        try {
            Path folder = Files.createTempDirectory("phasegrid-warm");
            try {
                return run(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot warm up: no temporary folder can be used", e);
        }
    }

    private static int run(Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("warm.yaml"), SWEEP).toString();
        String output = "--output=" + folder.resolve("output");
        return Math.max(
                quietly("run", file, "--master=local[1]", output),
                Math.max(
                        Math.max(quietly("table", file, output), quietly("status", file, output)),
                        quietly("point", "two-gaussians", "d=16", "t=1")));
    }

    private static int quietly(String... args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return Phasegrid.run(nowhere, nowhere, args);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
