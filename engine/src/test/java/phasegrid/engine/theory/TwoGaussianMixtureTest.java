package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoGaussianMixtureTest {
    private static final TwoGaussianMixture SKEW = TwoGaussianMixture.of(9, 0.5, 2, 0.3);

    @Test
    void varianceAndSignalInterpolateBetweenDataAndNoise() {
        assertThat(SKEW.variance(0)).isEqualTo(4);
        assertThat(SKEW.variance(0.5)).isCloseTo(1 + 3 / Math.E, within(1e-14));
        assertThat(SKEW.variance(30)).isCloseTo(1, within(1e-15));
        assertThat(SKEW.signalToNoise(0)).isEqualTo(0.75);
        assertThat(new TwoGaussianMixture(1, 1e-9, 0.5).variance(0)).isEqualTo(1e-18);
    }

    /** φ by direct integration of q² + (1−q)² over the density of y. */
    @ParameterizedTest
    @CsvSource({"9, 0.5, 2, 0.3, 0.4", "16, 1, 0.5, 0.8, 1.5", "4, 1, 1, 0.05, 0.3"})
    void sameLabelIsTheMeanOfTheSquaredPosterior(int d, double centre, double width, double weight, double t) {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(d, centre, width, weight);
        double sum = 0;
        for (double y = -30; y <= 30; y += 1.0 / 512) {
            sum += mixture.density(y, t) * EulerClones.agreement(mixture.plus(y, t)) / 512;
        }
        assertThat(mixture.sameLabel(t)).isCloseTo(sum, within(1e-11));
    }

    /** P(u u′ > 0) of two draws of v·x_0 given y, by direct integration over both. */
    @ParameterizedTest
    @CsvSource({"9, 0.5, 2, 0.3, 0.4", "4, 1, 1, 0.5, 0.05", "16, 1, 0.25, 0.7, 2"})
    void sameSignIsTheMeanOfTheSquaredSignPosterior(int d, double centre, double width, double weight, double t) {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(d, centre, width, weight);
        double sum = 0;
        for (double y = -14; y <= 14; y += 1.0 / 16) {
            sum += signAgreement(mixture, y, t) / 16;
        }
        assertThat(mixture.sameSign(t)).isCloseTo(sum, within(1e-4));
    }

    /** The joint law of u = v·x_0/|v| and y: P_0(u) N(y; e^{−t} u, 1 − e^{−2t}), on a midpoint grid of u > 0 and u < 0. */
    private static double signAgreement(TwoGaussianMixture mixture, double y, double t) {
        double sd = Math.sqrt(1 - Math.exp(-2 * t));
        double plus = 0;
        double minus = 0;
        for (double u = 1.0 / 128; u < 14; u += 1.0 / 64) {
            plus += mixture.density(u, 0) * Quadrature.normalDensity((y - Math.exp(-t) * u) / sd);
            minus += mixture.density(-u, 0) * Quadrature.normalDensity((y + Math.exp(-t) * u) / sd);
        }
        double all = plus + minus;
        return all == 0 ? 0 : (plus * plus + minus * minus) / all / sd / 64;
    }

    @Test
    void limitsOfTheSameSignProbability() {
        assertThat(SKEW.sameSign(0)).isEqualTo(1);
        assertThat(SKEW.sameSign(1e-9)).isBetween(1 - 1e-4, 1 - 1e-7);
        double positive = 0.3 * Quadrature.normalDistribution(0.75) + 0.7 * Quadrature.normalDistribution(-0.75);
        assertThat(SKEW.sameSign(30)).isCloseTo(EulerClones.agreement(positive), within(1e-12));
        assertThat(TwoGaussianMixture.of(65536, 1, 0.05, 0.5).sameSign(1e-3)).isCloseTo(1, within(1e-15));
    }

    @Test
    void coincidingCentresLeaveTheWeights() {
        assertThat(new TwoGaussianMixture(0, 0.5, 0.2).sameLabel(0.1)).isCloseTo(0.68, within(1e-15));
    }

    @Test
    void momentsOfTheData() {
        assertThat(SKEW.finalRadiusSquared(9)).isCloseTo(4.25, within(1e-14));
        assertThat(SKEW.largestCovariance()).isCloseTo(4 + 4 * 0.21 * 2.25, within(1e-14));
        assertThat(SKEW.plusFraction()).isEqualTo(0.3);
    }

    @Test
    void valuesOutsideTheDomainAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwoGaussianMixture(1, 0, 0.5))
                .withMessage("Cannot describe two Gaussians: width is 0.0; give a finite number above 0.");
        assertThatIllegalArgumentException().isThrownBy(() -> new TwoGaussianMixture(Double.NaN, 1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new TwoGaussianMixture(1, 1, 1));
    }
}
