package phasegrid.engine.model.glass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.Table;
import phasegrid.engine.theory.RandomEnergies;

class RandomEnergyTest {
    private static final Definition<RandomEnergy.Point, RandomLevels> MODEL = Definition.of(new RandomEnergy());
    private static final int SAMPLES = 500;

    private static RandomEnergy.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).served().get(0).point().parameters();
    }

    static List<Map<String, String>> numbers() {
        return Table.read("/golden/random-energy.csv");
    }

    private static double parameter(Map<String, String> row, String name) {
        for (String word : row.get("parameters").split(" ")) {
            if (word.startsWith(name + "=")) {
                return Double.parseDouble(word.substring(name.length() + 1));
            }
        }
        return Double.NaN;
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theoryIsThatOfAProgramThatSharesNoCode(Map<String, String> row) {
        double temperature = parameter(row, "T");
        double bits = parameter(row, "N");
        String what = row.get("quantity");
        RandomEnergies theory = new RandomEnergies(Double.isNaN(bits) ? 1 : bits, Math.sqrt(bits / 2) / temperature);
        double value = what.startsWith("N->inf")
                ? limit("y2", point("d=20 beta=" + 1 / temperature))
                : what.startsWith("E[Y2]") ? theory.participation() : theory.logPartition() / bits;
        assertThat(value)
                .isCloseTo(
                        Double.parseDouble(row.get("value")), within(Double.parseDouble(row.get("tolerance")) + 1e-12));
    }

    private static double limit(String observable, RandomEnergy.Point p) {
        return MODEL.model().references().stream()
                .filter(r -> r.kind().equals("limit") && r.observable().name().equals(observable))
                .filter(r -> !Double.isNaN(r.at(p)))
                .findFirst()
                .orElseThrow()
                .at(p);
    }

    @Test
    void allNumbersAreThere() {
        assertThat(numbers()).hasSize(19);
    }

    /** Two levels: E ln Z = E ln 2 cosh(s z/√2), E max = 1/√π. */
    @Test
    void twoLevelsAreSolvedByHand() {
        for (double s : new double[] {0.01, 0.9, 1.1, 7}) {
            double logPartition = 0;
            double participation = 0;
            for (double z = -12; z < 12; z += 1.0 / 64) {
                double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / 64;
                double half = s * z / Math.sqrt(2);
                logPartition += density * (Math.abs(half) + Math.log1p(Math.exp(-2 * Math.abs(half))));
                participation += density * (1 + Math.tanh(half) * Math.tanh(half)) / 2;
            }
            RandomEnergies two = new RandomEnergies(1, s);
            assertThat(two.logPartition()).isCloseTo(logPartition, within(1e-10));
            assertThat(two.participation()).isCloseTo(participation, within(1e-10));
        }
        assertThat(RandomEnergies.largest(1)).isCloseTo(1 / Math.sqrt(Math.PI), within(1e-12));
    }

    /** The slope of E ln Z in s is E Σ w z = s (1 − E Y2), by parts. */
    @ParameterizedTest
    @CsvSource({"8, 0.5", "30, 5", "30, 12", "600, 30", "900, 60"})
    void theoryAgreesWithItself(double bits, double s) {
        double h = 1e-4 * s;
        double slope = (new RandomEnergies(bits, s + h).logPartition() - new RandomEnergies(bits, s - h).logPartition())
                / (2 * h);
        double y2 = new RandomEnergies(bits, s).participation();
        assertThat(slope / s).isCloseTo(1 - y2, within(1e-6));
        double squared = new RandomEnergies(bits, s).participationSquared();
        assertThat(squared).isBetween(y2 * y2, y2);
    }

    @Test
    void manyLevelsTendToTheLimits() {
        double critical = Math.sqrt(2 * Math.log(2));
        for (double m : new double[] {0.3, 0.6}) {
            RandomEnergies theory = new RandomEnergies(900, Math.sqrt(900) * critical / m);
            assertThat(theory.participation()).isCloseTo(1 - m, within(0.01));
            assertThat(theory.participationSquared()).isCloseTo((1 - m) * (3 - 2 * m) / 3, within(0.01));
        }
        RandomEnergies hot = new RandomEnergies(900, Math.sqrt(900) * critical / 2);
        assertThat(hot.logPartition() / 900).isCloseTo(Math.log(2) * 1.25, within(1e-10));
        assertThat(RandomEnergies.largest(900) / Math.sqrt(900) / critical).isCloseTo(1, within(0.004));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d=13 beta=0.4", "d=13 beta=1.5", "d=13 beta=6"})
    void extremesAndARestAreWorthAllLevels(String words) {
        Effort effort = Effort.of(256);
        Measured all = Sweeps.measured(MODEL, Seeds.of(words + " all"), words + " levels=all", effort);
        Measured extreme = Sweeps.measured(MODEL, Seeds.of(words), words, effort);
        all.measurements().forEach((name, m) -> {
            Estimate a = m.estimate();
            Estimate b = extreme.measurements().get(name).estimate();
            double error = Math.hypot(a.stderr(), b.stderr()) + 1e-15;
            assertThat(Math.abs(a.mean() - b.mean()) / error)
                    .as("%s: %s, %s", name, a, b)
                    .isLessThan(Seeds.ALARM);
        });
    }

    /** The rest's three sums: 1000 times drawn from their law against 1000 times one by one. */
    @Test
    void theSumsOverTheRestHaveTheMomentsOfTheRest() {
        RandomStream random = RandomStream.of(StreamKey.of("rest"), 0, 0, 0);
        int rest = 4000;
        double cut = 0.8;
        double s = 1.3;
        double[][] direct = new double[3][1000];
        double[][] drawn = new double[3][1000];
        for (int i = 0; i < 1000; i++) {
            double[] one = sums(new RandomLevels(below(random, cut, rest), 0, new double[3]), s);
            double[] bulk = {random.gaussian(), random.gaussian(), random.gaussian()};
            double[] two = sums(new RandomLevels(new double[] {cut}, rest, bulk), s);
            for (int k = 0; k < 3; k++) {
                direct[k][i] = one[k];
                drawn[k][i] = two[k];
            }
        }
        for (int k = 0; k < 3; k++) {
            Cell a = Cell.of(direct[k]);
            Cell b = Cell.of(drawn[k]);
            assertThat(Math.abs(a.mean() - b.mean()) / Math.hypot(a.stderr(), b.stderr()))
                    .isLessThan(Seeds.ALARM);
            assertThat(a.variance() / b.variance()).isCloseTo(1, within(Seeds.ALARM * Math.sqrt(4.0 / 1000)));
        }
    }

    private static double[] below(RandomStream random, double cut, int count) {
        double[] levels = new double[count + 1];
        for (int i = 0; i < count; ) {
            double z = random.gaussian();
            levels[i] = z;
            i += z < cut ? 1 : 0;
        }
        levels[count] = cut;
        return levels;
    }

    private static double[] sums(RandomLevels levels, double s) {
        LevelSums sums = new LevelSums(levels, s);
        return new double[] {sums.logPartition(), sums.mean(), sums.participation() * 4000};
    }

    /** Far below T_c the saddle of the rest lies beyond every level there is: no sum overflows or vanishes. */
    @ParameterizedTest
    @ValueSource(strings = {"d=20 beta=10", "d=160 beta=10", "d=900 beta=30"})
    void theColdestSampleHasWeights(String words) {
        Measured measured = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(256));
        assertThat(measured.measurements().values())
                .allSatisfy(m -> assertThat(m.estimate().mean()).isFinite());
        Estimate top = measured.measurements().get("top_weight").estimate();
        assertThat(top.mean()).isBetween(0.8, 1.0);
    }

    /** Between T_c and 3 T_c at many spins a few samples in a million carry the mean of ln Z: no z is stated. */
    @Test
    void meansThatRareSamplesCarryAreNotJudged() {
        for (String beta : List.of("0.6", "1.3")) {
            RandomEnergy.Point p = point("d=160 beta=" + beta);
            assertThat(exact(p)).containsExactly("ground_energy");
        }
        assertThat(exact(point("d=160 beta=0.5"))).contains("log_partition", "energy", "free_energy", "entropy");
        assertThat(exact(point("d=160 beta=3"))).contains("log_partition", "energy", "y2", "entropy");
    }

    private static List<String> exact(RandomEnergy.Point p) {
        return MODEL.model().references().stream()
                .filter(r -> r.kind().equals("exact") && !Double.isNaN(r.at(p)))
                .map(r -> r.observable().name())
                .toList();
    }

    @Test
    void aSampleIsOneSampleAtEveryTemperature() {
        RandomEnergy.Point cold = point("d=40 beta=3");
        RandomEnergy.Point hot = point("d=40 beta=0.1 variance=3");
        RandomStream one = RandomStream.of(StreamKey.of("one"), 3, 0, 0);
        RandomStream other = RandomStream.of(StreamKey.of("one"), 3, 0, 0);
        assertThat(MODEL.model().quench(cold, one).largest())
                .isEqualTo(MODEL.model().quench(hot, other).largest())
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void thePhaseIsThatOfTheLine() {
        for (String beta : List.of("1.2", "2.2")) {
            String words = "d=60 beta=" + beta;
            Measured measured = Sweeps.measured(MODEL, Seeds.of("phase " + beta), words, Effort.of(256));
            Phase phase = MODEL.model().phase(point(words), measured.summary()).orElseThrow();
            boolean condensed =
                    point(words).beta() > Theory.of(MODEL).lines(point(words)).get("beta_c");
            assertThat(phase.label()).isEqualTo(condensed ? "condensed" : "uncondensed");
            assertThat(Math.abs(phase.margin())).isGreaterThan(Seeds.ALARM);
        }
    }

    @Test
    void tooManyLevelsAreRefused() {
        assertThatThrownBy(() -> point("d=30 beta=1 levels=all")).hasMessageContaining("use levels = extreme");
    }

    /** What may be wrong. */
    enum Fault {
        NONE,
        VARIANCE_OF_ANOTHER_BOOK,
        REST_FORGOTTEN,
        REST_DOUBLED,
        ENERGY_WITHOUT_SIGN
    }

    private static Map<String, Double> z(Fault fault, String words, long seed) {
        RandomEnergy.Point p = point(words);
        double variance = fault == Fault.VARIANCE_OF_ANOTHER_BOOK ? 2 * p.variance() : p.variance();
        RandomEnergy.Point drawn = new RandomEnergy.Point(p.d(), p.beta(), variance, p.levels());
        Map<String, double[]> values = new HashMap<>();
        for (int i = 0; i < SAMPLES; i++) {
            RandomStream random = RandomStream.of(StreamKey.of("fault", fault + words + seed), i, 0, 0);
            RandomEnergy.record(drawn, broken(fault, MODEL.model().quench(drawn, random)), 0, into(values, i, fault));
        }
        Map<String, Double> z = new HashMap<>();
        MODEL.model().references().stream()
                .filter(r -> r.kind().equals("exact")
                        && values.containsKey(r.observable().name()))
                .filter(r -> !Double.isNaN(r.at(p)))
                .forEach(r -> {
                    Cell cell = Cell.of(values.get(r.observable().name()));
                    z.put(r.observable().name(), ZScore.of(cell.mean(), cell.stderr(), r.at(p), 0));
                });
        return z;
    }

    private static RandomLevels broken(Fault fault, RandomLevels levels) {
        return switch (fault) {
            case REST_FORGOTTEN -> new RandomLevels(levels.largest(), 0, levels.bulk());
            case REST_DOUBLED -> new RandomLevels(levels.largest(), 2 * levels.rest(), levels.bulk());
            default -> levels;
        };
    }

    private static Recorder into(Map<String, double[]> values, int sample, Fault fault) {
        return new Recorder() {
            @Override
            public void record(Scalar x, int replica, double v) {
                boolean turned = fault == Fault.ENERGY_WITHOUT_SIGN && x.name().equals("energy");
                values.computeIfAbsent(x.name(), name -> new double[SAMPLES])[sample] = turned ? -v : v;
            }

            @Override
            public void record(Scalar x, int rung, int replica, double v) {
                record(x, replica, v);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "VARIANCE_OF_ANOTHER_BOOK, log_partition, d=30 beta=0.5",
        "VARIANCE_OF_ANOTHER_BOOK, y2, d=30 beta=2",
        "REST_FORGOTTEN, log_partition, d=16 beta=0.5",
        "REST_DOUBLED, log_partition, d=16 beta=0.5",
        "ENERGY_WITHOUT_SIGN, energy, d=30 beta=0.5"
    })
    void isRejectedByName(Fault fault, String observable, String words) {
        assertThat(Math.abs(z(fault, words, Seeds.of(fault + words)).get(observable)))
                .isGreaterThan(Seeds.ALARM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d=30 beta=0.5", "d=16 beta=0.5", "d=30 beta=2"})
    void withoutFaultEverythingHolds(String words) {
        Map<String, Double> z = z(Fault.NONE, words, Seeds.of(words));
        assertThat(z).hasSize(words.endsWith("5") ? 3 : 5);
        assertThat(z.values()).allSatisfy(one -> assertThat(Math.abs(one)).isLessThan(Seeds.ALARM));
    }
}
