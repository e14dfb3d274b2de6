package phasegrid.engine.statistics;

import static org.apache.commons.statistics.interval.BinomialConfidenceInterval.WILSON_SCORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WilsonTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 64, 1000})
    void agreesWithCommonsStatistics(int n) {
        for (double z : new double[] {Wilson.Z68, Wilson.Z95, 3}) {
            for (int k = 0; k <= n; k++) {
                var wanted = WILSON_SCORE.fromErrorRate(n, k, 2 * NORMAL.survivalProbability(z));
                Interval got = Wilson.interval(k, n, z);
                assertThat(got.low()).isCloseTo(wanted.getLowerBound(), within(1e-14));
                assertThat(got.high()).isCloseTo(wanted.getUpperBound(), within(1e-14));
            }
        }
    }

    @Test
    void constantsAreTheQuantilesTheyName() {
        assertThat(NORMAL.probability(-Wilson.Z68, Wilson.Z68)).isCloseTo(0.6827, within(5e-5));
        assertThat(NORMAL.probability(-Wilson.Z95, Wilson.Z95)).isCloseTo(0.95, within(1e-15));
    }

    /** A small low end keeps its relative precision: it solves (P − k/n)² = z²P(1 − P)/n. */
    @Test
    void rareEventsKeepTheirDigits() {
        for (long n : new long[] {1_000_000, 1L << 40, 1L << 53}) {
            double low = Wilson.interval(1, n, 3).low() * n;
            assertThat((low - 1) * (low - 1)).isCloseTo(9 * low * (1 - low / n), within(1e-14));
        }
    }

    @Test
    void edgesAreExact() {
        for (long n : new long[] {1, 2, 7, 1000, 123_456_789, 1L << 53}) {
            for (double z : new double[] {0, 1e-9, Wilson.Z68, Wilson.Z95, 40}) {
                assertThat(Wilson.interval(0, n, z).low()).isZero();
                assertThat(Wilson.interval(n, n, z).high()).isEqualTo(1);
                assertThat(Wilson.interval(n - 1, n, z).high()).isLessThanOrEqualTo(1);
            }
            long k = n / 3;
            assertThat(Wilson.interval(k, n, 0)).isEqualTo(new Interval((double) k / n, (double) k / n));
        }
        assertThat(Wilson.interval(0, 0, 1)).isEqualTo(Interval.UNIT);
        assertThat(Wilson.interval(0, 3, 1)).isEqualTo(new Interval(0, 0.25));
        assertThat(Wilson.interval(3, 3, 1)).isEqualTo(new Interval(0.75, 1));
    }

    @Test
    void containsTheFrequencyHoweverNarrow() {
        for (long n = 1; n < 100; n++) {
            for (long k = 0; k <= n; k++) {
                for (double z : new double[] {0, 1e-17, 1e-9, 1}) {
                    assertThat(Wilson.interval(k, n, z).contains((double) k / n))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void impossibleCountsAndWidthsAreRefused() {
        assertThatThrownBy(() -> Wilson.interval(-1, 3, 1)).hasMessageContaining("successes is -1");
        assertThatThrownBy(() -> Wilson.interval(0, -3, 1)).hasMessageContaining("trials is -3");
        assertThatThrownBy(() -> Wilson.interval(4, 3, 1)).hasMessageContaining("4 successes in 3 trials");
        assertThatThrownBy(() -> Wilson.interval(1, 3, -1)).hasMessageContaining("z -1.0");
        assertThatThrownBy(() -> Wilson.interval(1, 3, Double.NaN)).hasMessageContaining("z NaN");
        assertThatThrownBy(() -> Wilson.interval(1, 3, Double.POSITIVE_INFINITY))
                .hasMessageContaining("z Infinity");
    }
}
