package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactBinomialTest {

    @Test
    void eachEndLeavesHalfTheErrorRateInItsTail() {
        Interval interval = ExactBinomial.interval(3, 12, 0.1);
        assertThat(tail(3, 12, 12, interval.low())).isCloseTo(0.05, within(1e-12));
        assertThat(tail(0, 3, 12, interval.high())).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void edgesHaveClosedForms() {
        assertThat(ExactBinomial.interval(0, 20, 0.05).low()).isZero();
        assertThat(ExactBinomial.interval(0, 20, 0.05).high()).isCloseTo(1 - Math.pow(0.025, 0.05), within(1e-14));
        assertThat(ExactBinomial.interval(20, 20, 0.05).low()).isCloseTo(Math.pow(0.025, 0.05), within(1e-14));
        assertThat(ExactBinomial.interval(20, 20, 0.05).high()).isEqualTo(1);
        assertThat(ExactBinomial.interval(0, 0, 0.05)).isEqualTo(Interval.UNIT);
    }

    @Test
    void pValueSumsAllOutcomesAtMostAsLikely() {
        for (int k = 0; k <= 10; k++) {
            double p = 0;
            for (int j = 0; j <= 10; j++) {
                p += tail(j, j, 10, 0.3) <= tail(k, k, 10, 0.3) * (1 + 1e-12) ? tail(j, j, 10, 0.3) : 0;
            }
            assertThat(ExactBinomial.pValue(k, 10, 0.3)).isCloseTo(p, within(1e-13));
        }
    }

    @Test
    void pValueOfSaturatedProbabilities() {
        assertThat(ExactBinomial.pValue(5000, 5000, 1)).isEqualTo(1);
        assertThat(ExactBinomial.pValue(4999, 5000, 1)).isZero();
        assertThat(ExactBinomial.pValue(0, 5000, 0)).isEqualTo(1);
        assertThat(ExactBinomial.pValue(5000, 5000, 0.9999)).isCloseTo(1, within(1e-12));
        assertThat(ExactBinomial.pValue(4990, 5000, 0.9999)).isBetween(0.0, 1e-8);
    }

    @Test
    void noTrialsAndNoTheorySayNothing() {
        assertThat(ExactBinomial.pValue(0, 0, 0.3)).isEqualTo(1);
        assertThat(ExactBinomial.pValue(1, 2, Double.NaN)).isNaN();
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThatThrownBy(() -> ExactBinomial.interval(3, 2, 0.05)).hasMessageContaining("3 successes in 2 trials");
        assertThatThrownBy(() -> ExactBinomial.pValue(-1, 2, 0.5)).hasMessageContaining("-1 successes in 2 trials");
        assertThatThrownBy(() -> ExactBinomial.pValue(0, 1L << 31, 0.5)).hasMessageContaining("2147483648 trials");
        assertThatThrownBy(() -> ExactBinomial.pValue(0, 2, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExactBinomial.interval(0, 2, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** P(from ≤ k ≤ to) by summing the binomial law. */
    private static double tail(int from, int to, int n, double p) {
        double choose = 1;
        double sum = 0;
        for (int k = 0; k <= to; k++) {
            sum += k >= from ? choose * Math.pow(p, k) * Math.pow(1 - p, n - k) : 0;
            choose = choose * (n - k) / (k + 1);
        }
        return sum;
    }
}
