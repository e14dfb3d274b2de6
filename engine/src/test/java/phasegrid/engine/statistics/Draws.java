package phasegrid.engine.statistics;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Random numbers of one test, seeded by the hash of its name, and the bound that all statistical tests here use. */
final class Draws {

    /** Two-sided |z| bound: false alarm 1e-6 per check, 1e-4 for a hundred of them. */
    static final double BOUND = 4.9;

    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    private Draws(long seed) {
        random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    }

    static Draws of(String testName) {
        return new Draws(testName.hashCode());
    }

    double gaussian() {
        return gaussian.sample();
    }

    double uniform() {
        return random.nextDouble();
    }

    int below(int n) {
        return random.nextInt(n);
    }

    double[] gaussians(int n, double mean, double sd) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = mean + sd * gaussian();
        }
        return x;
    }

    /** A stationary series x_t = φ x_t-1 + √(1 − φ²) g_t of unit variance; τ = ½(1 + φ)/(1 − φ). */
    double[] autoregressive(int n, double phi) {
        double[] x = new double[n];
        x[0] = gaussian();
        for (int i = 1; i < n; i++) {
            x[i] = phi * x[i - 1] + Math.sqrt(1 - phi * phi) * gaussian();
        }
        return x;
    }

    /** Distance of the mean of independent estimates from the expected value, in standard errors. */
    static double z(double[] estimates, double expected) {
        Cell cell = Cell.of(estimates);
        return ZScore.of(cell.mean(), cell.stderr(), expected, 0);
    }
}
