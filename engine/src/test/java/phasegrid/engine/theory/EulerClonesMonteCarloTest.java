package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.theory.EulerProgram.Start;

/**
 * The program itself, written out, with 20 steps from T = 4, where the step error is tens of standard errors.
 *
 * <p>8 × 6 two-sided comparisons at |z| < 4.9 (1e-6 each): false alarms 5e-5 in all, for seeds that are hashes of the case.
 */
class EulerClonesMonteCarloTest {
    private static final int PAIRS = 50_000;
    private static final double LIMIT = 4.9;
    private static final double STEP = 0.2;

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, 1.0, EXACT", "1, 2, 1.27, EXACT", "2, 0.5, 0.6, EXACT", "1, 0.5, 0.13, EXACT",
        "0.5, 2, 1.31, HORIZON", "1, 0.5, 1.2, HORIZON", "2, 2, 0.55, HORIZON", "0, 0.5, 1.5, HORIZON"
    })
    void simulatedPairsAgree(double noiseLevel, double width, double t, Start start) {
        TwoGaussianMixture mixture = new TwoGaussianMixture(2.5, width, 0.3);
        EulerClones theory = EulerClones.of(new EulerProgram(mixture, t, noiseLevel, 4, 20, start));
        Program program =
                new Program(mixture, noiseLevel, "EulerClonesMonteCarloTest" + noiseLevel + width + t + start);
        double[][] seen = new double[6][PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            program.pair(t, start, seen, i);
        }
        agree(seen[0], theory.sameLabel());
        agree(seen[1], theory.sameLabelUturn());
        agree(seen[2], theory.sameSign());
        agree(seen[3], theory.plusFraction());
        agree(seen[4], theory.sameLabelExact());
        agree(seen[5], theory.alongSquared());
    }

    private static void agree(double[] values, double theory) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value - theory;
            squares += (value - theory) * (value - theory);
        }
        double mean = sum / values.length;
        double error = Math.sqrt((squares / values.length - mean * mean) / values.length);
        assertThat(Math.abs(mean)).isLessThanOrEqualTo(LIMIT * error + 1e-9);
    }

    private static final class Program {
        private final TwoGaussianMixture mixture;
        private final double noiseLevel;
        private final UniformRandomProvider uniform;
        private final ZigguratSampler.NormalizedGaussian normal;

        Program(TwoGaussianMixture mixture, double noiseLevel, String name) {
            this.mixture = mixture;
            this.noiseLevel = noiseLevel;
            this.uniform = RandomSource.XO_RO_SHI_RO_128_PP.create((long) name.hashCode());
            this.normal = ZigguratSampler.NormalizedGaussian.of(uniform);
        }

        void pair(double t, Start start, double[][] seen, int i) {
            double branched = start == Start.HORIZON ? reverse(normal.sample(), 4, t) : forward(latent(), t);
            double one = reverse(branched, t, 0);
            double other = reverse(branched, t, 0);
            boolean label = label(one);
            boolean latent = latent();
            double q = posterior(branched, t);
            seen[0][i] = label == label(other) ? 1 : 0;
            seen[1][i] = label(reverse(forward(latent, t), t, 0)) == latent ? 1 : 0;
            seen[2][i] = one > 0 == other > 0 ? 1 : 0;
            seen[3][i] = label ? 1 : 0;
            seen[4][i] = q * q + (1 - q) * (1 - q);
            seen[5][i] = one * one;
        }

        private boolean latent() {
            return uniform.nextDouble() < mixture.weight();
        }

        private boolean label(double end) {
            return uniform.nextDouble() < posterior(end, 0);
        }

        private double forward(boolean latent, double t) {
            double data = (latent ? 1 : -1) * mixture.norm() + mixture.width() * normal.sample();
            return Math.exp(-t) * data + Math.sqrt(1 - Math.exp(-2 * t)) * normal.sample();
        }

        private double posterior(double y, double t) {
            double odds = Math.exp(2 * mixture.norm() * Math.exp(-t) * y / gamma(t));
            return mixture.weight() * odds / (mixture.weight() * odds + 1 - mixture.weight());
        }

        private double gamma(double t) {
            return 1 + (mixture.width() * mixture.width() - 1) * Math.exp(-2 * t);
        }

        /** From a grid time or t down to {@code to}, one step at a time, shortened where it would pass a grid time or t. */
        private double reverse(double start, double from, double to) {
            double y = start;
            double s = from;
            while (s > to + 1e-9) {
                double next = Math.max(to, (Math.ceil(s / STEP - 1e-9) - 1) * STEP);
                y += (s - next) * (y + (1 + noiseLevel) * score(y, s))
                        + (noiseLevel == 0 ? 0 : Math.sqrt(2 * noiseLevel * (s - next)) * normal.sample());
                s = next;
            }
            return y;
        }

        /** ∂ ln P_s as the posterior mean pull of the two Gaussians. */
        private double score(double y, double s) {
            double q = posterior(y, s);
            return (-y + (2 * q - 1) * mixture.norm() * Math.exp(-s)) / gamma(s);
        }
    }
}
