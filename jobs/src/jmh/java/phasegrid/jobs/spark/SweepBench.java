package phasegrid.jobs.spark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import phasegrid.engine.bench.Peer;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.PointRow;

/**
 * Times whole sweeps beside plain loops, and what the driver does for very many points: {@code SweepBench FOLDER
 * [tasks|batches|points|plans] [--json|--markdown]} with {@code engine/src/jmh/peers} for the folder. Some ten minutes; wants
 * two idle cores. Very many points are of a model that draws one number a batch, so that what remains is what a batch costs.
 */
public final class SweepBench {
    private static final int STOPPED = 75;
    private static final int LOOP = 15;
    private static final double WORK = 60;
    private static final CommitRhythm RHYTHM = CommitRhythm.USUAL;
    private static final String STEPS = """
            model: two-gaussians@2
            axes: {d: [1024]}
            fixed: {t: 2, route: direct, sampler.steps: 100}
            replicas: %d
            """;
    private static final String SMALL = """
            model: ticks@1
            axes:
              n: {from: 1, to: 100, step: 1}
              beta: {from: 1, to: %d, step: 1}
            replicas: %d
            """;
    private static final String PLANNED = """
            model: two-gaussians@2
            axes:
              d: {from: 16, to: 1015, step: 1}
              t: {from: 0.5, to: 5, points: 1000}
              %s
            replicas: 1000
            """;

    private final Path peers;
    private final List<String> options;
    private final Path folder;
    private final List<Measure> measures = new ArrayList<>();

    /** One number, what it is of, and its unit. */
    private record Measure(String what, double value, String unit) {
        String line(String format) {
            return String.format(Locale.ROOT, format, what, String.format(Locale.ROOT, "%.4g", value), unit);
        }
    }

    private SweepBench(Path peers, List<String> options) throws IOException {
        this.peers = peers;
        this.options = options;
        folder = Files.createTempDirectory("phasegrid-sweeps");
    }

    /** Measures everything and prints it; exit status 75 where a signal stopped it. */
    public static void main(String[] arguments) throws IOException {
        SweepBench bench = new SweepBench(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
        int status = 0;
        try {
            bench.part("tasks", bench::tasks);
            bench.part("batches", bench::smallBatches);
            bench.part("points", bench::manyPoints);
            bench.part("plans", bench::planning);
            bench.print();
        } catch (InterruptedException stopped) {
            System.err.println("Stopped: " + stopped.getMessage());
            status = STOPPED;
        } finally {
            bench.delete();
        }
        System.exit(status);
    }

    private interface Part {
        void measure() throws IOException, InterruptedException;
    }

    /** Measures a part, unless others were asked for. */
    private void part(String name, Part part) throws IOException, InterruptedException {
        if (options.stream().allMatch(option -> option.startsWith("--")) || options.contains(name)) {
            part.measure();
        }
    }

    private void tell(String what, double value, String unit) {
        measures.add(new Measure(what, value, unit));
        System.err.println(measures.get(measures.size() - 1).line("%-66s %12s %s"));
    }

    /** Tasks of a tenth of a second, one and ten, against loops without Spark. */
    private void tasks() throws IOException, InterruptedException {
        String yaml = String.format(Locale.ROOT, STEPS, 1);
        Optional<Peer> cpp = Peer.cpp(peers);
        double step = cpp.isPresent() ? cpp.get().time("mixture-step", 2000) : Double.NaN;
        double[] one = loops(yaml, 1);
        double[] two = loops(yaml, 2);
        double coordinates = PlainLoop.coordinates(PlainLoop.spec(yaml));
        tell("two-gaussians, plain loop: one step of a coordinate", 1e9 / (one[1] * coordinates), "ns of processor");
        tell("two plain loops in two processes, to one", two[0] / one[0], "times the batches a second");
        double alone = run(yaml, one[0], 1, 1, "local[1]");
        tell("tasks of 1 s on local[1], to one plain loop", alone / one[0], "times");
        for (String text : List.of("0.1", "1", "10")) {
            double rate = run(yaml, one[0], 2, Double.parseDouble(text), "local[2]");
            String tasks = "tasks of " + text + " s on local[2]";
            tell(tasks + ", to one plain loop", rate / one[0], "times");
            tell(tasks + ", to two", rate / two[0], "times");
        }
        if (cpp.isPresent()) {
            step = Math.min(step, cpp.get().time("mixture-step", 2000));
            tell("two-gaussians, plain loop, to C++ by hand", 1e9 / (one[1] * coordinates) / step, "times (target 1.4)");
            tell("two-gaussians inside Spark, to C++ by hand", 1e9 / (cpuRate * coordinates) / step, "times (target 1.4)");
            cpp.get().close();
        }
    }

    /** Batches a second of processor time in the last run, as its tasks counted it. */
    private double cpuRate;

    /** Batches a second once a fifth is done, until all are. */
    private double run(String yaml, double rate, int cores, double seconds, String master)
            throws IOException, InterruptedException {
        int replicas = (int) (WORK * rate * cores) * batch(yaml);
        Packing packs = new Packing(seconds, seconds, 1e9, Math.max(20, 2 * seconds));
        Rate measured = new Rate();
        RunOutcome outcome =
                whole(request(yaml.replace("replicas: 1", "replicas: " + replicas), master), measured, packs);
        cpuRate = outcome.computed() / outcome.coreSeconds();
        return measured.batchesPerSecond();
    }

    /** Runs to the end: a signal that stops a run stops all that would follow it. */
    private static RunOutcome whole(RunRequest request, Rate rate, Packing packing) throws InterruptedException {
        RunOutcome outcome = SweepRun.run(request, rate, RHYTHM, packing);
        if (outcome.stopped()) {
            throw new InterruptedException("a run was stopped before its end");
        }
        return outcome;
    }

    private static int batch(String yaml) {
        return PlainLoop.batch(PlainLoop.spec(yaml));
    }

    /** The sum of what so many loops do at once: batches a second by the clock, and by processor time of one. */
    private static double[] loops(String yaml, int count) throws IOException, InterruptedException {
        List<Process> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(java(List.of(PlainLoop.class.getName(), yaml, String.valueOf(LOOP))).start());
        }
        double[] sum = new double[2];
        for (Process loop : loops) {
            try (BufferedReader answer = loop.inputReader()) {
                String[] numbers = answer.readLine().split(" ");
                sum[0] += Double.parseDouble(numbers[0]);
                sum[1] += Double.parseDouble(numbers[1]) / count;
            }
            loop.waitFor();
        }
        return sum;
    }

