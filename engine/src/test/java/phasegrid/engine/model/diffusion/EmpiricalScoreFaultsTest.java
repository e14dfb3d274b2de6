package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
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

/** Broken copies of empirical-score, each of which a named reference must reject at every seed. */
class EmpiricalScoreFaultsTest {
    private static final String POINT =
            "d=4 n=20 t=0.4 data=mixture data.centre=0.6 data.width=0.7 data.weight=0.3 horizon=1 sampler.steps=4";
    private static final int SEEDS = 2;
    private static final int CLASSES = 2;

    /** What is wrong. */
    enum Fault {
        NONE,
        FACTOR_TWO_OF_EXPONENT_DROPPED,
        SQUARE_OF_POINT_FORGOTTEN,
        NOISE_TOO_SMALL,
        OWN_POINT_LEFT_OUT,
        WIDTH_FOR_VARIANCE,
        LARGEST_INSTEAD_OF_DRAWN,
        FORWARD_RUN_SKIPPED
    }

    /** The model with a sampler of our own, written once more from the equations. */
    private record Broken(Fault fault) implements Model<EmpiricalScore.Point, TrainingSet> {
        private static final EmpiricalScore SOUND = new EmpiricalScore();

        @Override
        public Card card() {
            return SOUND.card();
        }

        @Override
        public Class<EmpiricalScore.Point> parameters() {
            return SOUND.parameters();
        }

        @Override
        public List<Observable> observables() {
            return SOUND.observables();
        }

        /** With the wrong width, clouds of standard deviation √s are drawn. */
        @Override
        public TrainingSet quench(EmpiricalScore.Point p, RandomStream disorder) {
            TrainingData.Mixture law = (TrainingData.Mixture) p.data();
            double width = fault == Fault.WIDTH_FOR_VARIANCE ? Math.sqrt(law.width()) : law.width();
            return new TrainingData.Mixture(law.centre(), width, law.weight()).draw((int) p.n(), p.d(), disorder);
        }

        @Override
        public Simulation<TrainingSet> simulation(List<EmpiricalScore.Point> rungs) {
            return Simulation.Sampler.each(new Program(rungs.get(0), fault));
        }

        @Override
        public long operations(EmpiricalScore.Point p) {
            return SOUND.operations(p);
        }

        @Override
        public List<String> testPoints() {
            return SOUND.testPoints();
        }
    }

    /** Weights and draws by plain loops; a run back without step error is one draw. */
    private static final class Program implements Simulation.OneReplica<TrainingSet> {
        private final EmpiricalScore.Point p;
        private final Fault fault;
        private final double shrink;
        private final double noise;

        Program(EmpiricalScore.Point p, Fault fault) {
            this.p = p;
            this.fault = fault;
            shrink = Math.exp(-p.t());
            noise = 1 - Math.exp(-2 * p.t());
        }

        private double[] weights(TrainingSet set, double[] x, int from) {
            double[] w = new double[set.classes().length];
            double[] a = new double[p.d()];
            double sum = 0;
            for (int mu = 0; mu < w.length; mu++) {
                set.points().copy(mu, a, 0);
                double exponent = 0;
                for (int i = 0; i < p.d(); i++) {
                    double square = fault == Fault.SQUARE_OF_POINT_FORGOTTEN ? 0 : shrink * shrink * a[i] * a[i];
                    exponent += shrink * x[i] * a[i] - 0.5 * square;
                }
                double scale = fault == Fault.FACTOR_TWO_OF_EXPONENT_DROPPED ? 2 : 1;
                boolean out = fault == Fault.OWN_POINT_LEFT_OUT && mu == from;
                w[mu] = out ? 0 : Math.exp(scale * exponent / noise);
                sum += w[mu];
            }
            for (int mu = 0; mu < w.length; mu++) {
                w[mu] /= sum;
            }
            return w;
        }

        private int draw(double[] w, double u) {
            int last = 0;
            double rest = u;
            int largest = 0;
            for (int mu = 0; mu < w.length; mu++) {
                largest = w[mu] > w[largest] ? mu : largest;
                last = rest > 0 ? mu : last;
                rest -= w[mu];
            }
            return fault == Fault.LARGEST_INSTEAD_OF_DRAWN ? largest : last;
        }

        @Override
        public void sample(TrainingSet set, ReplicaBlock block, int r, Recorder out) {
            RandomStream random = block.random(r);
            int from = random.below(set.classes().length);
            double[] x = new double[p.d()];
            double[] a = new double[p.d()];
            set.points().copy(from, a, 0);
            double deviation = Math.sqrt(fault == Fault.NOISE_TOO_SMALL ? noise / 2 : noise);
            double square = 0;
            for (int i = 0; i < p.d(); i++) {
                double z = fault == Fault.FORWARD_RUN_SKIPPED ? 0 : random.gaussian();
                x[i] = shrink * a[i] + deviation * z;
                square += x[i] * x[i];
            }
            record(set, weights(set, x, from), from, square, random, r, out);
        }

