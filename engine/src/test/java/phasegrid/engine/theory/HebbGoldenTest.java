package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.testing.Table;

/** Every number of golden/noisy-examples.csv and golden/dense-hebbian.csv, and what connects the formulas behind them. */
class HebbGoldenTest {
    private static final double FROZEN = Double.POSITIVE_INFINITY;

    static List<Map<String, String>> examples() {
        return Table.read("/golden/noisy-examples.csv");
    }

    static List<Map<String, String>> dense() {
        return Table.read("/golden/dense-hebbian.csv");
    }

    private static Map<String, Double> at(Map<String, String> row) {
        Map<String, Double> at = new HashMap<>();
        for (String parameter : row.get("parameters").split(" ")) {
            at.put(parameter.split("=")[0], Double.valueOf(parameter.split("=")[1]));
        }
        return at;
    }

    private static void holds(double value, Map<String, String> row) {
        assertThat(value)
                .isCloseTo(Double.parseDouble(row.get("value")), within(Double.parseDouble(row.get("tolerance"))));
    }

    @Test
    void allAreThere() {
        assertThat(examples()).hasSize(30);
        assertThat(dense()).hasSize(19);
    }

    /** A row that says "same" speaks of the quantity before it. */
    @ParameterizedTest
    @MethodSource("examples")
    void examplesAreReproduced(Map<String, String> row) {
        Map<String, Double> at = at(row);
        double r = at.getOrDefault("r", Double.NaN);
        double m = at.getOrDefault("M", Double.NaN);
        double alpha = at.getOrDefault("alpha", Double.NaN);
        double rho = at.getOrDefault("rho", Double.isNaN(r) ? Double.NaN : HebbFromExamples.entropy(r, m));
        HebbFromExamples teacher = new HebbFromExamples(rho, m, true);
        HebbFromExamples none = new HebbFromExamples(rho, m, false);
        String quantity = row.get("quantity");
        holds(
                switch (quantity) {
                    case "dataset entropy rho" -> rho;
                    case "large-M formula for the same" -> HebbFromExamples.blurred(rho);
                    case "archetype overlap of T=0 attractor (majority vote); low load; odd M" ->
                        HebbFromExamples.majority(r, (int) m);
                    case "archetype overlap low load" ->
                        teacher.retrieval(1 / at.get("T"), 0).archetype();
                    case "archetype overlap after ONE parallel T=0 step from the archetype; supervised" ->
                        HebbFromExamples.oneStep(r, m, alpha, true);
                    case "same; unsupervised" -> HebbFromExamples.oneStep(r, m, alpha, false);
                    case "RS archetype overlap T=0 retrieval branch; supervised" ->
                        teacher.retrieval(FROZEN, alpha).archetype();
                    case "RS archetype overlap T=0 retrieval branch; unsupervised" ->
                        none.retrieval(FROZEN, alpha).archetype();
                    case "archetype overlap there" -> teacher.spinodal(FROZEN).archetype();
                    case "unsupervised T=0 RS max alpha" ->
                        none.spinodal(FROZEN).alpha();
                    case "number of examples above which the archetype has lower energy than a single example (unsup.; K=1)" ->
                        HebbFromExamples.crossing(r);
                    default -> teacher.spinodal(FROZEN).alpha();
                },
                row);
    }

    /** The goldens' α_M(r, M), read the other way; examples that are the archetypes, and loads beyond their capacity. */
    @ParameterizedTest
    @CsvSource({
        "0.3, 100, 0.071032194698584, true",
        "0.3, 100, 0.052621017378626, false",
        "0.3, 400, 0.10196248832588449, false",
        "0.2, 2000, 0.12743328292171974, true",
        "0.2, 2000, 0.10850808500656683, false",
    })
    void thresholdsInExamplesAndQualityInvertTheCapacity(double r, double m, double alpha, boolean supervised) {
        assertThat(HebbFromExamples.fewestExamples(r, alpha, supervised)).isCloseTo(m, withinPercentage(0.01));
        assertThat(HebbFromExamples.leastQuality(m, alpha, supervised)).isCloseTo(r, withinPercentage(0.01));
        assertThat(HebbFromExamples.fewestExamples(1, alpha, supervised)).isEqualTo(1);
        assertThat(HebbFromExamples.fewestExamples(r, 0.138, supervised)).isNaN();
        assertThat(HebbFromExamples.leastQuality(m, 0.138, supervised)).isNaN();
    }

    /** M ~ 1/r² with a teacher at every load, M ~ 1/r⁴ without: the whole of the difference between the rules. */
    @Test
    void withoutATeacherBadExamplesMustBeManyMore() {
        for (double alpha : new double[] {0.01, 0.06, 0.12}) {
            assertThat(power(alpha, true)).isCloseTo(-2, within(0.01));
            assertThat(power(alpha, false)).isCloseTo(-4, within(0.02));
        }
    }

    private static double power(double alpha, boolean supervised) {
        double bad = HebbFromExamples.fewestExamples(0.01, alpha, supervised);
        double worse = HebbFromExamples.fewestExamples(0.005, alpha, supervised);
        return Math.log(bad / worse) / Math.log(2);
    }

