package phasegrid.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Threefry;

/** Statistical checks reject at p &lt; 1e-6 or |z| &gt; 4.9: about forty of them. Keys are hashes of the test's name. */
class RandomStreamTest {
    private static final double REJECT = 1e-6;
    private static final double DEVIATIONS = 4.9;
    private static final int SAMPLE = 20_000;
    private static final KolmogorovSmirnovTest KOLMOGOROV =
            KolmogorovSmirnovTest.withDefaults().with(PValueMethod.ASYMPTOTIC);

    private StreamKey key;
    private RandomStream stream;

    @BeforeEach
    void keyOfTheTest(TestInfo test) {
        key = StreamKey.of(RandomStreamTest.class.getName(), test.getDisplayName());
        stream = RandomStream.of(key, 3, 5, 7);
    }

    private double[] draws(ToDoubleFunction<RandomStream> draw) {
        return IntStream.range(0, SAMPLE)
                .mapToDouble(i -> draw.applyAsDouble(stream))
                .toArray();
    }

    private static void follows(double[] sample, ContinuousDistribution law) {
        assertThat(KOLMOGOROV.test(sample, law::cumulativeProbability).getPValue())
                .isGreaterThan(REJECT);
    }

    private static void mean(double[] sample, double wanted, double variance) {
        double z = (Arrays.stream(sample).average().orElseThrow() - wanted) / Math.sqrt(variance / sample.length);
        assertThat(Math.abs(z)).as("z of the mean").isLessThan(DEVIATIONS);
    }

    private static void evenly(long[] counts) {
        assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(REJECT);
    }

    // Addresses

    @Test
    void packsTheAddressIntoTheCounter() {
        Threefry threefry = new Threefry(key.high(), key.low());
        RandomStream far = RandomStream.of(key, 0xFFFFFFFEL, 0xABCDEF, 0xFEDCBA987L);
        far.seek(0x123456789L);
        threefry.at(0xFFFFFFFEABCDEFFEL, 0xDCBA987123456789L);
        assertThat(new long[] {far.word(), far.word()}).containsExactly(threefry.first(), threefry.second());
        threefry.at(0xFFFFFFFEABCDEFFEL, 0xDCBA98712345678AL);
        assertThat(far.word()).isEqualTo(threefry.first());
    }

