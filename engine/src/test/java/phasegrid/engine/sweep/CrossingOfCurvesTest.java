package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sigmoids of two widths that cross at a known place. */
class CrossingOfCurvesTest {
    private static final double SPREAD = 1e-4;

    private static Crossing.Curve curve(double[] at, DoubleUnaryOperator f) {
        double[] mean = Arrays.stream(at).map(f).toArray();
        double[][] leftOut = new double[at.length][];
        for (int p = 0; p < at.length; p++) {
            double centre = mean[p];
            leftOut[p] = IntStream.range(0, 9)
                    .mapToDouble(g -> centre + SPREAD * (g - 4))
                    .toArray();
        }
        return new Crossing.Curve(at, mean, leftOut);
    }

    private static double[] places(double from, double step, int count) {
        return IntStream.range(0, count).mapToDouble(k -> from + k * step).toArray();
    }

    private static double sigmoid(double x, double width) {
        return 1 / (1 + Math.exp((x - 0.14) / width));
    }

    /** On grids of their own, as fine as interpolation is: its error falls with the third power of the spacing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void isWhereTheCurvesMeet(int finer) {
        Crossing crossing = Crossing.between(
                curve(places(0.1, 0.01 / finer, 8 * finer + 1), x -> sigmoid(x, 0.02)),
                curve(places(0.095, 0.012 / finer, 8 * finer + 1), x -> sigmoid(x, 0.008)));
        double error = interpolation(0.01 / finer, 0.02) + interpolation(0.012 / finer, 0.008);
        assertThat(crossing.value()).isCloseTo(0.14, within(error / (1 / (4 * 0.008) - 1 / (4 * 0.02))));
        assertThat(crossing.stderr()).isPositive().isLessThan(0.002);
    }

    /**
     * The leading error of a cubic through a sigmoid near its middle: slopes by secants are off by h²f‴/6, f‴ = 1/(8w³), and a
     * common error of both slopes moves the cubic by at most h/(6√3) of it.
     */
    private static double interpolation(double h, double width) {
        double slopes = h * h / (6 * 8 * width * width * width);
        return slopes * h / (6 * Math.sqrt(3));
    }

    @Test
    void noiseWhereBothAreFlatDoesNotCount() {
        double[] at = places(0, 0.02, 16);
        Crossing crossing = Crossing.between(
                curve(at, x -> sigmoid(x, 0.02) + 1e-3 * Math.sin(300 * x)), curve(at, x -> sigmoid(x, 0.008)));
        assertThat(crossing.value()).isCloseTo(0.14, within(5e-3));
    }

    @Test
    void curvesThatDoNotMeetHaveNone() {
        double[] at = places(0, 0.1, 5);
        assertThat(Crossing.between(curve(at, x -> x), curve(at, x -> x + 1)).value())
                .isNaN();
        assertThat(Crossing.between(curve(at, x -> x), curve(places(5, 0.1, 5), x -> x))
                        .value())
                .isNaN();
        assertThat(Crossing.between(curve(new double[] {1}, x -> x), curve(at, x -> x))
                        .value())
                .isNaN();
    }
}
