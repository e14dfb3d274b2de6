package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    private static final double[] EDGES = {
        0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-310,
        Double.MIN_NORMAL,
        0x1p-54,
        0.3465,
        0.3466,
        20,
        20.5,
        -45.5,
        709.78,
        709.8,
        -708.4,
        -745.2,
        -746,
        720.5,
        -760.5,
        1e5,
        0x1p30,
        1e300,
        Double.MAX_VALUE,
        -1e300,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private interface ArrayForm {
        void apply(double[] x, double[] out, int from, int to);
    }

    /** Lengths 0 to 64, primes around block sizes, and 4098. */
    private static int[] lengths() {
        return IntStream.concat(
                        IntStream.rangeClosed(0, 64), IntStream.of(97, 127, 257, 509, 513, 521, 1021, 1031, 2053, 4098))
                .toArray();
    }

    /** A fixed chaotic sequence over many magnitudes, with every edge value in it. */
    private static double[] values(int length, double scale) {
        double[] x = new double[length];
        double u = 0.3719;
        for (int i = 0; i < length; i++) {
            u = 3.99 * u * (1 - u);
            x[i] = (u - 0.5) * scale * (i % 7 == 0 ? 1e-3 : 1);
        }
        return x;
    }

    private static double[] withEdges(int length) {
        double[] x = values(length, 40);
        for (int i = 0; i < length; i += 3) {
            x[i] = EDGES[i / 3 % EDGES.length];
        }
        return x;
    }

    @TestFactory
    Stream<DynamicTest> arrayFormsEqualTheScalarFunctions() {
        return Stream.of(
                form("exp", Kernels::exp, Elementary::exp),
                form("expm1", Kernels::expm1, Elementary::expm1),
                form("log", Kernels::log, Elementary::log),
                form("log1p", Kernels::log1p, Elementary::log1p),
                form("tanh", Kernels::tanh, Elementary::tanh),
                form("logCosh", Kernels::logCosh, Elementary::logCosh),
                form("sigmoid", Kernels::sigmoid, Elementary::sigmoid),
                form("sin", Kernels::sin, Elementary::sin),
                form("cos", Kernels::cos, Elementary::cos),
                form("erf", Kernels::erf, Elementary::erf),
                form("erfc", Kernels::erfc, Elementary::erfc));
    }

    private static DynamicTest form(String name, ArrayForm kernel, DoubleUnaryOperator scalar) {
        return DynamicTest.dynamicTest(name, () -> {
            for (int length : lengths()) {
                equal(kernel, scalar, withEdges(length + 3), length);
                equal(kernel, scalar, values(length + 3, 40), length);
            }
        });
    }

    private static void equal(ArrayForm kernel, DoubleUnaryOperator scalar, double[] x, int length) {
        double[] wanted = new double[length + 3];
        Arrays.setAll(wanted, i -> i > 0 && i <= length ? scalar.applyAsDouble(x[i]) : 7);
        double[] out = new double[length + 3];
        Arrays.fill(out, 7);
        kernel.apply(x, out, 1, length + 1);
        assertThat(bits(out)).as("length %d", length).isEqualTo(bits(wanted));
        kernel.apply(x, x, 1, length + 1);
        assertThat(bits(Arrays.copyOfRange(x, 1, length + 1)))
                .as("in place, length %d", length)
                .isEqualTo(bits(Arrays.copyOfRange(wanted, 1, length + 1)));
    }

    private static long[] bits(double[] x) {
        return Arrays.stream(x).mapToLong(Double::doubleToLongBits).toArray();
    }

    /** The definition itself: a list per lane, then pairs folded by recursion. */
    private static double treeSum(double[] x, double[] y, int from, int to) {
        double[] lanes = new double[32];
        for (int i = from; i < to; i++) {
            int lane = (i - from) % 32;
            lanes[lane] = y == null ? lanes[lane] + x[i] : Math.fma(x[i], y[i], lanes[lane]);
        }
        return fold(lanes, 0, 1);
    }

    /** Lane j of stride s is the sum of lane j of stride 2s and lane j + s of stride 2s. */
    private static double fold(double[] lanes, int lane, int stride) {
        return stride == 32 ? lanes[lane] : fold(lanes, lane, 2 * stride) + fold(lanes, lane + stride, 2 * stride);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 64, 509})
    void theLargestIsThatOfMathMax(int length) {
        double[] x = new double[length + 3];
        Arrays.setAll(x, i -> Elementary.sin(3.0 * i));
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 2; i < length + 2; i++) {
            most = Math.max(most, x[i]);
        }
        assertThat(Kernels.largest(x, 2, length + 2)).isEqualTo(most);
        Arrays.fill(x, -0.0);
        x[2 + length / 2] = 0;
        assertThat(bits(Kernels.largest(x, 2, length + 2))).isEqualTo(bits(length == 0 ? Double.NEGATIVE_INFINITY : 0));
        x[2 + length / 2] = Double.NaN;
        assertThat(Double.isNaN(Kernels.largest(x, 2, length + 2))).isEqualTo(length > 0);
    }

    @Test
    void sumsFollowTheFixedTree() {
        for (int length : lengths()) {
            double[] x = values(length + 5, 3);
            double[] y = values(length + 5, 1e3);
            for (int from : new int[] {0, 1, 5}) {
                int to = from + length;
                assertThat(Kernels.sum(x, from, to)).isEqualTo(treeSum(x, null, from, to));
                assertThat(Kernels.dot(x, y, from, to)).isEqualTo(treeSum(x, y, from, to));
                assertThat(Kernels.sumOfSquares(x, from, to)).isEqualTo(treeSum(x, x, from, to));
            }
        }
    }

    @Test
    void theTreeIsNotTheNaiveOrder() {
        double[] x = values(4098, 3);
        double naive = 0;
        for (double v : x) {
            naive += v;
        }
        assertThat(Kernels.sum(x, 0, x.length)).isNotEqualTo(naive);
    }

    @Test
    void sumsAreCloseToTheExactOnes() {
        double[] x = values(4098, 3);
        double[] y = values(4098, 1e3);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal dot = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            sum = sum.add(new BigDecimal(x[i]));
            dot = dot.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
        }
        double scale = Arrays.stream(x).map(Math::abs).sum() * 0x1p-53;
        double bound = scale * (4098 / 32 + 6);
        assertThat(Kernels.sum(x, 0, x.length)).isCloseTo(sum.doubleValue(), within(bound));
        assertThat(Kernels.dot(x, y, 0, x.length)).isCloseTo(dot.doubleValue(), within(500 * bound));
    }

    private static org.assertj.core.data.Offset<Double> within(double bound) {
        return org.assertj.core.data.Offset.offset(bound);
    }

    private static long bits(double x) {
        return Double.doubleToLongBits(x);
    }

    @Test
    void sumsOfNothingAndOfTroubleAreDefined() {
        double[] x = {-0.0, Double.NaN, Double.POSITIVE_INFINITY, 1};
        assertThat(Kernels.sum(x, 0, 0)).isEqualTo(0.0);
        assertThat(Kernels.sum(x, 0, 1)).isEqualTo(0.0);
        assertThat(Kernels.sum(x, 0, 4)).isNaN();
        assertThat(Kernels.sum(x, 2, 4)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Kernels.sumOfSquares(x, 3, 4)).isEqualTo(1.0);
    }

    @Test
    void updatesRoundInTheStatedOrder() {
        for (int length : lengths()) {
            double[] x = values(length + 2, 3);
            double[] y = values(length + 2, 5);
            double[] axpy = y.clone();
            double[] step = x.clone();
            double[] scaled = x.clone();
            Kernels.axpy(0.3, x, axpy, 1, length + 1);
            Kernels.linearStep(step, y, 0.99, 0.1, 0.7, 1, length + 1);
            Kernels.scale(0.3, scaled, 1, length + 1);
            for (int i = 0; i < length + 2; i++) {
                boolean inside = i > 0 && i <= length;
                assertThat(axpy[i]).isEqualTo(inside ? Math.fma(0.3, x[i], y[i]) : y[i]);
                assertThat(step[i]).isEqualTo(inside ? Math.fma(0.7, y[i], Math.fma(0.99, x[i], 0.1)) : x[i]);
                assertThat(scaled[i]).isEqualTo(inside ? 0.3 * x[i] : x[i]);
            }
        }
    }

    @Test
    void aRangeOutsideIsRefused() {
        assertThatThrownBy(() -> Kernels.exp(new double[4], new double[3], 0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Kernels.sum(new double[4], -1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Kernels.dot(new double[4], new double[4], 3, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
