package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SplitRHatTest {

    /** Halves (1, 2) and (3, 4): W = ½, variance of the means 2, n = 2. */
    @Test
    void oneShortChainByHand() {
        assertThat(SplitRHat.of(new double[][] {{1, 2, 3, 4}})).isEqualTo(Math.sqrt(4.5));
        assertThat(SplitRHat.of(new double[][] {{1, 2, 99, 3, 4}})).isEqualTo(Math.sqrt(4.5));
    }

    /** E(R² − 1) = (E var of means)/σ² − 1/n = 0 for independent values; over 200 sets of 4 chains. One check, |z| < 4.9. */
    @Test
    void chainsOfOneLawGiveOne() {
        Draws draws = Draws.of("SplitRHatTest.one");
        double[] excess = new double[200];
        for (int i = 0; i < excess.length; i++) {
            double rHat = SplitRHat.of(chains(draws, 0));
            excess[i] = rHat * rHat - 1;
            assertThat(rHat).isBetween(0.99, 1.05);
        }
        assertThat(Draws.z(excess, 0)).isBetween(-Draws.BOUND, Draws.BOUND);
    }

    /** Means −1, −1, 1, 1 (twice each after the cut): variance of the means 8/7, R² = 1 + 8/7. Noise of R about 1 %. */
    @Test
    void shiftedChainsAreFound() {
        double rHat = SplitRHat.of(chains(Draws.of("SplitRHatTest.shifted"), 1));
        assertThat(rHat).isBetween(0.95 * Math.sqrt(15.0 / 7), 1.05 * Math.sqrt(15.0 / 7));
    }

    @Test
    void aDriftThatAllChainsShareIsFound() {
        double[][] drift = new double[4][100];
        for (double[] chain : drift) {
            for (int i = 0; i < chain.length; i++) {
                chain[i] = i;
            }
        }
        assertThat(SplitRHat.of(drift)).isGreaterThan(1.5);
    }

    @Test
    void tooLittleOrFailedIsUndefined() {
        assertThat(SplitRHat.of(new double[0][])).isNaN();
        assertThat(SplitRHat.of(new double[2][0])).isNaN();
        assertThat(SplitRHat.of(new double[][] {{1, 2, 3}, {2, 3, 4}})).isNaN();
        assertThat(SplitRHat.of(new double[][] {{1, 2, 3, Double.NaN}, {2, 3, 4, 5}}))
                .isNaN();
        assertThat(SplitRHat.of(new double[][] {{1, 2, 3, 4}, {2, Double.POSITIVE_INFINITY, 4, 5}}))
                .isNaN();
    }

    @Test
    void constantChains() {
        assertThat(SplitRHat.of(new double[][] {{0.1, 0.1, 0.1, 0.1}, {0.1, 0.1, 0.1, 0.1}}))
                .isNaN();
        assertThat(SplitRHat.of(new double[][] {{1, 1, 1, 1}, {-1, -1, -1, -1}}))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void oneOutlierStaysFinite() {
        double[][] chains = new double[2][100];
        chains[0][0] = 1e6;
        assertThat(SplitRHat.of(chains)).isBetween(0.99, 1.01);
    }

    @Test
    void chainsOfDifferentLengthsAreRefused() {
        assertThatThrownBy(() -> SplitRHat.of(new double[][] {new double[8], new double[5]}))
                .hasMessage("Cannot compare chains: one has 5 bins, the first has 8; cut them to the same length");
    }

    private static double[][] chains(Draws draws, double shift) {
        double[][] chains = new double[4][];
        for (int i = 0; i < 4; i++) {
            chains[i] = draws.gaussians(1000, i < 2 ? -shift : shift, 1);
        }
        return chains;
    }
}
