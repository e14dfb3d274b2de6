package phasegrid.engine.model.diffusion;

import java.util.Arrays;
import java.util.OptionalDouble;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.FieldMixture;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.CollapseTime;
import phasegrid.engine.theory.Quadrature;
import phasegrid.engine.theory.SpeciationTimes;
import phasegrid.engine.theory.TwoGaussianMixture;

/**
 * The law from which training points are drawn, one after another: a larger set begins with the smaller one. Times of
 * theory are those of an Ornstein-Uhlenbeck process of temperature 1, where the noise-to-signal ratio is e^{2t} − 1.
 */
public sealed interface TrainingData {
    /** Draws n points of d coordinates. */
    TrainingSet draw(int n, int d, RandomStream random);

    /** E|a|²/d; NaN where it has no closed form. */
    double square(int d);

    /** The Gaussians that the points are drawn from, where they are. */
    default Clouds clouds(int d) {
        return null;
    }

    /** What the law of the clouds sees of the row that begins at {@code at}; only where there are clouds. */
    default View view(TrainingSet set, double[] x, int at, int d) {
        return new View(0, Kernels.sumOfSquares(x, at, at + d), 0);
    }

    /** t_C. */
    double collapse(double n, int d);

    /** t_S. */
    default OptionalDouble speciation(int d) {
        return OptionalDouble.empty();
    }

    /** The weight of the class +; 1 where there is one class. */
    default double plus(int d) {
        return 1;
    }

    /**
     * Clouds p N(v, s²) + (1−p) N(−v, s²) in {@code dimension} coordinates, the others 0.
     *
     * @param dimension of the clouds
     * @param variance s²
     * @param norm |v|
     * @param weight p; 1 for a single cloud
     */
    record Clouds(int dimension, double variance, double norm, double weight) {
        /** ln P_t(x) + (d/2) ln 2πΔ. */
        double logDensity(View x, Level level) {
            double spread = level.spread(variance);
            double field = level.shrink() * norm / spread;
            double square = Math.fma(level.shrink() * norm, level.shrink() * norm, x.inside());
            double cloud = -0.5 * (dimension * Elementary.log(spread / level.noise()) + square / spread);
            double minus = weight == 1 ? Double.NEGATIVE_INFINITY : Elementary.log1p(-weight) - field * x.along();
            double plus = Elementary.log(weight) + field * x.along();
            return cloud + plus + Elementary.log1pExp(minus - plus) - 0.5 * x.outside() / level.noise();
        }
    }

    /**
     * A state as the clouds see it.
     *
     * @param along its coordinate along v
     * @param inside its squared length in the dimensions of the clouds
     * @param outside its squared length in the others
     */
    record View(double along, double inside, double outside) {}

    /**
     * Gaussian: N(0, width²).
     *
     * @param width s
     */
    record Gaussian(
            @Param(
                    symbol = "s",
                    doc = "standard deviation of a coordinate",
                    usual = "1",
                    min = 0.001,
                    max = 1000,
                    quench = Quench.FIXES)
            double width)
            implements TrainingData {
        @Override
        public TrainingSet draw(int n, int d, RandomStream random) {
            double[] points = new double[n * d];
            for (int mu = 0; mu < n; mu++) {
                random.gaussians(points, mu * d, (mu + 1) * d);
            }
            Kernels.scale(width, points, 0, points.length);
            return TrainingSet.of(points, new byte[n], d);
        }

        @Override
        public double square(int d) {
            return width * width;
        }

        @Override
        public Clouds clouds(int d) {
            return new Clouds(d, width * width, 0, 1);
        }

        @Override
        public double collapse(double n, int d) {
            return CollapseTime.ofGaussian(d, n, width * width);
        }
    }

