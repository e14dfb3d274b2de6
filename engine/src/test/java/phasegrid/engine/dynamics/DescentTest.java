package phasegrid.engine.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Table;

class DescentTest {
    private static final ForwardProcess OU = new ForwardProcess.Ou(1);

    /** Data N(0, variance) in each of d coordinates. */
    private record Gaussian(int d, double variance) implements Posterior {
        @Override
        public void mean(Level at, double[] x, int rows, double[] out) {
            for (int i = 0; i < rows * d; i++) {
                out[i] = variance * at.shrink() / at.spread(variance) * x[i];
            }
        }

        @Override
        public void draw(Level at, double[] x, int rows, IntFunction<RandomStream> random, double[] out) {
            double deviation = Math.sqrt(variance * at.noise() / at.spread(variance));
            for (int r = 0; r < rows; r++) {
                for (int i = r * d; i < (r + 1) * d; i++) {
                    out[i] = variance * at.shrink() / at.spread(variance) * x[i]
                            + deviation * random.apply(r).gaussian();
                }
            }
        }
    }

    private static ReverseSampler sampler(String name, int steps, TimeGrid grid) {
        String[] words = name.split(" ");
        double setting = words.length > 1 ? Double.parseDouble(words[1]) : 0;
        return switch (words[0]) {
            case "euler-maruyama" -> new ReverseSampler.EulerMaruyama(setting, steps, grid);
            case "flow-euler" -> new ReverseSampler.FlowEuler(steps, grid);
            case "heun" -> new ReverseSampler.Heun(steps, grid);
            case "exponential" -> new ReverseSampler.Exponential(setting, steps, grid);
            case "ancestral" -> new ReverseSampler.Ancestral(steps, grid);
            case "ddim" -> new ReverseSampler.Ddim(setting, steps, grid);
            case "interpolant" -> new ReverseSampler.Interpolant(InterpolantPath.LINEAR, steps, grid);
            case "trigonometric" -> new ReverseSampler.Interpolant(InterpolantPath.TRIGONOMETRIC, steps, grid);
            case "interpolant-heun" -> new ReverseSampler.InterpolantHeun(InterpolantPath.LINEAR, steps, grid);
            case "trigonometric-heun" -> new ReverseSampler.InterpolantHeun(InterpolantPath.TRIGONOMETRIC, steps, grid);
            case "localisation" -> new ReverseSampler.Localisation(steps, grid);
            case "predictor-corrector" -> new ReverseSampler.PredictorCorrector(setting, 2, 0.2, steps, grid);
            case "exact-kernel" -> new ReverseSampler.ExactKernel(steps, grid);
            case "picard" -> new ReverseSampler.Picard(setting, 1e-12, 16, steps, grid);
            default -> throw new IllegalArgumentException(name);
        };
    }

    static List<Map<String, String>> variances() {
        return Table.read("/golden/sampler-variance.csv");
    }

    @ParameterizedTest
    @MethodSource("variances")
    void theVarianceOfGaussianDataIsThatOfAProgramThatSharesNoCode(Map<String, String> row) {
        double tMin = Double.parseDouble(row.get("tMin"));
        TimeGrid grid = row.get("grid").equals("uniform")
                ? new TimeGrid.Uniform(tMin, false)
                : new TimeGrid.LogNoise(tMin, false);
        double horizon = Double.parseDouble(row.get("horizon"));
        double variance = Double.parseDouble(row.get("variance"));
        ReverseSampler sampler = sampler(row.get("sampler"), Integer.parseInt(row.get("steps")), grid);
        double generated =
                Descent.toData(OU, sampler, horizon, horizon, 1).spread(OU.spread(horizon, variance), variance);
        double tolerance = Double.parseDouble(row.get("tolerance"));
        assertThat(generated)
                .isCloseTo(Double.parseDouble(row.get("value")), within(heunAtZero(sampler, tMin) ? 1e-7 : tolerance));
    }

    /** The slope at t = 0 is taken at 2^−26. */
    private static boolean heunAtZero(ReverseSampler sampler, double tMin) {
        return sampler instanceof ReverseSampler.Heun && tMin == 0;
    }

    private static double variance(String name, ForwardProcess process, int steps, TimeGrid grid, double horizon) {
        double start = process.spread(horizon, 4);
        return Descent.toData(process, sampler(name, steps, grid), horizon, horizon, 1)
                .spread(start, 4);
    }

