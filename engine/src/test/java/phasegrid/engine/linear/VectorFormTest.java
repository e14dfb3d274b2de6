package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both forms of a kernel are equal to the last bit, at every length up to 64, at primes and at a whole block. */
class VectorFormTest {
    private static IntStream lengths() {
        return IntStream.concat(IntStream.rangeClosed(0, 64), IntStream.of(101, 127, 211, 251, BoxMuller.BLOCK));
    }

    /** Random words, with those among them whose uniforms lie next to 0, to 1 and to a change of exponent. */
    private static long[] words(long key) {
        long[] firsts = new long[BoxMuller.BLOCK];
        new Threefry(key, 7).scalar(1, 2, firsts, new long[BoxMuller.BLOCK], BoxMuller.BLOCK);
        firsts[0] = 0;
        firsts[1] = -1;
        firsts[2] = Long.MIN_VALUE;
        firsts[3] = Long.MAX_VALUE;
        firsts[4] = 0x6A09E667F3BCC908L;
        return firsts;
    }

    @Test
    void theVectorFormRunsHere() {
        assertThat(VectorForm.description()).startsWith("vector");
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void pairs(int count) {
        double[][] vector = new double[2][BoxMuller.BLOCK];
        double[][] scalar = new double[2][BoxMuller.BLOCK];
        new BoxMuller().pairs(words(1), words(2), vector[0], vector[1], count);
        new BoxMuller().scalar(words(1), words(2), scalar[0], scalar[1], count);
        assertThat(Arrays.copyOf(vector[0], count)).isEqualTo(Arrays.copyOf(scalar[0], count));
        assertThat(Arrays.copyOf(vector[1], count)).isEqualTo(Arrays.copyOf(scalar[1], count));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void rounds(int count) {
        long[][] vector = new long[2][BoxMuller.BLOCK];
        long[][] scalar = new long[2][BoxMuller.BLOCK];
        new Threefry(3, 4).block(5, 6, vector[0], vector[1], count);
        new Threefry(3, 4).scalar(5, 6, scalar[0], scalar[1], count);
        assertThat(Arrays.copyOf(vector[0], count)).isEqualTo(Arrays.copyOf(scalar[0], count));
        assertThat(Arrays.copyOf(vector[1], count)).isEqualTo(Arrays.copyOf(scalar[1], count));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void sums(int count) {
        double[] x = IntStream.range(0, count + 3)
                .mapToDouble(i -> Elementary.sin(i) / 3)
                .toArray();
        double[] y = IntStream.range(0, count + 3)
                .mapToDouble(i -> Elementary.cos(i) / 7)
                .toArray();
        assertThat(Kernels.sum(x, 3, count + 3)).isEqualTo(Kernels.tree(scalarLanes(x, null, 3)));
        assertThat(Kernels.dot(x, y, 3, count + 3)).isEqualTo(Kernels.tree(scalarLanes(x, y, 3)));
    }

    private static double[] scalarLanes(double[] x, double[] y, int from) {
        double[] lanes = new double[Kernels.LANES];
        for (int i = from; i < x.length; i++) {
            int lane = (i - from) % Kernels.LANES;
            lanes[lane] = y == null ? lanes[lane] + x[i] : Math.fma(x[i], y[i], lanes[lane]);
        }
        return lanes;
    }
}