    private static ProcessBuilder java(List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.contains("SharedArchive") && !option.contains("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(words);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private RunRequest request(String yaml, String master) throws IOException {
        SweepSpec spec = PlainLoop.spec(yaml);
        Path output = Files.createTempDirectory(folder, "run");
        return new RunRequest(
                PlainLoop.MODELS.find(spec.model()).orElseThrow(),
                "",
                spec,
                "{}",
                Output.at(output.toString()),
                master,
                Optional.<Duration>empty(),
                0,
                Portion.ALL);
    }

    /** What a task and a batch cost that compute next to nothing. */
    private void smallBatches() throws IOException, InterruptedException {
        String yaml = String.format(Locale.ROOT, SMALL, 100, 1);
        double packed = timed(request(yaml, "local[2]"), Packing.USUAL);
        double single = timed(request(yaml, "local[2]"), new Packing(0, 0, 1, 20));
        tell("10,000 batches of next to no work in packs, a batch", packed / 1e4 * 1e6, "µs of two cores");
        tell("the same, each a task of its own, a task", single / 1e4 * 1e6, "µs of two cores");
    }

    private static double timed(RunRequest request, Packing packing) throws InterruptedException {
        Rate rate = new Rate();
        whole(request, rate, packing);
        return rate.seconds();
    }

    /** A million batches, and a hundred thousand points: memory, ledger, fold. */
    private void manyPoints() throws IOException, InterruptedException {
        RunRequest million = request(String.format(Locale.ROOT, SMALL, 100, 100), "local[2]");
        Heap heap = Heap.watched();
        double seconds = timed(million, Packing.USUAL);
        tell("10,000 points of 100 batches, local[2]", 1e6 / seconds, "batches a second");
        tell("its driver and executor together, after collections", heap.most(), "MB at most");
        tell("its ledger", bytes() / 1e6, "bytes a batch");
        long from = System.nanoTime();
        SweepRun.fold(million);
        tell("its fold", 1e6 / ((System.nanoTime() - from) * 1e-9), "batches a second");
        RunRequest points = request(String.format(Locale.ROOT, SMALL, 1000, 1), "local[2]");
        heap = Heap.watched();
        tell("100,000 points of one batch, local[2]", 1e5 / timed(points, Packing.USUAL), "points a second");
        tell("its driver and executor together, after collections", heap.most(), "MB at most");
    }

    private double bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("ledger"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Plans in a process of their own that has 256 MB. */
    private void planning() throws IOException, InterruptedException {
        plan("10⁶", "centre: [1]");
        plan("10⁹", "centre: {from: 0.5, to: 2, points: 1000}");
    }

    private void plan(String points, String axis) throws IOException, InterruptedException {
            Path file = Files.writeString(folder.resolve("planned.yaml"), String.format(Locale.ROOT, PLANNED, axis));
            long from = System.nanoTime();
            int status = java(List.of("-Xmx256m", "phasegrid.jobs.cli.Phasegrid", "plan", file.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            tell("plan of " + points + " points in 256 MB", (System.nanoTime() - from) * 1e-9, "s, status " + status);
    }

    private void print() {
        if (options.contains("--json")) {
            System.out.println(measures.stream()
                    .map(m -> String.format(
                            Locale.ROOT, "{\"what\":\"%s\",\"value\":%.4g,\"unit\":\"%s\"}", m.what(), m.value(), m.unit()))
                    .collect(Collectors.joining(",", "{\"sweeps\":[", "]}")));
        } else if (options.contains("--markdown")) {
            System.out.println("| what | value | unit |\n|---|---|---|");
            measures.forEach(m -> System.out.println(m.line("| %s | %s | %s |")));
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** When batches came in. */
    private static final class Rate implements RunListener {
        private static final double BEGUN = 0.2;

        private RunState first;
        private RunState last;

        double seconds() {
            return last.seconds();
        }

        double batchesPerSecond() {
            return (last.batchesDone() - first.batchesDone()) / (last.seconds() - first.seconds());
        }

        @Override
        public void goesOn(RunState state) {
            if (first == null && state.batchesDone() >= BEGUN * state.batches()) {
                first = state;
            }
            if (last == null || state.batchesDone() > last.batchesDone()) {
                last = state;
            }
        }

        @Override
        public void begins(long points, long batches, long held) {}

        @Override
        public void finished(PointRow row) {}

        @Override
        public void says(String line) {
            System.err.println(line);
        }
    }
}