    /**
     * Mixture of two Gaussians: p N(v, width²) + (1−p) N(−v, width²), v = centre·(1, …, 1).
     *
     * @param centre of a class, per coordinate
     * @param width s
     * @param weight p
     */
    record Mixture(
            @Param(
                    symbol = "μ",
                    doc = "centre of a class, per coordinate",
                    usual = "1",
                    min = 0,
                    max = 100,
                    quench = Quench.FIXES)
            double centre,

            @Param(
                    symbol = "s",
                    doc = "standard deviation of a class",
                    usual = "1",
                    min = 0.001,
                    max = 1000,
                    quench = Quench.FIXES)
            double width,

            @Param(
                    symbol = "p",
                    doc = "weight of the class +",
                    usual = "0.5",
                    min = 0.001,
                    max = 0.999,
                    quench = Quench.FIXES)
            double weight)
            implements TrainingData {
        @Override
        public TrainingSet draw(int n, int d, RandomStream random) {
            double[] points = new double[n * d];
            byte[] classes = new byte[n];
            for (int mu = 0; mu < n; mu++) {
                classes[mu] = (byte) (random.bernoulli(weight) ? 1 : 0);
                random.gaussians(points, mu * d, (mu + 1) * d);
                for (int i = mu * d; i < (mu + 1) * d; i++) {
                    points[i] = Math.fma(width, points[i], classes[mu] == 1 ? centre : -centre);
                }
            }
            return TrainingSet.of(points, classes, d);
        }

        @Override
        public double square(int d) {
            return Math.fma(centre, centre, width * width);
        }

        @Override
        public Clouds clouds(int d) {
            return new Clouds(d, width * width, centre * Math.sqrt(d), weight);
        }

        @Override
        public View view(TrainingSet set, double[] x, int at, int d) {
            return new View(Kernels.sum(x, at, at + d) / Math.sqrt(d), Kernels.sumOfSquares(x, at, at + d), 0);
        }

        @Override
        public double collapse(double n, int d) {
            return CollapseTime.ofGaussian(d, n, width * width);
        }

        @Override
        public OptionalDouble speciation(int d) {
            return new SpeciationTimes(TwoGaussianMixture.of(d, centre, width, weight)).hessian();
        }

        @Override
        public double plus(int d) {
            return weight;
        }
    }

    /**
     * Curie-Weiss: spins ±1 with P(a) ∝ exp(J (Σa)²/2d + h Σa); the class is the sign of Σa, 0 counted as +.
     *
     * @param coupling J, the inverse temperature in it
     * @param field h, the inverse temperature in it
     */
    record CurieWeiss(
            @Param(
                    symbol = "βJ",
                    doc = "coupling times inverse temperature",
                    usual = "1.5",
                    min = 0,
                    max = 100,
                    quench = Quench.FIXES)
            double coupling,

            @Param(
                    symbol = "βh",
                    doc = "field times inverse temperature",
                    usual = "0",
                    min = -50,
                    max = 50,
                    quench = Quench.FIXES)
            double field)
            implements TrainingData {
        @Override
        public TrainingSet draw(int n, int d, RandomStream random) {
            FieldMixture mixture = FieldMixture.hubbardStratonovich(d, coupling, field);
            mixture.condition(new double[d], 0);
            double[] points = new double[n * d];
            byte[] classes = new byte[n];
            double[] uniforms = new double[d];
            for (int mu = 0; mu < n; mu++) {
                int node = mixture.node(random.uniform());
                random.uniforms(uniforms, 0, d);
                mixture.spins(node, uniforms, points, mu * d);
                classes[mu] = (byte) (Kernels.sum(points, mu * d, (mu + 1) * d) >= 0 ? 1 : 0);
            }
            return TrainingSet.of(points, classes, d);
        }

        @Override
        public double square(int d) {
            return 1;
        }

        @Override
        public double collapse(double n, int d) {
            double magnetisation = new phasegrid.engine.theory.CurieWeiss(d, coupling, field).magnetisation();
            return CollapseTime.ofSpins(d, n, magnetisation);
        }

        @Override
        public OptionalDouble speciation(int d) {
            return OptionalDouble.of(new phasegrid.engine.theory.CurieWeiss(d, coupling, field).speciation());
        }

        @Override
        public double plus(int d) {
            return new phasegrid.engine.theory.CurieWeiss(d, coupling, field).positive();
        }
    }

