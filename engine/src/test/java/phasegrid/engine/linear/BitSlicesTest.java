package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against arithmetic one number at a time, and whole groups of words against words one by one. */
class BitSlicesTest {
    private static final int DEPTH = 9;
    private final Random random = new Random(BitSlicesTest.class.getName().hashCode());

    private long[] words(int count) {
        return random.longs(count).toArray();
    }

    private static long number(long[] planes, int depth, int stride, int w, int r) {
        long number = 0;
        for (int k = 0; k < depth; k++) {
            number |= (planes[k * stride + w] >>> r & 1) << k;
        }
        return number;
    }

    private static long signed(long number, int depth) {
        return number << (Long.SIZE - depth) >> (Long.SIZE - depth);
    }

    /** What an operation gives by whole groups and word by word. */
    private static void bothForms(int stride, long[] out, Consumer<BitSlices> operation) {
        long[] before = out.clone();
        operation.accept(BitSlices.all(stride));
        long[] together = out.clone();
        System.arraycopy(before, 0, out, 0, out.length);
        for (int w = 0; w < stride; w++) {
            operation.accept(new BitSlices(stride, w, w + 1));
        }
        assertThat(out).isEqualTo(together);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 24})
    void countsAreCounts(int stride) {
        int sites = 61;
        long[] spins = words(sites * stride);
        int[] rows = random.ints(700, 0, sites).toArray();
        long[] carries = words(BitSlices.CARRIES);
        for (int end : new int[] {3, 6, 7, 10, 11, 58, 150, 259, 260, 700}) {
            long[] planes = words(DEPTH * stride);
            long[] before = planes.clone();
            bothForms(stride, planes, slices -> slices.count(spins, rows, 3, end, planes, DEPTH, carries));
            for (int r = 0; r < Long.SIZE; r++) {
                int lane = r;
                int word = stride - 1;
                long ones = Arrays.stream(rows, 3, end)
                        .mapToLong(i -> spins[i * stride + word] >>> lane & 1)
                        .sum();
                assertThat(number(planes, DEPTH, stride, word, r))
                        .isEqualTo((number(before, DEPTH, stride, word, r) + ones) % (1 << DEPTH));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16})
    void shiftsGoUpOrDown(int stride) {
        long[] x = words(DEPTH * stride);
        long[] signs = words(3 * stride);
        long[] out = new long[DEPTH * stride];
        bothForms(stride, out, slices -> slices.shifted(x, signs, 2 * stride, -37, 54, out, DEPTH));
        for (int r = 0; r < Long.SIZE; r++) {
            long value = number(x, DEPTH, stride, 0, r);
            boolean up = (signs[2 * stride] >>> r & 1) == 1;
            assertThat(number(out, DEPTH, stride, 0, r))
                    .isEqualTo(Math.floorMod(up ? value - 37 : -value - 1 + 54, 1 << DEPTH));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void signedNumbersAddUpWhereChosen(int stride) {
        long[] x = words(DEPTH * stride);
        long[] chosen = words(stride);
        long[] sums = words(2 * DEPTH * stride);
        long[] before = sums.clone();
        bothForms(stride, sums, slices -> slices.addSigned(x, chosen, DEPTH, sums, 2 * DEPTH));
        for (int r = 0; r < Long.SIZE; r++) {
            long added = (chosen[1] >>> r & 1) * signed(number(x, DEPTH, stride, 1, r), DEPTH);
            assertThat(number(sums, 2 * DEPTH, stride, 1, r))
                    .isEqualTo(Math.floorMod(number(before, 2 * DEPTH, stride, 1, r) + added, 1L << (2 * DEPTH)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void comparisonsAreThoseOfNumbers(int stride) {
        long[] x = words(DEPTH * stride);
        long[] y = words(4 * stride);
        long[] also = words(stride);
        for (int k = 4; k < DEPTH - 1; k++) {
            for (int w = 0; w < stride; w++) {
                long half = random.nextLong();
                x[k * stride + w] &= half & random.nextLong();
            }
        }
        long[] out = new long[stride];
        bothForms(stride, out, slices -> slices.atMost(x, DEPTH, y, 4, also, out));
        for (int r = 0; r < Long.SIZE; r++) {
            long a = signed(number(x, DEPTH, stride, 0, r), DEPTH);
            long b = number(y, 4, stride, 0, r);
            boolean expected = a < 0 || (a <= b && (also[0] >>> r & 1) == 1);
            assertThat(out[0] >>> r & 1).isEqualTo(expected ? 1 : 0);
        }
    }

    @Test
    void bitsHaveTheirProbabilities() {
        int stride = 8;
        int draws = 4000;
        double[] chances = {0.3, 0.01, 0.9375, 0.5};
        BitSlices slices = BitSlices.all(stride);
        long[] masks = new long[2 * BitSlices.PRECISION * stride];
        for (int w = 0; w < stride; w++) {
            slices.mask(chances[w % 4], masks, 0, w);
            slices.mask(chances[(w + 1) % 4], masks, 1, w);
        }
        long[] out = new long[2 * stride];
        double[] ones = new double[2 * stride];
        for (int i = 0; i < draws; i++) {
            long[] noise = words(5 + 2 * BitSlices.PRECISION * stride);
            if (i == 0) {
                bothForms(stride, out, s -> bernoulliOneByOne(s, noise, masks, out));
            }
            slices.bernoulli(noise, 5, masks, out, 2);
            for (int k = 0; k < ones.length; k++) {
                ones[k] += Long.bitCount(out[k]);
            }
        }
        for (int k = 0; k < ones.length; k++) {
            double chance = chances[(k % stride + k / stride) % 4];
            double z = (ones[k] - chance * 64 * draws) / Math.sqrt(64 * draws * chance * (1 - chance));
            assertThat(Math.abs(z)).isLessThan(4.9);
        }
    }

    /** A narrower range reads narrower rows of noise. */
    private static void bernoulliOneByOne(BitSlices slices, long[] noise, long[] masks, long[] out) {
        long[] own = new long[2 * BitSlices.PRECISION * slices.width()];
        for (int b = 0; b < 2 * BitSlices.PRECISION; b++) {
            System.arraycopy(noise, 5 + b * slices.stride() + slices.from(), own, b * slices.width(), slices.width());
        }
        slices.bernoulli(own, 0, masks, out, 2);
    }

    @Test
    void numbersAreGathered() {
        long[] planes = words(7 * 3);
        long[] out = new long[Long.SIZE];
        BitSlices.all(3).numbers(planes, 7, 2, out);
        for (int r = 0; r < Long.SIZE; r++) {
            assertThat(out[r]).isEqualTo(number(planes, 7, 3, 2, r));
        }
        long[] matrix = words(Long.SIZE);
        long[] turned = matrix.clone();
        BitSlices.transpose(turned);
        for (int i = 0; i < Long.SIZE; i++) {
            for (int j = 0; j < Long.SIZE; j++) {
                assertThat(turned[i] >>> j & 1).isEqualTo(matrix[j] >>> i & 1);
            }
        }
    }
}
