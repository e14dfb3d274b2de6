package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DipTest {
    @Test
    void ofSimpleSets() {
        assertThat(Dip.of(new double[] {0, 0, 0, 1, 1, 1})).isEqualTo(0.25);
        assertThat(Dip.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})).isEqualTo(0.05);
        assertThat(Dip.of(new double[] {3, 3, 3})).isEqualTo(0.5 / 3);
        assertThat(Dip.of(new double[] {1})).isEqualTo(0.5);
    }

    /** A small set's dip by what it means: the least D for which a unimodal function fits into a tube of half-width D. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 8, 11, 16, 25})
    void isTheHalfWidthOfTheNarrowestTube(int n) {
        Random random = new Random(n);
        for (int i = 0; i < 20; i++) {
            double shift = i % 4;
            double[] x =
                    random.doubles(n).map(v -> v < 0.5 ? v : v + shift).sorted().toArray();
            assertThat(Dip.of(x)).as(Arrays.toString(x)).isCloseTo(tube(x), within(1e-6));
        }
    }

    private static double tube(double[] x) {
        double low = 0;
        double high = 0.5;
        while (high - low > 1e-8) {
            double middle = 0.5 * (low + high);
            boolean fits = fits(x, middle);
            low = fits ? low : middle;
            high = fits ? middle : high;
        }
        return high;
    }

    /**
     * Whether for some mode x_m a convex function on its left can end no higher than a concave one on its right begins, both at
     * most d away from the empirical distribution function, which jumps at every x.
     */
    private static boolean fits(double[] x, double d) {
        double[] mirrored = new double[x.length];
        Arrays.setAll(mirrored, k -> -x[x.length - 1 - k]);
        for (int m = 0; m < x.length; m++) {
            if (lowestEnd(x, m, d) <= 1 - lowestEnd(mirrored, x.length - 1 - m, d) + 1e-12) {
                return true;
            }
        }
        return false;
    }

    /** The lowest value with which a convex function in the tube can end on the left of x_m; infinite where there is none. */
    private static double lowestEnd(double[] x, int m, double d) {
        double end = (double) m / x.length - d;
        for (int a = 0; a < m; a++) {
            for (int k = a; k < m; k++) {
                for (int b = k; b <= m; b++) {
                    double share = b == a ? 0 : (x[k] - x[a]) / (x[b] - x[a]);
                    if (low(x, k, d) > (1 - share) * high(x, a, d) + share * high(x, b, d) + 1e-12) {
                        return Double.POSITIVE_INFINITY;
                    }
                }
                if (k > a) {
                    double slope = (low(x, k, d) - high(x, a, d)) / (x[k] - x[a]);
                    end = Math.max(end, low(x, k, d) + slope * (x[m] - x[k]));
                }
            }
        }
        return m == 0 ? end : Math.max(end, low(x, m - 1, d));
    }

    private static double low(double[] x, int k, double d) {
        return (k + 1.0) / x.length - d;
    }

    private static double high(double[] x, int k, double d) {
        return (double) k / x.length + d;
    }

    /** Of 300 sets of 500 uniform numbers none or one exceeds what is called rare; half of a mixture of two does. */
    @Test
    void uniformNumbersAreRarelyCalledBimodal() {
        Random random = new Random(3);
        int alarms = 0;
        for (int i = 0; i < 300; i++) {
            alarms += Math.sqrt(500) * Dip.of(random.doubles(500).toArray()) > Dip.RARE ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(4);
        double[] two = random.doubles(500).map(v -> v < 0.5 ? v : v + 1).toArray();
        assertThat(Math.sqrt(500) * Dip.of(two)).isGreaterThan(2);
    }
}
