package phasegrid.engine.model.diffusion;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.PointSet;
import phasegrid.engine.model.Memo;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.statistics.Dip;
import phasegrid.engine.theory.CollapseTime;
import phasegrid.engine.theory.EmpiricalPosterior;
import phasegrid.engine.theory.SampleCovariance;

/**
 * Speciation and collapse times of a user's own data, read off the training set alone.
 *
 * <p>t_S = ½ ln Λ with Λ the largest eigenvalue of the covariance, corrected for the finite number of points; it is a speciation
 * only where the leading projection has two humps. t_C is where the weights of the empirical score have Y2 = Σ w² = ½; beside it
 * stands what the spectrum alone would say, as if the points were Gaussian (for min(n, d) ≤ 1024, else not measured). At
 * time t stand the weights themselves and what U-turns and clones of the empirical score do; a side of the data is the sign
 * of the leading projection. Points are centred first. Cost: O(n d) for a disorder sample some hundred times, O(n d) a
 * step of a replica; 16 n d bytes.
 */
public final class Dataset implements Model<Dataset.Point, Dataset.Prepared> {
    /** One point of the model. */
    public record Point(
            @Param(
                    symbol = "d",
                    doc = "coordinates of a data point; a file gives its own",
                    definition = "dimension",
                    min = 2,
                    max = 1 << 20,
                    quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "n",
                    doc = "training points; a file gives all of its rows",
                    definition = "training points",
                    given = "alpha: round(exp(alpha*d)); log(n)/d",
                    min = 3,
                    max = 1 << 27,
                    quench = Quench.NESTS)
            int n,

            @Param(
                    symbol = "t",
                    doc = "time at which weights are read, clones branch and a U-turn turns",
                    definition = "Ornstein-Uhlenbeck time",
                    min = 1.0e-9,
                    max = 100)
            double t,

            @Param(symbol = "a", doc = "where the training points come from", quench = Quench.FIXES)
            DatasetSource data,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "step", doc = "backward sampler", usual = "exact-kernel")
            ReverseSampler sampler,

