package phasegrid.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times the kernels beside their peers, taking turns: {@code bench FOLDER [filter] [--json|--markdown] [--save]}.
 *
 * <p>A ratio that is more than 15 % worse than the one in {@code baseline-JDK.txt} of the folder is reported on standard
 * error; {@code --save} writes that file.
 */
public final class Bench {
    private static final int TURNS = 6;
    private static final double TURN = 40;
    private static final double WARM = 800;
    private static final double WORSE = 1.15;
    private static final String TEXT = "%-23s %-12s %9s %9s %9s %9s %9s %9s";
    private static final String MARKDOWN = "| %s | %s | %s | %s | %s | %s | %s | %s |";
    private static final Object[] HEAD = {
        "kernel", "unit", "ns", "of peak", "to C++", "to NumPy", "OpenBLAS", "target"
    };

    private final Path folder;
    private final List<String> options;

    private Bench(Path folder, List<String> options) {
        this.folder = folder;
        this.options = options;
    }

    /** The folder is {@code engine/src/jmh}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Bench(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length)).run();
    }

    private void run() throws IOException, InterruptedException {
        List<Timing> timings = new ArrayList<>();
        Path peers = folder.resolve("peers");
        Optional<Peer> cpp = Peer.cpp(peers);
        Optional<Peer> numpy = Peer.numpy(peers);
        double peak = Peak.operations();
        for (Workload workload : chosen()) {
            timings.add(time(workload, peak, cpp, numpy));
            System.err.println(timings.get(timings.size() - 1).row(TEXT, "-"));
        }
        cpp.ifPresent(Peer::close);
        numpy.ifPresent(Peer::close);
        print(timings);
        compare(timings);
    }

    private List<Workload> chosen() {
        List<String> filters =
                options.stream().filter(option -> !option.startsWith("--")).toList();
        List<Workload> chosen = Workloads.all().stream()
                .filter(w -> filters.isEmpty()
                        || filters.stream().anyMatch(w.kernel()::contains))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("Cannot bench " + filters + ": no kernel has that in its name; there are "
                    + Workloads.all().stream().map(Workload::kernel).collect(Collectors.joining(", ")));
            System.exit(2);
        }
        return chosen;
    }

    private static Timing time(Workload workload, double peak, Optional<Peer> cpp, Optional<Peer> numpy)
            throws IOException {
        warm(workload);
        double ours = Double.POSITIVE_INFINITY;
        double c = Double.NaN;
        double n = Double.NaN;
        for (int turn = 0; turn < TURNS; turn++) {
            ours = Math.min(ours, Clock.least(workload.call(), TURN) / workload.units());
            c = least(c, cpp, workload);
            n = least(n, numpy, workload);
        }
        return new Timing(workload, ours, peak, c, n);
    }

    /** Runs until compilers have nothing more to give: three times in a row without a gain. */
    private static void warm(Workload workload) {
        double least = Clock.least(workload.call(), WARM);
        for (int idle = 0, round = 0; idle < 3 && round < 20; round++, idle++) {
            double now = Clock.least(workload.call(), WARM / 8);
            idle = now < 0.95 * least ? -1 : idle;
            least = Math.min(least, now);
        }
    }

    private static double least(double before, Optional<Peer> peer, Workload workload) throws IOException {
        double now = peer.isPresent() ? peer.get().time(workload.kernel(), TURN) : Double.NaN;
        return before < now ? before : now;
    }

    private void print(List<Timing> timings) {
        if (options.contains("--json")) {
            System.out.println("{\"machine\":\"" + machine() + "\",\"kernels\":["
                    + timings.stream().map(Timing::json).collect(Collectors.joining(",")) + "]}");
            return;
        }
        String format = options.contains("--markdown") ? MARKDOWN : TEXT;
        System.out.println(machine());
        System.out.println();
        System.out.println(String.format(Locale.ROOT, format, HEAD));
        if (options.contains("--markdown")) {
            System.out.println("|---|---|---|---|---|---|---|---|");
        }
        timings.forEach(timing -> System.out.println(timing.row(format, "–")));
    }

    private static String machine() {
        return processor() + ", " + System.getProperty("os.name") + ", JDK " + Runtime.version();
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private void compare(List<Timing> timings) throws IOException {
        Path file = folder.resolve("baseline-" + Runtime.version().feature() + ".txt");
        if (options.contains("--save")) {
            Files.write(file, timings.stream().map(Bench::line).toList());
        } else if (Files.exists(file)) {
            Map<String, Double> baseline = Files.readAllLines(file).stream()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> Double.valueOf(parts[1])));
            timings.forEach(timing -> compare(timing, baseline.get(timing.workload().kernel())));
        }
    }

    private static String line(Timing timing) {
        return String.format(Locale.ROOT, "%s %.3f", timing.workload().kernel(), timing.toCpp());
    }

    private static void compare(Timing timing, Double before) {
        if (before != null && timing.toCpp() > WORSE * before) {
            System.err.printf(
                    Locale.ROOT,
                    "%s is worse: %.2f times C++, %.2f in the baseline%n",
                    timing.workload().kernel(),
                    timing.toCpp(),
                    before);
        }
    }
}
