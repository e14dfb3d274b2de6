package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldMixtureTest {
    private static double[] fields(int d, double size) {
        double[] b = new double[d];
        for (int i = 0; i < d; i++) {
            b[i] = size * (Math.sin(1.7 * i + 0.4) + 0.15);
        }
        return b;
    }

    /** ⟨a_i⟩ for each i, then P(M > 0) + ½ P(M = 0), by the sum over all 2^d states. */
    private static double[] enumerated(double[] b, double coupling, double field) {
        int d = b.length;
        double[] log = new double[1 << d];
        double largest = Double.NEGATIVE_INFINITY;
        for (int state = 0; state < log.length; state++) {
            double m = 2 * Integer.bitCount(state) - d;
            log[state] = coupling * m * m / (2 * d) + field * m;
            for (int i = 0; i < d; i++) {
                log[state] += (state >> i & 1) == 1 ? b[i] : -b[i];
            }
            largest = Math.max(largest, log[state]);
        }
        double[] means = new double[d + 1];
        double sum = 0;
        for (int state = 0; state < log.length; state++) {
            double p = Math.exp(log[state] - largest);
            sum += p;
            for (int i = 0; i < d; i++) {
                means[i] += (state >> i & 1) == 1 ? p : -p;
            }
            means[d] += p * (0.5 + 0.5 * Integer.signum(2 * Integer.bitCount(state) - d));
        }
        for (int i = 0; i <= d; i++) {
            means[i] /= sum;
        }
        return means;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.5, 0, 0.3", "2, 0.5, 0.2, 1", "8, 1.5, 0, 0.4", "9, 1, -0.3, 0.05", "11, 2, 0.1, 3", "12, 0, 0.4, 0.7",
        "13, 0.7, 0, 0", "10, 8, 0, 0.01", "7, 1.2, 2, 600", "9, 20, -5, 2", "12, 1, 0, 0.2", "14, 0.9, 0.01, 900"
    })
    void meansAndSignAreThoseOfTheSumOverAllStates(int d, double coupling, double field, double size) {
        double[] b = fields(d, size);
        double[] exact = enumerated(b, coupling, field);
        FieldMixture mixture = FieldMixture.hubbardStratonovich(d, coupling, field);
        double[] mean = new double[d];
        mixture.condition(b, 0);
        mixture.mean(mean, 0);
        for (int i = 0; i < d; i++) {
            assertThat(mean[i]).isCloseTo(exact[i], within(2e-14));
        }
        assertThat(new SpinSum(mixture).positive()).isCloseTo(exact[d], within(2e-13));
    }

    @ParameterizedTest
    @CsvSource({"65, 1.5, 0", "1001, 1.2, 0.001", "4097, 1.5, 0", "4097, 1, 0", "4096, 2, -0.0005", "4097, 20, 0"})
    void aStrideChangesNothing(int d, double coupling, double field) {
        FieldMixture fast = FieldMixture.hubbardStratonovich(d, coupling, field);
        FieldMixture slow = everyNode(d, coupling, field, fast.nodes());
        for (double size : new double[] {0, 0.02, 0.3, 40}) {
            double[] b = fields(d, size);
            double[] one = new double[d];
            double[] two = new double[d];
            fast.condition(b, 0);
            fast.mean(one, 0);
            slow.condition(b, 0);
            slow.mean(two, 0);
            assertThat(one).isEqualTo(two);
            assertThat(Arrays.stream(one)).allMatch(m -> Math.abs(m) <= 1 + 1e-15);
        }
    }

    private static FieldMixture everyNode(int d, double coupling, double field, int nodes) {
        double[] u = new double[nodes];
        double[] c = new double[nodes];
        double width = 1 / Math.sqrt(coupling * d);
        for (int q = 0; q < nodes; q++) {
            double m = (q - (nodes - 1) / 2) * width * Math.sqrt(0.5);
            u[q] = Math.fma(coupling, m, field);
            c[q] = -0.5 * d * coupling * m * m;
        }
        return new FieldMixture(d, u, c, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 31, 32, 33, 64, 101, 251, 2048, 4098})
    void bothFormsAreEqualToTheLastBit(int d) {
        for (double strength : new double[] {0.3, 40}) {
            double[] u = {-strength, -0.2, 0, 0.4, strength};
            double[] c = {0.1, 0.3, 0, -0.2, 0.1};
            double[] b = fields(d + 3, strength / 2);
            assertThat(law(new FieldMixture(d, u, c, 2, 1, true), b))
                    .isEqualTo(law(new FieldMixture(d, u, c, 2, 1, false), b));
        }
    }

    /** The weights, then the means. */
    private static double[] law(FieldMixture mixture, double[] b) {
        double[] law = new double[mixture.nodes() + mixture.spins()];
        mixture.condition(b, 3);
        for (int q = 0; q < mixture.nodes(); q++) {
            law[q] = mixture.weight(q);
        }
        mixture.mean(law, mixture.nodes());
        return law;
    }

    @Test
    void aLongTroughBetweenTwoWellsIsNotLost() {
        int d = 2001;
        FieldMixture mixture = FieldMixture.hubbardStratonovich(d, 1.5, 0);
        double[] mean = new double[d];
        mixture.condition(new double[d], 0);
        mixture.mean(mean, 0);
        assertThat(mean[0]).isCloseTo(0, within(1e-12));
        assertThat(new SpinSum(mixture).positive()).isCloseTo(0.5, within(1e-12));
        double[] weak = new double[d];
        Arrays.fill(weak, 2e-4);
        mixture.condition(weak, 0);
        mixture.mean(mean, 0);
        double well = 2e-4 * d * 0.8585596366401104;
        assertThat(mean[0]).isCloseTo(0.8585 * Math.tanh(well), within(2e-3));
        assertThat(new SpinSum(mixture).positive()).isCloseTo(1 / (1 + Math.exp(-2 * well)), within(1e-3));
    }

    @Test
    void drawsFollowTheLaw() {
        double[] b = fields(5, 0.6);
        FieldMixture mixture = FieldMixture.hubbardStratonovich(5, 1.3, 0.1);
        mixture.condition(b, 0);
        double[] mean = new double[5];
        mixture.mean(mean, 0);
        double[] sum = new double[5];
        double[] spins = new double[5];
        double[] uniforms = new double[5];
        int grid = 2000;
        for (int k = 0; k < grid; k++) {
            int q = mixture.node((k + 0.5) / grid);
            for (int j = 0; j < 200; j++) {
                Arrays.fill(uniforms, (j + 0.5) / 200);
                mixture.spins(q, uniforms, spins, 0);
                for (int i = 0; i < 5; i++) {
                    sum[i] += spins[i] / (grid * 200);
                }
            }
        }
        for (int i = 0; i < 5; i++) {
            assertThat(sum[i]).isCloseTo(mean[i], within(0.01));
        }
        assertThat(mixture.weight(mixture.node(1 - 1e-16))).isPositive();
    }

    @Test
    void tooStrongAFieldIsRefused() {
        assertThatThrownBy(() -> FieldMixture.hubbardStratonovich(10, 400, 0))
                .hasMessageContaining("Cannot put spins into a field of");
    }
}
