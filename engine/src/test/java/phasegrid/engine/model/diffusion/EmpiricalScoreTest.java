package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.theory.CurieWeiss;

class EmpiricalScoreTest {
    private static final Definition<EmpiricalScore.Point, TrainingSet> MODEL = Definition.of(new EmpiricalScore());
    private static final String SHOWN = "d=8 n=100 t=0.3 horizon=0.3 sampler.grid=log-noise sampler.grid.tMin=0.0001";
    private static final double PARTICIPATION = 0.3436671;

    private static EmpiricalScore.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).rungs().get(0);
    }

    private static Measured measured(String words, int disorder, int thermal) {
        return Sweeps.measured(MODEL, Seeds.of(words), words, new Effort(disorder, thermal, 0));
    }

    private static Estimate estimate(Measured measured, String name) {
        return measured.measurements().get(name).estimate();
    }

    private static void near(Measured measured, String name, double value, double allowance) {
        Estimate e = estimate(measured, name);
        assertThat(Math.abs(ZScore.of(e.mean(), e.stderr(), value, allowance)))
                .as("%s: %s against %s", name, e, value)
                .isLessThan(Seeds.ALARM);
    }

    /** Whatever the data: U-turn, clones, the true weight and Y2 have one mean; so have the nearest point and max w. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d=6 n=30 t=0.3 data=mixture data.centre=0.7 data.weight=0.3",
                "d=11 n=50 t=0.4 data=curie-weiss data.coupling=1.3 data.field=0.05",
                "d=12 n=30 t=0.2 data=linear-manifold data.dimension=3 data.width=0.6",
                "d=12 n=30 t=0.15 data=curved-manifold data.dimension=3 data.width=2",
                "d=5 n=30 t=0.3 process=localisation sampler.grid=log-noise",
                "d=5 n=30 t=0.3 process=variance-exploding",
                "d=5 n=3 t=0.8 data.width=0.4 process.noiseTemperature=2"
            })
    void identities(String words) {
        Measured m = measured(words + " sampler.steps=4 horizon=1", 64, 64);
        double error = 1e-3;
        Estimate participation = estimate(m, "y2");
        for (String name : List.of("true_weight", "uturn_same_point", "clone_same_point")) {
            near(m, name, participation.mean(), error + 2 * participation.stderr());
        }
        Estimate largest = estimate(m, "largest_weight");
        near(m, "nearest_is_final", largest.mean(), error + 2 * largest.stderr());
        Estimate sameClass = estimate(m, "same_class_exact");
        near(m, "uturn_same_class", sameClass.mean(), error + 2 * sameClass.stderr());
        near(m, "clone_same_class", sameClass.mean(), error + 2 * sameClass.stderr());
        near(m, "nishimori", 0, 0);
        Estimate entropy = estimate(m, "posterior_entropy");
        assertThat(entropy.mean()).isGreaterThan(-Math.log(largest.mean()));
    }

    /**
     * 20 data sets × 208 pairs, 400 and 800 steps; the bias that the steps of a first-order scheme leave is below 0.005. Half a
     * minute of one core for each sampler, which a row at a time may be asked for; what was measured is reported.
     */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "exact-kernel, 0",
        "euler-maruyama, 0.005",
        "exponential, 0.005",
        "ancestral, 0.01",
        "picard sampler.window=8 sampler.tolerance=0.001, 0.005",
        "localisation, 0.005"
    })
    void everySamplerReturnsAsOftenAsWeightsSay(String sampler, double bias, TestReporter report) {
        for (int steps : new int[] {400, 800}) {
            Measured m = measured(SHOWN + " sampler=" + sampler + " sampler.steps=" + steps, 20, 208);
            for (String name : List.of("uturn_same_point", "clone_same_point", "y2")) {
                report.publishEntry(
                        sampler + " " + steps + " " + name, estimate(m, name).toString());
            }
            near(m, "uturn_same_point", PARTICIPATION, bias * 400 / steps);
            near(m, "clone_same_point", PARTICIPATION, bias * 400 / steps);
            near(m, "y2", PARTICIPATION, 0);
        }
    }

    /** The same with few steps, where schemes may be off by a few per cent. */
    @ParameterizedTest
    @CsvSource({
        "exact-kernel, 0",
        "euler-maruyama, 0.04",
        "exponential, 0.04",
        "ancestral, 0.06",
        "picard sampler.tolerance=0.001, 0.04",
        "localisation, 0.04"
    })
    void everySamplerReturns(String sampler, double bias) {
        Measured m = measured(SHOWN + " sampler=" + sampler + " sampler.steps=40", 32, 16);
        near(m, "uturn_same_point", PARTICIPATION, bias);
        near(m, "clone_same_point", PARTICIPATION, bias);
        near(m, "y2", PARTICIPATION, 0);
    }

    @Test
    void theFlowsClonesEndTogether() {
        Measured m = measured(SHOWN + " sampler=heun sampler.steps=20", 4, 16);
        assertThat(estimate(m, "clone_same_point").mean()).isEqualTo(1);
        assertThat(estimate(m, "uturn_same_point").mean()).isGreaterThan(0.2);
    }

    /** Theory says so for any data; spins that occur twice end on either, in one class. */
    @ParameterizedTest
    @CsvSource({"gaussian, 1", "curved-manifold, 1", "curie-weiss, NaN"})
    void theFlowsClonesAreJudgedTogether(String data, double point) {
        EmpiricalScore.Point p = point("d=9 n=10 t=0.3 sampler=heun data=" + data);
        assertThat(exactly(p, "clone_same_point")).isEqualTo(Double.isNaN(point) ? List.of() : List.of(point));
        assertThat(exactly(p, "clone_same_class")).containsExactly(1.0);
    }

    private static List<Double> exactly(EmpiricalScore.Point p, String observable) {
        return MODEL.model().references().stream()
                .filter(reference -> reference.kind().equals("exact")
                        && reference.observable().name().equals(observable))
                .map(reference -> reference.at(p))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /** By what theory says at each time at which a run looks; to t = 0 and to where one point has all of the weight. */
    @ParameterizedTest
    @CsvSource({
        "d=8 n=60 t=1.1 horizon=1.2 sampler.steps=12",
        "d=16 n=60 t=1.5 horizon=1.5 sampler.steps=16 sampler.grid=log-noise process.noiseTemperature=2",
        "d=8 n=60 t=0.4 data=mixture data.centre=0.5 route=oracle"
    })
    void theNearestPointIsTheOneAtTheEndForAsLongAsTheorySays(String words) {
        Measured m = measured(words, 64, 64);
        Judgement judged = Theory.of(MODEL).judge(point(words), m).get("nearest_is_final_time");
        assertThat(judged.kind()).isEqualTo("exact");
        assertThat(Math.abs(judged.z())).as("%s", judged).isLessThan(Seeds.ALARM);
        assertThat(Theory.of(MODEL)
                        .judge(point(words), m)
                        .get("uturn_same_point")
                        .kind())
                .isEqualTo("exact");
        Estimate last = estimate(m, "collapse_time");
        double missed = ZScore.of(last.mean(), last.stderr(), judged.theory(), 0);
        assertThat(missed)
                .as("the last change alone")
                .isLessThan(words.contains("oracle") ? Seeds.ALARM : -Seeds.ALARM);
    }

    /** Another n, another end of the grid and another process must be rejected. */
    @ParameterizedTest
    @CsvSource({"n=120", "t=0.9", "process.noiseTemperature=2", "data.width=1.3", "sampler.steps=5"})
    void anotherTimeWithTheEndIsRejected(String fault) {
        String sound = "d=8 n=60 t=1.1 horizon=1.2 data.width=1 process.noiseTemperature=1 sampler.steps=12";
        String broken = sound.replaceAll(" " + fault.split("=")[0] + "=[^ ]*", "") + " " + fault;
        Judgement judged =
                Theory.of(MODEL).judge(point(sound), measured(broken, 64, 64)).get("nearest_is_final_time");
        assertThat(Math.abs(judged.z())).as("%s", judged).isGreaterThan(Seeds.ALARM);
    }

    /** Where a run ends before one point has all of the weight its end is no draw of the posterior. */
    @Test
    void returnsAreExactWhereTheRunEndsOnAPoint() {
        String at = "d=8 n=100 t=0.3 horizon=1 sampler.grid=log-noise sampler.grid.tMin=";
        assertThat(point(at + "0.0001").exact()).isTrue();
        assertThat(point(at + "0.05").exact()).isFalse();
        assertThat(point(at + "0.4").exact()).isFalse();
        assertThat(point("d=9 n=10 t=0.3 data=curie-weiss sampler.grid=log-noise")
                        .exact())
                .isFalse();
        assertThat(line("t_c", point("d=16 n=60 t=1"))).isEqualTo(limit("d=16 n=60 t=1", "collapse_time"));
    }

    private static double limit(String words, String observable) {
        return MODEL.model().references().stream()
                .filter(r -> r.kind().equals("limit") && r.observable().name().equals(observable))
                .findFirst()
                .orElseThrow()
                .at(point(words));
    }

    @Test
    void aLinearManifoldIsAsItsOwnDimension() {
        Measured m = measured("d=40 n=100 t=0.3 data=linear-manifold data.dimension=8", 64, 64);
        near(m, "y2", PARTICIPATION, 0);
        near(m, "uturn_same_point", PARTICIPATION, 0);
        near(m, "f_true", (Math.log(100) - 4 * Math.log1p(1 / Math.expm1(0.6))) / 40, 0);
    }

    @Test
    void everyClockHasOneLaw() {
        double direct = point("d=8 n=100 t=0.3").posterior().averages().participation();
        for (String process : List.of("variance-exploding", "variance-preserving", "ddpm", "localisation")) {
            assertThat(point("d=8 n=100 t=0.3 sampler.grid=log-noise process=" + process)
                            .posterior()
                            .averages()
                            .participation())
                    .isCloseTo(direct, within(1e-9));
        }
        EmpiricalScore.Point warm = point("d=8 n=100 t=0.3 process.noiseTemperature=2");
        assertThat(warm.unit()).isCloseTo(0.5 * Math.log1p(2 * Math.expm1(0.6)), within(1e-12));
        assertThat(line("t_c", warm)).isCloseTo(0.5 * Math.log1p(0.5 / Math.expm1(Math.log(100) / 4)), within(1e-12));
    }

    private static double line(String name, EmpiricalScore.Point p) {
        return MODEL.model().lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .applyAsDouble(p);
    }

    @Test
    void lines() {
        EmpiricalScore.Point p = point("d=16 alpha=0.2 t=1 data=mixture data.centre=1.5 data.width=0.5");
        assertThat(p.n()).isEqualTo(25);
        assertThat(line("t_c", p)).isCloseTo(line("t_condensation", p), within(1e-12));
        assertThat(line("t_s", p)).isCloseTo(0.5 * Math.log(36 + 0.75), within(1e-12));
        assertThat(line("t_s", point("d=16 n=10 t=1"))).isNaN();
        EmpiricalScore.Point magnet = point("d=65 n=1000 t=1 data=curie-weiss data.coupling=1.5");
        assertThat(line("t_s", magnet)).isCloseTo(new CurieWeiss(65, 1.5, 0).speciation(), within(1e-12));
        assertThat(line("t_c", magnet)).isBetween(0.05, line("t_s", magnet));
        assertThat(line("t_c", point("d=9 n=10 t=1 data=curved-manifold"))).isNaN();
    }

    @Test
    void aLargerTrainingSetBeginsWithTheSmaller() {
        for (String data : List.of("gaussian", "mixture", "curie-weiss", "linear-manifold", "curved-manifold")) {
            PointRows small = rows("d=9 n=4 t=1 data=" + data);
            PointRows large = rows("d=9 n=7 t=1 data=" + data);
            for (int mu = 0; mu < 4; mu++) {
                assertThat(large.row(mu)).as(data).isEqualTo(small.row(mu));
                assertThat(large.set().classes()[mu]).isEqualTo(small.set().classes()[mu]);
            }
        }
    }

    private record PointRows(TrainingSet set) {
        double[] row(int mu) {
            double[] row = new double[set.points().dimension()];
            set.points().copy(mu, row, 0);
            return row;
        }
    }

    private static PointRows rows(String words) {
        return new PointRows(MODEL.model().quench(point(words), RandomStream.of(StreamKey.of("rows"), 0, 0, 0)));
    }

    /** Means over 4,000 points against the laws that they are drawn from. */
    @Test
    void trainingPointsHaveTheirLaw() {
        int n = 4000;
        PointRows mixture = rows("d=3 n=4000 t=1 data=mixture data.centre=2 data.width=0.5 data.weight=0.3");
        PointRows magnet = rows("d=11 n=4000 t=1 data=curie-weiss data.coupling=1.2 data.field=0.1");
        PointRows flat = rows("d=12 n=4000 t=1 data=linear-manifold data.dimension=2 data.width=3");
        double plus = 0;
        double spread = 0;
        double magnetisation = 0;
        double square = 0;
        for (int mu = 0; mu < n; mu++) {
            int sign = mixture.set().classes()[mu] == 1 ? 1 : -1;
            plus += sign == 1 ? 1 : 0;
            spread += Math.pow(mixture.row(mu)[1] - 2 * sign, 2);
            magnetisation += Kernels.sum(magnet.row(mu), 0, 11) / 11;
            square += Kernels.sumOfSquares(flat.row(mu), 0, 12);
        }
        CurieWeiss law = new CurieWeiss(11, 1.2, 0.1);
        assertThat(plus / n).isCloseTo(0.3, within(5 * Math.sqrt(0.21 / n)));
        assertThat(spread / n).isCloseTo(0.25, within(5 * 0.25 * Math.sqrt(2.0 / n)));
        assertThat(magnetisation / n).isCloseTo(law.mean(m -> m), within(5 * Math.sqrt(law.square() / n)));
        assertThat(square / n).isCloseTo(18, within(5 * 9 * Math.sqrt(4.0 / n)));
    }

    /** Spins that occur twice are two points: a U-turn ends on either. */
    @Test
    void equalPointsShareTheirReturns() {
        Measured m = measured("d=2 n=20 t=0.05 data=curie-weiss data.coupling=0 horizon=1 sampler.steps=4", 64, 16);
        near(m, "uturn_same_point", estimate(m, "y2").mean(), 0.01);
        assertThat(estimate(m, "y2").mean()).isLessThan(0.4);
    }

    @Test
    void bothRoutesAgree() {
        String words = "d=7 n=40 t=0.35 data=mixture data.centre=0.8 data.width=0.7 data.weight=0.35";
        Measured direct = measured(words + " horizon=1 sampler.steps=1", 128, 32);
        Measured oracle = measured(words + " route=oracle", 4096, 1);
        direct.measurements().forEach((name, m) -> {
            Estimate a = m.estimate();
            Estimate b = estimate(oracle, name);
            double error = Math.hypot(a.stderr(), b.stderr());
            assertThat(name.equals("collapse_time") ? 0 : Math.abs(a.mean() - b.mean()) / error)
                    .as("%s: %s, %s", name, a, b)
                    .isLessThan(Seeds.ALARM);
        });
    }

    @Test
    void memorisedAndCollapsed() {
        Measured early = measured("d=8 n=100 t=0.02 horizon=1 sampler.steps=50", 4, 16);
        assertThat(estimate(early, "memorised").mean()).isGreaterThan(0.95);
        Measured late = measured("d=8 n=100 t=2 horizon=2 sampler.steps=200", 8, 32);
        assertThat(estimate(late, "memorised").mean()).isZero();
        assertThat(estimate(late, "collapse_time").mean()).isBetween(0.15, 0.6);
        double stepped = Stream.of("y2", "largest_weight", "nearest_is_true")
                .mapToDouble(name -> estimate(early, name).mean())
                .min()
                .orElseThrow();
        assertThat(stepped).isGreaterThan(0.9);
    }

    private static Optional<Phase> phase(String words, double participation, double sameClass) {
        return MODEL.model()
                .phase(
                        point(words),
                        new Summary(Map.of(
                                "y2", new Estimate(participation, 0.01, 100, 0),
                                "same_class_exact", new Estimate(sameClass, 0.01, 100, 0))));
    }

    @Test
    void phases() {
        String words = "d=16 n=100 data=mixture t=";
        assertThat(phase(words + 2, 0.05, 0.6).orElseThrow().label()).isEqualTo("I");
        assertThat(phase(words + 0.8, 0.1, 0.9).orElseThrow().label()).isEqualTo("II");
        assertThat(phase(words + 0.1, 0.8, 0.99).orElseThrow()).satisfies(p -> {
            assertThat(p.label()).isEqualTo("III");
            assertThat(p.margin()).isCloseTo(30, within(1e-9));
        });
        assertThat(phase(words + 2, 0.8, 0.99).orElseThrow().label()).isEqualTo("III before II");
        assertThat(phase(words + 2, Double.NaN, 0.99)).isEmpty();
        String unequal = words + "2 data.weight=0.1";
        assertThat(phase(unequal, 0.05, 0.83).orElseThrow().label())
                .as("0.82 of pairs agree before any choice")
                .isEqualTo("I");
        assertThat(phase(unequal, 0.05, 0.95).orElseThrow().label()).isEqualTo("II");
        assertThat(phase("d=16 n=100 t=2", 0.05, 1).orElseThrow().label()).isEqualTo("no speciation");
        assertThat(phase("d=9 n=100 t=2 data=curie-weiss data.field=0.5", 0.05, 0.97)
                        .orElseThrow()
                        .label())
                .isEqualTo("I");
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertThatThrownBy(() -> point("d=8 n=100 t=0.3 route=oracle data=curie-weiss"))
                .hasMessageContaining("use route = direct");
        assertThatThrownBy(() -> point("d=8 n=100 t=0.3 route=oracle sampler=heun"))
                .hasMessageContaining("goes back by the exact kernel");
        assertThatThrownBy(() -> rows("d=4 n=10 t=1 data=linear-manifold data.dimension=5"))
                .hasMessageContaining("data.dimension of at most d");
        assertThatThrownBy(() -> rows("d=64 n=100000000000 t=1")).hasMessageContaining("use route = oracle");
        assertThat(point("d=64 n=100000000000 t=0.3").posterior().averages().participation())
                .isBetween(0.0, 1.0);
    }
}
