package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedMatrixTest {
    private static final RowBlocks ROOM = new RowBlocks();

    private static double[] values(int length, double phase) {
        double[] x = new double[length];
        Arrays.setAll(x, i -> Elementary.sin(i + phase) / (1 + i % 5));
        return x;
    }

    private static double[] chains(double[] x, double[] matrix, int rows, int inner, int columns) {
        double[] out = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(x[r * inner + k], matrix[k * columns + c], sum);
                }
                out[r * columns + c] = sum;
            }
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "8,16,16", "7,3,15", "9,64,17", "16,101,48", "3,257,33", "2,1030,17", "20,1,100", "0,5,5"})
    void everyElementIsOneChain(int rows, int inner, int columns) {
        double[] x = values(rows * inner, 0);
        double[] matrix = values(inner * columns, 0.5);
        double[] out = new double[rows * columns];
        PackedMatrix.of(inner, columns, i -> matrix[i]).multiply(x, rows, out, ROOM);
        assertThat(out).isEqualTo(chains(x, matrix, rows, inner, columns));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "64", "509"})
    void bothFormsAreEqual(int inner) {
        double[] block = values((inner + 3) * PackedMatrix.ROWS, 1);
        double[] panel = values((inner + 2) * PackedMatrix.WIDTH, 2);
        double[] vector = values(PackedMatrix.ROWS * PackedMatrix.WIDTH, 3);
        double[] scalar = vector.clone();
        double[] before = vector.clone();
        VectorProduct.tile(block, 3 * PackedMatrix.ROWS, panel, 2 * PackedMatrix.WIDTH, inner, vector);
        PackedMatrix.scalar(block, 3 * PackedMatrix.ROWS, panel, 2 * PackedMatrix.WIDTH, inner, scalar);
        assertThat(vector).isEqualTo(scalar).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "64", "509"})
    void bothFormsOfWeightedRowsAreEqual(int inner) {
        Softmax weights = new Softmax(inner);
        weights.take(values(inner, 1), 0);
        double[][] panels = new double[PackedMatrix.TOGETHER][];
        Arrays.setAll(panels, j -> values(inner * PackedMatrix.WIDTH, j));
        double[] vector = values(PackedMatrix.TOGETHER * PackedMatrix.WIDTH, 7);
        double[] scalar = values(PackedMatrix.TOGETHER * PackedMatrix.WIDTH, 8);
        VectorProduct.combine(weights, panels[0], panels[1], panels[2], panels[3], vector);
        PackedMatrix.scalar(weights, panels, scalar);
        assertThat(vector).isEqualTo(scalar);
    }

    @Test
    void zerosChangeNoBit() {
        double[] matrix = values(6 * 20, 3);
        double[] all = values(6, 4);
        all[1] = 0;
        all[4] = -0.0;
        int[] kept = {0, 2, 3, 5};
        double[] out = new double[20];
        PackedMatrix.of(6, 20, i -> matrix[i]).multiply(all, 1, out, ROOM);
        double[] few = new double[20];
        PackedMatrix.of(4, 20, i -> matrix[20 * kept[i / 20] + i % 20])
                .multiply(Arrays.stream(kept).mapToDouble(k -> all[k]).toArray(), 1, few, ROOM);
        assertThat(out).isEqualTo(few);
    }

    @Test
    void aMatrixOfNothingIsRefused() {
        assertThatThrownBy(() -> PackedMatrix.of(0, 4, i -> 0))
                .hasMessage(
                        "Cannot pack a matrix of 0 rows and 4 columns: there must be between 1 and 2^31 − 1 elements;"
                                + " split it");
    }
}
