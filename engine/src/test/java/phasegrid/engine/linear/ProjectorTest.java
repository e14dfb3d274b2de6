package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** A symmetric matrix with J² = J, Jξ = ξ and the rank as its trace is the projection: no other way to compute it is needed. */
class ProjectorTest {
    private static SignMatrix patterns(int size, int count) {
        RandomStream random = RandomStream.of(StreamKey.of("projector", size + " " + count), 0, 0, 0);
        long[][] bits = new long[count][(size + 63) / 64];
        for (long[] column : bits) {
            random.words(column, 0, column.length);
        }
        return SignMatrix.ofColumns(bits, size);
    }

    private static double trace(double[][] rows) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += rows[i][i];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "10, 3, 3", "65, 20, 20", "128, 120, 120", "64, 64, 64", "16, 40, 16"})
    void isTheProjectionOntoThePatterns(int size, int count, int rank) {
        SignMatrix patterns = patterns(size, count);
        double[][] rows = Projector.onto(patterns);
        assertThat(trace(rows)).isCloseTo(rank, within(1e-8));
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                assertThat(rows[i][j]).isEqualTo(rows[j][i]);
                assertThat(Kernels.dot(rows[i], rows[j], 0, size)).isCloseTo(rows[i][j], within(1e-9));
            }
            for (int mu = 0; mu < count; mu++) {
                double field = 0;
                for (int j = 0; j < size; j++) {
                    field += rows[i][j] * patterns.sign(j, mu);
                }
                assertThat(field).isCloseTo(patterns.sign(i, mu), within(1e-8));
            }
        }
    }

    @Test
    void patternsThatAreEqualOrOppositeCountOnce() {
        SignMatrix equal = SignMatrix.ofColumns(new long[][] {{0b0110}, {0b0110}, {0b1001}, {0b0011}}, 4);
        double[][] rows = Projector.onto(equal);
        assertThat(trace(rows)).isCloseTo(2, within(1e-11));
    }

    /** Sums with signs are exact in any order, so that kept fields are those computed anew. */
    @Test
    void entriesHaveFewDigits() {
        for (double[] row : Projector.onto(patterns(70, 30))) {
            for (double entry : row) {
                double whole = Math.scalb(entry, 40);
                assertThat(whole).isEqualTo(Math.rint(whole));
            }
        }
    }
}
