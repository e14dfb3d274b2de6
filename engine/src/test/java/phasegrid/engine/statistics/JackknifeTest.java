package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class JackknifeTest {

    private static final ToDoubleFunction<double[]> FIRST = means -> means[0];
    private static final ToDoubleFunction<double[]> RATIO = means -> means[0] / means[1];

    @Test
    void ofAMeanItIsTheStandardErrorOfTheMean() {
        double[] x = Draws.of("JackknifeTest.mean").gaussians(50, 2, 1);
        Jackknife jackknife = Jackknife.of(columns(x), ones(50), FIRST);
        assertThat(jackknife.value()).isCloseTo(Cell.of(x).mean(), within(1e-14));
        assertThat(jackknife.stderr()).isCloseTo(Cell.of(x).stderr(), within(1e-14));
        assertThat(jackknife.corrected()).isCloseTo(jackknife.value(), within(1e-13));
    }

    /** The bias of the squared mean is variance/n, and the jackknife removes exactly that. */
    @Test
    void removesTheBiasOfASquare() {
        double[] x = Draws.of("JackknifeTest.square").gaussians(20, 1, 1);
        Cell cell = Cell.of(x);
        Jackknife jackknife = Jackknife.of(columns(x), ones(20), means -> means[0] * means[0]);
        assertThat(jackknife.corrected()).isCloseTo(cell.mean() * cell.mean() - cell.variance() / 20, within(1e-13));
    }

    /** stderr² of x/y by the delta method; the jackknife differs at relative order 1/cells. */
    @Test
    void ofARatioItIsTheDeltaMethod() {
        Draws draws = Draws.of("JackknifeTest.ratio");
        double[] x = draws.gaussians(2000, 2, 0.5);
        double[] y = draws.gaussians(2000, 4, 1);
        for (int i = 0; i < x.length; i++) {
            x[i] += 0.3 * y[i];
        }
        Cell a = Cell.of(x);
        Cell b = Cell.of(y);
        double ratio = a.mean() / b.mean();
        double covariance = CoMoment.of(x, y, 0, 2000).covariance();
        double variance =
                (a.variance() - 2 * ratio * covariance + ratio * ratio * b.variance()) / (b.mean() * b.mean());
        Jackknife jackknife = Jackknife.of(columns(x, y), ones(2000), RATIO);
        assertThat(jackknife.value()).isCloseTo(ratio, within(1e-14));
        assertThat(jackknife.stderr()).isCloseTo(Math.sqrt(variance / 2000), within(2e-3 * Math.sqrt(variance / 2000)));
    }

    /** Busing, Meijer and van der Leeden's pseudo-values, as printed. */
    @Test
    void unequalCellsFollowThePseudoValues() {
        double[] x = {1, 4, 2, 8};
        double[] y = {2, 3, 5, 4};
        long[] counts = {1, 5, 2, 7};
        double n = 15;
        double theta = weighted(x, counts, -1) / weighted(y, counts, -1);
        double[] without = new double[4];
        double estimate = 4 * theta;
        for (int j = 0; j < 4; j++) {
            without[j] = weighted(x, counts, j) / weighted(y, counts, j);
            estimate -= (1 - counts[j] / n) * without[j];
        }
        double variance = 0;
        for (int j = 0; j < 4; j++) {
            double h = n / counts[j];
            double pseudo = h * theta - (h - 1) * without[j];
            variance += (pseudo - estimate) * (pseudo - estimate) / (h - 1) / 4;
        }
        Jackknife jackknife = Jackknife.of(columns(x, y), counts, RATIO);
        assertThat(jackknife.value()).isCloseTo(theta, within(1e-14));
        assertThat(jackknife.corrected()).isCloseTo(estimate, within(1e-13));
        assertThat(jackknife.stderr()).isCloseTo(Math.sqrt(variance), within(1e-13));
    }

    /** 1000 designs of 6 unequal cells: stderr² estimates the variance σ²/n without bias. One check, |z| < 4.9. */
    @Test
    void errorOfUnequalCellsIsUnbiased() {
        Draws draws = Draws.of("JackknifeTest.unequal");
        long[] counts = {1, 2, 3, 10, 20, 64};
        double[] squared = new double[1000];
        for (int i = 0; i < squared.length; i++) {
            double[] x = Arrays.stream(counts)
                    .mapToDouble(c -> draws.gaussian() / Math.sqrt((double) c))
                    .toArray();
            double stderr = Jackknife.of(columns(x), counts, FIRST).stderr();
            squared[i] = stderr * stderr;
        }
        assertThat(Draws.z(squared, 0.01)).isBetween(-Draws.BOUND, Draws.BOUND);
    }

    @Test
    void fewerThanTwoCellsHaveNoError() {
        double nan = Double.NaN;
        assertThat(Jackknife.of(new double[0][], new long[0], FIRST)).isEqualTo(new Jackknife(nan, nan, nan));
        assertThat(Jackknife.of(columns(new double[] {3}), ones(1), FIRST)).isEqualTo(new Jackknife(3, nan, nan));
        assertThat(Jackknife.of(columns(new double[] {nan, 3}), new long[] {0, 5}, FIRST))
                .isEqualTo(new Jackknife(3, nan, nan));
        assertThat(Jackknife.of(columns(new double[] {nan, nan}), new long[2], FIRST))
                .isEqualTo(new Jackknife(nan, nan, nan));
    }

    @Test
    void twoCells() {
        Jackknife jackknife = Jackknife.of(columns(new double[] {1, 3}), ones(2), FIRST);
        assertThat(jackknife).isEqualTo(new Jackknife(2, 1, 2));
    }

    @Test
    void constantCellsHaveExactlyNoError() {
        double[] tenth = {0.1, 0.1, 0.1};
        double[] third = {0.3, 0.3, 0.3};
        assertThat(Jackknife.of(columns(tenth, third), new long[] {1, 5, 7}, RATIO))
                .isEqualTo(new Jackknife(0.1 / 0.3, 0, 0.1 / 0.3));
    }

    @Test
    void emptyCellsAreLeftOutAndFailedMeansShow() {
        Jackknife with = Jackknife.of(columns(new double[] {1, Double.NaN, 3}), new long[] {2, 0, 2}, FIRST);
        assertThat(with).isEqualTo(new Jackknife(2, 1, 2));
        Jackknife failed = Jackknife.of(columns(new double[] {1, Double.NaN, 3}), ones(3), FIRST);
        assertThat(failed.value()).isNaN();
        assertThat(failed.stderr()).isNaN();
    }

    @Test
    void oneOutlierIsTheError() {
        Jackknife jackknife = Jackknife.of(columns(new double[] {0, 0, 0, 1000}), ones(4), FIRST);
        assertThat(jackknife.value()).isEqualTo(250);
        assertThat(jackknife.stderr()).isEqualTo(250);
        assertThat(jackknife.corrected()).isCloseTo(250, within(1e-12));
    }

    @Test
    void aFunctionThatWritesIntoItsArgumentHarmsNothing() {
        ToDoubleFunction<double[]> greedy = means -> {
            double ratio = RATIO.applyAsDouble(means);
            Arrays.fill(means, 0);
            return ratio;
        };
        double[][] cells = {{1, 2}, {3, 5}, {4, 4}};
        assertThat(Jackknife.of(cells, ones(3), greedy)).isEqualTo(Jackknife.of(cells, ones(3), RATIO));
        assertThat(cells[2]).containsExactly(4, 4);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Jackknife.of(new double[2][1], ones(3), FIRST))
                .hasMessageContaining("2 cells, 3 counts");
        assertThatThrownBy(() -> Jackknife.of(new double[][] {{1}, {1, 2}}, ones(2), FIRST))
                .hasMessageContaining("cell 1 has 2 means, cell 0 has 1");
        assertThatThrownBy(() -> Jackknife.of(new double[1][1], new long[] {-1}, FIRST))
                .hasMessageContaining("count of cell 0 is -1");
    }

    private static double weighted(double[] x, long[] counts, int without) {
        double sum = 0;
        double n = 0;
        for (int i = 0; i < x.length; i++) {
            sum += i == without ? 0 : counts[i] * x[i];
            n += i == without ? 0 : counts[i];
        }
        return sum / n;
    }

    private static double[][] columns(double[]... observables) {
        double[][] cells = new double[observables[0].length][observables.length];
        for (int i = 0; i < cells.length; i++) {
            for (int k = 0; k < observables.length; k++) {
                cells[i][k] = observables[k][i];
            }
        }
        return cells;
    }

    private static long[] ones(int n) {
        long[] ones = new long[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
