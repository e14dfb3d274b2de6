package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeciationTimesTest {

    /** ∂² ln P_t/∂y² at 0 by central differences of the density changes sign there. */
    @ParameterizedTest
    @CsvSource({"256, 1, 1", "16, 0.5, 0.5", "64, 0.5, 2"})
    void hessianOfTheLogDensityVanishes(int d, double centre, double width) {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(d, centre, width, 0.5);
        double t = new SpeciationTimes(mixture).hessian().orElseThrow();
        assertThat(logDensityCurvature(mixture, t - 0.01)).isPositive();
        assertThat(logDensityCurvature(mixture, t)).isCloseTo(0, within(1e-5));
        assertThat(logDensityCurvature(mixture, t + 0.01)).isNegative();
        assertThat(mixture.signalToNoise(t)).isCloseTo(1, within(1e-12));
    }

    private static double logDensityCurvature(TwoGaussianMixture mixture, double t) {
        double h = 1e-3;
        return 2 * (Math.log(mixture.density(h, t)) - Math.log(mixture.density(0, t))) / (h * h);
    }

    /** The drift y + (1+λ) ∂ ln P_t, by differences of the density, has zero slope at y = 0. */
    @ParameterizedTest
    @CsvSource({"256, 1, 1, 1", "256, 1, 1, 0.25", "16, 1, 0.5, 4", "64, 0.5, 2, 1", "64, 0.5, 2, 0.1"})
    void slopeOfTheDriftVanishes(int d, double centre, double width, double noiseLevel) {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(d, centre, width, 0.5);
        double t = new SpeciationTimes(mixture).potential(noiseLevel).orElseThrow();
        assertThat(1 + (1 + noiseLevel) * logDensityCurvature(mixture, t)).isCloseTo(0, within(1e-5));
        assertThat(1 + (1 + noiseLevel) * logDensityCurvature(mixture, t + 0.01))
                .isNegative();
    }

    @Test
    void unitWidthBifurcatesAtTheStatedSignal() {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(256, 1, 1, 0.5);
        SpeciationTimes times = new SpeciationTimes(mixture);
        assertThat(times.potential().orElseThrow()).isCloseTo(0.5 * Math.log(512), within(1e-14));
        double r = mixture.signalToNoise(times.potential(3).orElseThrow());
        assertThat(r * r).isCloseTo(0.75, within(1e-12));
        assertThat(times.potential(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"256, 1, 1, 0.5", "16, 0.5, 0.25, 0.5", "1024, 0.25, 2, 0.3"})
    void thresholdIsWhereTheLevelIsReached(int d, double centre, double width, double weight) {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(d, centre, width, weight);
        double t = new SpeciationTimes(mixture).threshold(0.9).orElseThrow();
        assertThat(mixture.sameLabel(t)).isCloseTo(0.9, within(1e-12));
    }

    /** φ(1) = 0.7752002, so that the usual level is the Hessian time within 1e-6. */
    @Test
    void usualLevelIsTheHessianTime() {
        SpeciationTimes times = new SpeciationTimes(TwoGaussianMixture.of(1024, 0.5, 2, 0.5));
        assertThat(times.threshold().orElseThrow()).isCloseTo(times.hessian().orElseThrow(), within(1e-6));
        assertThat(Math.exp(2 * times.hessian().orElseThrow())).isCloseTo(256 + 1 - 4, within(1e-10));
    }

    @Test
    void theLevelLiesAboveWhatUnequalWeightsAlwaysReach() {
        assertThat(SpeciationTimes.level(0.5)).isCloseTo(SpeciationTimes.USUAL_LEVEL, within(1e-6));
        assertThat(SpeciationTimes.level(0.2)).isCloseTo(0.8368253959603499, within(1e-9));
        for (double p : new double[] {0.3, 0.1, 0.01, 1e-3}) {
            assertThat(SpeciationTimes.level(p)).isBetween(p * p + (1 - p) * (1 - p), 1.0);
            assertThat(SpeciationTimes.level(1 - p)).isCloseTo(SpeciationTimes.level(p), within(1e-12));
        }
        assertThat(SpeciationTimes.level(1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void unequalWeightsTakeTheCentredCovariance() {
        SpeciationTimes times = new SpeciationTimes(TwoGaussianMixture.of(100, 1, 2, 0.1));
        assertThat(times.lambda().orElseThrow()).isCloseTo(0.5 * Math.log(4 + 36), within(1e-14));
        assertThat(times.potential()).isEmpty();
    }

    @Test
    void linesAreAbsentWithoutCrossing() {
        SpeciationTimes wide = new SpeciationTimes(TwoGaussianMixture.of(16, 0.25, 2, 0.5));
        assertThat(wide.hessian()).isEmpty();
        assertThat(wide.threshold()).isEmpty();
        assertThat(wide.threshold(0.5)).isEmpty();
        assertThat(wide.threshold(1)).isEmpty();
        assertThat(new SpeciationTimes(new TwoGaussianMixture(0.5, 1, 0.5)).potential())
                .isEmpty();
        assertThat(new SpeciationTimes(new TwoGaussianMixture(0.1, 0.5, 0.5)).lambda())
                .isEmpty();
    }
}
