package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.linear.FieldMixture;
import phasegrid.engine.linear.SpinSum;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.ChiSquared;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.Table;
import phasegrid.engine.theory.CurieWeiss;
import phasegrid.engine.theory.TwoProducts;

class CurieWeissClonesTest {
    private static final Definition<CurieWeissClones.Point, Void> MODEL = Definition.of(new CurieWeissClones());

    private static CurieWeissClones.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).served().get(0).point().parameters();
    }

    private static Estimate measured(String words, String observable, int replicas) {
        return Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(replicas))
                .measurements()
                .get(observable)
                .estimate();
    }

    static Stream<Map<String, String>> magnets() {
        return Table.read("/golden/curie-weiss.csv").stream()
                .filter(row -> row.get("quantity").endsWith("probability; true CW"));
    }

    /** Those numbers are Monte Carlo themselves; their tolerance is four of their standard errors. */
    @ParameterizedTest
    @MethodSource("magnets")
    void clonesOfTheMagnetAgreeAsOftenAsComputedOutside(Map<String, String> row) {
        String at = row.get("parameters").replace("betaJ", "beta").replaceAll(" h=0.0| cls.*", "");
        double value = Double.parseDouble(row.get("value"));
        Estimate same = measured(at + " sampler.steps=1", "same_class_exact", 1024);
        double allowed = Double.parseDouble(row.get("tolerance")) + 4 * same.stderr();
        assertThat(same.mean()).isCloseTo(value, within(allowed));
    }

    @Test
    void eulerStepsAreLowAsComputedOutside() {
        Map<String, String> row = Table.read("/golden/curie-weiss.csv").stream()
                .filter(r -> r.get("quantity").contains("generated samples"))
                .findFirst()
                .orElseThrow();
        String words = "d=101 beta=1.5 law=two-products t=5 horizon=5 start=horizon sampler=euler-maruyama"
                + " sampler.steps=200 sampler.grid=log-noise sampler.grid.tMin=0.001";
        Estimate absolute = measured(words, "abs_magnetisation", 256);
        double allowed = Double.parseDouble(row.get("tolerance")) + 4 * absolute.stderr();
        assertThat(absolute.mean()).isCloseTo(Double.parseDouble(row.get("value")), within(allowed));
        assertThat(new TwoProducts(101, 1.5).mean(Math::abs)).isCloseTo(0.8585596, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler-maruyama", "exponential", "exact-kernel"})
    void everySamplerOfTheReversalAgreesWithTheExactConditional(String sampler) {
        String words =
                "d=9 beta=1.2 t=0.7 field=0.05 horizon=0.7 sampler.steps=60 sampler.grid=log-noise sampler=" + sampler;
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(512));
        for (String excess : List.of("clone_excess", "uturn_excess")) {
            Estimate e = m.measurements().get(excess).estimate();
            assertThat(e.mean()).as(excess).isCloseTo(0, within(0.01 + Seeds.ALARM * e.stderr()));
        }
        double square = new CurieWeiss(9, 1.2, 0.05).square();
        Estimate e = m.measurements().get("magnetisation_sq").estimate();
        assertThat(e.mean()).isCloseTo(square, within(0.02 + Seeds.ALARM * e.stderr()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heun", "ddim"})
    void flowsKeepTheClassOfClonesAndTheLawOfTheMagnetisation(String sampler) {
        String words =
                "d=9 beta=1.2 t=2 field=0.05 horizon=2 sampler.steps=60 sampler.grid=log-noise sampler=" + sampler;
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(512));
        assertThat(m.measurements().get("same_class_clone").estimate().mean()).isEqualTo(1);
        Judgement judged = Theory.of(MODEL).judge(point(words), m).get("same_class_clone");
        assertThat(judged).extracting(Judgement::theory, Judgement::kind).containsExactly(1.0, "exact");
        Estimate e = m.measurements().get("magnetisation_sq").estimate();
        double square = new CurieWeiss(9, 1.2, 0.05).square();
        assertThat(e.mean()).isCloseTo(square, within(0.02 + Seeds.ALARM * e.stderr()));
    }

    /** So cold that no spin of the sample is turned: its moments have no spread, and are not what theory says either. */
    @Test
    void aFullyMagnetisedSampleIsNotJudged() {
        String words = "d=33 beta=10 t=0.5 sampler.steps=2";
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(512));
        Map<String, Judgement> judged = Theory.of(MODEL).judge(point(words), m);
        for (String x : List.of("abs_magnetisation", "magnetisation_sq", "magnetisation_fourth", "binder")) {
            assertThat(judged.get(x).kind()).isEqualTo("exact");
            assertThat(judged.get(x).saturated()).isTrue();
        }
    }

    /** Deep in the magnet hardly any clone differs, and what none of them shows has no honest error bar. */
    @ParameterizedTest
    @CsvSource({
        "t=0.4, true",
        "t=1.6, false",
        "t=0.4 start=horizon horizon=6, true",
        "t=1.6 start=horizon horizon=3, false"
    })
    void clonesAreComparedWithTheirChanceWhereSomeDiffer(String where, boolean unseen) {
        String words = "d=33 beta=1.5 sampler.steps=2 " + where;
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(1024));
        Map<String, Judgement> judged = Theory.of(MODEL).judge(point(words), m);
        for (String x : List.of("clone_excess", "uturn_excess")) {
            assertThat(judged.get(x).kind()).isEqualTo("exact");
            assertThat(judged.get(x).saturated()).as("%s %s", x, m).isEqualTo(unseen);
            assertThat(Math.abs(judged.get(x).z())).as(x).matches(z -> unseen ? Double.isNaN(z) : z < Seeds.ALARM);
        }
    }

    @ParameterizedTest
    @CsvSource({"15, 1.1, 0.04", "16, 1.4, -0.02", "31, 1, 0"})
    void magnetisationsFollowTheirExactLaw(int d, double beta, double field) {
        String words = "d=" + d + " beta=" + beta + " field=" + field + " t=0.6 sampler.steps=2";
        double[] law = new CurieWeiss(d, beta, field).logLaw();
        int[] counts = new int[d + 1];
        int replicas = 2000;
        for (double m : ends(words, replicas)) {
            counts[(int) Math.round((m + 1) * d / 2)]++;
        }
        double chiSquared = 0;
        int bins = 0;
        for (int k = 0; k <= d; k++) {
            double expected = replicas * Math.exp(law[k]);
            chiSquared += (counts[k] - expected) * (counts[k] - expected) / expected;
            bins++;
        }
        assertThat(ChiSquared.pValue(chiSquared, bins - 1)).isBetween(1e-6, 1 - 1e-6);
    }

    /** M/d of each replica's first clone, read off the cumulative observables' own magnetisation. */
    private static double[] ends(String words, int replicas) {
        double[] magnetisation = new double[replicas];
        double[] sign = new double[replicas];
        Simulation.Sampler<Void> sampler =
                (Simulation.Sampler<Void>) MODEL.model().simulation(List.of(point(words)));
        sampler.sample(null, block(words, replicas), new Recorder() {
            @Override
            public void record(Scalar x, int replica, double value) {
                if (x.name().equals("abs_magnetisation")) {
                    magnetisation[replica] = value;
                } else if (x.name().equals("plus_fraction")) {
                    sign[replica] = 2 * value - 1;
                }
            }

            @Override
            public void record(Scalar x, int rung, int replica, double value) {
                record(x, replica, value);
            }
        });
        for (int r = 0; r < replicas; r++) {
            magnetisation[r] *= sign[r];
        }
        return magnetisation;
    }

    private static ReplicaBlock block(String name, int size) {
        RandomStream thermal = RandomStream.of(StreamKey.of(name, "thermal"), 0, 0, 0);
        RandomStream label = RandomStream.of(StreamKey.of(name, "label"), 0, 0, 0);
        return new ReplicaBlock() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public RandomStream random(int r) {
                return thermal;
            }

            @Override
            public RandomStream random(int r, String purpose) {
                return label;
            }

            @Override
            public RandomStream granule() {
                return thermal;
            }
        };
    }

    @Test
    void laterThanTheDecisionEverySpinGoesItsOwnWay() {
        int d = 4097;
        double t = 1;
        double scale = Math.exp(-t) / -Math.expm1(-2 * t);
        double[] b = new double[d];
        for (int i = 0; i < d; i++) {
            b[i] = scale * (Math.exp(-t) * (i % 14 == 0 ? -1 : 1) + Math.sqrt(-Math.expm1(-2 * t)) * Math.sin(1.7 * i));
        }
        FieldMixture mixture = FieldMixture.hubbardStratonovich(d, 1.5, 0);
        double[] mean = new double[d];
        mixture.condition(b, 0);
        mixture.mean(mean, 0);
        CurieWeiss magnet = new CurieWeiss(d, 1.5, 0);
        for (int i = 0; i < d; i++) {
            assertThat(mean[i]).isCloseTo(magnet.decided(b[i]), within(3 / Math.sqrt(d)));
        }
    }

    @Test
    void thePotentialGetsItsSecondWellWhereTheLineLies() {
        CurieWeiss magnet = new CurieWeiss(1001, 1.2, 0);
        double t = magnet.twoWells().orElseThrow();
        assertThat(magnet.potential(0.1, t + 0.1)).isPositive();
        assertThat(magnet.potential(0.1, t - 0.1)).isNegative();
        assertThat(new CurieWeiss(101, 0.9, 0).twoWells()).isEmpty();
        assertThat(new CurieWeiss(101, 0.9, 0).flat()).isEmpty();
    }

    /** Near J = 1 the critical Binder number; with a field the largest root, also of the metastable well. */
    @Test
    void theLawIsRightAtLargeSizes() {
        assertThat(new CurieWeiss(65536, 1, 0).binder()).isCloseTo(0.270520, within(3e-3));
        assertThat(new CurieWeiss(4097, 2, -0.5).positive()).isCloseTo(0, within(1e-12));
        assertThat(new CurieWeiss(4096, 1.5, 0).positive()).isCloseTo(0.5, within(1e-12));
        assertThat(new CurieWeiss(4097, 0.999, 0).largestCovariance()).isBetween(20.0, 1000.0);
        double metastable = new CurieWeiss(9, 1.5, -0.02).magnetisation();
        assertThat(metastable)
                .isCloseTo(Math.tanh(1.5 * metastable - 0.02), within(1e-14))
                .isGreaterThan(0.8);
        double only = new CurieWeiss(9, 1.5, -0.5).magnetisation();
        assertThat(only).isCloseTo(Math.tanh(1.5 * only - 0.5), within(1e-14)).isNegative();
    }

    @Test
    void manyNodesAtALargeSizeGiveTheSameConditionalAsTheSumOverStates() {
        int d = 601;
        CurieWeiss magnet = new CurieWeiss(d, 1.02, 0.001);
        double[] x = new double[d];
        double[] b = new double[d];
        for (int i = 0; i < d; i++) {
            x[i] = 0.02 + Math.sin(1.3 * i);
            b[i] = x[i] * Math.exp(-1.5) / -Math.expm1(-3);
        }
        FieldMixture mixture = FieldMixture.hubbardStratonovich(d, 1.02, 0.001);
        mixture.condition(b, 0);
        double positive = new SpinSum(mixture).positive();
        assertThat(positive).isCloseTo(magnet.positive(x, 1.5), within(1e-11)).isBetween(0.2, 0.99);
    }

    /** The sign of M in one well is correlated over times, but no r tells how: a limit of ½ there would be one of nothing. */
    @ParameterizedTest
    @CsvSource({
        "beta=0.8, false",
        "beta=1, false",
        "beta=0.8 field=0.1, false",
        "beta=1.2 field=0.5, false",
        "beta=1.2, true",
        "beta=1.2 field=0.01, true",
        "beta=1.2 coupling=0.8, false",
        "beta=0.8 coupling=1.5, true",
        "beta=0.8 law=two-products, true"
    })
    void pairsHaveALimitWhereThereAreTwoWells(String where, boolean drawn) {
        CurieWeissClones.Point p = point("d=33 t=1 sampler=euler-maruyama " + where);
        for (String x : List.of("same_class_exact", "same_class_clone", "same_class_uturn")) {
            assertThat(limits(p, x)).as(x).hasSize(drawn ? 1 : 0);
        }
    }

    private static List<Double> limits(CurieWeissClones.Point p, String observable) {
        return MODEL.model().references().stream()
                .filter(reference -> reference instanceof Reference.Limit
                        && reference.observable().name().equals(observable))
                .map(reference -> ((Reference.Limit<CurieWeissClones.Point>) reference)
                        .value()
                        .applyAsDouble(p))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /** Two product measures have their own law at every d, from which that of d → ∞ is 2 % off at d = 16. */
    @Test
    void stepsOfTwoProductsTendToTheirOwnLaw() {
        CurieWeissClones.Point p = point("d=16 beta=1.5 t=1 law=two-products sampler=euler-maruyama");
        double limit = limits(p, "same_class_clone").get(0);
        assertThat(limit).isEqualTo(new TwoProducts(16, 1.5).sameLabel(1));
        assertThat(limit - p.magnet().sameWell(1)).isBetween(0.005, 0.03);
    }

    private static Optional<Phase> phase(String words, double binder, double same) {
        return MODEL.model()
                .phase(
                        point(words),
                        new Summary(Map.of(
                                "binder", new Estimate(binder, 0.01, 100, 0),
                                "same_class_exact", new Estimate(same, 0.01, 100, 0))));
    }

    /** At h = 0.02 and d = 33 nine in ten pairs agree before any choice. */
    @ParameterizedTest
    @CsvSource({
        "beta=0.8, 0.1, 0.6, paramagnet",
        "beta=1.5, 0.6, 0.77, ferromagnet I",
        "beta=1.5, 0.6, 0.78, ferromagnet II",
        "beta=1.5 field=0.05, 0.6, 0.88, I",
        "beta=1.5 field=0.05, 0.6, 0.99, II",
        "beta=1.5 field=-0.05, 0.6, 0.88, I",
        "beta=1.5 field=0.5, 0.6, 1, one well",
        "beta=0.8 field=0.05, 0.6, 0.9, one well",
        "beta=1.5 law=two-products, 0.6, 0.9, ferromagnet II"
    })
    void phases(String where, double binder, double same, String label) {
        Phase phase = phase("d=33 t=1 " + where, binder, same).orElseThrow();
        assertThat(phase.label()).isEqualTo(label);
        assertThat(phase.margin()).isPositive();
    }

    @Test
    void impossiblePointsAreRefused() {
        assertThatThrownBy(() -> point("d=9 beta=1.5 t=1 law=two-products field=0.1"))
                .hasMessageContaining("two product measures have equal weights");
        assertThatThrownBy(() -> point("d=9 beta=1.5 t=11 start=horizon"))
                .hasMessageContaining("t = 11.0 lies beyond horizon = 10.0");
    }
}
