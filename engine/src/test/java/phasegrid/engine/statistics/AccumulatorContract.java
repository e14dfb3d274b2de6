package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** The laws of an accumulator A over pairs (x, y): one by one ≡ array ≡ merge, and those of its encoding. */
abstract class AccumulatorContract<A extends Record> {

    /** Relative rounding allowed between orders of summation of 1000 values of mean 3 and variance about 1. */
    private static final double ORDER = 1e-13;

    abstract A empty();

    abstract A of(double[] x, double[] y, int from, int to);

    abstract A merge(A a, A b);

    abstract double[] encoded(A a);

    abstract A decoded(double[] payload);

    @Test
    void oneByOneIsTheArrayIsTheMergeAtRandomSplits() {
        Draws draws = Draws.of(getClass().getSimpleName() + ".splits");
        double[] x = sample(draws, 1000);
        double[] y = sample(draws, 1000);
        A whole = of(x, y, 0, 1000);
        assertClose(cut(x, y, i -> 1), whole);
        for (int repeat = 0; repeat < 50; repeat++) {
            assertClose(cut(x, y, i -> 1 + draws.below(400)), whole);
        }
    }

    @Test
    void emptyIsTheExactIdentity() {
        Draws draws = Draws.of(getClass().getSimpleName() + ".identity");
        A a = of(sample(draws, 9), sample(draws, 9), 0, 9);
        assertThat(merge(a, empty())).isEqualTo(a);
        assertThat(merge(empty(), a)).isEqualTo(a);
        assertThat(merge(empty(), empty())).isEqualTo(empty());
        assertThat(of(new double[3], new double[3], 2, 2)).isEqualTo(empty());
    }

    @Test
    void mergeCommutesToTheBit() {
        Draws draws = Draws.of(getClass().getSimpleName() + ".commute");
        for (int repeat = 0; repeat < 500; repeat++) {
            int n = 1 + draws.below(20);
            A a = part(draws, n);
            A b = part(draws, repeat % 2 == 0 ? n : 1 + draws.below(20));
            assertThat(merge(a, b)).isEqualTo(merge(b, a));
        }
    }

    @Test
    void mergeAssociatesToRounding() {
        Draws draws = Draws.of(getClass().getSimpleName() + ".associate");
        for (int repeat = 0; repeat < 500; repeat++) {
            A a = part(draws, 50 + draws.below(20));
            A b = part(draws, 50 + draws.below(20));
            A c = part(draws, 50 + draws.below(20));
            assertClose(merge(merge(a, b), c), merge(a, merge(b, c)));
        }
    }

    @Test
    void encodingKeepsEveryBitWhereverItLies() {
        Draws draws = Draws.of(getClass().getSimpleName() + ".encode");
        A a = part(draws, 11);
        assertThat(decoded(encoded(a))).isEqualTo(a);
        assertThat(decoded(encoded(empty()))).isEqualTo(empty());
    }

    @Test
    void impossiblePayloadsAreRefused() {
        for (double count : new double[] {-1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 0x1p54}) {
            double[] payload = encoded(empty());
            payload[0] = count;
            assertThatThrownBy(() -> decoded(payload))
                    .hasMessageStartingWith("Cannot decode")
                    .hasMessageContaining("" + count);
        }
        assertThatThrownBy(() -> of(new double[3], new double[3], 2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> of(new double[3], new double[3], 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private A part(Draws draws, int n) {
        return of(sample(draws, n), sample(draws, n), 0, n);
    }

    private static double[] sample(Draws draws, int n) {
        return draws.gaussians(n, 3, 1);
    }

    private A cut(double[] x, double[] y, IntUnaryOperator length) {
        A all = empty();
        for (int from = 0; from < x.length; ) {
            int to = Math.min(x.length, from + length.applyAsInt(from));
            all = merge(all, of(x, y, from, to));
            from = to;
        }
        return all;
    }

    /** Counts equal; means to ORDER of themselves; the last, a sum of about n terms of size 1, to ORDER·n. */
    private void assertClose(A got, A wanted) {
        double[] g = encoded(got);
        double[] w = encoded(wanted);
        assertThat(g[0]).isEqualTo(w[0]);
        for (int i = 1; i < w.length; i++) {
            double scale = i == w.length - 1 ? w[0] : Math.abs(w[i]);
            assertThat(Math.abs(g[i] - w[i]))
                    .as("%s against %s", Arrays.toString(g), Arrays.toString(w))
                    .isLessThanOrEqualTo(ORDER * scale);
        }
    }
}
