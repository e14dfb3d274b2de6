package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Student's t as a normal quantile. */
class PairedScoreTest {
    @ParameterizedTest
    @CsvSource({"3, 2", "4, 5", "8, 3.5", "20, 4", "200, 2"})
    void isTheNormalQuantileOfStudentsLaw(int pairs, double t) {
        double[] differences = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            differences[i] = i;
        }
        Cell cell = Cell.of(differences);
        for (int i = 0; i < pairs; i++) {
            differences[i] += t * cell.stderr() - cell.mean();
        }
        double exact = NormalDistribution.of(0, 1)
                .inverseSurvivalProbability(TDistribution.of(pairs - 1.0).survivalProbability(t));
        assertThat(PairedScore.of(differences)).isCloseTo(exact, within(0.05));
    }

    @Test
    void edgesAreAsStated() {
        assertThat(PairedScore.of()).isNaN();
        assertThat(PairedScore.of(1)).isNaN();
        assertThat(PairedScore.of(0, 0, 0)).isZero();
        assertThat(PairedScore.of(-2, -2, -2)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(PairedScore.of(1, 2, 3)).isEqualTo(-PairedScore.of(-1, -2, -3));
    }
}
