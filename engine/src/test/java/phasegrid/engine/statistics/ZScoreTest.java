package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZScoreTest {

    @ParameterizedTest
    @CsvSource({
        "3, 0.5, 2, 0, 2",
        "1, 0.5, 2, 0, -2",
        "3, 0.5, 2, 0.25, 1.5",
        "1, 0.5, 2, 0.25, -1.5",
        "1, 0.5, 2, 1, 0",
        "1, 0.5, 2, 5, 0",
        "2, 0, 2, 0, 0",
        "1, 0, 2, 1, 0",
        "3, 0, 2, 0, Infinity",
        "1, 0, 2, 0, -Infinity",
        "1, 0, 2, 0.5, -Infinity",
        "1, Infinity, 2, 0, 0",
        "1, 0.5, 2, Infinity, 0",
        "NaN, 0.5, 2, 0, NaN",
        "1, NaN, 2, 0, NaN",
        "2, NaN, 2, 0, NaN",
        "1, 0.5, NaN, 0, NaN",
        "1, 0.5, 2, NaN, NaN",
        "NaN, 0, 2, 0, NaN"
    })
    void countsTheExcessInStandardErrors(double mean, double stderr, double theory, double allowance, double z) {
        assertThat(ZScore.of(mean, stderr, theory, allowance) + 0.0).isEqualTo(Double.valueOf(z));
    }

    @Test
    void noExcessIsZeroWithoutASign() {
        assertThat(1 / ZScore.of(1, 0.5, 2, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void negativeErrorsAreRefused() {
        assertThatThrownBy(() -> ZScore.of(0, -1, 0, 0)).hasMessageContaining("stderr -1.0");
        assertThatThrownBy(() -> ZScore.of(0, 1, 0, -1)).hasMessageContaining("allowance -1.0");
    }
}
