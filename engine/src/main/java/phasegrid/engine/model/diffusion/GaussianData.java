package phasegrid.engine.model.diffusion;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.GaussianFits;
import phasegrid.engine.theory.LinearBackward;

/**
 * Diffusion of Gaussian data N(0, Σ) with a linear score: that of Σ, of the covariance of n data points, or of a perturbed Σ.
 *
 * <p>The optimised linear score −(Δ + e^{−2t} C)⁻¹x is the exact one of N(0, C) at every t, so that flow and stochastic dynamics
 * both generate N(0, C): what is wrong is C. Distances are between the learnt and the true P_t at time t; generation runs from
 * the horizon to 0. Coordinates are those in which Σ is diagonal. Cost: O(d³) a disorder sample, O(d · steps) a replica.
 */
public final class GaussianData implements Model<GaussianData.Point, GaussianFit> {
    /** The eigenvalues s_1 ≥ … ≥ s_d of Σ. */
    public enum Spectrum {
        /** All equal to the given variance. */
        FLAT,
        /** Evenly between 1 and the given variance. */
        LINEAR,
        /** The given variance times k^{−decay}. */
        POWER,
        /** One of the given variance, all others 1. */
        SPIKED
    }

    /** Whose score runs the dynamics. */
    public enum Score {
        /** That of Σ. */
        PERFECT,
        /** That of C = Σ_μ a aᵀ/n, the mean known to be 0. */
        OPTIMISED,
        /** That of the fitted mean and the centred C, still over n. */
        CENTRED,
        /** That of Σ + d^{−a/2} G, G of the orthogonal ensemble with variance 1/d off the diagonal, 2/d on it. */
        PERTURBED
    }

    /** Where generation begins. */
    public enum Start {
        /** N(0, T) at the horizon. */
        HORIZON,
        /** A draw of the true P_t at the horizon. */
        EXACT
    }

    /** One point of the model. */
    public record Point(
            @Param(
                    symbol = "d",
                    doc = "dimension",
                    definition = "dimension",
                    min = 1,
                    max = 4096,
                    quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "t",
                    doc = "time at which the laws are compared",
                    definition = "Ornstein-Uhlenbeck time",
                    usual = "0",
                    min = 0,
                    max = 100)
            double t,

            @Param(
                    symbol = "n",
                    doc = "data points of a fitted score",
                    definition = "number of data points",
                    given = "alpha: round(alpha*d); n/d",
                    usual = "1000",
                    min = 1,
                    max = 1_000_000_000,
                    quench = Quench.FIXES)
            int n,

            @Param(symbol = "score", doc = "whose score", usual = "optimised", quench = Quench.FIXES)
            Score score,

            @Param(symbol = "Σ", doc = "spectrum of the covariance", usual = "flat", quench = Quench.FIXES)
            Spectrum spectrum,

            @Param(
                    symbol = "s",
                    doc = "variance of the widest mode",
                    usual = "1",
                    min = 1.0e-6,
                    max = 1.0e6,
                    quench = Quench.FIXES)
            double variance,

            @Param(
                    symbol = "ζ",
                    doc = "decay of a power-law spectrum",
                    usual = "1",
                    min = 0,
                    max = 10,
                    quench = Quench.FIXES)
            double decay,

            @Param(
                    symbol = "a",
                    doc = "a perturbation has size d^{-a/2}",
                    usual = "1",
                    min = -2,
                    max = 10,
                    quench = Quench.FIXES)
            double exponent,

            @Param(symbol = "ε", doc = "error -ε x of the score", usual = "0", min = -1, max = 10)
            double scoreError,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "step", doc = "backward sampler", usual = "exact-kernel")
            ReverseSampler sampler,

            @Param(symbol = "T", doc = "time at which generation begins", usual = "10", min = 0.001, max = 100)
            double horizon,

