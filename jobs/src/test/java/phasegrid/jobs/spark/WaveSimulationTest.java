package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the simulation says of many cores stands in {@code cluster/SCALING.md}, which is written anew with
 * {@code -Dphasegrid.rewrite=scaling}.
 */
class WaveSimulationTest {
    private static final Path PAGE = Path.of("..", "cluster", "SCALING.md");
    private static final long SEED = "WaveSimulationTest".hashCode();
    private static final WaveSimulation.Costs COSTS = new WaveSimulation.Costs(4, 0.45e-3, 70e-6, 0.1);
    private static final double USUAL = 0.012;
    private static final double DEAR = 1;
    private static final double SECONDS_A_CORE = 240;
    private static final double MOST_BATCHES = 4e6;
    private static final int[] EXECUTORS = {1, 10, 30, 100, 300, 1000, 3000, 10_000};
    private static final int CORES = 4;

    @Test
    @Tag("faults")
    void whatLimitsItIsTold() throws IOException {
        String page = page();
        if (System.getProperty("phasegrid.rewrite", "").equals("scaling")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(String.format(
                Locale.ROOT,
                """
                # How far it scales

                A simulation, event by event, of how a run's batches are packed into tasks and waves and of what the driver does for each; nothing here was measured on more than two cores. A test makes this page. The one comparison, on two cores of a machine with a load above twenty, failed: 19.7 s against 4.95 s predicted, and 7.8 s against 2.35 s; on a quiet one it was not made, so take ratios between columns and no times from here.

                Costs: %.0f s to start; %.2f ms of Spark's scheduler for a task; %.0f µs of the driver for a batch, to plan it, take it in and store it, measured over 50,000 batches with its start included; %.1f s for a commit, every five seconds. Executors have %d cores. Each run is as much work as takes %.0f s on all cores without any loss, or %.0f million batches where that is less.

                *Plain*: costs are as predicted up to a tenth. *Rough*: they scatter by a factor of two, one executor in a hundred is three times slower, and each dies once in ten hours on average, losing what it computes and coming back after 20 s. Efficiency is core-seconds of work over cores times wall seconds; *repeated* is work done again, as a share of all.
                """,
                COSTS.start(),
                1e3 * COSTS.task(),
                1e6 * COSTS.batch(),
                COSTS.commit(),
                CORES,
                SECONDS_A_CORE,
                1e-6 * MOST_BATCHES));
        page.append(table(USUAL)).append(table(DEAR));
        return page.append(String.format(
                        Locale.ROOT,
                        """

                The driver takes in %.0f batches a second and Spark starts %.0f tasks: with batches of %.0f ms one driver feeds some %.0f cores, with batches of 1 s some %.0f. Beyond that, run parts of the sweep side by side, `--part 0/4` to `--part 3/4`: each has a driver of its own, and all fill one ledger.
                """,
                        1 / COSTS.batch(),
                        1 / COSTS.task(),
                        1e3 * USUAL,
                        USUAL / COSTS.batch(),
                        Math.min(DEAR / COSTS.batch(), Packing.USUAL.longest() / COSTS.task())))
                .toString();
    }

    private static String table(double batch) {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, """

                ## Batches of %.0f ms

                | executors | plain: efficiency | scheduler busy | driver busy | rough: efficiency | repeated |
                |---|---|---|---|---|---|
                """, 1e3 * batch));
        for (int executors : EXECUTORS) {
            WaveSimulation.Outcome plain = run(executors, batch, 0.1, 0, 0);
            WaveSimulation.Outcome rough = run(executors, batch, 0.7, 0.01, 0.1);
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %.2f | %.2f | %.2f | %.2f | %.4f |\n",
                    executors,
                    plain.efficiency(),
                    plain.scheduler(),
                    plain.driver(),
                    rough.efficiency(),
                    rough.repeated()));
        }
        return table.toString();
    }

    private static WaveSimulation.Outcome run(int executors, double batch, double spread, double slow, double lost) {
        int cores = executors * CORES;
        double seconds = Math.min(cores * SECONDS_A_CORE, MOST_BATCHES * batch);
        return WaveSimulation.run(
                COSTS,
                new WaveSimulation.Load(cores, seconds, batch, spread, slow, lost, Waves.mostBatches(cores)),
                Packing.USUAL,
                SEED);
    }
}
