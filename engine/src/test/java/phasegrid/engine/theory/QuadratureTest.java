package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.linear.Elementary;

class QuadratureTest {

    @Test
    void momentsAndCosineAreExact() {
        assertThat(Quadrature.normal(z -> 1)).isCloseTo(1, within(1e-14));
        assertThat(Quadrature.normal(z -> z * z * z)).isCloseTo(0, within(1e-14));
        assertThat(Quadrature.normal(z -> z * z * z * z * z * z)).isCloseTo(15, within(1e-12));
        assertThat(Quadrature.normal(z -> Elementary.cos(3 * z))).isCloseTo(Elementary.exp(-4.5), within(1e-14));
    }

    /** The worst admitted strip: poles of 1/(1 + z²/a²) at a = 0.28, against a spacing 40 times finer. */
    @Test
    void polesAtTheStatedDistanceAreHarmless() {
        double fine = Quadrature.normal(z -> 1 / (1 + z * z / 0.0784), -12, 12, 1.0 / 640);
        assertThat(Quadrature.normal(z -> 1 / (1 + z * z / 0.0784))).isCloseTo(fine, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.5, 0", "-0.7, 1e-9", "0.3, 0.4", "-2, 1.99", "-2, 2.01", "5, 3", "-30, 12", "200, 20"})
    void logisticNormalEqualsItsDefinition(double mean, double sd) {
        double brute = Quadrature.normal(z -> Elementary.sigmoid(mean + sd * z), -12, 12, 1.0 / 1024);
        assertThat(Quadrature.logisticNormal(mean, sd)).isCloseTo(brute, within(1e-12));
    }

    /** E sigmoid(mean + sd z) tends to Φ(mean/sd); the first correction is π²/6 of the second derivative. */
    @Test
    void logisticNormalOfHugeWidthIsTheProbit() {
        double correction = -0.3 * Quadrature.normalDensity(0.3) * Math.PI * Math.PI / 6 / 1e8;
        assertThat(Quadrature.logisticNormal(3000, 1e4) - Quadrature.normalDistribution(0.3))
                .isCloseTo(correction, within(1e-14));
    }

    @Test
    void anEmptyRangeIsZero() {
        assertThat(Quadrature.normal(z -> 1, 2, 1, 0.1)).isZero();
    }
}
