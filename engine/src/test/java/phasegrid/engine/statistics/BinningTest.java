package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinningTest {

    private static final int SERIES = 64;
    private static final double PHI = 0.9;
    private static final double TAU = 9.5;

    @Test
    void levelsByHand() {
        Binning binning = Binning.of(1, 2, 3, 4);
        assertThat(binning.levels()).isEqualTo(3);
        assertThat(binning.error(0)).isEqualTo(Math.sqrt(5.0 / 12));
        assertThat(binning.error(1)).isEqualTo(1);
        assertThat(binning.error(2)).isNaN();
        assertThat(binning.error(3)).isNaN();
        assertThat(binning.values()).isEqualTo(Cell.of(1, 2, 3, 4));
    }

    @Test
    void incompleteBinsWaitForTheirSecondHalf() {
        Binning binning = Binning.of(1, 2, 3, 4, 99);
        assertThat(binning.error(1)).isEqualTo(Math.sqrt(2.0 / 5 * 2));
        binning.accept(101);
        assertThat(binning.error(1)).isEqualTo(Math.sqrt(Cell.of(1.5, 3.5, 100).variance() / 6 * 2));
    }

    /** Each level's expected squared error, over 64 series of 4096 values. 8 checks, |z| < 4.9. */
    @Test
    void everyLevelFollowsTheAutoregressiveLaw() {
        Draws draws = Draws.of("BinningTest.everyLevel");
        int n = 4096;
        Binning[] binnings = series(draws, n);
        for (int level = 0; level < 8; level++) {
            int k = level;
            double bins = n >> k;
            double expected = bins / (bins - 1) * (varianceOfMean(1 << k) - varianceOfMean(n)) / bins;
            double[] squared = Arrays.stream(binnings)
                    .mapToDouble(b -> b.error(k) * b.error(k))
                    .toArray();
            assertThat(Draws.z(squared, expected)).as("level %s", k).isBetween(-Draws.BOUND, Draws.BOUND);
        }
    }

    /** Short bins hide a share 2φ/(1 − φ²)/B of τ, here about 4 %; the noise of 64 series adds 3 %. |z| < 4.9 of the noise. */
    @Test
    void plateauFindsTheCorrelationTime() {
        Binning[] binnings = series(Draws.of("BinningTest.plateau"), 16_384);
        assertThat(binnings).allMatch(Binning::settled);
        double[] taus = Arrays.stream(binnings).mapToDouble(Binning::tau).toArray();
        double allowance = 0.06 * TAU;
        Cell cell = Cell.of(taus);
        assertThat(ZScore.of(cell.mean(), cell.stderr(), TAU, allowance)).isBetween(-Draws.BOUND, Draws.BOUND);
        assertThat(cell.stderr()).isLessThan(0.05 * TAU);
        for (Binning binning : binnings) {
            assertThat(binning.effectiveSampleSize()).isEqualTo(16_384 / (2 * binning.tau()));
            assertThat(binning.stderr()).isGreaterThan(3 * binning.error(0));
        }
    }

    /** Independent values: ½ on average, over 64 series. One check, |z| < 4.9 beyond 2 % for the choice of level. */
    @Test
    void independentValuesHaveHalf() {
        Draws draws = Draws.of("BinningTest.independent");
        double[] taus = IntStream.range(0, SERIES)
                .mapToDouble(i -> Binning.of(draws.gaussians(4096, 3, 1)).tau())
                .toArray();
        Cell cell = Cell.of(taus);
        assertThat(ZScore.of(cell.mean(), cell.stderr(), 0.5, 0.01)).isBetween(-Draws.BOUND, Draws.BOUND);
    }

    @Test
    void aSeriesShorterThanItsCorrelationIsNotSettled() {
        double[] ramp = IntStream.range(0, 256).mapToDouble(i -> i).toArray();
        Binning binning = Binning.of(ramp);
        assertThat(binning.settled()).isFalse();
        assertThat(binning.stderr()).isEqualTo(binning.error(6)).isGreaterThan(binning.error(5));
        assertThat(binning.error(7)).isGreaterThan(binning.error(6));
    }

    @Test
    void fewerThanTwoValuesSayNothing() {
        for (Binning binning : new Binning[] {Binning.of(), Binning.of(7), Binning.of(Double.NaN, 7)}) {
            assertThat(binning.stderr()).isNaN();
            assertThat(binning.tau()).isNaN();
            assertThat(binning.effectiveSampleSize()).isNaN();
            assertThat(binning.error(0)).isNaN();
            assertThat(binning.frozen()).isFalse();
            assertThat(binning.settled()).isFalse();
        }
        assertThat(Binning.of().levels()).isZero();
        assertThat(Binning.of().values()).isEqualTo(Cell.EMPTY);
    }

    @Test
    void twoValuesHaveAnUnsettledError() {
        Binning binning = Binning.of(1, 3);
        assertThat(binning.stderr()).isEqualTo(1);
        assertThat(binning.tau()).isEqualTo(0.5);
        assertThat(binning.effectiveSampleSize()).isEqualTo(2);
        assertThat(binning.settled()).isFalse();
    }

    @Test
    void aConstantSeriesIsFrozen() {
        for (double[] series : new double[][] {{0.1, 0.1}, {0.1, 0.1, 0.1, 0.1, 0.1}, new double[1000]}) {
            Binning binning = Binning.of(series);
            assertThat(binning.frozen()).isTrue();
            assertThat(binning.settled()).isFalse();
            assertThat(binning.effectiveSampleSize()).isZero();
            assertThat(binning.tau()).isNaN();
            assertThat(binning.stderr()).isNaN();
            assertThat(binning.error(0)).isZero();
        }
    }

    @Test
    void aCycleIsNoPlateau() {
        double[] cycle = IntStream.range(0, 1024).mapToDouble(i -> i % 2).toArray();
        Binning binning = Binning.of(cycle);
        assertThat(binning.settled()).isFalse();
        assertThat(binning.stderr()).isEqualTo(binning.error(0)).isPositive();
        assertThat(binning.effectiveSampleSize()).isEqualTo(1024);
    }

    @Test
    void oneOutlierLooksIndependent() {
        double[] series = new double[1024];
        series[0] = 1e6;
        Binning binning = Binning.of(series);
        assertThat(binning.tau()).isBetween(0.49, 0.51);
        assertThat(binning.stderr()).isBetween(1e6 / 1024 * 0.99, 1e6 / 1024 * 1.01);
    }

    @Test
    void failedValuesAreCountedAndTheSeriesClosesOverThem() {
        Binning binning = Binning.of(1, Double.NaN, 2, 3, Double.POSITIVE_INFINITY, 4);
        assertThat(binning.values()).isEqualTo(new Cell(4, 2, 2.5, 5));
        assertThat(binning.error(1)).isEqualTo(Binning.of(1, 2, 3, 4).error(1));
        Binning failed = Binning.of(Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(failed.values()).isEqualTo(new Cell(0, 2, Double.NaN, 0));
        assertThat(failed.stderr()).isNaN();
    }

    private static Binning[] series(Draws draws, int n) {
        return IntStream.range(0, SERIES)
                .mapToObj(i -> Binning.of(draws.autoregressive(n, PHI)))
                .toArray(Binning[]::new);
    }

    /** Variance of the mean of n values: (1 + 2Σ(1 − t/n)φᵗ)/n. */
    private static double varianceOfMean(int n) {
        double sum = 1;
        double power = 1;
        for (int t = 1; t < n; t++) {
            power *= PHI;
            sum += 2 * (1 - (double) t / n) * power;
        }
        return sum / n;
    }
}