    @Test
    void refusesWhatDoesNotFit() {
        refuses(-1, 0, 0);
        refuses(RandomStream.DISORDERS, 0, 0);
        refuses(0, -1, 0);
        refuses(0, RandomStream.THERMALS, 0);
        refuses(0, 0, -1);
        refuses(0, 0, RandomStream.EPOCHS);
        assertThatThrownBy(() -> stream.seek(RandomStream.POSITIONS + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.seek(-1)).hasMessageContaining("position -1");
        RandomStream.of(key, RandomStream.DISORDERS - 1, RandomStream.THERMALS - 1, RandomStream.EPOCHS - 1);
    }

    private void refuses(long disorder, long thermal, long epoch) {
        assertThatThrownBy(() -> RandomStream.of(key, disorder, thermal, epoch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot place a random stream");
    }

    @Test
    void endsWithoutWrapping() {
        stream.seek(RandomStream.POSITIONS - 1);
        stream.word();
        stream.word();
        assertThatThrownBy(stream::word).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(stream::gaussian).isInstanceOf(IllegalStateException.class);
        stream.seek(RandomStream.POSITIONS - 1);
        stream.gaussians(new double[2], 0, 2);
        stream.seek(RandomStream.POSITIONS - 1);
        assertThatThrownBy(() -> stream.gaussians(new double[3], 0, 3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void restartEqualsANewStream() {
        stream.gaussians(new double[77], 0, 77);
        stream.word();
        stream.restart(1, 2, 3);
        assertThat(stream.word()).isEqualTo(RandomStream.of(key, 1, 2, 3).word());
    }

    @Test
    void seekDropsTheSecondHalf() {
        long first = stream.word();
        stream.seek(0);
        assertThat(stream.word()).isEqualTo(first);
    }

    // Bulk layout, recomputed output by output

    /** Counter and branch of output i of a call of the given length that starts at counter start. */
    private static long[] place(int i, int length, long start) {
        int block = i / 64;
        int size = Math.min(64, length - 64 * block);
        int half = (size + 1) / 2;
        int j = i % 64;
        return new long[] {start + 32L * block + (j < half ? j : j - half), j < half ? 0 : 1};
    }

    private long[] wordsOf(long counter) {
        RandomStream one = RandomStream.of(key, 3, 5, 7);
        one.seek(counter);
        return new long[] {one.word(), one.word()};
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 97, 127, 511, 512, 513, 4098})
    void bulkDrawsFollowTheLayout(int length) {
        long[] words = new long[length + 4];
        double[] uniforms = new double[length + 4];
        double[] gaussians = new double[length + 4];
        stream.seek(10);
        stream.word();
        stream.words(words, 3, length + 3);
        stream.seek(11);
        stream.uniforms(uniforms, 3, length + 3);
        stream.seek(11);
        stream.gaussians(gaussians, 3, length + 3);
        for (int i = 0; i < length; i++) {
            long[] place = place(i, length, 11);
            long[] pair = wordsOf(place[0]);
            assertThat(words[i + 3]).isEqualTo(pair[(int) place[1]]);
            assertThat(uniforms[i + 3]).isEqualTo(((pair[(int) place[1]] >>> 12) + 0.5) * 0x1p-52);
            assertThat(gaussians[i + 3]).isEqualTo(gaussian(pair, place[1]));
        }
        assertThat(gaussians[2] + gaussians[length + 3]).isZero();
        int last = length % 64;
        assertThat(stream.word()).isEqualTo(wordsOf(11 + length / 64 * 32L + (last + 1) / 2)[0]);
    }

    private static double gaussian(long[] pair, long branch) {
        double u = ((pair[0] >>> 12) + 0.5) * 0x1p-52;
        double v = (pair[1] >>> 12) * 0x1p-52 - 0.5;
        double radius = Math.sqrt(-2 * Elementary.log(u));
        return radius * (branch == 0 ? Elementary.cosTurns(v) : Elementary.sinTurns(v));
    }

    @Test
    void oneGaussianIsABulkCallOfLengthOne() {
        RandomStream bulk = RandomStream.of(key, 3, 5, 7);
        double[] one = new double[1];
        for (int i = 0; i < 100; i++) {
            bulk.gaussians(one, 0, 1);
            assertThat(stream.gaussian()).isEqualTo(one[0]);
        }
        assertThat(stream.word()).isEqualTo(bulk.word());
    }

    @Test
    void aGaussianTakesAWholeCounter() {
        stream.word();
        stream.gaussian();
        assertThat(stream.word()).isEqualTo(wordsOf(2)[0]);
    }

    // Distributions

    @Test
    void uniformsAreUniform() {
        double[] sample = draws(RandomStream::uniform);
        follows(sample, UniformContinuousDistribution.of(0, 1));
        mean(sample, 0.5, 1.0 / 12);
        mean(Arrays.stream(sample).map(u -> u * u).toArray(), 1.0 / 3, 4.0 / 45);
        stream.uniforms(sample, 0, SAMPLE);
        follows(sample, UniformContinuousDistribution.of(0, 1));
    }

    @Test
    void everyBitIsFair() {
        int[] ones = new int[64];
        for (int i = 0; i < SAMPLE; i++) {
            long word = stream.word();
            for (int bit = 0; bit < 64; bit++) {
                ones[bit] += (int) (word >>> bit) & 1;
            }
        }
        double farthest = Arrays.stream(ones)
                .mapToDouble(n -> Math.abs(2.0 * n - SAMPLE) / Math.sqrt(SAMPLE))
                .max()
                .orElseThrow();
        assertThat(farthest).isLessThan(5.7);
    }

    @Test
    void gaussiansAreGaussian() {
        int n = 200_000;
        double[] sample = new double[n];
        stream.gaussians(sample, 0, n);
        mean(sample, 0, 1);
        mean(Arrays.stream(sample).map(x -> x * x).toArray(), 1, 2);
        mean(Arrays.stream(sample).map(x -> x * x * x).toArray(), 0, 15);
        mean(Arrays.stream(sample).map(x -> x * x * x * x).toArray(), 3, 96);
        NormalDistribution law = NormalDistribution.of(0, 1);
        for (double tail : new double[] {1, 2, 3, 3.5}) {
            double p = 2 * law.survivalProbability(tail);
            mean(Arrays.stream(sample).map(x -> Math.abs(x) > tail ? 1 : 0).toArray(), p, p * (1 - p));
        }
        follows(Arrays.copyOf(sample, SAMPLE), law);
    }

    @Test
    void singleGaussiansAreGaussian() {
        follows(draws(RandomStream::gaussian), NormalDistribution.of(0, 1));
    }

    @Test
    void theBranchesOfOneCounterAreIndependent() {
        double[] sample = new double[64 * 400];
        stream.gaussians(sample, 0, sample.length);
        double[] products = new double[32 * 400];
        double[] squares = new double[32 * 400];
        for (int i = 0; i < products.length; i++) {
            double cosine = sample[i / 32 * 64 + i % 32];
            double sine = sample[i / 32 * 64 + 32 + i % 32];
            products[i] = cosine * sine;
            squares[i] = (cosine * cosine - 1) * (sine * sine - 1);
        }
        mean(products, 0, 1);
        mean(squares, 0, 4);
    }

    @Test
    void neighbouringStreamsAreIndependent() {
        double[] here = neighbour(key, 3, 5, 7);
        for (double[] there : new double[][] {
            neighbour(key, 4, 5, 7),
            neighbour(key, 3, 6, 7),
            neighbour(key, 3, 5, 8),
            neighbour(new StreamKey(key.high(), key.low() + 1), 3, 5, 7)
        }) {
            mean(IntStream.range(0, SAMPLE).mapToDouble(i -> here[i] * there[i]).toArray(), 0, 1);
            mean(
                    IntStream.range(1, SAMPLE)
                            .mapToDouble(i -> here[i - 1] * there[i])
                            .toArray(),
                    0,
                    1);
        }
    }

    private static double[] neighbour(StreamKey key, long disorder, long thermal, long epoch) {
        double[] sample = new double[SAMPLE];
        RandomStream.of(key, disorder, thermal, epoch).gaussians(sample, 0, SAMPLE);
        return sample;
    }

    @Test
    void exponentialsAreExponential() {
        follows(draws(RandomStream::exponential), ExponentialDistribution.of(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 1, 1.7, 30})
    void gammasFollowTheLawAndTheOracle(double shape) {
        double[] sample = draws(random -> random.gamma(shape));
        follows(sample, GammaDistribution.of(shape, 1));
        var oracle = AhrensDieterMarsagliaTsangGammaSampler.of(provider(), shape, 1);
        sameLaw(
                sample,
                IntStream.range(0, SAMPLE).mapToDouble(i -> oracle.sample()).toArray());
    }

    @Test
    void gaussiansFollowTheOracle() {
        var oracle = ZigguratSampler.NormalizedGaussian.of(provider());
        double[] sample = new double[SAMPLE];
        stream.gaussians(sample, 0, SAMPLE);
        sameLaw(
                sample,
                IntStream.range(0, SAMPLE).mapToDouble(i -> oracle.sample()).toArray());
    }

    private UniformRandomProvider provider() {
        return new XoRoShiRo128PlusPlus(key.high(), key.low());
    }

    private static void sameLaw(double[] ours, double[] theirs) {
        assertThat(KOLMOGOROV.test(ours, theirs).getPValue()).isGreaterThan(REJECT);
    }

    @Test
    void chiSquaredFollowsTheLaw() {
        follows(draws(random -> random.chiSquared(3)), ChiSquaredDistribution.of(3));
    }

    // Choices

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 64, 1000})
    void belowIsEven(int bound) {
        long[] counts = new long[bound];
        for (int i = 0; i < SAMPLE; i++) {
            counts[stream.below(bound)]++;
        }
        if (bound > 1) {
            evenly(counts);
        }
    }

    /** At 3·2⁶¹ a modulus favours the lowest two thirds 3 : 2, a product without rejection the residues 0 and 1. */
    @Test
    void belowIsUnbiasedAtLargeBounds() {
        long third = 1L << 61;
        long[] thirds = new long[3];
        long[] residues = new long[3];
        for (int i = 0; i < SAMPLE; i++) {
            long drawn = stream.below(3 * third);
            thirds[(int) (drawn / third)]++;
            residues[(int) (drawn % 3)]++;
        }
        evenly(thirds);
        evenly(residues);
    }

    @Test
    void choicesRefuseNonsense() {
        assertThatThrownBy(() -> stream.below(0)).hasMessageContaining("below 0");
        assertThatThrownBy(() -> stream.below(-5L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.bernoulli(1.1)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> stream.bernoulli(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.gamma(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.chiSquared(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signsAndBernoullisHaveTheirMeans() {
        mean(draws(RandomStream::sign), 0, 1);
        mean(draws(random -> random.bernoulli(0.3) ? 1 : 0), 0.3, 0.21);
        assertThat(draws(random -> random.bernoulli(0) ? 1 : 0)).containsOnly(0);
        assertThat(draws(random -> random.bernoulli(1) ? 1 : 0)).containsOnly(1);
        assertThat(draws(RandomStream::sign)).containsOnly(-1, 1);
    }

    @Test
    void permutationsAreEven() {
        long[] counts = new long[24];
        for (int i = 0; i < SAMPLE; i++) {
            int[] a = {0, 1, 2, 3};
            stream.permute(a);
            int[] rank = {0, 0, 0};
            for (int j = 0; j < 3; j++) {
                for (int k = j + 1; k < 4; k++) {
                    rank[j] += a[k] < a[j] ? 1 : 0;
                }
            }
            counts[rank[0] * 6 + rank[1] * 2 + rank[2]]++;
        }
        evenly(counts);
    }

    @Test
    void aPermutationKeepsEveryElement() {
        int[] a = IntStream.range(0, 1000).toArray();
        stream.permute(a);
        Set<Integer> seen = new HashSet<>();
        Arrays.stream(a).forEach(seen::add);
        assertThat(seen).hasSize(1000);
    }
}
