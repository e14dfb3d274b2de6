package phasegrid.engine.model.diffusion;

import java.util.List;
import java.util.Optional;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Softmax;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.EmpiricalPosterior;
import phasegrid.engine.theory.SpeciationTimes;

/**
 * Memorisation: diffusion run backward with the exact score of n training points a_μ instead of that of their law.
 *
 * <p>At x = s a_μ + √Δ z the posterior weights are {@code w_ν ∝ exp(−|x − s a_ν|²/2Δ)}. Whatever the data, n, d and t, in
 * continuous time and at λ = 1: E w_μ = E Σ w² = P(a U-turn ends on its own point) = P(two clones end on one point), E max w
 * = P(the nearest point of x is the one at the end), E[−Σ w ln w] = d f_emp = ln n − I(μ; x). Weights need no backward run
 * and stand beside the simulated returns. A replica costs O(n d) a step on the direct route, O(n) on the oracle one.
 */
public final class EmpiricalScore implements Model<EmpiricalScore.Point, TrainingSet> {
    /** Which of two equivalent samplers runs. */
    public enum Route {
        /** Training points in all d coordinates, one set for all replicas of a disorder sample. */
        DIRECT,
        /** Distances alone, drawn from their law with a new training set for every replica; one exact step back. */
        ORACLE
    }

    /** One point of the model. */
    public record Point(
            @Param(
                    symbol = "d",
                    doc = "dimension of a data point",
                    definition = "dimension",
                    min = 1,
                    max = 1 << 20,
                    quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "n",
                    doc = "training points",
                    definition = "training points",
                    given = "alpha: round(exp(alpha*d)); log(n)/d",
                    min = 2,
                    max = 1.0e12,
                    quench = Quench.NESTS)
            long n,

            @Param(
                    symbol = "t",
                    doc = "time at which weights are read, clones branch and a U-turn turns",
                    definition = "Ornstein-Uhlenbeck time",
                    min = 1.0e-9,
                    max = 100)
            double t,

            @Param(symbol = "P(a)", doc = "law of the training points", usual = "gaussian", quench = Quench.FIXES)
            TrainingData data,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "step", doc = "backward sampler", usual = "exact-kernel")
            ReverseSampler sampler,

            @Param(symbol = "T", doc = "time at which the grid of steps begins", usual = "10", min = 0.001, max = 100)
            double horizon,