    /**
     * A linear manifold: a = F z, z ~ N(0, width²) in D coordinates, F with random orthonormal columns. Everything that
     * weights can tell is as for Gaussian data of dimension D.
     *
     * @param dimension D, at most d
     * @param width s
     */
    record LinearManifold(
            @Param(
                    symbol = "D",
                    doc = "dimension of the manifold, at most d",
                    usual = "8",
                    min = 1,
                    max = 1 << 16,
                    quench = Quench.FIXES)
            int dimension,

            @Param(
                    symbol = "s",
                    doc = "standard deviation of a hidden coordinate",
                    usual = "1",
                    min = 0.001,
                    max = 1000,
                    quench = Quench.FIXES)
            double width)
            implements TrainingData {
        @Override
        public TrainingSet draw(int n, int d, RandomStream random) {
            if (dimension > d) {
                throw new IllegalArgumentException("Cannot lay a manifold of dimension " + dimension + " into " + d
                        + " dimensions: give data.dimension of at most d");
            }
            double[][] frame = frame(d, random);
            double[] points = new double[n * d];
            double[] hidden = new double[dimension];
            double[] point = new double[d];
            for (int mu = 0; mu < n; mu++) {
                random.gaussians(hidden, 0, dimension);
                Arrays.fill(point, 0);
                for (int k = 0; k < dimension; k++) {
                    Kernels.axpy(width * hidden[k], frame[k], point, 0, d);
                }
                System.arraycopy(point, 0, points, mu * d, d);
            }
            double[] flat = Arrays.stream(frame).flatMapToDouble(Arrays::stream).toArray();
            TrainingSet set = TrainingSet.of(points, new byte[n], d);
            return new TrainingSet(set.points(), set.classes(), flat);
        }

        /** Gaussian directions made orthonormal one after another, each twice against those before it. */
        private double[][] frame(int d, RandomStream random) {
            double[][] frame = new double[dimension][d];
            for (int k = 0; k < dimension; k++) {
                random.gaussians(frame[k], 0, d);
                for (int j = 0; j < 2 * k; j++) {
                    double overlap = Kernels.dot(frame[k], frame[j % k], 0, d);
                    Kernels.axpy(-overlap, frame[j % k], frame[k], 0, d);
                }
                Kernels.scale(1 / Math.sqrt(Kernels.sumOfSquares(frame[k], 0, d)), frame[k], 0, d);
            }
            return frame;
        }

        @Override
        public double square(int d) {
            return width * width * dimension / d;
        }

        @Override
        public Clouds clouds(int d) {
            return new Clouds(dimension, width * width, 0, 1);
        }

        @Override
        public View view(TrainingSet set, double[] x, int at, int d) {
            double[] row = Arrays.copyOfRange(x, at, at + d);
            double inside = 0;
            for (int k = 0; k < dimension; k++) {
                double along = Kernels.dot(row, Arrays.copyOfRange(set.frame(), k * d, (k + 1) * d), 0, d);
                inside = Math.fma(along, along, inside);
            }
            return new View(0, inside, Math.max(0, Kernels.sumOfSquares(row, 0, d) - inside));
        }

        @Override
        public double collapse(double n, int d) {
            return CollapseTime.ofGaussian(dimension, n, width * width);
        }
    }

    /**
     * A curved manifold: a = tanh(F z/√D), z ~ N(0, width²) in D coordinates, F with independent N(0, 1) entries.
     *
     * @param dimension D
     * @param width s
     */
    record CurvedManifold(
            @Param(
                    symbol = "D",
                    doc = "dimension of the manifold",
                    usual = "8",
                    min = 1,
                    max = 1 << 16,
                    quench = Quench.FIXES)
            int dimension,

            @Param(
                    symbol = "s",
                    doc = "standard deviation of a hidden coordinate",
                    usual = "1",
                    min = 0.001,
                    max = 1000,
                    quench = Quench.FIXES)
            double width)
            implements TrainingData {
        @Override
        public TrainingSet draw(int n, int d, RandomStream random) {
            double[][] directions = new double[dimension][d];
            for (double[] direction : directions) {
                random.gaussians(direction, 0, d);
            }
            double[] points = new double[n * d];
            double[] hidden = new double[dimension];
            double[] point = new double[d];
            for (int mu = 0; mu < n; mu++) {
                random.gaussians(hidden, 0, dimension);
                Arrays.fill(point, 0);
                for (int k = 0; k < dimension; k++) {
                    Kernels.axpy(width * hidden[k] / Math.sqrt(dimension), directions[k], point, 0, d);
                }
                Kernels.tanh(point, point, 0, d);
                System.arraycopy(point, 0, points, mu * d, d);
            }
            return TrainingSet.of(points, new byte[n], d);
        }

        /** E tanh²(|z| g/√D), |z|² a χ² variate of D degrees of freedom times s². */
        @Override
        public double square(int d) {
            return Quadrature.chiSquared(
                    dimension,
                    square -> Quadrature.normal(
                            g -> Elementary.square(Elementary.tanh(width * Math.sqrt(square / dimension) * g))));
        }

        @Override
        public double collapse(double n, int d) {
            return Double.NaN;
        }
    }
}