    /** log2 of the ratio of errors at N and 2N steps, in the last column. */
    @ParameterizedTest
    @CsvSource({
        "exponential 1, 5, 3200, 1.0011338840839115",
        "ancestral, 5, 3200, 0.8825685991407562",
        "ddim 0, 5, 3200, 0.9301200654503471"
    })
    void ordersAreKnown(String name, double horizon, int steps, double order) {
        TimeGrid grid = new TimeGrid.Uniform(0, false);
        double coarse = variance(name, OU, steps, grid, horizon) - 4;
        double fine = variance(name, OU, 2 * steps, grid, horizon) - 4;
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(order, within(0.02));
    }

    @Test
    void theOrderOfTheLinearInterpolantIsKnown() {
        double coarse = variance("interpolant", OU, 400, new TimeGrid.Clock(0, false), 30) - 4;
        double fine = variance("interpolant", OU, 800, new TimeGrid.Clock(0, false), 30) - 4;
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(0.9973340679012144, within(0.02));
    }

    /** Var x_0 of data of variance 4 after 50 steps of the clock from t = 3 to 0, by a recursion of the velocity (Python). */
    @ParameterizedTest
    @CsvSource({"interpolant-heun, 3.9982983161397687", "trigonometric-heun, 3.9973911220599856"})
    void heunOfAnInterpolantHasTheVarianceOfItsRecursion(String name, double expected) {
        double generated = variance(name, OU, 50, new TimeGrid.Clock(0, false), 3);
        assertThat(generated).isCloseTo(expected, within(1e-6));
    }

    /** From X = 0 at τ = 0 one step to τ = 1e-3, then 399 equal steps of ln τ to 1e3, read as the posterior mean. */
    @Test
    void localisationEndsWithTheVarianceOfItsRecursion() {
        ForwardProcess process = new ForwardProcess.Localisation();
        double horizon = process.time(1e-3);
        TimeGrid grid = new TimeGrid.LogNoise(process.time(1e3), true);
        Descent descent = Descent.toData(process, new ReverseSampler.Localisation(399, grid), horizon, horizon, 1);
        assertThat(descent.spread(1e-3, 2)).isCloseTo(1.9647975396927488, within(1e-10));
        assertThat(descent.end()).isEqualTo(Level.DATA);
    }

    /** Steps that are linear in x/shrink give one law whatever the process; those of its own clock only their order. */
    @ParameterizedTest
    @CsvSource({
        "exponential 2, 1e-9",
        "ancestral, 1e-9",
        "ddim 0.5, 1e-9",
        "interpolant, 1e-9",
        "localisation, 1e-9",
        "interpolant-heun, 1e-9",
        "trigonometric-heun, 1e-9",
        "exact-kernel, 1e-9",
        "euler-maruyama 1, 0.1",
        "heun, 0.05",
        "picard 1, 0.1",
        "predictor-corrector 1, 0.5"
    })
    void everyProcessComesBackToTheData(String name, double within) {
        TimeGrid grid = new TimeGrid.LogNoise(0.01, true);
        double expected = variance(name, OU, 400, grid, 4);
        for (Schedule schedule : ForwardProcessTest.schedules()) {
            if (schedule instanceof ForwardProcess process && process.noiseTemperature() == 1) {
                assertThat(variance(name, process, 400, grid, 4))
                        .as(process + "")
                        .isCloseTo(expected, within(within));
            }
        }
        assertThat(expected).isCloseTo(4, within(0.6));
    }

    /** The exact kernel leaves no error at any number of steps, also for two steps and another temperature. */
    @Test
    void theExactKernelIsExact() {
        TimeGrid grid = new TimeGrid.Uniform(0, false);
        assertThat(variance("exact-kernel", new ForwardProcess.Ou(0.3), 2, grid, 3))
                .isCloseTo(4, within(1e-13));
        assertThat(variance("exact-kernel", new ForwardProcess.Ddpm(), 7, grid, 3))
                .isCloseTo(4, within(1e-13));
    }

    private static IntFunction<RandomStream> streams(String name) {
        RandomStream[] streams = new RandomStream[5000];
        Arrays.setAll(streams, r -> RandomStream.of(StreamKey.of(name), r, 0, 0));
        return r -> streams[r];
    }

