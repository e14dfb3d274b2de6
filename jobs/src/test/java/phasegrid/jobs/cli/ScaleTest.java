package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Very many small points, {@code phasegrid.points} of them with a hundred batches each: what the driver holds and how long
 * it takes to ask and to fold.
 */
@Tag("faults")
@Timeout(7200)
class ScaleTest {
    private static final String SWEEP = """
            question: How many points are too many?
            model: ticks@1
            axes:
              beta: {from: 1, to: %d, step: 1}
              n: {from: 1, to: 100, step: 1}
            replicas: 100
            """;

    @TempDir
    Path folder;

    @Test
    void manySmallPointsStayCheap() throws Exception {
        int points = Integer.getInteger("phasegrid.points", 500);
        Stored sweep = Stored.in(folder, String.format(Locale.ROOT, SWEEP, points / 100));
        List<Long> heaps = new ArrayList<>();
        ExecutorService watch = Executors.newSingleThreadExecutor();
        watch.execute(() -> watch(heaps));
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        double run = seconds(() -> assertThat(sweep.does("run").status()).isZero());
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        watch.shutdownNow();
        assertThat(watch.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        String hash = sweep.does("table", "--hash").out().strip();
        long[] ledger = files(sweep.output().resolve("ledger"));
        double status = seconds(() -> assertThat(status(sweep, "replicas=100")).isZero());
        double missing = seconds(() -> assertThat(status(sweep, "replicas=101")).isEqualTo(75));
        Files.delete(sweep.output().resolve("phase.parquet"));
        double fold =
                seconds(() -> assertThat(sweep.does("table", "--hash").out().strip())
                        .isEqualTo(hash)
                        .matches("[0-9a-f]{64}"));
        System.out.printf(
                Locale.ROOT,
                "scale: %d points, %d batches: run %.0f s of which its driver computed %.1f, %d segments, %.1f MB, heap after collection %s MB,"
                        + " status %.2f s, with a batch of each missing %.2f s, fold %.1f s%n",
                points,
                100L * points,
                run,
                cpu * 1e-9,
                ledger[0],
                ledger[1] * 1e-6,
                heaps,
                status,
                missing,
                fold);
        assertThat(ledger[0]).as("segments").isLessThan(300);
        assertThat(heaps.get(heaps.size() - 1)).as("MB").isLessThan(2 * heaps.get(heaps.size() / 3) + 100);
    }

    private interface Action {
        void run() throws Exception;
    }

    private static double seconds(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        return (System.nanoTime() - start) * 1e-9;
    }

    /** The megabytes that are still in use after a collection, every ten seconds. */
    private static void watch(List<Long> heaps) {
        try {
            while (true) {
                System.gc();
                heaps.add((Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory())
                        >> 20);
                TimeUnit.SECONDS.sleep(10);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static long[] files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            return new long[] {
                all.size(), all.stream().mapToLong(f -> f.toFile().length()).sum()
            };
        }
    }

    /** The exit status of the verb in a process of its own, with the options that the launcher gives it. */
    private static int status(Stored sweep, String override) throws IOException, InterruptedException {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Phasegrid.class.getName(),
                "status",
                sweep.file().toString(),
                override,
                "--output=" + sweep.output());
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
