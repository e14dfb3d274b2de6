package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** Chains of Gaussian bins around a known course. */
class StationarityTest {
    private static final int BINS = 64;

    private static double[][] chains(String name, int count, DoubleUnaryOperator course) {
        RandomStream random = RandomStream.of(StreamKey.of(name), 0, 0, 0);
        double[][] chains = new double[count][BINS];
        for (double[] chain : chains) {
            double level = random.gaussian();
            for (int b = 0; b < BINS; b++) {
                chain[b] = level + random.gaussian() + course.applyAsDouble(b);
            }
        }
        return chains;
    }

    @Test
    void whatIsStationaryLosesASixteenthAndIsNotTold() {
        for (int count : new int[] {2, 5, 20, 200}) {
            double[][] chains = chains("flat" + count, count, b -> 0);
            assertThat(Stationarity.drift(chains)).isLessThan(Stationarity.TOLD);
            if (count > 5) {
                assertThat(Stationarity.burnIn(List.<double[][]>of(chains))).isLessThan(BINS / 2);
            }
        }
        assertThat(Stationarity.burnIn(List.<double[][]>of(chains("flat 100", 100, b -> 0))))
                .isEqualTo(BINS / 16);
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "7, 8", "15, 16", "30, 32", "60, 32"})
    void aBeginningIsCutAfterItsEnd(int end, int cut) {
        double[][] chains = chains("beginning", 200, b -> b < end ? 2 : 0);
        assertThat(Stationarity.burnIn(List.of(chains("flat", 200, b -> 0), chains)))
                .isBetween(cut, Math.min(BINS / 2, 2 * cut));
    }

    @Test
    void singleChainsLoseHalfAndAreNotJudged() {
        double[][] one = chains("one", 1, b -> b);
        assertThat(Stationarity.burnIn(List.<double[][]>of(one))).isEqualTo(BINS / 2);
        assertThat(Stationarity.drift(one)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"32", "48", "56"})
    void driftsInAnyOfTheLastPartsAreTold(int from) {
        assertThat(Stationarity.drift(chains("drift", 200, b -> b < from ? 0.7 : 0)))
                .isGreaterThan(Stationarity.TOLD);
    }

    @Test
    void chainsThatNeverMoveDoNotDrift() {
        assertThat(Stationarity.drift(new double[3][BINS])).isZero();
    }

    @Test
    void startsThatDifferMakeTwoStates() {
        double[][] one = chains("one state", 30, b -> 0);
        assertThat(Stationarity.differ(one, chains("one state", 30, b -> 0))).isFalse();
        assertThat(Stationarity.differ(one, chains("one state", 30, b -> 0.5 + 1e-9 * b)))
                .isTrue();
    }
}
