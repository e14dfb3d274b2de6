package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveSampleSizeTest {

    /** S(1 − φ)/(1 + φ) for 4 chains of 2000, over 60 sets; allowance 4 % for the truncated sum. 3 checks, |z| < 4.9. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.6, 0.9})
    void followsTheAutoregressiveLaw(double phi) {
        Draws draws = Draws.of("EffectiveSampleSizeTest.autoregressive " + phi);
        double expected = 8000 * (1 - phi) / (1 + phi);
        double[] sizes = new double[60];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = EffectiveSampleSize.of(chains(draws, 2000, phi));
        }
        Cell cell = Cell.of(sizes);
        assertThat(ZScore.of(cell.mean(), cell.stderr(), expected, 0.04 * expected))
                .isBetween(-Draws.BOUND, Draws.BOUND);
        assertThat(cell.stderr()).isLessThan(0.03 * expected);
    }

    @Test
    void chainsThatDisagreeAreWorthAlmostNothing() {
        double[][] chains = chains(Draws.of("EffectiveSampleSizeTest.disagree"), 500, 0);
        assertThat(EffectiveSampleSize.of(chains)).isGreaterThan(1500);
        for (int i = 0; i < 500; i++) {
            chains[0][i] += 5;
        }
        assertThat(EffectiveSampleSize.of(chains)).isLessThan(20);
    }

    @Test
    void anticorrelationIsNotCredited() {
        double[][] chains = chains(Draws.of("EffectiveSampleSizeTest.anti"), 500, -0.8);
        assertThat(EffectiveSampleSize.of(chains)).isEqualTo(2000);
        double[] cycle = new double[100];
        for (int i = 0; i < 100; i += 2) {
            cycle[i] = 1;
        }
        assertThat(EffectiveSampleSize.of(new double[][] {cycle})).isEqualTo(100);
    }

    @Test
    void frozenChainsAreWorthNothing() {
        assertThat(EffectiveSampleSize.of(new double[][] {{0.1, 0.1, 0.1, 0.1}, {0.1, 0.1, 0.1, 0.1}}))
                .isZero();
        assertThat(EffectiveSampleSize.of(new double[][] {{1, 1, 1, 1}, {-1, -1, -1, -1}}))
                .isZero();
    }

    @Test
    void tooLittleOrFailedIsUndefined() {
        assertThat(EffectiveSampleSize.of(new double[0][])).isNaN();
        assertThat(EffectiveSampleSize.of(new double[][] {{1}})).isNaN();
        assertThat(EffectiveSampleSize.of(new double[][] {{1, 2, 3}})).isNaN();
        assertThat(EffectiveSampleSize.of(new double[][] {{1, 2, Double.NaN, 4}}))
                .isNaN();
        assertThat(EffectiveSampleSize.of(new double[][] {{1, 2, 4, 4}})).isBetween(0.5, 4.0);
    }

    @Test
    void oneOutlierStaysFinite() {
        double[][] chains = new double[2][100];
        chains[0][0] = 1e6;
        assertThat(EffectiveSampleSize.of(chains)).isBetween(100.0, 200.0);
    }

    @Test
    void chainsOfDifferentLengthsAreRefused() {
        assertThatThrownBy(() -> EffectiveSampleSize.of(new double[][] {new double[8], new double[5]}))
                .hasMessageContaining("one has 5 bins, the first has 8");
    }

    private static double[][] chains(Draws draws, int n, double phi) {
        double[][] chains = new double[4][];
        for (int i = 0; i < 4; i++) {
            chains[i] = draws.autoregressive(n, phi);
        }
        return chains;
    }
}
