package phasegrid.engine.model.diffusion;

import static java.lang.Double.NaN;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.dynamics.TimeGrid;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.model.Memo;
import phasegrid.engine.theory.CloneProgram;
import phasegrid.engine.theory.ContinuousClones;
import phasegrid.engine.theory.EulerClones;
import phasegrid.engine.theory.EulerProgram;
import phasegrid.engine.theory.SchemeProgram;
import phasegrid.engine.theory.SpeciationTimes;
import phasegrid.engine.theory.TwoGaussianMixture;

/**
 * The clone and U-turn experiments on two Gaussians {@code p N(v, σ²) + (1−p) N(−v, σ²)} with {@code v = μ (1, …, 1)}.
 *
 * <p>Two clones share x_t and run backward to 0 with independent noise; a U-turn noises a data point up to t and runs
 * back. Each endpoint's label is drawn from {@code p(class | x_0)}. At λ = 1 and in continuous time both give
 * {@code φ(r) = E[q² + (1−q)²]}, {@code r = μ √d e^{−t}/√Γ_t}; the sampler's own step error is in the step-corrected
 * reference. Cost of a replica: O(d · steps) on the direct route, O(steps) on the projected one.
 */
public final class TwoGaussians implements Model<TwoGaussians.Point, Void> {
    /** Where the clones' history begins; a U-turn always begins with a data point. */
    public enum Start {
        /** N(0, T) at the horizon, run backward to t. */
        HORIZON,
        /** An exact draw of x_t from a data point. */
        EXACT
    }

    /** Which of two equivalent samplers runs. */
    public enum Route {
        /** All d coordinates. */
        DIRECT,
        /** The closed dynamics of v·x/|v|, which holds after discretisation too; the rest is Gaussian. */
        PROJECTED
    }

    /** One point of the model; the process and the sampler hold settings of their own. */
    public record Point(
            @Param(symbol = "d", doc = "dimension of a data point", definition = "dimension", min = 1, max = 1 << 20)
            int d,

            @Param(
                    symbol = "t",
                    doc = "branching time, turning time of a U-turn",
                    definition = "Ornstein-Uhlenbeck time",
                    min = 0,
                    max = 100)
            double t,

            @Param(symbol = "μ", doc = "centre of a class, per coordinate", usual = "1", min = 0, max = 100)
            double centre,

            @Param(symbol = "σ", doc = "standard deviation of a class", usual = "1", min = 0.01, max = 100)
            double width,

            @Param(symbol = "p", doc = "weight of the class +", usual = "0.5", min = 0.001, max = 0.999)
            double weight,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "step", doc = "backward sampler", usual = "euler-maruyama")
            ReverseSampler sampler,

            @Param(symbol = "T", doc = "time at which the grid of steps begins", usual = "10", min = 0.001, max = 100)
            double horizon,

            @Param(symbol = "start", doc = "where the clones' history begins", usual = "exact")
            Start start,

