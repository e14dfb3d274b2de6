package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/** Broken copies of two-gaussians, each of which a named reference must reject at every seed. */
class PlantedFaultsTest {
    private static final String POINT = new TwoGaussians().testPoints().get(1);
    private static final int SEEDS = 3;

    /** What is wrong. */
    enum Fault {
        NONE,
        FACTOR_TWO_OF_SCORE_DROPPED,
        SIGN_OF_TANH_WRONG,
        GAMMA_WRONG_IN_SAMPLER_AND_THEORY,
        WEIGHT_FORGOTTEN,
        NOISE_TOO_SMALL,
        LAST_STEP_SKIPPED
    }

    /** The model with a sampler of our own, written once more from the equation. */
    private record Broken(Fault fault) implements Model<TwoGaussians.Point, Void> {
        private static final TwoGaussians SOUND = new TwoGaussians();

        @Override
        public Card card() {
            return SOUND.card();
        }

        @Override
        public Class<TwoGaussians.Point> parameters() {
            return SOUND.parameters();
        }

        @Override
        public List<Observable> observables() {
            return SOUND.observables();
        }

        @Override
        public Simulation<Void> simulation(List<TwoGaussians.Point> rungs) {
            return Simulation.Sampler.each(new Program(seen(rungs.get(0)), fault));
        }

        @Override
        public long operations(TwoGaussians.Point p) {
            return SOUND.operations(p);
        }

        @Override
        public List<String> testPoints() {
            return SOUND.testPoints();
        }

        /** With the wrong Γ, σ stands where σ² should: sampler and theory see one and the same other width. */
        private TwoGaussians.Point seen(TwoGaussians.Point p) {
            return fault != Fault.GAMMA_WRONG_IN_SAMPLER_AND_THEORY
                    ? p
                    : new TwoGaussians.Point(
                            p.d(),
                            p.t(),
                            p.centre(),
                            Math.sqrt(p.width()),
                            p.weight(),
                            p.process(),
                            p.sampler(),
                            p.horizon(),
                            p.start(),
                            p.route());
        }

        double theory(Reference<TwoGaussians.Point> reference, TwoGaussians.Point p) {
            return reference.kind().equals("golden") ? reference.at(p) : reference.at(seen(p));
        }
    }

    /** The closed dynamics of v·x/|v| and one orthogonal variance, for a start from an exact draw of x_t. */
    private static final class Program implements Simulation.OneReplica<Void> {
        private final TwoGaussians.Point p;
        private final Fault fault;
        private final double h;
        private final double field;
        private final double across;

        Program(TwoGaussians.Point p, Fault fault) {
            this.p = p;
            this.fault = fault;
            h = p.horizon() / p.sampler().steps();
            field = fault == Fault.WEIGHT_FORGOTTEN ? 0 : 0.5 * Math.log(p.weight() / (1 - p.weight()));
            double variance = gamma(p.t());
            for (double t = p.t(); t > end(); t -= h) {
                double keep = 1 + h * (1 - score() / gamma(t));
                variance = keep * keep * variance + noise() * noise();
            }
            across = variance;
        }

        private double gamma(double t) {
            return 1 + (p.width() * p.width() - 1) * Math.exp(-2 * t);
        }

        private double score() {
            return fault == Fault.FACTOR_TWO_OF_SCORE_DROPPED
                    ? 1
                    : 1 + p.sampler().noiseLevel();
        }

        private double noise() {
            return Math.sqrt(
                    (fault == Fault.NOISE_TOO_SMALL ? 1 : 2) * p.sampler().noiseLevel() * h);
        }

        private double end() {
            return (fault == Fault.LAST_STEP_SKIPPED ? 1.5 : 0.5) * h;
        }

        private double run(double start, RandomStream random) {
            double y = start;
            for (double t = p.t(); t > end(); t -= h) {
                double slope = p.norm() * Math.exp(-t) / gamma(t);
                double pull = (fault == Fault.SIGN_OF_TANH_WRONG ? -1 : 1) * Math.tanh(slope * y + field);
                y += h * (y * (1 - score() / gamma(t)) + score() * slope * pull) + noise() * random.gaussian();
            }
            return y;
        }

        private double plus(double y, double t) {
            return 1 / (1 + Math.exp(-2 * (p.norm() * Math.exp(-t) * y / gamma(t) + field)));
        }

