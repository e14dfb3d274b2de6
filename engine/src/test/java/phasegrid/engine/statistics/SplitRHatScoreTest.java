package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.testing.Seeds;

/** The score of R-hat is large where chains differ, and not for a few bins of chains that don't. */
class SplitRHatScoreTest {
    private static double[][] chains(SplittableRandom random, int count, int bins, double apart) {
        return IntStream.range(0, count)
                .mapToObj(c -> IntStream.range(0, bins)
                        .mapToDouble(b -> random.nextGaussian() + (c % 2 == 0 ? apart : 0) + (b < bins / 2 ? apart : 0))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Of 1000 sound series fewer than ten lie beyond 3.5, where more than half of short ones have R-hat above 1.05. */
    @ParameterizedTest
    @CsvSource({"1, 14", "4, 8", "16, 14"})
    void chanceIsNoDifference(int count, int bins) {
        SplittableRandom random = new SplittableRandom(Seeds.of("score " + count + " " + bins));
        long told = IntStream.range(0, 1000)
                .filter(i -> SplitRHat.score(List.<double[][]>of(chains(random, count, bins, 0))) > 3.5)
                .count();
        assertThat(told).isLessThan(10);
    }

    @Test
    void aDifferenceIsTold() {
        SplittableRandom random = new SplittableRandom(Seeds.of("score of a difference"));
        assertThat(SplitRHat.score(List.<double[][]>of(chains(random, 8, 16, 3))))
                .isGreaterThan(4);
        assertThat(SplitRHat.score(List.of(chains(random, 1, 40, 5), chains(random, 1, 40, 5))))
                .isGreaterThan(4);
    }
}