        private void record(
                TrainingSet set, double[] w, int from, double square, RandomStream random, int r, Recorder out) {
            double participation = 0;
            double entropy = 0;
            double largest = 0;
            double[] share = new double[CLASSES];
            for (int mu = 0; mu < w.length; mu++) {
                participation += w[mu] * w[mu];
                entropy -= w[mu] > 0 ? w[mu] * Math.log(w[mu]) : 0;
                largest = Math.max(largest, w[mu]);
                share[set.classes()[mu]] += w[mu];
            }
            int near = draw(w, 1e-300);
            int first = draw(w, random.uniform());
            int second = draw(w, random.uniform());
            EmpiricalScore.returns(set.classes(), from, near, first, second, r, out);
            out.record(EmpiricalScore.PARTICIPATION, r, participation);
            out.record(EmpiricalScore.TRUE_WEIGHT, r, w[from]);
            out.record(EmpiricalScore.LARGEST_WEIGHT, r, largest);
            out.record(EmpiricalScore.POSTERIOR_ENTROPY, r, entropy);
            out.record(EmpiricalScore.F_EMP, r, entropy / p.d());
            out.record(EmpiricalScore.F_EMP_RATIO, r, entropy / Math.log((double) p.n()));
            out.record(EmpiricalScore.CLASS_EXACT, r, share[0] * share[0] + share[1] * share[1]);
            out.record(EmpiricalScore.RADIUS_SQ, r, square / p.d());
            out.record(EmpiricalScore.MEMORISED, r, largest > 0.5 ? 1 : 0);
            for (var x : List.of(
                    EmpiricalScore.F_TRUE,
                    EmpiricalScore.PSI,
                    EmpiricalScore.COLLAPSE_TIME,
                    EmpiricalScore.FINAL_TIME,
                    EmpiricalScore.NEAREST_DISTANCE_SQ)) {
                out.record(x, r, 0);
            }
        }
    }

    private static final Map<String, Measured> MEASURED = new ConcurrentHashMap<>();

    private static Measured measured(Fault fault, String seed) {
        return MEASURED.computeIfAbsent(
                fault + seed,
                name -> Sweeps.measured(
                        Definition.of(new Broken(fault)), Seeds.of(name), POINT, new Effort(256, 16, 0)));
    }

    private static double z(Fault fault, String observable, String seed) {
        Measured measured = measured(fault, seed);
        EmpiricalScore.Point p = Sweeps.track(Definition.of(Broken.SOUND), 1, POINT)
                .served()
                .get(0)
                .point()
                .parameters();
        Optional<Reference<EmpiricalScore.Point>> reference = Broken.SOUND.references().stream()
                .filter(r -> r.kind().equals("exact") && r.observable().name().equals(observable))
                .filter(r -> !Double.isNaN(r.at(p)))
                .findFirst();
        Estimate estimate = measured.measurements().get(observable).estimate();
        return ZScore.of(
                estimate.mean(), estimate.stderr(), reference.orElseThrow().at(p), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "FACTOR_TWO_OF_EXPONENT_DROPPED, y2",
        "FACTOR_TWO_OF_EXPONENT_DROPPED, nishimori",
        "SQUARE_OF_POINT_FORGOTTEN, posterior_entropy",
        "SQUARE_OF_POINT_FORGOTTEN, nishimori",
        "NOISE_TOO_SMALL, true_weight",
        "NOISE_TOO_SMALL, radius_sq",
        "OWN_POINT_LEFT_OUT, true_weight",
        "OWN_POINT_LEFT_OUT, uturn_same_point",
        "WIDTH_FOR_VARIANCE, y2",
        "WIDTH_FOR_VARIANCE, radius_sq",
        "LARGEST_INSTEAD_OF_DRAWN, clone_same_point",
        "LARGEST_INSTEAD_OF_DRAWN, uturn_same_point",
        "FORWARD_RUN_SKIPPED, nishimori",
        "FORWARD_RUN_SKIPPED, posterior_entropy"
    })
    void isRejectedByName(Fault fault, String observable) {
        for (int i = 0; i < SEEDS; i++) {
            assertThat(Math.abs(z(fault, observable, " " + i)))
                    .as("%s, seed %d", fault, i)
                    .isGreaterThan(Seeds.ALARM);
        }
    }

    @Test
    void withoutFaultEverythingHolds() {
        for (String observable : List.of(
                "y2",
                "true_weight",
                "posterior_entropy",
                "same_class_exact",
                "radius_sq",
                "uturn_same_point",
                "clone_same_point",
                "uturn_same_class",
                "nishimori")) {
            assertThat(Math.abs(z(Fault.NONE, observable, " sound")))
                    .as(observable)
                    .isLessThan(Seeds.ALARM);
        }
    }
}