        @Override
        public void sample(Void quench, ReplicaBlock block, int r, Recorder out) {
            RandomStream random = block.random(r);
            boolean plus = random.uniform() < p.weight();
            double mean = p.norm() * Math.exp(-p.t()) * (plus ? 1 : -1);
            double y = mean + Math.sqrt(gamma(p.t())) * random.gaussian();
            double one = run(y, random);
            double two = run(y, random);
            boolean first = random.uniform() < plus(one, 0);
            boolean second = random.uniform() < plus(two, 0);
            double q = plus(y, p.t());
            out.record(TwoGaussians.SAME_LABEL_EXACT, r, q * q + (1 - q) * (1 - q));
            out.record(TwoGaussians.SAME_LABEL_CLONE, r, first == second ? 1 : 0);
            out.record(TwoGaussians.SAME_LABEL_UTURN, r, first == plus ? 1 : 0);
            out.record(TwoGaussians.SAME_SIGN_CLONE, r, (one > 0) == (two > 0) ? 1 : 0);
            out.record(TwoGaussians.PLUS_FRACTION, r, first ? 1 : 0);
            double rest = across * random.chiSquared(p.d() - 1);
            out.record(TwoGaussians.FINAL_RADIUS_SQ, r, (one * one + rest) / p.d());
        }
    }

    private static final Map<String, Measured> MEASURED = new ConcurrentHashMap<>();

    private static Measured measured(Fault fault, String seed) {
        return MEASURED.computeIfAbsent(
                fault + seed,
                name -> Sweeps.measured(Definition.of(new Broken(fault)), Seeds.of(name), POINT, Effort.of(4096)));
    }

    private static double z(Fault fault, String kind, String observable, String seed) {
        Broken broken = new Broken(fault);
        Measured measured = measured(fault, seed);
        TwoGaussians.Point p = Sweeps.track(Definition.of(broken), 1, POINT)
                .served()
                .get(0)
                .point()
                .parameters();
        Reference<TwoGaussians.Point> reference = Broken.SOUND.references().stream()
                .filter(r -> r.kind().equals(kind) && r.observable().name().equals(observable))
                .filter(r -> !Double.isNaN(r.at(p)))
                .findFirst()
                .orElseThrow();
        var estimate = measured.measurements().get(observable).estimate();
        return ZScore.of(estimate.mean(), estimate.stderr(), broken.theory(reference, p), reference.allowance(p));
    }

    @ParameterizedTest
    @CsvSource({
        "FACTOR_TWO_OF_SCORE_DROPPED, step-corrected, final_radius_sq",
        "FACTOR_TWO_OF_SCORE_DROPPED, golden, final_radius_sq",
        "SIGN_OF_TANH_WRONG, step-corrected, same_label_uturn",
        "GAMMA_WRONG_IN_SAMPLER_AND_THEORY, golden, final_radius_sq",
        "WEIGHT_FORGOTTEN, step-corrected, plus_fraction",
        "WEIGHT_FORGOTTEN, golden, plus_fraction",
        "NOISE_TOO_SMALL, step-corrected, final_radius_sq",
        "LAST_STEP_SKIPPED, step-corrected, final_radius_sq"
    })
    void isRejectedByName(Fault fault, String kind, String observable) {
        for (int i = 0; i < SEEDS; i++) {
            double z = z(fault, kind, observable, " " + i);
            assertThat(Math.abs(z)).as("%s, seed %d", fault, i).isGreaterThan(Seeds.ALARM);
        }
    }

    @Test
    void aWrongGammaSharedByBothIsSeenByNoReferenceThatSharesIt() {
        for (String observable : List.of("final_radius_sq", "same_label_clone", "plus_fraction")) {
            double z = z(Fault.GAMMA_WRONG_IN_SAMPLER_AND_THEORY, "step-corrected", observable, " 0");
            assertThat(Math.abs(z)).isLessThan(Seeds.ALARM);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE"})
    void withoutFaultEverythingHolds(Fault none) {
        for (Observable x : new TwoGaussians().observables()) {
            assertThat(Math.abs(z(none, "step-corrected", x.name(), " sound")))
                    .as(x.name())
                    .isLessThan(Seeds.ALARM);
        }
        assertThat(Math.abs(z(none, "golden", "final_radius_sq", " sound"))).isLessThan(Seeds.ALARM);
    }
}
