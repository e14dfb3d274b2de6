package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bit patterns against plain sums over ±1, and the forms of a pass against one another. */
class HebbKernelTest {
    private static SignMatrix patterns(int rows, int columns, SplittableRandom random) {
        long[][] bits = new long[columns][(rows + 63) / 64];
        for (long[] column : bits) {
            for (int w = 0; w < column.length; w++) {
                column[w] = random.nextLong();
            }
        }
        return SignMatrix.ofColumns(bits, rows);
    }

    private static int[] spins(int rows, SplittableRandom random) {
        int[] spins = new int[rows];
        for (int i = 0; i < rows; i++) {
            spins[i] = random.nextBoolean() ? 1 : -1;
        }
        return spins;
    }

    private static int plain(SignMatrix patterns, int row, int[] spins) {
        int field = 0;
        for (int j = 0; j < spins.length; j++) {
            for (int c = 0; c < patterns.columns(); c++) {
                field += patterns.sign(row, c) * patterns.sign(j, c) * spins[j];
            }
        }
        return field;
    }

    private static long[] ramp(int width) {
        long[] thresholds = new long[2 * width + 1];
        for (int k = 0; k < thresholds.length; k++) {
            thresholds[k] = (long) ((double) k / (2 * width) * 0x1p62);
        }
        return thresholds;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 3", "13, 64", "64, 65", "67, 130", "30, 200"})
    void fieldsAreThePlainSums(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 1000L + columns);
        SignMatrix patterns = patterns(rows, columns, random);
        int[] spins = spins(rows, random);
        int[] overlaps = HebbKernel.overlaps(columns);
        HebbKernel.refresh(patterns, spins, overlaps);
        for (int row = 0; row < rows; row++) {
            assertThat(HebbKernel.field(patterns, row, overlaps)).isEqualTo(plain(patterns, row, spins));
            assertThat(patterns.product(row, 0)).isEqualTo(product(patterns, row));
            spins[row] = -spins[row];
            HebbKernel.turn(patterns, row, spins[row], overlaps);
        }
        assertThat(HebbKernel.field(patterns, 0, overlaps)).isEqualTo(plain(patterns, 0, spins));
    }

    private static int product(SignMatrix patterns, int row) {
        int product = 0;
        for (int c = 0; c < patterns.columns(); c++) {
            product += patterns.sign(row, c) * patterns.sign(0, c);
        }
        return product;
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "64, 65", "67, 130"})
    void scalarAndVectorFormsAreEqual(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(columns);
        SignMatrix patterns = patterns(rows, columns, random);
        int[] overlaps = HebbKernel.overlaps(columns);
        HebbKernel.refresh(patterns, spins(rows, random), overlaps);
        int stride = patterns.stride();
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            assertThat(VectorHebb.masked(patterns.words(), at, stride, overlaps))
                    .isEqualTo(HebbKernel.masked(patterns.words(), at, columns, overlaps));
            int[] other = overlaps.clone();
            VectorHebb.add(patterns.words(), at, stride, -2, overlaps);
            HebbKernel.add(patterns.words(), at, columns, -2, other);
            assertThat(java.util.Arrays.copyOf(overlaps, columns)).isEqualTo(java.util.Arrays.copyOf(other, columns));
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 3, 0", "40, 3, 3", "101, 70, 70", "64, 130, 0"})
    void everyFormOfAPassIsThePlainOne(int rows, int columns, int self) {
        SplittableRandom random = new SplittableRandom(rows + columns);
        SignMatrix patterns = patterns(rows, columns, random);
        int[] plain = spins(rows, random);
        int[] spins = plain.clone();
        int[] other = plain.clone();
        int[] overlaps = HebbKernel.overlaps(columns);
        HebbKernel.refresh(patterns, spins, overlaps);
        int[] overlapsOfOther = overlaps.clone();
        int[] fields = new int[rows];
        HebbKernel.fields(patterns, overlaps, fields);
        long[] thresholds = ramp(rows);
        for (int pass = 0; pass < 5; pass++) {
            int[] sites = random.ints(rows, 0, rows).toArray();
            long[] bits = random.longs(rows, 0, 1L << 62).toArray();
            int turns = sequential(patterns, self, sites, bits, thresholds, plain);
            assertThat(HebbKernel.byOverlaps(patterns, self, sites, bits, thresholds, spins, overlaps))
                    .isEqualTo(turns);
            assertThat(HebbKernel.byFields(
                            patterns, patterns.halves(), self, sites, bits, thresholds, other, overlapsOfOther, fields))
                    .isEqualTo(turns);
            assertThat(spins).isEqualTo(plain).isEqualTo(other);
        }
        long[] bits = random.longs(rows, 0, 1L << 62).toArray();
        int[] before = plain.clone();
        for (int i = 0; i < rows; i++) {
            plain[i] = decided(plain(patterns, i, before) - self * before[i], bits[i], thresholds);
        }
        HebbKernel.together(patterns, self, bits, thresholds, spins, overlaps, fields);
        assertThat(spins).isEqualTo(plain);
    }

    private static int sequential(
            SignMatrix patterns, int self, int[] sites, long[] bits, long[] thresholds, int[] spins) {
        int turns = 0;
        for (int k = 0; k < sites.length; k++) {
            int i = sites[k];
            int spin = decided(plain(patterns, i, spins) - self * spins[i], bits[k], thresholds);
            turns += spin == spins[i] ? 0 : 1;
            spins[i] = spin;
        }
        return turns;
    }

    private static int decided(int field, long bits, long[] thresholds) {
        int width = thresholds.length / 2;
        return bits < thresholds[Math.max(0, Math.min(2 * width, width + field))] ? 1 : -1;
    }
}
