package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

class SymmetricSpectrumTest {
    private static final double PI = 3.141592653589793;

    private static double[] gaussians(int count, String name) {
        double[] out = new double[count];
        RandomStream.of(StreamKey.of("spectrum test", name), 0, 0, 0).gaussians(out, 0, count);
        return out;
    }

    private static double[][] lower(int m, Element element) {
        double[][] lower = new double[m][];
        for (int i = 0; i < m; i++) {
            int row = i;
            lower[i] = IntStream.rangeClosed(0, i)
                    .mapToDouble(j -> element.at(row, j))
                    .toArray();
        }
        return lower;
    }

    private interface Element {
        double at(int i, int j);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 100})
    void isThatOfTheLibrary(int m) {
        double[] g = gaussians(m * m, "library " + m);
        double[][] full = new double[m][m];
        double[][] lower = lower(m, (i, j) -> g[i * m + j]);
        for (int i = 0; i < m; i++) {
            System.arraycopy(lower[i], 0, full[i], 0, i + 1);
        }
        SymmetricEigen library = SymmetricEigen.of(full);
        double[] ours = SymmetricSpectrum.of(lower);
        double largest = Math.max(Math.abs(ours[0]), Math.abs(ours[m - 1]));
        for (int k = 0; k < m; k++) {
            assertThat(ours[k]).isCloseTo(library.value(m - 1 - k), within(1e-14 * largest));
        }
    }

    /** 2 on the diagonal, −1 beside it: 4 sin²(kπ/2(m + 1)), already tridiagonal; over many orders of magnitude. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-200, 1e150})
    void ofTheSecondDifference(double scale) {
        int m = 50;
        double[] found = SymmetricSpectrum.of(lower(m, (i, j) -> i == j ? 2 * scale : i == j + 1 ? -scale : 0));
        for (int k = 1; k <= m; k++) {
            double sine = Math.sin(k * PI / (2 * (m + 1)));
            assertThat(found[k - 1] / scale).isCloseTo(4 * sine * sine, within(1e-14));
        }
    }

    @Test
    void ofManyEqualOnes() {
        double[] found = SymmetricSpectrum.of(lower(20, (i, j) -> i == j ? 4 : 1));
        assertThat(found[0]).isCloseTo(3, within(1e-13));
        assertThat(found[18]).isCloseTo(3, within(1e-13));
        assertThat(found[19]).isCloseTo(23, within(1e-13));
        assertThat(SymmetricSpectrum.of(lower(5, (i, j) -> 0))).containsOnly(0);
        assertThat(SymmetricSpectrum.of(lower(4, (i, j) -> i == j ? i : 0))).containsExactly(0, 1, 2, 3);
    }

    /** Of points or of coordinates, whichever are fewer. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 70})
    void gramMatricesHaveInnerProducts(int n) {
        int d = 40;
        double[] a = gaussians(n * d, "gram " + n);
        double[][] gram = PointSet.of(a, n, d).gram();
        int m = Math.min(n, d);
        assertThat(gram).hasNumberOfRows(m);
        for (int i = 0; i < m; i++) {
            assertThat(gram[i]).hasSize(i + 1);
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < Math.max(n, d); k++) {
                    sum += n < d ? a[i * d + k] * a[j * d + k] : a[k * d + i] * a[k * d + j];
                }
                assertThat(gram[i][j]).isCloseTo(sum, within(1e-12));
            }
        }
    }
}
