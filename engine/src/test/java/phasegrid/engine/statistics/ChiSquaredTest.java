package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChiSquaredTest {

    @Test
    void closedForms() {
        assertThat(ChiSquared.pValue(3, 2)).isCloseTo(Math.exp(-1.5), within(1e-15));
        assertThat(ChiSquared.pValue(5, 4)).isCloseTo(Math.exp(-2.5) * 3.5, within(1e-14));
        assertThat(ChiSquared.pValue(Wilson.Z95 * Wilson.Z95, 1)).isCloseTo(0.05, within(1e-15));
        assertThat(ChiSquared.pValue(400, 2)).isCloseTo(Math.exp(-200), within(1e-12 * Math.exp(-200)));
    }

    @Test
    void edges() {
        assertThat(ChiSquared.pValue(0, 3)).isEqualTo(1);
        assertThat(ChiSquared.pValue(Double.POSITIVE_INFINITY, 3)).isZero();
        assertThat(ChiSquared.pValue(Double.NaN, 3)).isNaN();
        assertThat(ChiSquared.pValue(0, 0)).isNaN();
        assertThat(ChiSquared.pValue(1e6, 1_000_000)).isBetween(0.49, 0.51);
    }

    @Test
    void negativeArgumentsAreRefused() {
        assertThatThrownBy(() -> ChiSquared.pValue(-1, 3)).hasMessageContaining("sum of squares -1.0");
        assertThatThrownBy(() -> ChiSquared.pValue(1, -3)).hasMessageContaining("-3 degrees of freedom");
    }
}