            @Param(symbol = "T", doc = "time at which the grid of steps begins", usual = "10", min = 0.001, max = 100)
            double horizon) {
        /** Refuses what the file does not have, too many numbers, and steps that can't be taken. */
        public Point {
            data.check(n, d);
            if ((double) n * d > MOST_NUMBERS) {
                throw new IllegalArgumentException(
                        n + " points of " + d + " coordinates are more than " + MOST_NUMBERS + " numbers; lower n");
            }
            Descent.check(process, sampler, horizon, t);
        }

        double logPoints() {
            return Elementary.log(n);
        }

        /** The time of this process where one of temperature 1 has the same noise-to-signal ratio at {@code unit}. */
        double own(double unit) {
            return 0.5 * Elementary.log1p(Elementary.expm1(2 * unit) / process.noiseTemperature());
        }

        /** The law of the weights; null where it is not known. */
        EmpiricalPosterior posterior() {
            double ratio = process.at(t).ratio();
            return data instanceof DatasetSource.Planted planted && planted.shape() == DatasetSource.Shape.TWO_CLASSES
                    ? new EmpiricalPosterior(d, n, 1 / ratio, (planted.spike() - 1) / (2 * ratio), 0.5)
                    : null;
        }

        boolean exact() {
            return sampler instanceof ReverseSampler.ExactKernel
                    && sampler.grid().tMin() == 0;
        }
    }

    /**
     * A training set with what was read off it: the quenched disorder. Immutable.
     *
     * @param points centred points
     * @param axis the largest eigenvalue and the projections
     * @param surrogate all of its eigenvalues
     * @param collapse the noise-to-signal ratio where Y2 = ½
     */
    record Prepared(PointSet points, PrincipalAxis axis, GaussianSurrogate surrogate, double collapse) {}

    static final Scalar SAMPLE_EIGENVALUE =
            Scalar.real("lambda_hat", "1", "Λ̂, the largest eigenvalue of XᵀX/n, centred");
    static final Scalar EIGENVALUE =
            Scalar.real("lambda", "1", "Λ, the same corrected for d/n: Λ̂ = ℓs²(1 + d/(n(ℓ − 1))), Λ = ℓs²");
    static final Scalar BULK = Scalar.real("bulk_variance", "1", "s², the mean of the other eigenvalues");
    static final Scalar RESOLVED =
            Scalar.event("resolved", "Λ̂ lies above what d coordinates of pure noise s² give, false alarm 0.001");
    static final Scalar CUMULANT = Scalar.real(
            "projection_u4", "1", "1 − ⟨q⁴⟩/3⟨q²⟩² of leading projections q: 0 of a Gaussian, 2/3 of two points");
    static final Scalar DIP = Scalar.real("projection_dip", "1", "√n times Hartigan's dip of the leading projections");
    static final Scalar BIMODAL = Scalar.event(
            "bimodal", "the dip is one that unimodal projections have with probability below 0.001, and Λ is resolved");
    static final Scalar T_SPECIATION = Scalar.real(
            "t_speciation", "OU time", "½ ln Λ, 0 where Λ < 1; a speciation only where the projections are bimodal");
    static final Scalar DDPM_STEP = Scalar.real(
            "ddpm_step", "1", "the same as a step of the 1000-step schedule, counted from 0: the first with ᾱ < 1/Λ");
    static final Scalar T_COLLAPSE = Scalar.real(
            "t_collapse",
            "OU time",
            "where Y2 = ½, averaged over 64 probes of the training set; 0 where it is nowhere");
    static final Scalar T_COLLAPSE_PCA = Scalar.real(
            "t_collapse_pca",
            "OU time",
            "where ln n = ½ Σ_k ln(1 + l_k/(e^{2t} − 1)), l_k the eigenvalues of XᵀX/n, centred: the same were the points"
                    + " Gaussian; 0 where they are all one");
    static final Scalar EFFECTIVE_DIMENSION = Scalar.real(
            "effective_dimension",
            "1",
            "Σ_k l_k/(l_k + e^{2t} − 1): principal components that stand out of the noise at t");
    static final Scalar PARTICIPATION = Scalar.real("y2", "probability", "Y2 = Σ w² at x_t");
    static final Scalar TRUE_WEIGHT =
            Scalar.real("true_weight", "probability", "w of the training point that x_t was made of");
    static final Scalar LARGEST_WEIGHT = Scalar.real("largest_weight", "probability", "max w at x_t");
    static final Scalar POSTERIOR_ENTROPY = Scalar.real("posterior_entropy", "nat", "−Σ w ln w at x_t = d f_emp");
    static final Scalar F_EMP_RATIO = Scalar.real("f_emp_over_alpha", "1", "−Σ w ln w/ln n = f_emp/α");
    static final Scalar SIDE_EXACT = Scalar.real(
            "same_side_exact", "probability", "Σ w(side)² over both signs of q at x_t: what two exact clones would do");
    static final Scalar UTURN =
            Scalar.event("uturn_same_point", "a training point noised to t and run back ends on itself");
    static final Scalar CLONE = Scalar.event("clone_same_point", "both clones of x_t end on one training point");
    static final Scalar UTURN_SIDE =
            Scalar.event("uturn_same_side", "a training point noised to t and run back ends on its side");
    static final Scalar CLONE_SIDE = Scalar.event("clone_same_side", "both clones of x_t end on one side");

    private static final int MOST_NUMBERS = 1 << 28;
    private static final int MOST_ROWS = 16;
    private static final int MOST_STATE = 1 << 15;
    private static final int OPERATIONS_OF_A_WEIGHT = 12;
    /** Products with all points that a training set is made ready by: of the power iteration, and of the probes of t_C. */
    private static final int ITERATIONS = 400;

    private static final double SPECIATED = 0.7752;
    private static final double HALF = 0.5;
    /** |v| from which no point lies on the other side of its class. */
    private static final double APART = 7;

    private static final Citation SPECTRUM = new Citation("biroli2024dynamical", "speciation time from the covariance");
    private static final Citation SPIKE = new Citation("baik2006eigenvalues", "theorem 1.1");
    private static final Citation COVARIANCE = new Citation(
            "bai2004clt", "theorem 1.1: the spectrum of a sample covariance, and its correction of order 1");
    private static final Citation WEIGHTS =
            new Citation("biroli2024dynamical", "posterior weights of the training points, by quadrature");

    private final Memo<EmpiricalPosterior, EmpiricalPosterior.Averages> averages =
            new Memo<>(EmpiricalPosterior::averages);
    private final Memo<EmpiricalPosterior, EmpiricalPosterior.Nearest> nearest =
            new Memo<>(EmpiricalPosterior::nearest);
    private final Memo<SampleCovariance, Double> collapses = new Memo<>(SampleCovariance::collapse);
    private final Map<DatasetSource, SoftReference<Prepared>> whole = new LinkedHashMap<>();

    @Override
    public Card card() {
        return new Card(
                "dataset",
                3,
                "Speciation and collapse of your own data",
                "When would a diffusion model of this data set choose a class, and when would it copy a training point? "
                        + "Spectrum, bimodality, weights of the empirical score, U-turns and clones, from a file "
                        + "of numbers or from planted data whose answer is known.",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                T_SPECIATION,
                T_COLLAPSE,
                T_COLLAPSE_PCA,
                EFFECTIVE_DIMENSION,
                DDPM_STEP,
                BIMODAL,
                EIGENVALUE,
                SAMPLE_EIGENVALUE,
                BULK,
                RESOLVED,
                CUMULANT,
                DIP,
                PARTICIPATION,
                TRUE_WEIGHT,
                UTURN,
                CLONE,
                LARGEST_WEIGHT,
                POSTERIOR_ENTROPY,
                F_EMP_RATIO,
                SIDE_EXACT,
                UTURN_SIDE,
                CLONE_SIDE);
    }

    /** The spectrum is taken up to min(n, d) = 1024. */
    @Override
    public boolean measures(Point p, Scalar x) {
        return GaussianSurrogate.affordable(p.n(), p.d())
                || !(x.equals(T_COLLAPSE_PCA) || x.equals(EFFECTIVE_DIMENSION));
    }

    @Override
    public Prepared quench(Point p, Data data, RandomStream disorder) {
        Prepared set = p.data().whole(p.n()) ? whole(p, data, disorder) : prepared(p, data, disorder);
        double variance = (set.axis().spike() + (p.d() - 1) * set.axis().bulk()) / p.d();
        double collapse = HalfWeight.ratio(set.points(), variance, disorder);
        return new Prepared(set.points(), set.axis(), set.surrogate(), collapse);
    }

    /** All rows of a file are one training set, whatever the disorder sample: it is made ready once. */
    private synchronized Prepared whole(Point p, Data data, RandomStream disorder) {
        SoftReference<Prepared> known = whole.get(p.data());
        Prepared set = known == null ? null : known.get();
        if (set == null) {
            set = prepared(p, data, disorder);
            whole.put(p.data(), new SoftReference<>(set));
        }
        return set;
    }

    private static Prepared prepared(Point p, Data data, RandomStream disorder) {
        double[] numbers = p.data().points(p.n(), p.d(), data, disorder);
        centre(numbers, p.n(), p.d(), p.data().normalise());
        PointSet points = PointSet.of(numbers, p.n(), p.d());
        return new Prepared(points, PrincipalAxis.of(points), GaussianSurrogate.of(points), 0);
    }

    static void centre(double[] a, int n, int d, DatasetSource.Normalise normalise) {
        double[] variances = new double[d];
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int at = i; at < a.length; at += d) {
                sum += a[at];
            }
            double mean = sum / n;
            for (int at = i; at < a.length; at += d) {
                a[at] -= mean;
                variances[i] = Math.fma(a[at], a[at], variances[i]);
            }
            variances[i] /= n;
        }
        if (normalise == DatasetSource.Normalise.TOTAL) {
            Arrays.fill(variances, Kernels.sum(variances, 0, d) / d);
        }
        for (int at = 0; normalise != DatasetSource.Normalise.NONE && at < a.length; at++) {
            a[at] /= variances[at % d] > 0 ? Math.sqrt(variances[at % d]) : 1;
        }
    }

    @Override
    public Simulation<Prepared> simulation(List<Point> rungs) {
        return new DatasetSampler(rungs.get(0));
    }

    @Override
    public int granule(Point p) {
        return Integer.highestOneBit(Math.max(1, Math.min(MOST_ROWS, MOST_STATE / p.d())));
    }

    /** With a replica's share of its training set, as if one granule alone used it. */
    @Override
    public long operations(Point p) {
        double looks = 1 + 2 * Descent.evaluations(p.process(), p.sampler(), p.horizon(), p.t(), 0);
        double made = p.n() * (ITERATIONS * (double) p.d() + HalfWeight.OPERATIONS_OF_A_POINT)
                + GaussianSurrogate.operations(p.n(), p.d());
        return (long) (looks * p.n() * (p.d() + OPERATIONS_OF_A_WEIGHT) + made / granule(p));
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=16 n=200 t=1.9 data=planted sampler.steps=2 horizon=2",
                "d=16 n=100 t=0.4 data=planted data.shape=one-cloud sampler.steps=2 horizon=1",
                "d=8 n=60 t=2 data=planted data.spike=80 sampler=euler-maruyama sampler.steps=60"
                        + " sampler.grid=log-noise horizon=2.5");
    }

    @Override
    public List<Reference<Point>> references() {
        ToDoubleFunction<EmpiricalPosterior> participation = l -> averages.of(l).participation();
        ToDoubleFunction<EmpiricalPosterior> entropy = l -> averages.of(l).entropy();
        ToDoubleFunction<EmpiricalPosterior> side = l -> averages.of(l).sameClass();
        return List.of(
                new Reference.Limit<>(EIGENVALUE, SPIKE, Dataset::planted, p -> planted(p) * finite(p)),
                new Reference.Limit<>(BULK, SPIKE, p -> planted(p) > 0 ? 1 : Double.NaN, Dataset::finite),
                new Reference.Limit<>(
                        T_SPECIATION, SPECTRUM, p -> p.own(0.5 * Elementary.log(planted(p))), Dataset::finite),
                new Reference.Limit<>(
                        T_COLLAPSE_PCA,
                        COVARIANCE,
                        p -> spectral(p, l -> p.own(0.5 * Elementary.log1p(collapses.of(l)))),
                        p -> spectral(p, l -> l.leftOut(collapses.of(l)))),
                new Reference.Limit<>(
                        EFFECTIVE_DIMENSION,
                        COVARIANCE,
                        p -> spectral(p, l -> l.dimension(p.process().at(p.t()).ratio())),
                        p -> spectral(p, l -> l.leftOut(p.process().at(p.t()).ratio()))),
                new Reference.ExactLaw<>(PARTICIPATION, WEIGHTS, p -> of(p, participation)),
                new Reference.ExactLaw<>(TRUE_WEIGHT, WEIGHTS, p -> of(p, participation)),
                new Reference.ExactLaw<>(
                        LARGEST_WEIGHT, WEIGHTS, p -> of(p, l -> nearest.of(l).largest())),
                uncertain(POSTERIOR_ENTROPY, p -> of(p, entropy)),
                uncertain(F_EMP_RATIO, p -> of(p, entropy) / p.logPoints()),
                new Reference.ExactLaw<>(SIDE_EXACT, WEIGHTS, p -> sided(p, side)),
                back(UTURN, p -> of(p, participation)),
                back(CLONE, p -> of(p, participation)),
                back(UTURN_SIDE, p -> sided(p, side)),
                back(CLONE_SIDE, p -> sided(p, side)),
                drawn(UTURN, p -> of(p, participation)),
                drawn(CLONE, p -> of(p, participation)),
                drawn(UTURN_SIDE, p -> sided(p, side)),
                drawn(CLONE_SIDE, p -> sided(p, side)));
    }

    /** An entropy: that of the x at which not one point has all of the weight. */
    private static Reference<Point> uncertain(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Carried<>(new Reference.ExactLaw<>(x, WEIGHTS, value), s -> s.of(PARTICIPATION)
                .misses());
    }

    private static double of(Point p, ToDoubleFunction<EmpiricalPosterior> value) {
        EmpiricalPosterior law = p.posterior();
        return law == null ? Double.NaN : value.applyAsDouble(law);
    }

    /** The same where sides of the leading projection are the planted classes. */
    private static double sided(Point p, ToDoubleFunction<EmpiricalPosterior> value) {
        boolean apart = p.data() instanceof DatasetSource.Planted planted && planted.norm() > APART;
        return apart ? of(p, value) : Double.NaN;
    }

    /** What a backward run without step error does. */
    private static Reference<Point> back(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(x, WEIGHTS, p -> p.exact() ? value.applyAsDouble(p) : Double.NaN);
    }

    /** The same where steps have an error that no theory bounds; paths of another noise level have no theory. */
    private static Reference<Point> drawn(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(
                x,
                WEIGHTS,
                p -> p.sampler().noiseLevel() == 1 && p.sampler().followsPaths() ? value.applyAsDouble(p) : Double.NaN,
                p -> Double.NaN);
    }

    /** What theory says of the spectrum of planted points. */
    private static double spectral(Point p, ToDoubleFunction<SampleCovariance> value) {
        return p.data() instanceof DatasetSource.Planted planted
                ? value.applyAsDouble(new SampleCovariance(p.n(), p.d(), planted.spike()))
                : Double.NaN;
    }

    /** Λ as planted. */
    private static double planted(Point p) {
        return p.data() instanceof DatasetSource.Planted planted ? planted.spike() : Double.NaN;
    }

    /** The relative bias: −1/n by centring, and what the curvature of ln Λ and of the correction leave at |Λ̂ − Λ|/Λ ~ √(2/n). */
    private static double finite(Point p) {
        return 3.0 / p.n();
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(
                new Line<>(
                        "t_s",
                        "t",
                        "speciation of planted classes: ½ ln Λ",
                        SPECTRUM,
                        p -> p.posterior() == null ? Double.NaN : p.own(0.5 * Elementary.log(planted(p)))),
                new Line<>(
                        "t_c",
                        "t",
                        "collapse of planted classes, for large d: ln n = (d/2) ln(1 + 1/(e^{2t} − 1))",
                        WEIGHTS,
                        p -> p.posterior() == null ? Double.NaN : p.own(CollapseTime.ofGaussian(p.d(), p.n(), 1))));
    }

    /** I before a side is chosen, II after, III once one training point has half of the weight; without sides I and II are one. */
    @Override
    public Optional<Phase> phase(Point p, Summary summary) {
        Estimate y2 = summary.of(PARTICIPATION);
        Estimate side = summary.of(SIDE_EXACT);
        if (Double.isNaN(y2.mean()) || Double.isNaN(side.mean())) {
            return Optional.empty();
        }
        double collapsed = (y2.mean() - HALF) / y2.stderr();
        double chosen = (side.mean() - SPECIATED) / side.stderr();
        if (y2.mean() >= HALF) {
            return Optional.of(new Phase("III", "E Y2 >= 1/2", collapsed));
        } else if (summary.of(BIMODAL).mean() < HALF) {
            return Optional.of(new Phase("no speciation", "the leading projection has one hump", -collapsed));
        }
        return side.mean() < SPECIATED
                ? Optional.of(new Phase("I", "same side < 0.7752", Math.min(-chosen, -collapsed)))
                : Optional.of(new Phase("II", "same side >= 0.7752 and E Y2 < 1/2", Math.min(chosen, -collapsed)));
    }

    /** Whether the projections have two humps along an axis that is no noise. */
    static boolean bimodal(PrincipalAxis axis) {
        return axis.resolved() && axis.dip() > Dip.RARE;
    }
}
