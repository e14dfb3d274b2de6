package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.testing.Table;

/** Every number of golden/exponential-hopfield.csv, and limits that connect finite sizes with them. */
class ExponentialMemoryGoldenTest {
    private static final OverlapLaw GAUSSIAN = new OverlapLaw.Normal(1);
    private static final OverlapLaw SPHERE = new OverlapLaw.Sphere();
    private static final OverlapLaw SIGNS = new OverlapLaw.Signs();

    static List<Map<String, String>> goldens() {
        return Table.read("/golden/exponential-hopfield.csv");
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Map<String, String> row) {
        Map<String, Double> at = new HashMap<>();
        String kind = "";
        for (String parameter : row.get("parameters").split(" ")) {
            String[] part = parameter.split("=");
            if (part[0].equals("kind")) {
                kind = part[1];
            } else {
                at.put(part[0], Double.valueOf(part[1]));
            }
        }
        assertThat(value(row.get("quantity") + " " + kind, at))
                .isCloseTo(Double.parseDouble(row.get("value")), within(Double.parseDouble(row.get("tolerance"))));
    }

    @Test
    void allAreThere() {
        assertThat(goldens()).hasSize(30);
    }

    private static double value(String quantity, Map<String, Double> at) {
        double lambda = at.getOrDefault("lam", Double.NaN);
        double alpha = at.getOrDefault("alpha", Double.NaN);
        int d = at.getOrDefault("N", 0.0).intValue();
        double patterns = at.getOrDefault("P", Double.NaN);
        return switch (quantity.strip()) {
            case "single-pattern threshold; Gaussian patterns" -> GAUSSIAN.threshold(lambda, 1);
            case "single (=all) pattern threshold; spherical" -> SPHERE.threshold(lambda, 1);
            case "single-pattern threshold; binary +-1" -> SIGNS.threshold(lambda, 1);
            case "eps_* spherical" -> SPHERE.highest(alpha);
            case "eps_*" -> GAUSSIAN.highest(alpha);
            case "eps_* binary" -> SIGNS.highest(alpha);
            case "lambda_* binary" -> SIGNS.condensation(alpha);
            case "lambda_* spherical" -> SPHERE.condensation(alpha);
            case "condensation lambda_*; Gaussian" -> GAUSSIAN.condensation(alpha);
            case "all-pattern threshold (worst norm); Gaussian; energy criterion at x=xi" ->
                ExponentialCapacity.allGaussian(lambda);
            case "P(xi1.xi1 > max_nu xi1.xi_nu); Gaussian patterns; lambda=inf" ->
                FiniteExponentialMemory.gaussianRetrieval(d, patterns, 1);
            case "P(stored pattern strictly closest to a cue with k flips); binary" ->
                FiniteExponentialMemory.binaryRetrieval(d, patterns, at.get("k").intValue());
            case "VE collapse time; N(0;1) data" -> ExponentialCapacity.collapseGaussian(alpha);
            case "VE collapse time; binary data" -> ExponentialCapacity.collapseBinary(alpha);
            case "single-pattern threshold lambda->inf for xi=Fz/sqrt(D); D=delta N" ->
                new OverlapLaw.Normal(1 + 1 / at.get("delta")).threshold(Double.POSITIVE_INFINITY, 1);
            case "mean softmax weight of pattern 1 at x=xi1 gaussian" ->
                FiniteExponentialMemory.gaussian(d, patterns, lambda, 1).weight();
            case "mean softmax weight of pattern 1 at x=xi1 binary" ->
                FiniteExponentialMemory.binary(d, patterns, lambda, 0).weight();
            default -> throw new IllegalArgumentException(quantity);
        };
    }

    /** The rate is the Legendre transform of ζ, by differences and by its inverse. */
    @Test
    void ratesAreLegendreTransforms() {
        for (OverlapLaw law : List.of(GAUSSIAN, SPHERE, SIGNS, new OverlapLaw.Normal(3))) {
            for (double lambda : new double[] {0.1, 0.7, 1.6}) {
                double h = 1e-5;
                double slope = (law.cumulant(lambda + h) - law.cumulant(lambda - h)) / (2 * h);
                assertThat(law.slope(lambda)).isCloseTo(slope, within(1e-9));
                double level = law.slope(lambda);
                assertThat(law.tilt(level)).isCloseTo(lambda, within(1e-12));
                assertThat(law.rate(level)).isCloseTo(law.condensed(lambda), within(1e-12));
                assertThat(law.condensation(law.condensed(lambda))).isCloseTo(lambda, within(1e-11));
                assertThat(law.highest(law.condensed(lambda))).isCloseTo(level, within(1e-12));
                assertThat(law.noise(law.threshold(lambda, 0.6), lambda)).isCloseTo(0.6, within(1e-12));
            }
        }
    }

    /** The widest manifold is Gaussian; the λ = ∞ integral is the finite-λ one at a large λ. */
    @Test
    void limitsMeet() {
        assertThat(FiniteExponentialMemory.manifoldRetrieval(20, 5000, 1000))
                .isCloseTo(FiniteExponentialMemory.gaussianRetrieval(20, 1000, 1), within(2e-3));
        assertThat(FiniteExponentialMemory.gaussian(8, 500, 20, 0.9).weight())
                .isCloseTo(FiniteExponentialMemory.gaussianRetrieval(8, 500, 0.9), within(0.01));
        assertThat(FiniteExponentialMemory.spherical(8, 500, 20, 0.9).weight())
                .isCloseTo(FiniteExponentialMemory.sphericalRetrieval(8, 500, 0.9), within(0.01));
        assertThat(FiniteExponentialMemory.binary(12, 500, 60, 3).weight())
                .isCloseTo(FiniteExponentialMemory.binaryNearest(12, 500, 3), within(1e-9));
        assertThat(ExponentialCapacity.collapseManifold(0.3, 1e7))
                .isCloseTo(ExponentialCapacity.collapseGaussian(0.3), within(1e-6));
        assertThat(ExponentialCapacity.informationManifold(0, 0.4)).isZero();
        assertThat(ExponentialCapacity.informationManifold(1 / ExponentialCapacity.collapseManifold(0.01, 0.5), 0.5))
                .isCloseTo(0.01, within(1e-12));
        assertThat(1 / ExponentialCapacity.informationManifold(1e-7, 0.4) * 0.5e-7)
                .isCloseTo(1, within(1e-6));
    }

    /** α at which half of the Gaussian patterns are nearest to themselves: ½ + .059, .023, .0035 at N = 30, 100, 1000. */
    @Test
    void exactPretThresholdsShiftUpwards() {
        assertThat(half(30)).isCloseTo(0.559, within(1e-3));
        assertThat(half(100)).isCloseTo(0.523, within(1e-3));
        assertThat(half(1000)).isCloseTo(0.5035, within(1e-4));
    }

    private static double half(int d) {
        double low = 0.3;
        double high = 0.7;
        while (high - low > 1e-6) {
            double alpha = 0.5 * (low + high);
            boolean holds = FiniteExponentialMemory.gaussianRetrieval(d, Math.exp(alpha * d), 1) > 0.5;
            low = holds ? alpha : low;
            high = holds ? high : alpha;
        }
        return low;
    }
}