            @Param(symbol = "start", doc = "what generation begins with", usual = "horizon")
            Start start) {
        /** Refuses a run that no grid can make, and the exact kernel of a score that belongs to no law. */
        public Point {
            Descent.check(process, sampler, horizon, horizon);
            if (scoreError != 0 && sampler instanceof ReverseSampler.ExactKernel) {
                throw new IllegalArgumentException("scoreError = " + scoreError
                        + " belongs to no law of data, so there is no exact kernel; use another sampler");
            }
        }

        /** s_k in descending order. */
        double[] variances() {
            double[] s = new double[d];
            for (int k = 0; k < d; k++) {
                s[k] = switch (spectrum) {
                    case FLAT -> variance;
                    case LINEAR -> d == 1 ? variance : 1 + (variance - 1) * k / (d - 1);
                    case POWER -> variance * Elementary.pow(k + 1, -decay);
                    case SPIKED -> k == 0 ? variance : 1;
                };
            }
            Arrays.sort(s);
            for (int k = 0; k < d / 2; k++) {
                double kept = s[k];
                s[k] = s[d - 1 - k];
                s[d - 1 - k] = kept;
            }
            return s;
        }

        boolean fitted() {
            return score == Score.OPTIMISED || score == Score.CENTRED;
        }

        /** Points that are left for the covariance. */
        int points() {
            return score == Score.CENTRED ? n - 1 : n;
        }

        /** Whether the learnt law at t has no spread in some direction, so that neither law has a density in the other. */
        boolean singular() {
            return fitted() && t == 0 && points() < d;
        }

        GaussianFits fits() {
            return new GaussianFits(n, d, score == Score.CENTRED);
        }

        Level level() {
            return process.at(t);
        }

        /** What makes a loss of the noise, per d, one of the score: d/Δ, per d 1/Δ. */
        double lossScale(boolean total) {
            return (total ? d : 1) / level().noise();
        }

        double kept() {
            return level().shrink() * level().shrink();
        }

        /** ½ ln(1 + σ²) at the horizon, in units of a process of temperature 1. */
        double unitHorizon() {
            return 0.5 * Elementary.log1p(process.at(horizon).ratio());
        }

        /** Whether runs end at time 0 itself. */
        boolean whole() {
            return sampler.grid().tMin() == 0 && !sampler.grid().denoise();
        }

        /** Generated variance of a mode that the score takes for one of variance {@code learnt}, in continuous time. */
        double generated(double learnt, double truth) {
            return new LinearBackward(learnt, sampler.noiseLevel(), scoreError)
                    .variance(unitHorizon(), 0, begin(truth));
        }

        /** The variance at the start, in the coordinates of a process of temperature 1. */
        double begin(double truth) {
            double u = unitHorizon();
            return start == Start.EXACT
                    ? truth * Elementary.exp(-2 * u) - Elementary.expm1(-2 * u)
                    : process.noiseTemperature() * Elementary.exp(2 * (horizon - u));
        }
    }

    static final Scalar KL_GENERATED = Scalar.real("kl_generated", "nat", "KL(learnt P_t || true P_t)");
    static final Scalar KL_TRUE = Scalar.real("kl_true", "nat", "KL(true P_t || learnt P_t)");
    static final Scalar W2 = Scalar.real("w2_sq", "1", "squared Wasserstein distance of the learnt and the true P_t");
    static final Scalar TRAIN_NOISE_LOSS = Scalar.real(
            "train_noise_loss", "1", "⟨|√Δ score + z|²⟩/d at t over the data that were fitted: Δ/d of train_loss");
    static final Scalar TEST_NOISE_LOSS = Scalar.real("test_noise_loss", "1", "the same over new data");
    static final Scalar FROBENIUS = Scalar.real("frobenius_sq", "1", "‖A_t − Σ_t‖², sum of squared elements");
    static final Scalar OPERATOR = Scalar.real("operator_error", "1", "largest |eigenvalue| of A_t − Σ_t");
    static final Scalar OVERLAP =
            Scalar.real("overlap", "1", "mean of |⟨u_k|e_k⟩|² over the modes, in order of variance");
    static final Scalar TOP_OVERLAP = Scalar.real("top_overlap", "1", "|⟨u_1|e_1⟩|² of the widest mode");
    static final Scalar TOP_EIGENVALUE = Scalar.real("top_eigenvalue", "1", "largest eigenvalue of A");
    static final Scalar GENERATED_RADIUS = Scalar.real("generated_radius_sq", "1", "|x_0|²/d of a generated point");
    static final Scalar GENERATED_TOP = Scalar.real("generated_top_sq", "1", "(u_1·x_0)² of a generated point");
    static final Scalar GENERATED_BOTTOM = Scalar.real("generated_bottom_sq", "1", "(u_d·x_0)² of a generated point");
    static final Observable.Derived<Point> KL_PER_D = perD("kl_generated_per_d", KL_GENERATED);
    static final Observable.Derived<Point> KL_TRUE_PER_D = perD("kl_true_per_d", KL_TRUE);
    static final Observable.Derived<Point> W2_PER_D = perD("w2_sq_per_d", W2);
    static final Observable.Derived<Point> TRAIN_LOSS =
            loss("train_loss", "⟨|score + z/√Δ|²⟩ at t over the data that were fitted", TRAIN_NOISE_LOSS, true);
    static final Observable.Derived<Point> TEST_LOSS =
            loss("test_loss", "⟨|score + z/√Δ|²⟩ at t over new data", TEST_NOISE_LOSS, true);
    static final Observable.Derived<Point> TRAIN_LOSS_PER_D = loss(
            "train_loss_per_d",
            "⟨|score + z/√Δ|²⟩ at t over the data that were fitted, over d",
            TRAIN_NOISE_LOSS,
            false);
    static final Observable.Derived<Point> TEST_LOSS_PER_D =
            loss("test_loss_per_d", "⟨|score + z/√Δ|²⟩ at t over new data, over d", TEST_NOISE_LOSS, false);
    static final double BIN = 0.2;
    static final Observable.Curve EIGENVALUES = new Observable.Curve(
            "eigenvalue_density",
            "1",
            "density of the eigenvalues of A in units of s, in bins of 0.2 around",
            List.of(
                    0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9, 2.1, 2.3, 2.5, 2.7, 2.9, 3.1, 3.3, 3.5, 3.7,
                    3.9));
    static final List<Scalar> BINS = EIGENVALUES.scalars();

    private static Observable.Derived<Point> perD(String name, Scalar total) {
        return new Observable.Derived<>(
                name, total.unit(), total.definition() + ", over d", false, (p, means) -> means.of(total) / p.d());
    }

    /** A loss of the score itself, infinite where there is no noise. */
    private static Observable.Derived<Point> loss(String name, String definition, Scalar ofNoise, boolean total) {
        return new Observable.Derived<>(
                name, "1", definition, false, (p, means) -> p.lossScale(total) * means.of(ofNoise));
    }

    @Override
    public Card card() {
        return new Card(
                "gaussian",
                3,
                "Linear scores of Gaussian data",
                "What a score learnt from n points of a Gaussian generates, and how far it is from the truth: spectra and "
                        + "eigenvectors of the empirical covariance, finite horizons, errors of flow and noise.",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                KL_GENERATED,
                KL_TRUE,
                W2,
                KL_PER_D,
                KL_TRUE_PER_D,
                W2_PER_D,
                TRAIN_LOSS,
                TEST_LOSS,
                TRAIN_LOSS_PER_D,
                TEST_LOSS_PER_D,
                TRAIN_NOISE_LOSS,
                TEST_NOISE_LOSS,
                EIGENVALUES,
                FROBENIUS,
                OPERATOR,
                OVERLAP,
                TOP_OVERLAP,
                TOP_EIGENVALUE,
                GENERATED_RADIUS,
                GENERATED_TOP,
                GENERATED_BOTTOM);
    }

    @Override
    public GaussianFit quench(Point p, RandomStream disorder) {
        double[] s = p.variances();
        double[] mean = new double[p.d()];
        double[][] matrix = new double[p.d()][p.d()];
        if (p.fitted()) {
            covariance(p, s, disorder, matrix);
        } else {
            for (int i = 0; i < p.d(); i++) {
                matrix[i][i] = s[i];
            }
        }
        if (p.score() == Score.CENTRED) {
            for (int i = 0; i < p.d(); i++) {
                mean[i] = Math.sqrt(s[i] / p.n()) * disorder.gaussian();
            }
        }
        if (p.score() == Score.PERTURBED) {
            perturb(p, disorder, matrix);
        }
        return GaussianFit.of(s, matrix, mean, Math.min(p.d(), p.fitted() ? p.points() : p.d()));
    }

    /**
     * C_ij = √(s_i s_j) Σ_k f_ik f_jk/n with Gaussian f, one column for each of ν points; where ν ≥ d, the triangle of Bartlett's
     * decomposition in their place: f_ii = √χ²(ν − i), Gaussian below, i from 0.
     */
    private static void covariance(Point p, double[] s, RandomStream disorder, double[][] matrix) {
        int points = p.points();
        boolean triangle = points >= p.d();
        double[][] factor = new double[p.d()][];
        for (int i = 0; i < p.d(); i++) {
            factor[i] = new double[triangle ? i + 1 : points];
            disorder.gaussians(factor[i], 0, triangle ? i : points);
            if (triangle) {
                factor[i][i] = Math.sqrt(disorder.chiSquared(points - i));
            }
            for (int j = 0; j <= i; j++) {
                double sum = Kernels.dot(factor[i], factor[j], 0, factor[j].length);
                matrix[i][j] = Math.sqrt(s[i] * s[j]) * sum / p.n();
                matrix[j][i] = matrix[i][j];
            }
        }
    }

    private static void perturb(Point p, RandomStream disorder, double[][] matrix) {
        double size = Elementary.pow(p.d(), -0.5 * p.exponent()) / Math.sqrt(p.d());
        double[] row = new double[p.d()];
        for (int i = 0; i < p.d(); i++) {
            disorder.gaussians(row, 0, i + 1);
            for (int j = 0; j < i; j++) {
                matrix[i][j] += size * row[j];
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] += Math.sqrt(2) * size * row[i];
        }
    }

    /** Relative entropies to and from a law without spread in some direction, and the loss of a score that presses onto it. */
    @Override
    public Set<Observable> infinite(Point p) {
        Set<Observable> infinite = new LinkedHashSet<>();
        if (p.singular()) {
            infinite.addAll(List.of(KL_GENERATED, KL_TRUE, KL_PER_D, KL_TRUE_PER_D, TEST_NOISE_LOSS));
        }
        if (p.level().noise() == 0) {
            infinite.addAll(List.of(TRAIN_LOSS, TEST_LOSS, TRAIN_LOSS_PER_D, TEST_LOSS_PER_D));
        }
        return infinite;
    }

    @Override
    public Simulation<GaussianFit> simulation(List<Point> rungs) {
        return new GaussianSampler(rungs.get(0));
    }

    @Override
    public long operations(Point p) {
        double steps = Descent.evaluations(p.process(), p.sampler(), p.horizon(), p.horizon(), 0);
        return (long) (20_000 + 50.0 * p.d() * p.d() + 12 * p.d() * steps);
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=6 n=20 spectrum=power variance=3 horizon=3 sampler=euler-maruyama sampler.steps=10",
                "d=12 n=60 t=0.3 variance=2 score=centred sampler.steps=3 start=exact process.noiseTemperature=0.5",
                "d=16 t=0.2 score=perturbed exponent=0.8 sampler.steps=3",
                "d=5 score=perfect spectrum=linear variance=4 t=0.4 horizon=2 sampler=euler-maruyama sampler.steps=30"
                        + " sampler.noiseLevel=0.5 scoreError=0.1");
    }

    @Override
    public List<Reference<Point>> references() {
        return GaussianTheory.references();
    }
}
