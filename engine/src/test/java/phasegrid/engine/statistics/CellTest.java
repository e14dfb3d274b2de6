package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.junit.jupiter.api.Test;

class CellTest extends AccumulatorContract<Cell> {

    @Override
    Cell empty() {
        return Cell.EMPTY;
    }

    @Override
    Cell of(double[] x, double[] y, int from, int to) {
        return Cell.of(x, from, to);
    }

    @Override
    Cell merge(Cell a, Cell b) {
        return a.merge(b);
    }

    @Override
    double[] encoded(Cell a) {
        double[] payload = new double[Cell.LENGTH + 2];
        a.encode(payload, 2);
        return Arrays.copyOfRange(payload, 2, payload.length);
    }

    @Override
    Cell decoded(double[] payload) {
        return Cell.decode(payload, 0);
    }

    @Test
    void agreesWithCommonsStatistics() {
        Draws draws = Draws.of("CellTest.agreesWithCommonsStatistics");
        for (int n : new int[] {1, 2, 3, 17, 64, 1000, 4096}) {
            double[] x = draws.gaussians(n, -7, 0.3);
            Cell cell = Cell.of(x);
            assertThat(cell.mean()).isCloseTo(Mean.of(x).getAsDouble(), within(4 * Math.ulp(7.0)));
            if (n > 1) {
                double variance = Variance.of(x).getAsDouble();
                assertThat(cell.variance()).isCloseTo(variance, within(1e-13 * variance));
                assertThat(cell.stderr()).isCloseTo(Math.sqrt(variance / n), within(1e-13 * Math.sqrt(variance / n)));
            }
        }
    }

    /** 10¹² + {0, …, n − 1}: mean and M2 = (n³ − n)/12 are exact numbers. */
    @Test
    void aLargeOffsetCostsNoDigits() {
        double[] x = new double[1001];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1e12 + i;
        }
        assertThat(Cell.of(x)).isEqualTo(new Cell(1001, 0, 1e12 + 500, (1001.0 * 1001 * 1001 - 1001) / 12));
    }

    @Test
    void aFirstValueFarOffCostsNoDigitsOfTheMean() {
        Cell cell = Cell.of(1e16, 1, 2, 3, 4);
        assertThat(cell.mean()).isEqualTo((1e16 + 10) / 5);
        assertThat(cell.m2()).isCloseTo(0.8 * (1e16 - 2.5) * (1e16 - 2.5), within(1e18));
    }

    @Test
    void noValues() {
        assertThat(Cell.of()).isEqualTo(Cell.EMPTY);
        assertThat(Cell.EMPTY.mean()).isNaN();
        assertThat(Cell.EMPTY.variance()).isNaN();
        assertThat(Cell.EMPTY.stderr()).isNaN();
        assertThat(Cell.merge(List.of())).isEqualTo(Cell.EMPTY);
    }

    @Test
    void oneValueHasNoError() {
        assertThat(Cell.of(0.1)).isEqualTo(new Cell(1, 0, 0.1, 0));
        assertThat(Cell.of(0.1).variance()).isNaN();
        assertThat(Cell.of(0.1).stderr()).isNaN();
    }

    @Test
    void twoValues() {
        assertThat(Cell.of(1, 3)).isEqualTo(new Cell(2, 0, 2, 2));
        assertThat(Cell.of(1, 3).variance()).isEqualTo(2);
        assertThat(Cell.of(1, 3).stderr()).isEqualTo(1);
    }

    @Test
    void constantValuesHaveExactlyNoSpread() {
        double[] x = new double[777];
        Arrays.fill(x, 0.1);
        assertThat(Cell.of(x)).isEqualTo(new Cell(777, 0, 0.1, 0));
        assertThat(Cell.of(x).merge(Cell.of(0.1, 0.1))).isEqualTo(new Cell(779, 0, 0.1, 0));
        assertThat(Cell.of(x).stderr()).isZero();
    }

    @Test
    void whatIsNotFiniteIsCountedAndNeverAveraged() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(Cell.of(Double.NaN, 1, inf, 3, -inf)).isEqualTo(new Cell(2, 3, 2, 2));
        Cell failed = Cell.of(Double.NaN, inf);
        assertThat(failed).isEqualTo(new Cell(0, 2, Double.NaN, 0));
        assertThat(failed.recorded()).isEqualTo(2);
        assertThat(failed.merge(Cell.of(1, 3))).isEqualTo(new Cell(2, 2, 2, 2));
        assertThat(Cell.of(1, 3).merge(failed)).isEqualTo(new Cell(2, 2, 2, 2));
        assertThat(Cell.of(1, inf, 3).merge(Cell.of(2, Double.NaN)).failed()).isEqualTo(2);
    }

    @Test
    void meansOfDifferentSizeCommuteToTheBit() {
        Cell small = Cell.of(3.8980880702113407);
        Cell large = Cell.of(28.34747652200631);
        assertThat(small.merge(large)).isEqualTo(large.merge(small));
    }

    @Test
    void mergesInListOrder() {
        Cell a = Cell.of(0.1, 0.7);
        Cell b = Cell.of(0.3);
        Cell c = Cell.of(1e-9, 5, 0.2);
        assertThat(Cell.merge(List.of(a, b, c))).isEqualTo(a.merge(b).merge(c));
    }

    @Test
    void encodingKeepsTheFailures() {
        Cell cell = Cell.of(1, Double.NaN, 3, Double.NaN, 5);
        assertThat(encoded(cell)).containsExactly(3, 2, 3, 8);
        assertThat(decoded(encoded(cell))).isEqualTo(cell);
    }

    @Test
    void overflowShowsInTheErrorBar() {
        assertThat(Cell.of(1e200, -1e200).stderr()).isInfinite();
    }

    @Test
    void impossibleCellsAreRefused() {
        assertThatThrownBy(() -> new Cell(-1, 0, 0, 0))
                .hasMessage("Cannot hold a cell: count is -1; give a count from 0 to 2^53");
        assertThatThrownBy(() -> new Cell(1, -1, 0, 0)).hasMessageContaining("failed is -1");
        assertThatThrownBy(() -> new Cell(1, 0, 0, -1)).hasMessageContaining("M2 -1.0");
        assertThatThrownBy(() -> new Cell(0, 0, 5, 0)).hasMessageContaining("mean 5.0");
    }
}
