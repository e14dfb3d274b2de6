package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.testing.GaussianField;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.SharedNoise;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.TwoStates;

/**
 * Whether stated errors mean what they say: small sweeps at 400 seeds, whose 68 % and 95 % intervals must cover the truth
 * as often as they should within 3 binomial standard errors, and whose errors must be the spread of the means within 20 %.
 * Each of the eight coverages of a sound estimator fails with probability 0.3 %, once and for all seeds.
 */
@Tag("slow")
class CalibrationTest {
    private static final int SEEDS = 400;
    private static final double[] WIDTHS = {1, 1.959963984540054};
    private static final double[] COVERAGES = {0.6826894921370859, 0.95};
    private static final double SPREAD = 0.2;

    /** An estimator with its truth. */
    enum Estimator {
        INDEPENDENT_DRAWS("x", 0, new Effort(256, 1, 0)) {
            @Override
            Estimate estimate(long seed) {
                return of(Sweeps.measured(Definition.of(new SharedNoise()), seed, "work=1024 granule=1", effort()));
            }
        },
        SHARED_NOISE("x", 0, new Effort(32, 1, 0)) {
            @Override
            Estimate estimate(long seed) {
                return of(Sweeps.measured(Definition.of(new SharedNoise()), seed, "work=1024", effort()));
            }
        },
        CHAINS("spin", 0, new Effort(32, 1, 500)) {
            @Override
            Estimate estimate(long seed) {
                return of(Sweeps.measured(Definition.of(new TwoStates()), seed, "turn=0.125 work=16777216", effort()));
            }
        },
        RATIO("total", 1.5, new Effort(256, 1, 0)) {
            @Override
            Estimate estimate(long seed) {
                return of(Sweeps.measured(Definition.of(new GaussianField()), seed, "d=2 beta=2", effort()));
            }
        };

        private final String observable;
        private final double truth;
        private final Effort effort;

        Estimator(String observable, double truth, Effort effort) {
            this.observable = observable;
            this.truth = truth;
            this.effort = effort;
        }

        abstract Estimate estimate(long seed);

        Effort effort() {
            return effort;
        }

        Estimate of(Measured measured) {
            return measured.measurements().get(observable).estimate();
        }

        Estimate[] all() {
            long first = Seeds.of("calibration of " + name());
            return IntStream.range(0, SEEDS).mapToObj(i -> estimate(first + i)).toArray(Estimate[]::new);
        }
    }

    @ParameterizedTest
    @EnumSource
    void intervalsCoverAndErrorsAreTheSpread(Estimator estimator) throws IOException {
        Estimate[] all = estimator.all();
        double spread = Math.sqrt(Cell.of(IntStream.range(0, SEEDS)
                        .mapToDouble(i -> all[i].mean())
                        .toArray())
                .variance());
        double stated = Cell.of(IntStream.range(0, SEEDS)
                        .mapToDouble(i -> all[i].stderr())
                        .toArray())
                .mean();
        write(estimator, all, stated / spread);
        for (int k = 0; k < WIDTHS.length; k++) {
            double sigma = Math.sqrt(COVERAGES[k] * (1 - COVERAGES[k]) / SEEDS);
            assertThat(coverage(all, estimator.truth, WIDTHS[k]))
                    .as("coverage of " + estimator + " within " + WIDTHS[k] + " errors")
                    .isCloseTo(COVERAGES[k], within(3 * sigma));
        }
        assertThat(stated / spread).isCloseTo(1, within(SPREAD));
    }

    private static double coverage(Estimate[] all, double truth, double width) {
        return IntStream.range(0, SEEDS)
                        .filter(i -> Math.abs(all[i].mean() - truth) < width * all[i].stderr())
                        .count()
                / (double) SEEDS;
    }

    /** What the figure of the documentation is drawn from. */
    private static void write(Estimator estimator, Estimate[] all, double ratio) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "%s,%d,%.4f,%.4f,%.4f%n",
                estimator.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                SEEDS,
                coverage(all, estimator.truth, WIDTHS[0]),
                coverage(all, estimator.truth, WIDTHS[1]),
                ratio);
        Path folder = Files.createDirectories(Path.of("target", "calibration"));
        Files.writeString(folder.resolve(estimator.name() + ".csv"), line);
    }
}
