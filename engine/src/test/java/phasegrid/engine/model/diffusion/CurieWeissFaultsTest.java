package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/**
 * curie-weiss written once more, with a table of all 2^d states in place of the random field, and broken copies of it, each of
 * which a named reference must reject at every seed.
 */
class CurieWeissFaultsTest {
    private static final String POINT = "d=6 beta=0.9 t=0.8 coupling=1.2 field=0.15 sampler.steps=1";
    private static final int SEEDS = 2;

    /** What is wrong. */
    enum Fault {
        NONE,
        COUPLING_TWICE,
        COUPLING_TWICE_IN_POSTERIOR,
        FIELD_FORGOTTEN_IN_POSTERIOR,
        NOISE_OF_HALF_THE_TIME,
        STATE_FIELD_WITHOUT_SHRINK,
        ZERO_IS_PLUS,
        ONE_CLONE_FOR_BOTH
    }

    private record Broken(Fault fault) implements Model<CurieWeissClones.Point, Void> {
        private static final CurieWeissClones SOUND = new CurieWeissClones();

        @Override
        public Card card() {
            return SOUND.card();
        }

        @Override
        public Class<CurieWeissClones.Point> parameters() {
            return SOUND.parameters();
        }

        @Override
        public List<Observable> observables() {
            return SOUND.observables();
        }

        @Override
        public Simulation<Void> simulation(List<CurieWeissClones.Point> rungs) {
            return Simulation.Sampler.each(new Program(rungs.get(0), fault));
        }

        @Override
        public long operations(CurieWeissClones.Point p) {
            return 4096;
        }

        @Override
        public List<String> testPoints() {
            return SOUND.testPoints();
        }

        @Override
        public List<Reference<CurieWeissClones.Point>> references() {
            return SOUND.references();
        }
    }

    /** Draws data, and data given x_t, from the list of all states. */
    private static final class Program implements Simulation.OneReplica<Void> {
        private final CurieWeissClones.Point p;
        private final Fault fault;
        private final double noise;
        private final double[] log;
        private final double[] chance;

        Program(CurieWeissClones.Point p, Fault fault) {
            this.p = p;
            this.fault = fault;
            noise = 1 - Math.exp((fault == Fault.NOISE_OF_HALF_THE_TIME ? -1 : -2) * p.t());
            log = new double[1 << p.d()];
            chance = new double[log.length];
        }

        private double sum(int state) {
            return 2.0 * Integer.bitCount(state) - p.d();
        }

        /** A state drawn with the weights e^{βJ M²/2d + hM + b·a}; leaves the chances behind. */
        private int draw(double[] b, boolean posterior, RandomStream random) {
            boolean twice = fault == Fault.COUPLING_TWICE || (posterior && fault == Fault.COUPLING_TWICE_IN_POSTERIOR);
            double h = posterior && fault == Fault.FIELD_FORGOTTEN_IN_POSTERIOR ? 0 : p.field();
            double total = 0;
            for (int state = 0; state < log.length; state++) {
                double m = sum(state);
                log[state] = (twice ? 2 : 1) * p.beta() * p.coupling() * m * m / (2 * p.d()) + h * m;
                for (int i = 0; i < b.length; i++) {
                    log[state] += ((state >> i) & 1) == 1 ? b[i] : -b[i];
                }
                chance[state] = Math.exp(log[state]);
                total += chance[state];
            }
            double rest = random.uniform() * total;
            int state = 0;
            while (rest > chance[state]) {
                rest -= chance[state++];
            }
            for (int s = 0; s < chance.length; s++) {
                chance[s] /= total;
            }
            return state;
        }

        private boolean plus(int state, RandomStream random) {
            double m = sum(state);
            return m > 0 || (m == 0 && (fault == Fault.ZERO_IS_PLUS || random.uniform() < 0.5));
        }

        @Override
        public void sample(Void quench, ReplicaBlock block, int r, Recorder out) {
            RandomStream random = block.random(r);
            int data = draw(new double[p.d()], false, random);
            double[] b = new double[p.d()];
            double mu = 0;
            for (int i = 0; i < b.length; i++) {
                double a = ((data >> i) & 1) == 1 ? 1 : -1;
                double x = Math.exp(-p.t()) * a + Math.sqrt(noise) * random.gaussian();
                mu += x / Math.sqrt(p.d());
                b[i] = x * (fault == Fault.STATE_FIELD_WITHOUT_SHRINK ? 1 : Math.exp(-p.t())) / noise;
            }
            int one = draw(b, true, random);
            int two = fault == Fault.ONE_CLONE_FOR_BOTH ? one : draw(b, true, random);
            double q = 0;
            for (int state = 0; state < chance.length; state++) {
                q += sum(state) > 0 ? chance[state] : sum(state) == 0 ? 0.5 * chance[state] : 0;
            }
            record(out, r, data, one, two, q, mu, random);
        }

