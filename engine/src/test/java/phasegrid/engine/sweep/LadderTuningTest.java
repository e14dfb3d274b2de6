package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTuningTest {
    /** n harmonic oscillators have λ = √(n/2) ln(β'/β) between rungs: a geometric ladder is even. */
    private static LadderTuning oscillators(List<Double> rungs) {
        List<Double> rates = new ArrayList<>();
        for (int k = 0; k + 1 < rungs.size(); k++) {
            rates.add(LadderTuning.rate(Math.sqrt(20) * Math.log(rungs.get(k + 1) / rungs.get(k))));
        }
        return new LadderTuning(rungs, rates);
    }

    @Test
    void lengthsAndRatesAreInverses() {
        for (double rate : new double[] {0.001, 0.2, 0.5, 0.99}) {
            assertThat(LadderTuning.rate(LadderTuning.length(rate))).isCloseTo(rate, within(1e-10));
        }
        assertThat(LadderTuning.length(0)).isEqualTo(LadderTuning.length(1e-9)).isGreaterThan(5);
        assertThat(LadderTuning.length(1)).isPositive();
    }

    @Test
    void roundsTendToEqualRates() {
        LadderTuning tuning = oscillators(List.of(0.5, 0.6, 0.75, 1.0, 1.2, 2.0));
        for (int round = 0; round < 3; round++) {
            tuning = oscillators(tuning.spread(6));
        }
        double even = LadderTuning.rate(Math.sqrt(20) * Math.log(4) / 5);
        assertThat(tuning.rates()).allSatisfy(rate -> assertThat(rate).isCloseTo(even, within(2e-3)));
        assertThat(tuning.expected(6)).isCloseTo(even, within(1e-3));
        assertThat(tuning.rungs()).startsWith(0.5).endsWith(2.0).hasSize(6);
        for (int k = 0; k < 6; k++) {
            assertThat(tuning.rungs().get(k)).isCloseTo(0.5 * Math.pow(4, k / 5.0), within(2e-3));
        }
    }

    @Test
    void asManyRungsAsTheRateNeeds() {
        LadderTuning tuning = oscillators(List.of(0.5, 1.0, 2.0));
        int count = tuning.rungsFor(0.3);
        assertThat(tuning.expected(count)).isGreaterThanOrEqualTo(0.3);
        assertThat(tuning.expected(count - 1)).isLessThan(0.3);
    }

    @Test
    void listsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new LadderTuning(List.of(1.0, 2.0), List.of()))
                .hasMessage(
                        "Cannot tune a ladder of 2 rungs by 0 rates: there are two rungs or more, and a rate for each pair"
                                + " of neighbours");
    }
}
