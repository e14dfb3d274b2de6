package phasegrid.engine.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** The heat bath's probabilities and the sites that a pass attempts. */
class GlauberTest {
    private static RandomStream stream(String name) {
        return RandomStream.of(StreamKey.of(name), 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1.25, 40})
    void probabilitiesAreThoseOfGlauber(double beta) {
        HeatBath bath = new HeatBath(beta);
        for (double field : new double[] {-3, -0.1, 0, 0.7, 12}) {
            double wanted = 0.5 * (1 + Math.tanh(beta * field));
            assertThat(bath.up(field)).isCloseTo(wanted, org.assertj.core.data.Offset.offset(1e-15));
            assertThat(bath.threshold(field) / 0x1p62).isCloseTo(wanted, org.assertj.core.data.Offset.offset(1e-15));
        }
    }

    @Test
    void atZeroTemperatureTheFieldDecidesAndNoFieldIsACoin() {
        HeatBath bath = new HeatBath(Double.POSITIVE_INFINITY);
        assertThat(bath.threshold(1e-300)).isEqualTo(1L << 62);
        assertThat(bath.threshold(-1e-300)).isZero();
        assertThat(bath.threshold(0)).isEqualTo(1L << 61);
        assertThat(bath.thresholds(0.01, 1000)).containsExactly(0, 1L << 61, 1L << 62);
    }

    @Test
    void storedThresholdsAreThoseOfTheirFieldsAndEndInCertainty() {
        HeatBath bath = new HeatBath(2);
        long[] stored = bath.thresholds(0.01, 100_000);
        int width = stored.length / 2;
        for (int k = -width; k <= width; k++) {
            assertThat(stored[width + k]).isEqualTo(bath.threshold(k * 0.01));
        }
        assertThat(stored[0]).isZero();
        assertThat(stored[2 * width]).isEqualTo(1L << 62);
        assertThat(bath.thresholds(0.01, 7)).hasSize(15);
    }

    @Test
    void refusesNegativeTemperatures() {
        assertThatThrownBy(() -> new HeatBath(-1)).hasMessageContaining("give 0 or more");
    }

    @Test
    void everyOrderVisitsAsItsNameSays() {
        int[] fixed = {0, 1, 2, 3, 4, 5, 6};
        for (Order order : Order.values()) {
            Attempts attempts = new Attempts(order, 7);
            RandomStream random = stream("orders");
            for (int pass = 0; pass < 100; pass++) {
                attempts.draw(random);
                int[] sorted = attempts.sites().clone();
                Arrays.sort(sorted);
                switch (order) {
                    case RANDOM_SITE -> assertThat(sorted[0]).isBetween(0, 6);
                    case PERMUTATION -> assertThat(sorted).isEqualTo(fixed);
                    case FIXED, PARALLEL -> assertThat(attempts.sites()).isEqualTo(fixed);
                }
                assertThat(Arrays.stream(attempts.bits()).allMatch(b -> b >= 0 && b < 1L << 62))
                        .isTrue();
            }
        }
    }

    /** 4 · 60,000 places: the χ² of each has 15 degrees of freedom; 80 has a probability of 1e-10. */
    @ParameterizedTest
    @ValueSource(strings = {"RANDOM_SITE", "PERMUTATION"})
    void sitesAndBitsAreUniformAndIndependent(String order) {
        Attempts attempts = new Attempts(Order.valueOf(order), 4);
        RandomStream random = stream("uniform " + order);
        int[] seen = new int[16];
        for (int pass = 0; pass < 60_000; pass++) {
            attempts.draw(random);
            for (int k = 0; k < 4; k++) {
                seen[4 * attempts.sites()[k] + (int) (attempts.bits()[k] >>> 60)]++;
            }
        }
        double squares = Arrays.stream(seen)
                .mapToDouble(n -> (n - 15_000.0) * (n - 15_000.0) / 15_000)
                .sum();
        assertThat(squares).isLessThan(80);
    }
}
