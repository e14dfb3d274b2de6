package phasegrid.engine.model.memory;

import phasegrid.engine.definition.Param;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.ExponentialCapacity;
import phasegrid.engine.theory.FiniteExponentialMemory;
import phasegrid.engine.theory.OverlapLaw;

/** The law from which independent patterns of an {@link ExponentialHopfield} are drawn. */
public sealed interface PatternLaw {
    /** Draws {@code patterns} patterns of dimension {@code d}, one after another, row-major. */
    float[] draw(int d, int patterns, RandomStream random);

    /** The law of overlaps of a cue of overlap {@code a} with other patterns; null where there is none in closed form. */
    default OverlapLaw overlaps(int d, double a) {
        return new OverlapLaw.Normal(1);
    }

    /** Largest load at which all patterns are retrieved; NaN where it is unknown. */
    default double all(double lambda) {
        return Double.NaN;
    }

    /** The variance of noise at which e^{αd} patterns are lost: collapse; NaN where it is unknown. */
    default double collapse(int d, double alpha) {
        return Double.NaN;
    }

    /** P(no other of {@code n} patterns overlaps as much with a cue of overlap {@code a}); NaN where it is unknown. */
    default double nearest(int d, int n, double a) {
        return Double.NaN;
    }

    /** The exact means of a query at a cue of overlap {@code a}; not on a hidden manifold. */
    default FiniteExponentialMemory finite(int d, int n, double lambda, double a) {
        throw new IllegalStateException("Cannot average over a hidden manifold: its overlaps depend on one another");
    }

    /** Whether |ξ|² = d for every pattern. */
    default boolean equalNorms() {
        return false;
    }

    /** Components N(0, 1). */
    record Gaussian() implements PatternLaw {
        @Override
        public float[] draw(int d, int patterns, RandomStream random) {
            float[] all = new float[d * patterns];
            double[] one = new double[d];
            for (int mu = 0; mu < patterns; mu++) {
                random.gaussians(one, 0, d);
                store(one, all, mu, 1);
            }
            return all;
        }

        @Override
        public double all(double lambda) {
            return ExponentialCapacity.allGaussian(lambda);
        }

        @Override
        public double nearest(int d, int n, double a) {
            return FiniteExponentialMemory.gaussianRetrieval(d, n, a);
        }

        @Override
        public FiniteExponentialMemory finite(int d, int n, double lambda, double a) {
            return FiniteExponentialMemory.gaussian(d, n, lambda, a);
        }

        @Override
        public double collapse(int d, double alpha) {
            return ExponentialCapacity.collapseGaussian(alpha);
        }
    }

    /** Uniform on the sphere |ξ|² = d. */
    record Spherical() implements PatternLaw {
        @Override
        public float[] draw(int d, int patterns, RandomStream random) {
            float[] all = new float[d * patterns];
            double[] one = new double[d];
            for (int mu = 0; mu < patterns; mu++) {
                random.gaussians(one, 0, d);
                store(one, all, mu, Math.sqrt(d / Kernels.sumOfSquares(one, 0, d)));
            }
            return all;
        }

        @Override
        public OverlapLaw overlaps(int d, double a) {
            return new OverlapLaw.Sphere();
        }

        @Override
        public double all(double lambda) {
            return new OverlapLaw.Sphere().threshold(lambda, 1);
        }

        @Override
        public double nearest(int d, int n, double a) {
            return FiniteExponentialMemory.sphericalRetrieval(d, n, a);
        }

        @Override
        public FiniteExponentialMemory finite(int d, int n, double lambda, double a) {
            return FiniteExponentialMemory.spherical(d, n, lambda, a);
        }

        @Override
        public double collapse(int d, double alpha) {
            return ExponentialCapacity.collapseGaussian(alpha);
        }

        @Override
        public boolean equalNorms() {
            return true;
        }
    }

