package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.testing.Table;

class PointSetTest {
    private static double[] gaussians(String name, int count) {
        double[] drawn = new double[count];
        RandomStream.of(StreamKey.of("point set", name), 0, 0, 0).gaussians(drawn, 0, count);
        return drawn;
    }

    /** The order that the class states, written out. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 2, 2", "7, 5, 3", "512, 4, 2", "513, 9, 1", "1025, 6, 5", "33, 70, 2", "40, 129, 9"})
    void sumsInTheStatedOrder(int n, int d, int count) {
        double[] points = gaussians("points", n * d);
        double[] x = gaussians("states", count * d);
        PointSet set = PointSet.of(points, n, d);
        double[] logits = new double[count * n];
        RowBlocks room = new RowBlocks();
        set.logits(x, count, 1.7, 0.3, logits, room);
        Softmax weights = new Softmax(n);
        double[] average = new double[count * d];
        for (int r = 0; r < count; r++) {
            for (int mu = 0; mu < n; mu++) {
                double product = 0;
                for (int i = 0; i < d; i++) {
                    product = Math.fma(x[r * d + i], points[mu * d + i], product);
                }
                double square = Kernels.sumOfSquares(points, mu * d, (mu + 1) * d);
                assertThat(logits[r * n + mu]).isEqualTo(Math.fma(1.7, product, -0.3 * square));
            }
            weights.take(logits, r * n);
            set.average(weights, average, r * d);
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int k = 0; k < weights.count(); k++) {
                    sum = Math.fma(weights.weight(k), points[weights.index(k) * d + i], sum);
                }
                assertThat(average[r * d + i]).isEqualTo(sum);
            }
            weights.scatter(logits, r * n);
        }
        double[] averages = new double[count * d];
        set.averages(logits, count, averages, room);
        assertThat(averages).isEqualTo(average);
    }

    @Test
    void vectorsOfSixtyDigits() {
        var rows = Table.read("/golden/empirical-vectors.csv");
        assertThat(rows).hasSize(6).allSatisfy(PointSetTest::holds);
    }

    private static void holds(Map<String, String> row) {
        String[] parameters = row.get("parameters").split(" ");
        double[] x = numbers(parameters[1].substring(2));
        double t = Double.parseDouble(parameters[2].substring(2));
        double[] values = numbers(row.get("value"));
        double tolerance = Double.parseDouble(row.get("tolerance"));
        PointSet set = PointSet.of(numbers(parameters[0].substring(2)), 4, 3);
        double shrink = Elementary.exp(-t);
        double noise = -Elementary.expm1(-2 * t);
        double[] logits = new double[4];
        set.logits(x, 1, shrink / noise, 0.5 * shrink * shrink / noise, logits, new RowBlocks());
        Softmax weights = new Softmax(4);
        weights.take(logits, 0);
        switch (row.get("quantity")) {
            case "Y2=sum w^2" -> assertThat(weights.participation()).isCloseTo(values[0], within(tolerance));
            case "log p_emp(x)" -> {
                double square = Kernels.sumOfSquares(x, 0, 3) / noise;
                double log = weights.logSum() - Math.log(4) - 0.5 * (3 * Math.log(2 * Math.PI * noise) + square);
                assertThat(log).isCloseTo(values[0], within(tolerance));
            }
            default -> {
                double[] mean = new double[3];
                set.average(weights, mean, 0);
                for (int i = 0; i < 3; i++) {
                    assertThat((shrink * mean[i] - x[i]) / noise).isCloseTo(values[i], within(tolerance));
                }
            }
        }
    }

    private static double[] numbers(String joined) {
        return Stream.of(joined.split(";")).mapToDouble(Double::parseDouble).toArray();
    }

    /** What is left out of the weights moves nothing by more than 5e-15 of the whole. */
    @ParameterizedTest
    @CsvSource({"10, 1", "1000, 30", "1000, 2000", "4000, 8"})
    void leavesOutWhatDoesNotMatter(int n, double spread) {
        double[] logits = gaussians("logits" + n, n);
        Kernels.scale(spread, logits, 0, n);
        double top = Arrays.stream(logits).max().orElseThrow();
        double whole = Arrays.stream(logits).map(l -> Math.exp(l - top)).sum();
        double entropy = Arrays.stream(logits)
                .map(l -> Math.exp(l - top) / whole)
                .filter(w -> w > 0)
                .map(w -> -w * Math.log(w))
                .sum();
        Softmax weights = new Softmax(n);
        weights.take(logits, 0);
        double kept = 0;
        for (int k = 0; k < weights.count(); k++) {
            double exact = Math.exp(logits[weights.index(k)] - top) / whole;
            assertThat(weights.weight(k)).isCloseTo(exact, within(1e-13 * exact));
            assertThat(weights.of(weights.index(k))).isEqualTo(weights.weight(k));
            kept += exact;
        }
        assertThat(kept).isCloseTo(1, within(1e-12));
        assertThat(weights.entropy()).isCloseTo(entropy, within(1e-12));
        assertThat(weights.largestWeight()).isCloseTo(1 / whole, within(1e-13));
        assertThat(logits[weights.largest()]).isEqualTo(top);
        assertThat(weights.logSum()).isCloseTo(top + Math.log(whole), within(1e-12 * Math.max(1, Math.abs(top))));
    }

    @Test
    void drawsByTheRunningSum() {
        Softmax weights = new Softmax(3);
        weights.take(new double[] {9, Math.log(0.5), Double.NEGATIVE_INFINITY, Math.log(0.25)}, 1);
        assertThat(weights.count()).isEqualTo(2);
        assertThat(weights.draw(0.6)).isZero();
        assertThat(weights.draw(0.7)).isEqualTo(2);
        assertThat(weights.draw(1 - 1e-16)).isEqualTo(2);
        assertThat(weights.of(1)).isZero();
        assertThat(weights.participation()).isCloseTo(5.0 / 9, within(1e-15));
    }

    @Test
    void refusesTooFewNumbers() {
        assertThatThrownBy(() -> PointSet.of(new double[5], 2, 3)).hasMessageContaining("there are 5 numbers");
    }
}
