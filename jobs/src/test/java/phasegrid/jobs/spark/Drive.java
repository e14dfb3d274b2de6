package phasegrid.jobs.spark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import phasegrid.jobs.table.CommitPoints;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.Part;

/** Runs sweeps in a process of its own, which may end itself at a point of a publication as if power had failed. */
final class Drive {
    static final int KILLED = 128 + 9;

    /** Of the slow sweep, which has as many batches. */
    static final int SLOW_REPLICAS = 40;

    /** What the process prints last. */
    static final String DONE = "done: ";

    private Drive() {}

    /** Sweeps by name: those of which the processes of a test know without being told more. */
    static Sweeps sweep(String name) {
        return switch (name) {
            case "fields" -> Sweeps.fields(10, 2);
            case "slow fields" -> Sweeps.fields(SLOW_REPLICAS, 1);
            case "soaked fields" -> Sweeps.fields(1200, 1);
            case "wanderers" -> Sweeps.wanderers(100);
            case "rungs" -> Sweeps.rungs();
            case "gaussians" -> Sweeps.gaussians();
            default -> throw new IllegalArgumentException("Cannot run " + name + ": no sweep has that name");
        };
    }

    /**
     * Arguments: the folder, the sweeps' names joined by commas, the point of death, its part, its count. A name that
     * ends in #0/4 asks for that portion alone.
     */
    public static void main(String[] arguments) {
        for (String word : arguments[1].split(",")) {
            String name = word.replaceFirst("#.*", "");
            Portion portion = word.equals(name) ? Portion.ALL : Portion.parse(word.substring(name.length() + 1));
            boolean slow = name.endsWith(" fields");
            Fields.pause = slow ? 20_000_000 : 0;
            Output output = Output.at(Path.of(arguments[0], name).toString());
            Output watched = arguments.length > 2 ? output.with(dying(arguments)) : output;
            RunOutcome outcome = SweepRun.run(
                    sweep(name).request(watched, "local[2]").portion(portion),
                    RunListener.SILENT,
                    Sweeps.AT_ONCE,
                    slow || arguments.length > 2 ? Sweeps.RIPPLES : Packing.USUAL);
            System.out.println(DONE + outcome.exitStatus() + " " + outcome.computed() + " "
                    + outcome.table().map(t -> t.hash()).orElse("none"));
        }
    }

    private static CommitPoints dying(String[] arguments) {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[4]));
        return new CommitPoints() {
            private void at(String point, Part part) {
                if (point.equals(arguments[2]) && part == Part.valueOf(arguments[3]) && left.decrementAndGet() == 0) {
                    die();
                }
            }

            @Override
            public void beforeWrite(Part part) {
                at("before the write", part);
            }

            @Override
            public void beforeRename(Part part) {
                at("before the rename", part);
            }

            @Override
            public void afterRename(Part part) {
                at("after the rename", part);
            }
        };
    }

    private static void die() {
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("Cannot kill this process", e);
        }
    }

    /** A process that logs its work into {@code folder/work.log} and its words into {@code folder/said.txt}. */
    static Process start(Path java, Path folder, String... arguments) throws IOException {
        return start(java, folder, folder, arguments);
    }

    /** The same with results in {@code output}. */
    static Process start(Path java, Path folder, Path output, String... arguments) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                java.toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-") || a.startsWith("-Djdk.") || a.startsWith("-Dio."))
                .forEach(command::add);
        if (Jdk.of(java).feature() >= Jdk.WARNS_OF_UNSAFE) {
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(List.of("-D" + Sweeps.LOG + "=" + folder.resolve("work.log"), "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), Drive.class.getName(), output.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    /** What a process that {@link #start} has started says of each of its sweeps: exit status, computed, hash. */
    static List<String> said(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("said.txt")).stream()
                .filter(line -> line.startsWith(DONE))
                .map(line -> line.substring(DONE.length()))
                .toList();
    }

    /** Waits for the end of a process and returns its exit status; one that takes too long is ended. */
    static int end(Process process) throws InterruptedException {
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
