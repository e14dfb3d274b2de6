package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static phasegrid.engine.statistics.NestedVariance.Advice.DISORDER;
import static phasegrid.engine.statistics.NestedVariance.Advice.THERMAL;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedVarianceTest {

    @Test
    void twoSamplesOfTwoReplicasByHand() {
        NestedVariance nested = NestedVariance.of(List.of(Cell.of(1, 3), Cell.of(5, 7)));
        assertThat(nested).isEqualTo(new NestedVariance(2, 2, 4, 2, 2, 7));
    }

    @Test
    void everyDisorderSampleWeighsTheSame() {
        NestedVariance nested = NestedVariance.of(List.of(Cell.of(0, 0, 0, 0), Cell.of(3, 3)));
        assertThat(nested).isEqualTo(new NestedVariance(2, 2 / 0.75, 1.5, 1.5, 0, 4.5));
    }

    /** 500 synthetic designs of 12 samples with 2 to 9 replicas each: all four estimates are unbiased. 8 checks, |z| < 4.9. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25})
    void estimatesAreUnbiasedInATwoLevelDesign(double betweenVariance) {
        Draws draws = Draws.of("NestedVarianceTest.twoLevel " + betweenVariance);
        int designs = 500;
        double[] mean = new double[designs];
        double[] squaredError = new double[designs];
        double[] within = new double[designs];
        double[] between = new double[designs];
        for (int i = 0; i < designs; i++) {
            NestedVariance nested = NestedVariance.of(design(draws, betweenVariance));
            mean[i] = nested.mean();
            squaredError[i] = nested.stderr() * nested.stderr() - (nested.mean() - 5) * (nested.mean() - 5);
            within[i] = nested.within();
            between[i] = nested.between();
        }
        assertThat(Draws.z(mean, 5)).isBetween(-Draws.BOUND, Draws.BOUND);
        assertThat(Draws.z(squaredError, 0)).isBetween(-Draws.BOUND, Draws.BOUND);
        assertThat(Draws.z(within, 4)).isBetween(-Draws.BOUND, Draws.BOUND);
        assertThat(Draws.z(between, betweenVariance)).isBetween(-Draws.BOUND, Draws.BOUND);
    }

    private static List<Cell> design(Draws draws, double betweenVariance) {
        List<Cell> cells = new ArrayList<>();
        for (int sample = 0; sample < 12; sample++) {
            cells.add(
                    Cell.of(draws.gaussians(2 + draws.below(8), 5 + Math.sqrt(betweenVariance) * draws.gaussian(), 2)));
        }
        return cells;
    }

    @Test
    void tooFewSamplesOrReplicas() {
        NestedVariance none = NestedVariance.of(List.of());
        assertThat(none).isEqualTo(new NestedVariance(0, nan(), nan(), nan(), nan(), nan()));
        assertThat(NestedVariance.of(List.of(Cell.of(1, 3)))).isEqualTo(new NestedVariance(1, 2, 2, nan(), 2, nan()));
        assertThat(NestedVariance.of(List.of(Cell.of(1), Cell.of(3))))
                .isEqualTo(new NestedVariance(2, 1, 2, 1, nan(), nan()));
    }

    @Test
    void samplesThatFailedEntirelyAreLeftOut() {
        List<Cell> cells = List.of(Cell.of(1, 3), Cell.of(nan(), nan()), Cell.of(5, nan(), 7));
        assertThat(NestedVariance.of(cells)).isEqualTo(NestedVariance.of(List.of(Cell.of(1, 3), Cell.of(5, 7))));
        assertThat(NestedVariance.of(List.of(Cell.of(nan())))).isEqualTo(NestedVariance.of(List.of()));
    }

    @Test
    void constantSamplesVaryNowhere() {
        List<Cell> cells = List.of(Cell.of(0.1, 0.1), Cell.of(0.1, 0.1, 0.1), Cell.of(0.1, 0.1));
        NestedVariance nested = NestedVariance.of(cells);
        assertThat(List.of(nested.mean(), nested.stderr(), nested.within(), nested.between()))
                .containsExactly(0.1, 0.0, 0.0, 0.0);
        assertThat(nested.advice(10)).isEqualTo(DISORDER);
    }

    @Test
    void oneOutlyingSampleShowsAsDisorder() {
        List<Cell> cells = List.of(Cell.of(-1, 1), Cell.of(-1, 1), Cell.of(-1, 1), Cell.of(999, 1001));
        NestedVariance nested = NestedVariance.of(cells);
        assertThat(nested).isEqualTo(new NestedVariance(4, 2, 250, 250, 2, 249_999));
    }

    /** The best T is √(quenchCost·within/between) = √(9·4/1) = 6. */
    @Test
    void buysThermalReplicasOnlyBelowTheBestNumber() {
        assertThat(new NestedVariance(10, 5.9, 0, 1, 4, 1).advice(9)).isEqualTo(THERMAL);
        assertThat(new NestedVariance(10, 6.1, 0, 1, 4, 1).advice(9)).isEqualTo(DISORDER);
        assertThat(new NestedVariance(10, 5.9, 0, 1, 4, 1).advice(0)).isEqualTo(DISORDER);
        assertThat(new NestedVariance(10, 100, 0, 1, 4, -0.1).advice(1)).isEqualTo(THERMAL);
        assertThat(new NestedVariance(10, 100, 0, 1, 4, -0.1).advice(0)).isEqualTo(DISORDER);
        assertThat(new NestedVariance(1, 5, 0, nan(), nan(), nan()).advice(9)).isEqualTo(DISORDER);
        assertThat(new NestedVariance(1, 5, 0, nan(), 4, nan()).advice(9)).isEqualTo(DISORDER);
    }

    @Test
    void costsBelowNothingAreRefused() {
        NestedVariance nested = new NestedVariance(10, 5, 0, 1, 4, 1);
        assertThatThrownBy(() -> nested.advice(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> nested.advice(nan())).hasMessageContaining("NaN");
    }

    private static double nan() {
        return Double.NaN;
    }
}