            @Param(symbol = "route", doc = "which of two equivalent samplers", usual = "direct", quench = Quench.FIXES)
            Route route) {
        /** Refuses steps that can't be taken, and an oracle for anything but clouds of points and the exact kernel. */
        public Point {
            Descent.check(process, sampler, horizon, t);
            if (route == Route.ORACLE && (data.clouds(d) == null || !(sampler instanceof ReverseSampler.ExactKernel))) {
                throw new IllegalArgumentException("route = oracle knows distances alone, those of Gaussian clouds, and"
                        + " goes back by the exact kernel; use route = direct");
            }
        }

        /** ln n. */
        double logPoints() {
            return Elementary.log((double) n);
        }

        /** α = ln n/d. */
        double alpha() {
            return logPoints() / d;
        }

        /** σ², the noise-to-signal ratio. */
        double ratio() {
            return process.at(t).ratio();
        }

        /** The t of this process where one of temperature 1 has the same σ² at {@code unit}. */
        double own(double unit) {
            return 0.5 * Elementary.log1p(Elementary.expm1(2 * unit) / process.noiseTemperature());
        }

        /** The time at which a process of temperature 1 has the same σ². */
        double unit() {
            return 0.5 * Elementary.log1p(ratio());
        }

        /** The law of the weights; null where it is not known. */
        EmpiricalPosterior posterior() {
            return posterior(t);
        }

        /** The same at another time. */
        EmpiricalPosterior posterior(double time) {
            TrainingData.Clouds c = data.clouds(d);
            double noise = process.at(time).ratio();
            return c == null
                    ? null
                    : new EmpiricalPosterior(
                            c.dimension(),
                            (double) n,
                            c.variance() / noise,
                            c.norm() * c.norm() / (2 * noise),
                            c.weight());
        }

        /** (ln n + ln P_t(x) + (d/2) ln(2πeΔ))/d of ln P_t(x) + (d/2) ln 2πΔ. */
        double excess(double logDensity) {
            return alpha() + 0.5 + logDensity / d;
        }

        /** Whether a backward run has no step error: it ends at 0, or where one training point has all of the weight. */
        boolean exact() {
            double end = sampler.grid().tMin();
            return sampler instanceof ReverseSampler.ExactKernel && t > end && (end == 0 || settled(end));
        }

        /** Whether at a time another point is nearer than the own one for fewer than one state in 1e10, by a union bound. */
        boolean settled(double time) {
            EmpiricalPosterior law = posterior(time);
            return law != null
                    && Elementary.log(law.n()) - 0.5 * law.d() * Elementary.log1p(0.5 * law.signal()) < LOG_NEVER;
        }
    }

    static final Scalar TRUE_WEIGHT =
            Scalar.real("true_weight", "probability", "w of the training point that x_t was made of");
    static final Scalar PARTICIPATION = Scalar.real("y2", "probability", "Y2 = Σ w² at x_t");
    static final Scalar LARGEST_WEIGHT = Scalar.real("largest_weight", "probability", "max w at x_t");
    static final Scalar POSTERIOR_ENTROPY = Scalar.real("posterior_entropy", "nat", "−Σ w ln w at x_t = d f_emp");
    static final Scalar F_EMP = Scalar.real("f_emp", "nat", "−Σ w ln w/d: excess entropy of the empirical law");
    static final Scalar F_EMP_RATIO = Scalar.real("f_emp_over_alpha", "1", "−Σ w ln w/ln n = f_emp/α");
    static final Scalar F_TRUE = Scalar.real(
            "f_true",
            "nat",
            "(ln n + ln P_t(x_t))/d + ½ ln(2πeΔ), P_t of the data, or of the other points where that has no closed form");
    static final Scalar PSI =
            Scalar.real("psi", "nat", "−ln Z/d, Z = Σ exp(−|x_t − s a|²/2Δ) over the other training points");
    static final Scalar NEAREST_IS_TRUE =
            Scalar.event("nearest_is_true", "the training point nearest to x_t is the one that x_t was made of");
    static final Scalar NEAREST_DISTANCE_SQ =
            Scalar.real("nearest_distance_sq", "1", "min |x_t − s a|²/(dΔ) over training points");
    static final Scalar MEMORISED =
            Scalar.event("memorised", "one training point has more than half of the weight: stopped at t it is a copy");
    static final Scalar UTURN =
            Scalar.event("uturn_same_point", "a training point noised to t and run back ends on itself");
    static final Scalar CLONE = Scalar.event("clone_same_point", "both clones of x_t end on one training point");
    static final Scalar NEAREST_AT_END =
            Scalar.event("nearest_is_final", "the training point nearest to x_t is the one at the end");
    static final Scalar CLASS_EXACT = Scalar.real(
            "same_class_exact", "probability", "Σ_c w(c)² at x_t: what the classes of two exact clones would do");
    static final Scalar UTURN_CLASS =
            Scalar.event("uturn_same_class", "a training point noised to t and run back ends in its class");
    static final Scalar CLONE_CLASS = Scalar.event("clone_same_class", "both clones of x_t end in one class");
    static final Scalar COLLAPSE_TIME = Scalar.real(
            "collapse_time",
            "OU time",
            "when the nearest training point last changed on the way back; t if it never did");
    static final Scalar FINAL_TIME = Scalar.real(
            "nearest_is_final_time",
            "OU time",
            "for how long on the way back from t the nearest training point is the one at the end");
    static final Scalar RADIUS_SQ = Scalar.real("radius_sq", "1", "|x_t|²/d");
    static final Observable.Derived<Point> NISHIMORI = new Observable.Derived<>(
            "nishimori", "1", "E w_true − E Y2", false, (p, m) -> m.of(TRUE_WEIGHT) - m.of(PARTICIPATION));

    private static final double HALF = 0.5;
    private static final double LOG_NEVER = -23;
    private static final int MOST_ROWS = 16;
    private static final int MOST_NUMBERS = 1 << 15;
    private static final int MOST_COORDINATES = 1 << 28;
    private static final int OPERATIONS_OF_A_WEIGHT = 12;
    private static final int OPERATIONS_OF_A_DISTANCE = 150;

    private final EmpiricalScoreTheory theory = new EmpiricalScoreTheory();

    @Override
    public Card card() {
        return new Card(
                "empirical-score",
                2,
                "Memorisation by the empirical score",
                "Diffusion run backward with the exact score of n training points: when does a trajectory collapse onto "
                        + "one of them? Weights of the training points, returns of U-turns and clones, collapse times.",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                PARTICIPATION,
                TRUE_WEIGHT,
                UTURN,
                CLONE,
                LARGEST_WEIGHT,
                NEAREST_IS_TRUE,
                NEAREST_AT_END,
                POSTERIOR_ENTROPY,
                F_EMP,
                F_EMP_RATIO,
                F_TRUE,
                PSI,
                MEMORISED,
                COLLAPSE_TIME,
                FINAL_TIME,
                NEAREST_DISTANCE_SQ,
                CLASS_EXACT,
                UTURN_CLASS,
                CLONE_CLASS,
                RADIUS_SQ,
                NISHIMORI);
    }

    @Override
    public TrainingSet quench(Point p, RandomStream disorder) {
        if (p.route() == Route.ORACLE) {
            return TrainingSet.UNSEEN;
        }
        if (p.n() * (double) p.d() > MOST_COORDINATES) {
            throw new IllegalArgumentException("Cannot draw " + p.n() + " training points in " + p.d()
                    + " dimensions: more than " + MOST_COORDINATES + " numbers; lower n or use route = oracle");
        }
        return p.data().draw(Math.toIntExact(p.n()), p.d(), disorder);
    }

    @Override
    public Simulation<TrainingSet> simulation(List<Point> rungs) {
        Point p = rungs.get(0);
        return p.route() == Route.ORACLE ? new EmpiricalScoreOracle(p) : new EmpiricalScoreDirect(p);
    }

    @Override
    public int granule(Point p) {
        return p.route() == Route.ORACLE
                ? 1
                : Integer.highestOneBit(Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / p.d())));
    }

    @Override
    public long operations(Point p) {
        if (p.route() == Route.ORACLE) {
            return p.n() * OPERATIONS_OF_A_DISTANCE;
        }
        double looks = 2 + 2 * Descent.evaluations(p.process(), p.sampler(), p.horizon(), p.t(), 0);
        return (long) (looks * p.n() * (p.d() + OPERATIONS_OF_A_WEIGHT));
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=8 n=100 t=0.3 horizon=1 sampler.steps=10",
                "d=6 n=24 t=0.4 data=mixture data.centre=0.6 data.width=0.7 data.weight=0.3 horizon=1 sampler.steps=5",
                "d=9 n=40 t=0.5 data=curie-weiss data.coupling=1.2 horizon=2 sampler.steps=8",
                "d=12 n=30 t=0.35 data=linear-manifold data.dimension=5 data.width=1.5 process=ou"
                        + " process.noiseTemperature=1.5 horizon=1 sampler.steps=5",
                "d=10 n=25 t=0.2 data=curved-manifold data.dimension=3 horizon=1 sampler.steps=5",
                "d=8 n=60 t=0.3 data.width=0.8 sampler=euler-maruyama sampler.steps=60 sampler.grid=log-noise horizon=0.5",
                "d=5 n=40 t=0.4 sampler=flow-euler sampler.steps=40 sampler.grid=log-noise horizon=0.5",
                "d=16 n=200 t=0.5 route=oracle data=mixture data.centre=0.8 data.weight=0.4");
    }

    /** Records what the weights of a row say; {@code from} is the point that x was made of. */
    static void record(Point p, Softmax weights, int from, byte[] classes, int r, Recorder out) {
        double entropy = weights.entropy();
        double one = 0;
        for (int k = 0; k < weights.count(); k++) {
            one += classes[weights.index(k)] == 1 ? weights.weight(k) : 0;
        }
        out.record(PARTICIPATION, r, weights.participation());
        out.record(TRUE_WEIGHT, r, weights.of(from));
        out.record(LARGEST_WEIGHT, r, weights.largestWeight());
        out.record(POSTERIOR_ENTROPY, r, entropy);
        out.record(F_EMP, r, entropy / p.d());
        out.record(F_EMP_RATIO, r, entropy / p.logPoints());
        out.record(MEMORISED, r, weights.largestWeight() > HALF ? 1 : 0);
        out.record(CLASS_EXACT, r, Math.fma(one, one, (1 - one) * (1 - one)));
    }

    /** Records where two runs have ended; {@code near} is the point nearest to x. */
    static void returns(byte[] classes, int from, int near, int first, int second, int r, Recorder out) {
        out.record(NEAREST_IS_TRUE, r, near == from ? 1 : 0);
        out.record(NEAREST_AT_END, r, near == first ? 1 : 0);
        out.record(UTURN, r, first == from ? 1 : 0);
        out.record(CLONE, r, first == second ? 1 : 0);
        out.record(UTURN_CLASS, r, classes[first] == classes[from] ? 1 : 0);
        out.record(CLONE_CLASS, r, classes[first] == classes[second] ? 1 : 0);
    }

    @Override
    public List<Reference<Point>> references() {
        return theory.references();
    }

    @Override
    public List<Line<Point>> lines() {
        return EmpiricalScoreTheory.lines();
    }

    /**
     * I before the class is chosen, II after, by φ against its value at r = 1 for the weights of the classes, 0.7752 for equal ones;
     * III once one training point has half of the weight. Data of one class have no I and II.
     */
    @Override
    public Optional<Phase> phase(Point p, Summary summary) {
        Estimate sameClass = summary.of(CLASS_EXACT);
        Estimate participation = summary.of(PARTICIPATION);
        double plus = p.data().plus(p.d());
        double chosen = margin(sameClass, SpeciationTimes.level(plus));
        double collapsed = margin(participation, HALF);
        if (Double.isNaN(sameClass.mean()) || Double.isNaN(participation.mean())) {
            return Optional.empty();
        }
        if (participation.mean() >= HALF) {
            boolean early = p.t() > EmpiricalScoreTheory.speciation(p);
            return Optional.of(new Phase(
                    early ? "III before II" : "III", "E Y2 >= 1/2" + (early ? " at t > t_s" : ""), collapsed));
        }
        if (plus == 1) {
            return Optional.of(new Phase("no speciation", "E Y2 < 1/2, the data have one class", -collapsed));
        }
        return chosen < 0
                ? Optional.of(new Phase("I", "same class < φ(r = 1)", Math.min(-chosen, -collapsed)))
                : Optional.of(new Phase("II", "same class >= φ(r = 1) and E Y2 < 1/2", Math.min(chosen, -collapsed)));
    }

    private static double margin(Estimate estimate, double level) {
        return (estimate.mean() - level) / estimate.stderr();
    }
}
