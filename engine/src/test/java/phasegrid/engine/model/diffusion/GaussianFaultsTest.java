package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.testing.Instead;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/** Broken histograms and losses of the model gaussian, each of which a named reference must reject at every seed. */
class GaussianFaultsTest {
    private static final GaussianData SOUND = new GaussianData();
    private static final List<Scalar> SCALARS = Definition.of(SOUND).scalars();
    private static final String MANY = "d=32 n=64 variance=2 t=0.4 sampler.steps=1";
    private static final String FEW = "d=32 n=16 variance=2 t=0.4 sampler.steps=1";
    private static final int SEEDS = 2;
    private static final int SETS = 32;

    /** What is wrong. */
    enum Fault {
        NONE,
        HALF_A_BIN_LATE,
        NOT_IN_UNITS_OF_THE_VARIANCE,
        SHARES_FOR_DENSITIES,
        ZEROS_LEFT_OUT,
        LOSSES_SWAPPED,
        LOSSES_OF_THE_SCORE,
        SUMS_FOR_MEANS,
        SHRINKING_FOR_ITS_SQUARE,
        NOISE_FORGOTTEN_ON_NEW_DATA
    }

    /** Histogram and losses from their definitions, by plain loops over the modes; of all else nothing. */
    private record Program(GaussianData.Point p, Fault fault) implements Simulation.OneReplica<GaussianFit> {
        @Override
        public void sample(GaussianFit fit, ReplicaBlock block, int r, Recorder out) {
            SCALARS.stream()
                    .filter(x -> !x.equals(GaussianData.TRAIN_NOISE_LOSS) && !x.equals(GaussianData.TEST_NOISE_LOSS))
                    .filter(x -> !GaussianData.BINS.contains(x))
                    .forEach(x -> out.record(x, r, 0));
            for (int bin = 0; bin < GaussianData.BINS.size(); bin++) {
                out.record(GaussianData.BINS.get(bin), r, density(fit, 0.2 * bin));
            }
            boolean swapped = fault == Fault.LOSSES_SWAPPED;
            out.record(swapped ? GaussianData.TEST_NOISE_LOSS : GaussianData.TRAIN_NOISE_LOSS, r, loss(fit, true));
            out.record(swapped ? GaussianData.TRAIN_NOISE_LOSS : GaussianData.TEST_NOISE_LOSS, r, loss(fit, false));
        }

        private double density(GaussianFit fit, double from) {
            double start = from - (fault == Fault.HALF_A_BIN_LATE ? 0.1 : 0);
            double unit = fault == Fault.NOT_IN_UNITS_OF_THE_VARIANCE ? 1 : p.variance();
            double count = 0;
            for (double l : fit.values()) {
                boolean lost = fault == Fault.ZEROS_LEFT_OUT && l == 0;
                count += !lost && l / unit >= start && l / unit < start + 0.2 ? 1 : 0;
            }
            return count / fit.size() / (fault == Fault.SHARES_FOR_DENSITIES ? 1 : 0.2);
        }

        /** A mode of variance l that is seen in data of variance s: ⟨(√Δ φ + z)²⟩, φ = −(Δ + e^{−2t} l)⁻¹x. */
        private double loss(GaussianFit fit, boolean train) {
            double kept = Math.exp(fault == Fault.SHRINKING_FOR_ITS_SQUARE ? -p.t() : -2 * p.t());
            double noise = 1 - kept;
            double sum = 0;
            for (int k = 0; k < fit.size(); k++) {
                double l = fit.value(k);
                double seen = train ? l : fit.turned()[k];
                double precision = 1 / (noise + kept * l);
                double ofNoise = fault == Fault.NOISE_FORGOTTEN_ON_NEW_DATA && !train ? 0 : 1 - noise * precision;
                sum += ofNoise * ofNoise + noise * precision * precision * kept * seen;
            }
            sum *= fault == Fault.LOSSES_OF_THE_SCORE ? 1 / noise : 1;
            return fault == Fault.SUMS_FOR_MEANS ? sum : sum / fit.size();
        }
    }

    private static final Map<String, Measured> MEASURED = new ConcurrentHashMap<>();

    private static Measured measured(String words, Fault fault, int seed) {
        return MEASURED.computeIfAbsent(words + fault + seed, name -> {
            Instead<GaussianData.Point, GaussianFit> broken =
                    new Instead<>(SOUND, p -> Simulation.Sampler.each(new Program(p, fault)));
            return Sweeps.measured(Definition.of(broken), Seeds.of(name), words, Effort.of(SETS));
        });
    }

    private static double z(String words, Fault fault, Scalar x, int seed) {
        Estimate e = measured(words, fault, seed).measurements().get(x.name()).estimate();
        GaussianData.Point p =
                Sweeps.track(Definition.of(SOUND), 1, words).rungs().get(0);
        Reference<GaussianData.Point> reference = SOUND.references().stream()
                .filter(r -> r.observable().equals(x) && !Double.isNaN(r.at(p)) && !Double.isNaN(r.allowance(p)))
                .findFirst()
                .orElseThrow();
        return ZScore.of(e.mean(), e.stderr(), reference.at(p), reference.allowance(p));
    }

    private static Scalar scalar(String name) {
        return SCALARS.stream().filter(x -> x.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "HALF_A_BIN_LATE, eigenvalue_density_0",
        "NOT_IN_UNITS_OF_THE_VARIANCE, eigenvalue_density_2",
        "SHARES_FOR_DENSITIES, eigenvalue_density_2",
        "LOSSES_SWAPPED, train_noise_loss",
        "LOSSES_SWAPPED, test_noise_loss",
        "LOSSES_OF_THE_SCORE, train_noise_loss",
        "LOSSES_OF_THE_SCORE, test_noise_loss",
        "SUMS_FOR_MEANS, train_noise_loss",
        "SHRINKING_FOR_ITS_SQUARE, train_noise_loss",
        "SHRINKING_FOR_ITS_SQUARE, test_noise_loss",
        "NOISE_FORGOTTEN_ON_NEW_DATA, test_noise_loss"
    })
    void isRejectedByName(Fault fault, String observable) {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(Math.abs(z(MANY, fault, scalar(observable), seed)))
                    .as("%s, seed %d", fault, seed)
                    .isGreaterThan(Seeds.ALARM);
        }
    }

    /** Below rank d the law has an atom at 0. */
    @Test
    void zerosBelowFullRankAreMissed() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(Math.abs(z(FEW, Fault.ZEROS_LEFT_OUT, GaussianData.BINS.get(0), seed)))
                    .as("seed %d", seed)
                    .isGreaterThan(Seeds.ALARM);
        }
    }

    @ParameterizedTest
    @CsvSource({MANY, FEW})
    void withoutFaultEverythingHolds(String words) {
        GaussianData.BINS.forEach(x -> holds(words, x));
        holds(words, GaussianData.TRAIN_NOISE_LOSS);
        holds(words, GaussianData.TEST_NOISE_LOSS);
    }

    private static void holds(String words, Scalar x) {
        double z = z(words, Fault.NONE, x, 0);
        assertThat(Double.isNaN(z) ? 0 : Math.abs(z)).as(x.name()).isLessThan(Seeds.ALARM);
    }
}