    /** Components ±1 with probability ½. */
    record Binary() implements PatternLaw {
        @Override
        public float[] draw(int d, int patterns, RandomStream random) {
            float[] all = new float[d * patterns];
            long[] words = new long[(d + Long.SIZE - 1) / Long.SIZE];
            for (int mu = 0; mu < patterns; mu++) {
                random.words(words, 0, words.length);
                for (int i = 0; i < d; i++) {
                    all[mu * d + i] = (words[i / Long.SIZE] >>> i & 1) == 1 ? 1 : -1;
                }
            }
            return all;
        }

        @Override
        public OverlapLaw overlaps(int d, double a) {
            return new OverlapLaw.Signs();
        }

        @Override
        public double all(double lambda) {
            return ExponentialCapacity.allBinary(lambda);
        }

        @Override
        public double nearest(int d, int n, double a) {
            return FiniteExponentialMemory.binaryRetrieval(d, n, ExponentialHopfield.flips(d, a));
        }

        @Override
        public FiniteExponentialMemory finite(int d, int n, double lambda, double a) {
            return FiniteExponentialMemory.binary(d, n, lambda, ExponentialHopfield.flips(d, a));
        }

        @Override
        public double collapse(int d, double alpha) {
            return ExponentialCapacity.collapseBinary(alpha);
        }

        @Override
        public boolean equalNorms() {
            return true;
        }
    }

    /** What a hidden manifold does to its linear part. */
    enum Activation {
        /** Nothing. */
        IDENTITY,
        /** Its sign, so that |ξ|² = d. */
        SIGN,
        /** tanh. */
        TANH
    }

    /**
     * ξ = σ(Fz/√D) with F (d × D) shared and z independent Gaussians. For σ other than the identity overlaps have no law in
     * closed form: Gaussian equivalence fixes variances, not large deviations.
     *
     * @param delta D/d; D is the nearest whole number, at least 1
     * @param activation σ
     */
    record HiddenManifold(
            @Param(symbol = "δ", doc = "latent dimensions D per component", usual = "0.5", min = 1e-6, max = 1000)
            double delta,

            @Param(symbol = "σ", doc = "function of the linear part", usual = "identity")
            Activation activation)
            implements PatternLaw {
        /** D. */
        int latent(int d) {
            return (int) Math.max(1, Math.rint(delta * d));
        }

        @Override
        public float[] draw(int d, int patterns, RandomStream random) {
            int latent = latent(d);
            double[][] f = new double[d][latent];
            for (double[] row : f) {
                random.gaussians(row, 0, latent);
            }
            float[] all = new float[d * patterns];
            double[] z = new double[latent];
            double[] one = new double[d];
            for (int mu = 0; mu < patterns; mu++) {
                random.gaussians(z, 0, latent);
                for (int i = 0; i < d; i++) {
                    one[i] = activated(Kernels.dot(f[i], z, 0, latent) / Math.sqrt(latent));
                }
                store(one, all, mu, 1);
            }
            return all;
        }

        private double activated(double x) {
            return switch (activation) {
                case IDENTITY -> x;
                case SIGN -> x < 0 ? -1 : 1;
                case TANH -> Elementary.tanh(x);
            };
        }

        /** Of variance a²(1 + d/D) + 1 − a²: only the part of the cue along the pattern lies in the manifold. */
        @Override
        public OverlapLaw overlaps(int d, double a) {
            double ratio = (double) d / latent(d);
            return linear() ? new OverlapLaw.Normal(1 + a * a * ratio) : null;
        }

        @Override
        public double nearest(int d, int n, double a) {
            return linear() && a == 1 ? FiniteExponentialMemory.manifoldRetrieval(d, latent(d), n) : Double.NaN;
        }

        @Override
        public double collapse(int d, double alpha) {
            return linear() ? ExponentialCapacity.collapseManifold(alpha, (double) latent(d) / d) : Double.NaN;
        }

        @Override
        public boolean equalNorms() {
            return activation == Activation.SIGN;
        }

        boolean linear() {
            return activation == Activation.IDENTITY;
        }
    }

    private static void store(double[] one, float[] all, int mu, double scale) {
        for (int i = 0; i < one.length; i++) {
            all[mu * one.length + i] = (float) (scale * one[i]);
        }
    }
}