    /** What runs has the variance that the recursion says: 10,000 squares, |z| < 4.9. */
    @ParameterizedTest
    @CsvSource({
        "euler-maruyama 0.5",
        "flow-euler",
        "heun",
        "exponential 1",
        "ancestral",
        "ddim 0",
        "ddim 1",
        "interpolant",
        "trigonometric",
        "localisation",
        "predictor-corrector 1",
        "exact-kernel",
        "picard 1",
        "picard 0"
    })
    void runsFollowTheirRecursion(String name) {
        ForwardProcess process = new ForwardProcess.VariancePreserving(0.1, 20);
        TimeGrid grid = new TimeGrid.LogNoise(0.02, false);
        Descent descent = Descent.toData(process, sampler(name, 24, grid), 3, 2.5, 2);
        double[] x = new double[10_000];
        IntFunction<RandomStream> random = streams(name);
        double start = Math.sqrt(process.spread(2.5, 3));
        for (int i = 0; i < x.length; i++) {
            x[i] = start * random.apply(i / 2).gaussian();
        }
        descent.run(new Gaussian(2, 3), x, 5000, random);
        double mean = Arrays.stream(x).map(v -> v * v).average().orElseThrow();
        double expected = descent.spread(start * start, 3);
        assertThat((mean / expected - 1) / Math.sqrt(2.0 / x.length)).isBetween(-Seeds.ALARM, Seeds.ALARM);
    }

    /** A replica's bits do not depend on how many run beside it. */
    @ParameterizedTest
    @CsvSource({"euler-maruyama 1", "heun", "exact-kernel", "picard 1", "predictor-corrector 1"})
    void replicasAreAlone(String name) {
        Descent descent = Descent.toData(OU, sampler(name, 40, new TimeGrid.LogNoise(0.02, true)), 3, 3, 3);
        double[] together = new double[3 * 200];
        Arrays.setAll(together, i -> Math.sin(i));
        double[] apart = together.clone();
        descent.run(new Gaussian(3, 2), together, 200, streams(name));
        IntFunction<RandomStream> random = streams(name);
        for (int r = 0; r < 200; r++) {
            int row = r;
            double[] x = Arrays.copyOfRange(apart, 3 * r, 3 * r + 3);
            descent.run(new Gaussian(3, 2), x, 1, i -> random.apply(row));
            assertThat(x).isEqualTo(Arrays.copyOfRange(together, 3 * r, 3 * r + 3));
        }
    }

    /** Picard's fixed point is the sequential run with the same noise. */
    @ParameterizedTest
    @CsvSource({"0", "1", "4"})
    void picardEndsWhereTheSequentialRunEnds(double noiseLevel) {
        TimeGrid grid = new TimeGrid.Uniform(0, false);
        double[] sequential = {1, -2, 0.5, 3};
        double[] parallel = sequential.clone();
        int steps = 128;
        Descent.toData(OU, new ReverseSampler.EulerMaruyama(noiseLevel, steps, grid), 5, 5, 4)
                .run(new Gaussian(4, 4), sequential, 1, streams("picard"));
        Descent.toData(OU, new ReverseSampler.Picard(noiseLevel, 1e-12, 128, steps, grid), 5, 5, 4)
                .run(new Gaussian(4, 4), parallel, 1, streams("picard"));
        for (int i = 0; i < 4; i++) {
            assertThat(parallel[i]).isCloseTo(sequential[i], within(1e-11));
        }
    }

    /** max_j |x_j − x_j of the sequential run| after some sweeps from a constant path, with noise sin(3.1 (i + 1)). */
    @ParameterizedTest
    @CsvSource({
        "0, 4, 0.0006712684481073872, 1.920748612560773",
        "0, 8, 8.89070506104872e-9, 1.920748612560773",
        "1, 8, 0.16423984147910053, -0.06382494395980094",
        "1, 16, 9.565313928705521e-7, -0.06382494395980094"
    })
    void picardConvergesAsItsSweepsDo(double noiseLevel, int sweeps, double error, double end) {
        ReverseSampler sampler = new ReverseSampler.EulerMaruyama(noiseLevel, 64, new TimeGrid.Uniform(0, false));
        List<Step> steps = Descent.toData(OU, sampler, 5, 5, 1).steps();
        double[] sequential = new double[65];
        sequential[0] = 1;
        for (int i = 0; i < 64; i++) {
            sequential[i + 1] = sequential[i] + change(steps.get(i), i, sequential[i]);
        }
        assertThat(sequential[64]).isCloseTo(end, within(1e-12));
        double[] path = new double[65];
        Arrays.fill(path, 1);
        for (int k = 0; k < sweeps; k++) {
            double[] next = {1};
            next = Arrays.copyOf(next, 65);
            for (int i = 0; i < 64; i++) {
                next[i + 1] = next[i] + change(steps.get(i), i, path[i]);
            }
            path = next;
        }
        double largest = 0;
        for (int j = 0; j <= 64; j++) {
            largest = Math.max(largest, Math.abs(path[j] - sequential[j]));
        }
        assertThat(largest).isCloseTo(error, within(1e-9 * error + 1e-11));
    }

