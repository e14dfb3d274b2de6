package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.Table;

class SamplerOrderTest {
    private static final SamplerOrder SOUND = new SamplerOrder();
    private static final Definition<SamplerOrder.Point, Void> MODEL = Definition.of(SOUND);
    private static final String TWO = "centre=1 width=0.5 horizon=4 ";

    private static SamplerOrder.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).served().get(0).point().parameters();
    }

    static List<Map<String, String>> moments() {
        return Table.read("/golden/sampler-moments.csv");
    }

    @ParameterizedTest
    @MethodSource("moments")
    void theMomentsAreThoseOfAProgramThatSharesNoCode(Map<String, String> row) {
        SamplerOrder.Point p = point(row.get("point"));
        double moment = row.get("moment").equals("2") ? SOUND.square(p) : SOUND.fourth(p);
        assertThat(moment)
                .isCloseTo(Double.parseDouble(row.get("value")), within(Double.parseDouble(row.get("tolerance"))));
    }

    private static double bias(String words, boolean fourth) {
        SamplerOrder.Point p = point(words);
        return fourth ? SOUND.fourth(p) - p.dataFourth() : SOUND.square(p) - p.dataSquare();
    }

    /**
     * log2 of bias(N)/bias(2N), of ⟨x²⟩ for one Gaussian of variance 4 from T = 5, beside the same of each scheme's own recursion of
     * the variance (Python); with more steps they tend to 1, Heun's to 2.
     */
    @ParameterizedTest
    @CsvSource({
        "euler-maruyama, 200, 0.9853089166349621, 0.001",
        "euler-maruyama sampler.noiseLevel=0.5, 200, 0.9847139644581964, 0.001",
        "euler-maruyama sampler.noiseLevel=4, 200, 0.9144308413989005, 0.001",
        "flow-euler, 200, 0.9828414229858421, 0.001",
        "heun, 200, 1.692532686218166, 0.005",
        "exponential, 200, 1.0180798383557652, 0.001",
        "ancestral, 200, 0.8175261735442564, 0.001",
        "ddim, 200, 0.9044267465060004, 0.001",
        "interpolant horizon=30, 400, 0.9973340679012144, 0.02",
        "interpolant-heun horizon=30, 400, 2.004706714320115, 0.005",
        "interpolant-heun sampler.path=trigonometric horizon=30, 400, 2.0020403572477776, 0.005"
    })
    void ordersOfOneGaussian(String sampler, int steps, double order, double tolerance) {
        double coarse = bias("sampler=" + sampler + " sampler.steps=" + steps, false);
        double fine = bias("sampler=" + sampler + " sampler.steps=" + 2 * steps, false);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(order, within(tolerance));
    }

    /** Var x_0 of N(0, 16) by 20 steps from N(0, 3) at t = 0.8 with noise of temperature 3, by its recursion (Python). */
    @ParameterizedTest
    @CsvSource({"1, 11.372621051524652", "0, 8.304177655060952"})
    void pureNoiseHasItsOwnTemperature(double noiseLevel, double square) {
        SamplerOrder.Point p = point("width=4 horizon=0.8 start=noise process.noiseTemperature=3 sampler.steps=20"
                + " sampler.noiseLevel=" + noiseLevel);
        assertThat(SOUND.square(p)).isCloseTo(square, within(1e-6));
    }

    /** ⟨x⁴⟩ of two Gaussians shows the order that ⟨x²⟩ hides: its leading coefficient nearly cancels. */
    @ParameterizedTest
    @CsvSource({"true, 1.0637557937585251, 0.05", "false, 1.9, 0.1"})
    void orderOfTwoGaussians(boolean fourth, double order, double tolerance) {
        double coarse = bias(TWO + "sampler.steps=100", fourth);
        double fine = bias(TWO + "sampler.steps=200", fourth);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(order, within(tolerance));
    }

    private static final int SEEDS = 3;

    /** What is wrong. */
    enum Fault {
        NONE,
        NOISE_OF_VARIANCE_H,
        SCORE_ONCE,
        SCORE_AT_THE_END_OF_A_STEP
    }

    /** Euler-Maruyama at λ = 1 in OU time, written once more from its equation. */
    private record Broken(Fault fault) implements Model<SamplerOrder.Point, Void> {
        @Override
        public Card card() {
            return SOUND.card();
        }

        @Override
        public Class<SamplerOrder.Point> parameters() {
            return SOUND.parameters();
        }

        @Override
        public List<Observable> observables() {
            return SOUND.observables();
        }

        @Override
        public long operations(SamplerOrder.Point p) {
            return SOUND.operations(p);
        }

        @Override
        public List<String> testPoints() {
            return SOUND.testPoints();
        }

        @Override
        public Simulation<Void> simulation(List<SamplerOrder.Point> rungs) {
            SamplerOrder.Point p = rungs.get(0);
            return Simulation.Sampler.each((quench, block, r, out) -> {
                double x = run(p, block.random(r));
                out.record(SamplerOrder.SQUARE, r, x * x);
                out.record(SamplerOrder.FOURTH, r, x * x * x * x);
            });
        }

        private double run(SamplerOrder.Point p, RandomStream random) {
            int steps = p.sampler().steps();
            double h = p.horizon() / steps;
            double x = random.sign() * p.centre() * Math.exp(-p.horizon())
                    + Math.sqrt(gamma(p, p.horizon())) * random.gaussian();
            for (int j = steps; j > 0; j--) {
                double t = fault == Fault.SCORE_AT_THE_END_OF_A_STEP ? h * (j - 1) : h * j;
                double field = p.centre() * Math.exp(-t) / gamma(p, t);
                double score = -x / gamma(p, t) + field * Math.tanh(field * x);
                x += h * (x + (fault == Fault.SCORE_ONCE ? 1 : 2) * score)
                        + Math.sqrt((fault == Fault.NOISE_OF_VARIANCE_H ? 1 : 2) * h) * random.gaussian();
            }
            return x;
        }

        private static double gamma(SamplerOrder.Point p, double t) {
            return 1 + (p.width() * p.width() - 1) * Math.exp(-2 * t);
        }
    }

    private static double z(Fault fault, Observable x, long seed) {
        Definition<SamplerOrder.Point, Void> definition = Definition.of(new Broken(fault));
        Measured measured = Sweeps.measured(definition, seed, TWO + "sampler.steps=25", Effort.of(4096));
        Reference<SamplerOrder.Point> reference = SOUND.references().stream()
                .filter(r -> r.kind().equals("step-corrected") && r.observable().equals(x))
                .findFirst()
                .orElseThrow();
        var estimate = measured.measurements().get(x.name()).estimate();
        return ZScore.of(estimate.mean(), estimate.stderr(), reference.at(point(TWO + "sampler.steps=25")), 0);
    }

    @ParameterizedTest
    @CsvSource({"NOISE_OF_VARIANCE_H", "SCORE_ONCE", "SCORE_AT_THE_END_OF_A_STEP"})
    void aFaultIsRejectedByTheSecondMoment(Fault fault) {
        for (int i = 0; i < SEEDS; i++) {
            assertThat(Math.abs(z(fault, SamplerOrder.SQUARE, Seeds.of(fault + " " + i))))
                    .isGreaterThan(Seeds.ALARM);
        }
        assertThat(Math.abs(z(Fault.NONE, SamplerOrder.SQUARE, Seeds.of("sound " + fault))))
                .isLessThan(Seeds.ALARM);
    }
}