    @ParameterizedTest
    @MethodSource("dense")
    void denseNumbersAreReproduced(Map<String, String> row) {
        Map<String, Double> at = at(row);
        int p = at.get("p").intValue();
        double beta = 1 / at.getOrDefault("T", Double.NaN);
        double alpha = at.getOrDefault("alpha", Double.NaN);
        double load = at.getOrDefault("K", Double.NaN) / Math.pow(at.getOrDefault("N", Double.NaN), p - 1);
        DenseHebb gardner = new DenseHebb(p, true);
        DenseHebb power = new DenseHebb(p, false);
        String quantity = row.get("quantity");
        if (quantity.startsWith("RS")) {
            DenseHebb.State state = gardner.retrieval(beta, alpha);
            holds(
                    quantity.equals("RS q")
                            ? state.q()
                            : quantity.startsWith("RS free") ? gardner.freeEnergy(beta, state) : state.overlap(),
                    row);
            return;
        }
        holds(
                switch (quantity) {
                    case "m there" -> gardner.spinodal(FROZEN).overlap();
                    case "alpha=0 spinodal T" -> gardner.spinodalTemperature();
                    case "alpha=0 first-order T" -> gardner.firstOrderTemperature();
                    case "unsupervised dense one-step overlap" ->
                        gardner.oneStep(at.get("r"), at.get("M"), alpha, false);
                    default ->
                        quantity.contains("flip")
                                ? power.flip(load)
                                : gardner.spinodal(FROZEN).alpha();
                },
                row);
    }

    /** Spinodals of the plain Hopfield network in the literature, at several temperatures. */
    @Test
    void perfectExamplesAreThePlainNetwork() {
        HebbFromExamples plain = new HebbFromExamples(0, 1, true);
        assertThat(plain.spinodal(FROZEN).alpha()).isCloseTo(0.13791, within(1e-5));
        assertThat(plain.spinodal(10).alpha()).isCloseTo(0.13505, within(1e-5));
        assertThat(plain.spinodal(2).alpha()).isCloseTo(0.05882, within(1e-5));
        assertThat(plain.retrieval(2.5, 0.05).archetype()).isCloseTo(0.96619, within(1e-5));
        assertThat(HebbFromExamples.of(1, 7, false).spinodal(5).alpha())
                .isCloseTo(plain.spinodal(5).alpha(), within(1e-9));
    }

    /** The first step at large sizes is the formula of large N and M; the two rules and two loads stay apart. */
    @Test
    void firstStepsBecomeGaussian() {
        for (boolean supervised : new boolean[] {true, false}) {
            double exact = new ExampleSteps(120, 6, 15, 0.4, supervised).overlap();
            assertThat(exact).isCloseTo(HebbFromExamples.oneStep(0.4, 15, 0.05, supervised), within(0.012));
        }
        assertThat(new ExampleSteps(300, 15, 1, 1, true).overlap())
                .isCloseTo(HebbFromExamples.oneStep(1, 1, 0.05, true), within(1e-3));
        assertThat(new ExampleSteps(40, 4, 5, 0.4, true).overlap()).isCloseTo(0.60601099, within(1e-8));
    }

    /** Computed along m, with Gaussian sums of their own: two states are often closer than a scan of m sees. */
    @ParameterizedTest
    @CsvSource({
        "3, true, 4, 0.15296184, 0.70257",
        "3, false, 4, 0.08465733, 0.77920",
        "5, true, 4, 0.00795277, 0.85536",
        "8, true, 4, 2.639681e-5, 0.93615",
        "8, false, 4, 7.603850e-7, 0.96265",
    })
    void warmDenseNetworksRetrieveUpToTheirSpinodal(int p, boolean distinct, double beta, double alpha, double m) {
        DenseHebb dense = new DenseHebb(p, distinct);
        DenseHebb.State spinodal = dense.spinodal(beta);
        assertThat(spinodal.alpha()).isCloseTo(alpha, within(1e-5 * alpha));
        assertThat(spinodal.overlap()).isCloseTo(m, within(2e-4));
        assertThat(dense.retrieval(beta, 0.999 * alpha).overlap()).isGreaterThan(m);
        assertThat(dense.retrieval(beta, 1.001 * alpha).overlap()).isNaN();
    }

    @Test
    void aDenseNetworkAlmostWithoutLoadIsOneWithout() {
        DenseHebb.State state = new DenseHebb(3, true).retrieval(Double.POSITIVE_INFINITY, 1e-14);
        assertThat(state.overlap()).isEqualTo(1);
        assertThat(new DenseHebb(8, true).retrieval(5, 1.1291554e-5).overlap()).isCloseTo(0.99847774, within(1e-7));
    }

    /** (p−1)! and (2p−3)!!: equal for p = 2 alone. */
    @Test
    void theTwoNoisesOfDenseNetworksDiffer() {
        assertThat(new DenseHebb(3, true).noise(1)).isEqualTo(2);
        assertThat(new DenseHebb(3, false).noise(1)).isEqualTo(3);
        assertThat(new DenseHebb(4, true).noise(1)).isEqualTo(6);
        assertThat(new DenseHebb(4, false).noise(1)).isEqualTo(15);
        assertThat(new DenseHebb(6, false).noise(1)).isEqualTo(945);
        assertThat(new DenseHebb(3, false).noise(0.5)).isEqualTo(1.5);
    }

    /** A free energy is stationary at its saddle: −∂f/∂β gives the energy, by differences from both sides. */
    @Test
    void denseSaddlesAreStationary() {
        DenseHebb gardner = new DenseHebb(3, true);
        DenseHebb.State state = gardner.retrieval(4, 0.04);
        double here = gardner.freeEnergy(4, state);
        for (double h : new double[] {1e-4, -1e-4}) {
            double moved = gardner.freeEnergy(4, new DenseHebb.State(state.overlap() + h, state.q(), 0.04));
            assertThat((moved - here) / h).isCloseTo(0, within(1e-3));
            moved = gardner.freeEnergy(4, new DenseHebb.State(state.overlap(), state.q() + h, 0.04));
            assertThat((moved - here) / h).isCloseTo(0, within(1e-3));
        }
        assertThat(gardner.freeEnergy(4, gardner.retrieval(4, 1e-12)))
                .isCloseTo(gardner.freeEnergy(4, gardner.retrieval(4, 0)), within(1e-9));
    }
}
