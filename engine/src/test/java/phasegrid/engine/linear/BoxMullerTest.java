package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxMullerTest {
    private static final long ALL = -1L;

    /** Words from a 64-bit mixing sequence; the extremes come first. */
    private static long[] words(long salt) {
        long[] words = new long[BoxMuller.BLOCK];
        for (int i = 0; i < words.length; i++) {
            long z = (i + salt) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            words[i] = z ^ (z >>> 27);
        }
        words[0] = 0;
        words[1] = ALL;
        words[2] = Long.MIN_VALUE;
        words[3] = Long.MAX_VALUE;
        return words;
    }

    @Test
    void pairsEqualTheFormulaAtEveryCount() {
        BoxMuller boxMuller = new BoxMuller();
        for (int count : new int[] {0, 1, 2, 3, 31, 32, 33, 127, 255, 256}) {
            long[] first = words(1);
            long[] second = words(1000);
            double[] cosines = new double[BoxMuller.BLOCK];
            double[] sines = new double[BoxMuller.BLOCK];
            boxMuller.pairs(first, second, cosines, sines, count);
            for (int i = 0; i < count; i++) {
                double u = ((first[i] >>> 12) + 0.5) * 0x1p-52;
                double v = (second[i] >>> 12) * 0x1p-52 - 0.5;
                double radius = Math.sqrt(-2 * Elementary.log(u));
                assertThat(cosines[i]).isEqualTo(radius * Elementary.cosTurns(v));
                assertThat(sines[i]).isEqualTo(radius * Elementary.sinTurns(v));
            }
        }
    }

    @Test
    void oneCosineEqualsThatOfThePair() {
        long[] first = words(7);
        long[] second = words(99);
        double[] cosines = new double[BoxMuller.BLOCK];
        new BoxMuller().pairs(first, second, cosines, new double[BoxMuller.BLOCK], BoxMuller.BLOCK);
        for (int i = 0; i < BoxMuller.BLOCK; i++) {
            assertThat(BoxMuller.cosine(first[i], second[i])).isEqualTo(cosines[i]);
        }
    }

    @Test
    void uniformIsOpenAndSymmetric() {
        assertThat(BoxMuller.uniform(0)).isEqualTo(0x1p-53);
        assertThat(BoxMuller.uniform(ALL)).isEqualTo(1 - 0x1p-53);
        assertThat(BoxMuller.uniform(Long.MIN_VALUE)).isEqualTo(0.5 + 0x1p-53);
        assertThat(BoxMuller.uniform(4095)).isEqualTo(0x1p-53);
        assertThat(BoxMuller.uniform(4096)).isEqualTo(3 * 0x1p-53);
    }

    @Test
    void theFarthestValueIsFinite() {
        assertThat(Math.abs(BoxMuller.cosine(0, 0))).isBetween(8.571, 8.58);
        assertThat(Math.abs(BoxMuller.cosine(ALL, 0))).isBetween(1e-8, 2e-8);
    }
}