    private static double change(Step step, int i, double x) {
        double mean = 4 * step.at().shrink() / step.at().spread(4) * x;
        return (step.keep() - 1) * x + step.pull() * mean + step.kick() * Math.sin(3.1 * (i + 1));
    }

    @Test
    void gridsLieWhereTheySay() {
        assertThat(times(new TimeGrid.Uniform(0, false), 4, 1)).containsExactly(1, 0.75, 0.5, 0.25, 0);
        assertThat(times(new TimeGrid.Uniform(0, false), 4, 1.1)).containsExactly(1.1, 1, 0.75, 0.5, 0.25, 0);
        assertThat(times(new TimeGrid.Uniform(0, false), 4, 0.6)).containsExactly(0.6, 0.5, 0.25, 0);
        assertThat(times(new TimeGrid.Uniform(0, false), 4, 0.75 + 1e-8)).containsExactly(0.75 + 1e-8, 0.5, 0.25, 0);
        assertThat(times(new TimeGrid.Listed(List.of(1.0, 0.9, 0.2, 0.1), false), 3, 1))
                .containsExactly(1, 0.9, 0.2, 0.1);
        assertThat(times(new TimeGrid.Listed(List.of(1.0, 0.9, 0.2, 0.1), false), 3, 0.5))
                .containsExactly(0.5, 0.2, 0.1);
        double[] logNoise = times(new TimeGrid.LogNoise(0.01, false), 5, 1);
        double factor = Math.expm1(2 * logNoise[0]) / Math.expm1(2 * logNoise[1]);
        for (int i = 1; i < 5; i++) {
            assertThat(Math.expm1(2 * logNoise[i]) / Math.expm1(2 * logNoise[i + 1]))
                    .isCloseTo(factor, within(1e-12));
        }
        assertThat(times(new TimeGrid.LogNoise(0.01, false), 5, 0.005)).containsExactly(0.005);
    }

    private static double[] times(TimeGrid grid, int steps, double from) {
        return new Ticks(grid, OU, 1, steps).between(from, Math.min(from, grid.tMin()));
    }

    @Test
    void whatCannotBeRunIsRefused() {
        TimeGrid uniform = new TimeGrid.Uniform(0, false);
        ReverseSampler euler = new ReverseSampler.EulerMaruyama(1, 1000, uniform);
        assertThatThrownBy(() -> Descent.check(new ForwardProcess.Localisation(), euler, 1, 1))
                .hasMessageContaining("infinite localisation time");
        assertThatThrownBy(() -> new ReverseSampler.Localisation(10, uniform)).hasMessageContaining("infinite");
        assertThatThrownBy(() -> Descent.check(OU, euler, 1e-6, 100)).hasMessageContaining("take longer steps");
        ReverseSampler late = new ReverseSampler.EulerMaruyama(1, 10, new TimeGrid.Uniform(2, false));
        assertThatThrownBy(() -> Descent.check(OU, late, 1, 3)).hasMessageContaining("is not below the beginning");
        assertThatThrownBy(() -> new TimeGrid.Listed(List.of(1.0, 2.0), false)).hasMessageContaining("descending");
        Posterior meanOnly = (at, x, rows, out) -> Arrays.fill(out, 0);
        assertThatThrownBy(() -> Descent.toData(OU, new ReverseSampler.ExactKernel(3, uniform), 1, 1, 1)
                        .run(meanOnly, new double[1], 1, streams("none")))
                .hasMessageContaining("can't be drawn from");
    }
}