            @Param(symbol = "route", doc = "which of two equivalent samplers", usual = "projected")
            Route route) {
        /** Refuses a run from the horizon to a later time, and one of more steps than memory has room for. */
        public Point {
            Descent.check(process, sampler, horizon, t);
            if (start == Start.HORIZON && t > horizon) {
                throw new IllegalArgumentException(
                        "t = " + t + " lies beyond horizon = " + horizon + "; raise the horizon or use start = exact");
            }
        }

        /** |v| = μ √d. */
        double norm() {
            return centre * Math.sqrt(d);
        }

        /** ½ ln(p/(1−p)). */
        double field() {
            return 0.5 * Elementary.log(weight / (1 - weight));
        }

        TwoGaussianMixture mixture() {
            return new TwoGaussianMixture(norm(), width, weight);
        }

        SpeciationTimes times() {
            return new SpeciationTimes(mixture());
        }

        private Witness witness() {
            return new Witness(process, sampler, horizon);
        }

        /** t in units of theory. */
        double unitTime() {
            return witness().time(t);
        }

        /** e^{2t} at the end of a run: from the Ornstein-Uhlenbeck form to data. */
        double widening() {
            double end =
                    sampler.grid().denoise() ? 0 : Math.min(t, sampler.grid().tMin());
            return Elementary.exp(2 * witness().time(end));
        }

        /** Whether the endpoint has its exact law given x_t: the exact kernel, not denoised, from an exact x_t. */
        boolean endsExactly() {
            return sampler instanceof ReverseSampler.ExactKernel
                    && start == Start.EXACT
                    && (!sampler.grid().denoise() || Math.min(t, sampler.grid().tMin()) == 0);
        }

        /** φ(t). */
        double sameLabel() {
            return mixture().sameLabel(unitTime());
        }

        /** E|x_0|²/d, with the noise that is left at the end of a run. */
        double finalRadiusSquared() {
            return mixture().finalRadiusSquared(d) + widening() - 1;
        }

        /** The discretised experiment; absent for the exact kernel. */
        Optional<CloneProgram> program() {
            EulerProgram.Start from = start == Start.HORIZON ? EulerProgram.Start.HORIZON : EulerProgram.Start.EXACT;
            return witness()
                    .scheme()
                    .map(scheme -> new SchemeProgram(
                            mixture(),
                            unitTime(),
                            from,
                            witness().pureNoise(),
                            scheme,
                            witness().times(),
                            sampler.grid().denoise()));
        }
    }

    static final Scalar SAME_LABEL_CLONE =
            Scalar.event("same_label_clone", "both clones of x_t end with one label, drawn from p(class | x_0)");
    static final Scalar SAME_LABEL_UTURN =
            Scalar.event("same_label_uturn", "a data point noised to t and run back ends with its own label");
    static final Scalar SAME_SIGN_CLONE =
            Scalar.event("same_sign_clone", "both clones of x_t end on one side of v·x = 0");
    static final Scalar SAME_LABEL_EXACT = Scalar.real(
            "same_label_exact", "probability", "q² + (1−q)² at x_t, q = p(+ | x_t): what two exact clones would do");
    static final Scalar PLUS_FRACTION = Scalar.event("plus_fraction", "a clone ends with label +");
    static final Scalar FINAL_RADIUS_SQ = Scalar.real("final_radius_sq", "1", "|x_0|²/d of a clone");

    private static final Citation CLONES = new Citation("biroli2024dynamical", "cloning of trajectories");
    private static final Citation DERIVED =
            new Citation("biroli2024dynamical", "posterior of the class, by quadrature");
    private static final Citation CHAIN =
            new Citation("biroli2024dynamical", "the chain of its sampler's steps, by quadrature");
    private static final Citation OUTSIDE =
            new Citation("biroli2024dynamical", "its Euler-Maruyama chain, by a program that shares no code");

    /** Golden numbers are right to 1e-9; the quadratures they are compared with to this. */
    private static final double GOLDEN_TOLERANCE = 1e-7;

    /** The second test point. */
    private static final Point UNEQUAL = new Point(
            64,
            1.5,
            0.5,
            2,
            0.3,
            new ForwardProcess.Ou(1),
            new ReverseSampler.EulerMaruyama(1, 80, new TimeGrid.Uniform(0, false)),
            4,
            Start.EXACT,
            Route.PROJECTED);
    /** The last one. */
    private static final Point OFF_GRID = new Point(
            12,
            1.05,
            0.5,
            2,
            0.7,
            new ForwardProcess.Ou(1),
            new ReverseSampler.EulerMaruyama(1, 30, new TimeGrid.Uniform(0, false)),
            3,
            Start.HORIZON,
            Route.DIRECT);

    private final Memo<Point, Optional<EulerClones>> clones =
            new Memo<>(p -> p.program().map(EulerClones::of));

    @Override
    public Card card() {
        return new Card(
                "two-gaussians",
                2,
                "Speciation of two Gaussians",
                "Clone and U-turn experiments under the exact score of a mixture of two Gaussians: when does a "
                        + "trajectory decide for a class? Every curve is a function of r = μ √d e^{−t}/√Γ_t.",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                SAME_LABEL_CLONE, SAME_LABEL_UTURN, SAME_SIGN_CLONE, SAME_LABEL_EXACT, PLUS_FRACTION, FINAL_RADIUS_SQ);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        return new TwoGaussianSampler(rungs.get(0));
    }

    @Override
    public long operations(Point p) {
        double descents = 2 * Descent.evaluations(p.process(), p.sampler(), p.horizon(), p.t(), 0);
        if (p.start() == Start.HORIZON) {
            descents += Descent.evaluations(p.process(), p.sampler(), p.horizon(), p.horizon(), 0);
        }
        return (long) (p.route() == Route.DIRECT ? 2 * descents * p.d() : 16 * descents);
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=256 t=2.5",
                "d=64 t=1.5 centre=0.5 width=2 weight=0.3 horizon=4 sampler.steps=80",
                "d=16 t=0.7 centre=0.5 width=0.5 horizon=3 sampler.steps=60 sampler.noiseLevel=2 start=horizon",
                "d=12 t=1.05 centre=0.5 width=2 weight=0.7 horizon=3 sampler.steps=30 start=horizon route=direct",
                "d=8 t=0.6 centre=0.5 width=0.6 weight=0.4 horizon=3 start=horizon route=direct process=variance-preserving "
                        + "sampler=predictor-corrector sampler.steps=20 sampler.grid=log-noise",
                "d=8 t=0.9 centre=0.6 width=0.7 weight=0.4 sampler=exact-kernel sampler.steps=20");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                exact(SAME_LABEL_EXACT, p -> p.start() == Start.EXACT, Point::sameLabel),
                exact(SAME_LABEL_CLONE, Point::endsExactly, Point::sameLabel),
                exact(SAME_LABEL_UTURN, Point::endsExactly, Point::sameLabel),
                exact(SAME_SIGN_CLONE, p -> p.endsExactly() && p.widening() == 1, p -> p.mixture()
                        .sameSign(p.unitTime())),
                exact(PLUS_FRACTION, Point::endsExactly, Point::weight),
                exact(FINAL_RADIUS_SQ, Point::endsExactly, Point::finalRadiusSquared),
                stepped(SAME_LABEL_EXACT, (c, p) -> c.sameLabelExact()),
                stepped(SAME_LABEL_CLONE, (c, p) -> c.sameLabel()),
                stepped(SAME_LABEL_UTURN, (c, p) -> c.sameLabelUturn()),
                stepped(SAME_SIGN_CLONE, (c, p) -> c.sameSign()),
                stepped(PLUS_FRACTION, (c, p) -> c.plusFraction()),
                stepped(FINAL_RADIUS_SQ, (c, p) -> p.widening() * c.finalRadiusSquared(p.d())),
                drawn(
                        SAME_LABEL_CLONE,
                        p -> followed(p) ? ContinuousClones.sameLabel(p.mixture(), p.unitTime(), noiseLevel(p)) : NaN),
                drawn(SAME_LABEL_UTURN, p -> reversed(p) ? p.sameLabel() : NaN),
                drawn(SAME_SIGN_CLONE, p -> reversed(p) ? p.mixture().sameSign(p.unitTime()) : NaN),
                drawn(PLUS_FRACTION, Point::weight),
                drawn(FINAL_RADIUS_SQ, Point::finalRadiusSquared),
                golden(SAME_LABEL_CLONE, UNEQUAL, 0.753763797),
                golden(SAME_LABEL_UTURN, UNEQUAL, 0.753760132),
                golden(PLUS_FRACTION, UNEQUAL, 0.298559228),
                golden(FINAL_RADIUS_SQ, UNEQUAL, 4.096375939),
                golden(SAME_LABEL_CLONE, OFF_GRID, 0.658103094),
                golden(SAME_SIGN_CLONE, OFF_GRID, 0.680769887),
                golden(FINAL_RADIUS_SQ, OFF_GRID, 3.972940666));
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(
                line("t_lambda", "½ ln Λ, Λ the largest covariance of the data", p -> p.times()
                        .lambda()),
                line("t_hessian", "log P_t becomes a saddle at 0: r = 1", p -> p.times()
                        .hessian()),
                line("t_potential", "the potential of the backward dynamics gets two wells", p -> p.times()
                        .potential(noiseLevel(p))),
                line("t_threshold", "φ(t) = 0.7752, its value at r = 1", p -> p.times()
                        .threshold()));
    }

    /** I before the class is chosen, II after: φ against its value at r = 1, 0.7752 for equal weights. */
    @Override
    public Optional<Phase> phase(Point p, Summary s) {
        Estimate same = s.of(SAME_LABEL_EXACT);
        double chosen = (same.mean() - SpeciationTimes.level(p.weight())) / same.stderr();
        return Double.isNaN(chosen)
                ? Optional.empty()
                : Optional.of(new Phase(chosen < 0 ? "I" : "II", "φ against its value at r = 1", Math.abs(chosen)));
    }

    private static Line<Point> line(String name, String definition, Function<Point, OptionalDouble> time) {
        return new Line<>(name, "t", definition, CLONES, p -> p.witness()
                .own(time.apply(p).orElse(NaN)));
    }

    private Reference<Point> stepped(Scalar x, OfProgram value) {
        return new Reference.StepCorrected<>(
                x, CHAIN, p -> clones.of(p).map(c -> value.of(c, p)).orElse(NaN));
    }

    /** The continuous-time limit: drawn beside the data, never judged, since its step error has no bound here. */
    private static Reference<Point> drawn(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, CLONES, value, p -> Double.NaN);
    }

    private static Reference<Point> golden(Scalar x, Point at, double value) {
        return new Reference.Golden<>(x, OUTSIDE, at, value, GOLDEN_TOLERANCE);
    }

    private static Reference<Point> exact(Scalar x, Predicate<Point> where, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(x, DERIVED, p -> where.test(p) ? value.applyAsDouble(p) : NaN);
    }

    /** Whether paths tend to those of the backward dynamics of the sampler's noise level. */
    private static boolean followed(Point p) {
        return p.sampler().followsPaths();
    }

    /** Whether paths tend to those of the time reversal. */
    private static boolean reversed(Point p) {
        return followed(p) && noiseLevel(p) == 1;
    }

    private static double noiseLevel(Point p) {
        return p.sampler().noiseLevel();
    }

    @FunctionalInterface
    private interface OfProgram {
        double of(EulerClones clones, Point p);
    }
}