        private void record(Recorder out, int r, int data, int one, int two, double q, double mu, RandomStream random) {
            boolean first = plus(one, random);
            double same = first == plus(two, random) ? 1 : 0;
            double back = first == plus(data, random) ? 1 : 0;
            double exact = q * q + (1 - q) * (1 - q);
            double m = sum(one) / p.d();
            out.record(CurieWeissClones.SAME_CLASS_EXACT, r, exact);
            out.record(CurieWeissClones.SAME_CLASS_CLONE, r, same);
            out.record(CurieWeissClones.SAME_CLASS_UTURN, r, back);
            out.record(CurieWeissClones.CLONE_EXCESS, r, same - exact);
            out.record(CurieWeissClones.UTURN_EXCESS, r, back - exact);
            out.record(CurieWeissClones.PLUS_FRACTION, r, first ? 1 : 0);
            out.record(CurieWeissClones.ABSOLUTE, r, Math.abs(m));
            out.record(CurieWeissClones.SQUARE, r, m * m);
            out.record(CurieWeissClones.FOURTH, r, m * m * m * m);
            out.record(CurieWeissClones.PROJECTION_SQUARE, r, mu * mu);
            for (int i = 0; i < CurieWeissClones.BELOW.at().size(); i++) {
                out.record(
                        CurieWeissClones.BELOW.scalar(i),
                        r,
                        m <= CurieWeissClones.BELOW.at().get(i) ? 1 : 0);
            }
            for (int i = 0; i < CurieWeissClones.PROJECTION_BELOW.at().size(); i++) {
                double at = CurieWeissClones.PROJECTION_BELOW.at().get(i);
                out.record(CurieWeissClones.PROJECTION_BELOW.scalar(i), r, mu <= at ? 1 : 0);
            }
        }
    }

    private static final Map<String, Map<String, Judgement>> JUDGED = new ConcurrentHashMap<>();

    private static Map<String, Judgement> judgements(Fault fault, String seed) {
        return JUDGED.computeIfAbsent(fault + seed, name -> judgements(fault, Seeds.of(name)));
    }

    private static Map<String, Judgement> judgements(Fault fault, long seed) {
        Definition<CurieWeissClones.Point, Void> definition = Definition.of(new Broken(fault));
        Measured measured = Sweeps.measured(definition, seed, POINT, Effort.of(4096));
        var p = Sweeps.track(definition, seed, POINT).served().get(0).point().parameters();
        return Theory.of(definition).judge(p, measured);
    }

    @ParameterizedTest
    @CsvSource({
        "COUPLING_TWICE, magnetisation_sq",
        "COUPLING_TWICE, abs_magnetisation",
        "COUPLING_TWICE, binder",
        "COUPLING_TWICE_IN_POSTERIOR, magnetisation_sq",
        "FIELD_FORGOTTEN_IN_POSTERIOR, plus_fraction",
        "NOISE_OF_HALF_THE_TIME, projection_sq",
        "STATE_FIELD_WITHOUT_SHRINK, uturn_excess",
        "ZERO_IS_PLUS, plus_fraction",
        "ONE_CLONE_FOR_BOTH, clone_excess"
    })
    void isRejectedByName(Fault fault, String observable) {
        for (int i = 0; i < SEEDS; i++) {
            double z = judgements(fault, " " + i).get(observable).z();
            assertThat(Math.abs(z)).as("%s, seed %d", fault, i).isGreaterThan(Seeds.ALARM);
        }
    }

    @Test
    void withoutFaultEverythingHolds() {
        judgements(Fault.NONE, " sound")
                .forEach((observable, j) -> assertThat(Double.isNaN(j.z()) ? 0 : Math.abs(j.z()))
                        .as(observable)
                        .isLessThan(Seeds.ALARM));
    }

    @Test
    void theModelAgreesWithTheTable() {
        var model = Sweeps.measured(Definition.of(new CurieWeissClones()), Seeds.of("model"), POINT, Effort.of(8192));
        var table = Sweeps.measured(Definition.of(new Broken(Fault.NONE)), Seeds.of("table"), POINT, Effort.of(8192));
        for (String observable : List.of("same_class_exact", "same_class_clone", "same_class_uturn")) {
            var one = model.measurements().get(observable).estimate();
            var two = table.measurements().get(observable).estimate();
            double z = ZScore.of(one.mean(), Math.hypot(one.stderr(), two.stderr()), two.mean(), 0);
            assertThat(Math.abs(z)).as(observable).isLessThan(Seeds.ALARM);
        }
    }
}
