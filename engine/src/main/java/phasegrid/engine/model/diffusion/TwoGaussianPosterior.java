package phasegrid.engine.model.diffusion;

import java.util.function.IntFunction;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.Posterior;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;

/**
 * The posterior of p N(v, σ²) + (1−p) N(−v, σ²), v = centre·(1, …, 1), given x = s a + √noise z:
 * {@code ⟨a⟩ = (σ² s x + noise·v tanh(s v·x/Γ + ½ ln(p/(1−p))))/Γ}, Γ = noise + s²σ².
 *
 * @param d coordinates of a row
 * @param centre of each coordinate
 * @param variance σ²
 * @param bias ½ ln(p/(1−p))
 */
record TwoGaussianPosterior(int d, double centre, double variance, double bias) implements Posterior {
    @Override
    public void mean(Level at, double[] x, int rows, double[] out) {
        double spread = at.spread(variance);
        double slope = at.shrink() * centre / spread;
        double keep = at.shrink() * variance / spread;
        double height = at.noise() * centre / spread;
        for (int r = 0; r < rows; r++) {
            double push = height * Elementary.tanh(Math.fma(slope, sum(x, r), bias));
            for (int i = r * d; i < (r + 1) * d; i++) {
                out[i] = Math.fma(keep, x[i], push);
            }
        }
    }

    @Override
    public void draw(Level at, double[] x, int rows, IntFunction<RandomStream> random, double[] out) {
        double spread = at.spread(variance);
        double keep = at.shrink() * variance / spread;
        double deviation = Math.sqrt(variance * at.noise() / spread);
        for (int r = 0; r < rows; r++) {
            boolean plus = random.apply(r).bernoulli(plus(at, x, r));
            double push = at.noise() * (plus ? centre : -centre) / spread;
            random.apply(r).gaussians(out, r * d, (r + 1) * d);
            for (int i = r * d; i < (r + 1) * d; i++) {
                out[i] = Math.fma(deviation, out[i], Math.fma(keep, x[i], push));
            }
        }
    }

    /** p(+ | x) of row {@code r}: σ(2 (s v·x/Γ + ½ ln(p/(1−p)))). */
    double plus(Level at, double[] x, int r) {
        double slope = at.shrink() * centre / at.spread(variance);
        return Elementary.sigmoid(2 * Math.fma(slope, sum(x, r), bias));
    }

    /** Σ_i x_i of row {@code r}. */
    double sum(double[] x, int r) {
        return d == 1 ? x[r] : Kernels.sum(x, r * d, (r + 1) * d);
    }
}
