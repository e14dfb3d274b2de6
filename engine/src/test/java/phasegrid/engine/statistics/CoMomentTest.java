package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Variance;
import org.junit.jupiter.api.Test;

class CoMomentTest extends AccumulatorContract<CoMoment> {

    @Override
    CoMoment empty() {
        return CoMoment.EMPTY;
    }

    @Override
    CoMoment of(double[] x, double[] y, int from, int to) {
        return CoMoment.of(x, y, from, to);
    }

    @Override
    CoMoment merge(CoMoment a, CoMoment b) {
        return a.merge(b);
    }

    @Override
    double[] encoded(CoMoment a) {
        double[] payload = new double[CoMoment.LENGTH + 3];
        a.encode(payload, 3);
        return Arrays.copyOfRange(payload, 3, payload.length);
    }

    @Override
    CoMoment decoded(double[] payload) {
        return CoMoment.decode(payload, 0);
    }

    /** cov(x, y) = (var(x + y) − var(x − y))/4, with the variances of Commons Statistics. */
    @Test
    void agreesWithCommonsStatisticsByPolarisation() {
        Draws draws = Draws.of("CoMomentTest.polarisation");
        double[] x = draws.gaussians(500, 2, 1);
        double[] y = draws.gaussians(500, -1, 1);
        double[] sum = new double[500];
        double[] difference = new double[500];
        for (int i = 0; i < 500; i++) {
            y[i] += 0.5 * x[i];
            sum[i] = x[i] + y[i];
            difference[i] = x[i] - y[i];
        }
        double wanted =
                (Variance.of(sum).getAsDouble() - Variance.of(difference).getAsDouble()) / 4;
        assertThat(CoMoment.of(x, y, 0, 500).covariance()).isCloseTo(wanted, within(1e-13));
    }

    @Test
    void withItselfItIsTheSumOfSquares() {
        double[] x = Draws.of("CoMomentTest.itself").gaussians(100, 5, 1);
        Cell cell = Cell.of(x);
        assertThat(CoMoment.of(x, x, 0, 100)).isEqualTo(new CoMoment(100, cell.mean(), cell.mean(), cell.m2()));
    }

    @Test
    void pairsWithOneFailureAreLeftOut() {
        double[] x = {1, Double.NaN, 2, 3, 9};
        double[] y = {2, 5, Double.NEGATIVE_INFINITY, 6, Double.NaN};
        assertThat(CoMoment.of(x, y, 0, 5)).isEqualTo(new CoMoment(2, 2, 4, 4));
        assertThat(CoMoment.of(x, y, 1, 3)).isEqualTo(CoMoment.EMPTY);
    }

    @Test
    void fewPairs() {
        assertThat(CoMoment.EMPTY.covariance()).isNaN();
        assertThat(CoMoment.of(new double[] {1}, new double[] {2}, 0, 1)).isEqualTo(new CoMoment(1, 1, 2, 0));
        assertThat(CoMoment.of(new double[] {1}, new double[] {2}, 0, 1).covariance())
                .isNaN();
        assertThat(CoMoment.of(new double[] {1, 3}, new double[] {2, -2}, 0, 2).covariance())
                .isEqualTo(-4);
    }

    @Test
    void aConstantVariesWithNothing() {
        double[] constant = {0.1, 0.1, 0.1, 0.1, 0.1};
        CoMoment both = CoMoment.of(constant, new double[] {1, 2, 3, 4, 1e9}, 0, 5);
        assertThat(both.covariance()).isZero();
        assertThat(both.merge(both).covariance()).isZero();
    }

    @Test
    void mergesInListOrder() {
        CoMoment a = CoMoment.of(new double[] {1, 3}, new double[] {2, -2}, 0, 2);
        CoMoment b = CoMoment.of(new double[] {0.7}, new double[] {0.1}, 0, 1);
        assertThat(CoMoment.merge(List.of(a, b, b))).isEqualTo(a.merge(b).merge(b));
        assertThat(CoMoment.merge(List.of())).isEqualTo(CoMoment.EMPTY);
    }

    @Test
    void impossibleOnesAreRefused() {
        assertThatThrownBy(() -> new CoMoment(-1, 0, 0, 0)).hasMessageContaining("count is -1");
        assertThatThrownBy(() -> new CoMoment(0, 0, 0, 0)).hasMessageContaining("means 0.0, 0.0");
    }
}
