package phasegrid.engine.model.diffusion;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
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
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.FieldMixture;
import phasegrid.engine.theory.CurieWeiss;
import phasegrid.engine.theory.SpeciationTimes;
import phasegrid.engine.theory.TwoProducts;

/**
 * Generative diffusion of the Curie-Weiss magnet {@code P(a) ∝ exp(βJ M²/2d + h M)}, a ∈ {±1}^d, M = Σ a_i, under its exact score.
 *
 * <p>The score comes from the posterior mean ⟨a_i⟩ of spins in a random uniform field (Hubbard-Stratonovich), the exact reverse
 * kernel from a draw of the same posterior. Ends of runs are read as spins by sign. The class of a is the sign of M, that of
 * M = 0 (even d) a fair coin; of two product measures it is the measure, drawn from p(± | a). Clones, U-turns and
 * {@code E[q² + (1−q)²]}, q = P(+ | x_t), agree at λ = 1. Cost of a replica: O(d √(βJ d)) a step, O(d²) for q of the magnet.
 */
public final class CurieWeissClones implements Model<CurieWeissClones.Point, Void> {
    /** The law of the data. */
    public enum Law {
        /** The magnet itself. */
        MAGNET,
        /** Its two wells as product measures: independent spins in the field ±βJ m*. */
        TWO_PRODUCTS
    }

    /** Where the clones' history begins; a U-turn always begins with a data point. */
    public enum Start {
        /** N(0, T) at the horizon, run backward to t. */
        HORIZON,
        /** An exact draw of x_t from a data point. */
        EXACT
    }

    /** One point of the model. */
    public record Point(
            @Param(symbol = "d", doc = "number of spins", definition = "number of spins", min = 1, max = 1 << 16)
            int d,

            @Param(
                    symbol = "β",
                    doc = "inverse temperature of the data",
                    definition = "inverse temperature; critical at β = 1/J",
                    min = 0,
                    max = 10)
            double beta,

            @Param(
                    symbol = "t",
                    doc = "branching time, turning time of a U-turn",
                    definition = "Ornstein-Uhlenbeck time",
                    min = 0,
                    max = 100)
            double t,

            @Param(symbol = "J", doc = "coupling", usual = "1", min = 0, max = 10)
            double coupling,

            @Param(symbol = "h", doc = "field with β in it: e^{hM}", usual = "0", min = -10, max = 10)
            double field,

            @Param(symbol = "P", doc = "law of the data", usual = "magnet")
            Law law,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "step", doc = "backward sampler", usual = "exact-kernel")
            ReverseSampler sampler,

            @Param(symbol = "T", doc = "time at which the grid of steps begins", usual = "10", min = 0.001, max = 100)
            double horizon,

            @Param(symbol = "start", doc = "where the clones' history begins", usual = "exact")
            Start start) {
        /** Refuses a field on two product measures, and a run from the horizon to a later time. */
        public Point {
            Descent.check(process, sampler, horizon, t);
            if (law == Law.TWO_PRODUCTS && field != 0) {
                throw new IllegalArgumentException(
                        "field = " + field + ", but two product measures have equal weights; use law = magnet");
            }
            if (start == Start.HORIZON && t > horizon) {
                throw new IllegalArgumentException(
                        "t = " + t + " lies beyond horizon = " + horizon + "; raise the horizon or use start = exact");
            }
        }

        double product() {
            return beta * coupling;
        }

        FieldMixture mixture() {
            return law == Law.TWO_PRODUCTS
                    ? FieldMixture.twoProducts(d, product())
                    : FieldMixture.hubbardStratonovich(d, product(), field);
        }

        CurieWeiss magnet() {
            return new CurieWeiss(d, product(), field);
        }

        TwoProducts products() {
            return new TwoProducts(d, product());
        }

        /** E f(M/d) of the data. */
        double mean(DoubleUnaryOperator f) {
            return law == Law.TWO_PRODUCTS ? products().mean(f) : magnet().mean(f);
        }

        /** The average over the law of the data, itself or its two parts. */
        double average(ToDoubleFunction<CurieWeiss> value) {
            return law == Law.TWO_PRODUCTS
                    ? 0.5
                            * (value.applyAsDouble(products().measure(true))
                                    + value.applyAsDouble(products().measure(false)))
                    : value.applyAsDouble(magnet());
        }

        Level level() {
            return process.at(t);
        }

        /** t as a time of the process of temperature 1 that has the same noise-to-signal ratio. */
        double unitTime() {
            return 0.5 * Elementary.log1p(level().ratio());
        }

        /** The time of the process at which it has the noise-to-signal ratio that temperature 1 has at {@code t}. */
        double ownTime(double t) {
            return 0.5 * Elementary.log1p(Elementary.expm1(2 * t) / process.noiseTemperature());
        }

        boolean exactStart() {
            return start == Start.EXACT;
        }

        /** Whether ends of runs have exactly the law of the data: no step error, and no sign turned by what noise is left. */
        boolean exactEnds() {
            return exactStart() && exactSteps();
        }

        boolean exactSteps() {
            Level end = process.at(Math.min(t, sampler.grid().tMin()));
            return sampler instanceof ReverseSampler.ExactKernel && end.shrink() >= CERTAIN * Math.sqrt(end.noise());
        }

        /**
         * How far exact steps from N(0, T) at the horizon are from the law of the data in total variation: at most √(K/2)
         * (Pinsker), K = ½ d [(1/T − 1) e^{−2t} − ln(1 − e^{−2t})] the relative entropy of x_t given a against N(0, T).
         */
        double horizonError() {
            double kept = Elementary.exp(-2 * horizon);
            double each = (1 / process.noiseTemperature() - 1) * kept - Elementary.log1p(-kept);
            return exactSteps() ? 0.5 * Math.sqrt(d * each) : Double.NaN;
        }

        boolean reversal() {
            return sampler.noiseLevel() == 1 && sampler.followsPaths();
        }

        private static final double CERTAIN = 9;
    }

    static final Scalar SAME_CLASS_CLONE = Scalar.event("same_class_clone", "both clones of x_t end in one class");
    static final Scalar SAME_CLASS_UTURN =
            Scalar.event("same_class_uturn", "a data point noised to t and run back ends in its own class");
    static final Scalar SAME_CLASS_EXACT = Scalar.real(
            "same_class_exact", "probability", "q² + (1−q)² at x_t, q = P(+ | x_t): what two exact clones would do");
    static final Scalar CLONE_EXCESS =
            Scalar.real("clone_excess", "1", "same_class_clone − same_class_exact: 0 on average without step error");
    static final Scalar UTURN_EXCESS =
            Scalar.real("uturn_excess", "1", "same_class_uturn − q² − (1−q)² at its turning point");
    static final Scalar PLUS_FRACTION = Scalar.event("plus_fraction", "a clone ends in the class +");
    static final Scalar ABSOLUTE = Scalar.real("abs_magnetisation", "1", "|M|/d of a clone's end");
    static final Scalar SQUARE = Scalar.real("magnetisation_sq", "1", "M²/d² of a clone's end");
    static final Scalar FOURTH = Scalar.real("magnetisation_fourth", "1", "M⁴/d⁴ of a clone's end");
    static final Observable.Derived<Point> BINDER = new Observable.Derived<>(
            "binder",
            "1",
            "U₄ = 1 − ⟨M⁴⟩/(3⟨M²⟩²) of clones' ends",
            false,
            (p, means) -> 1 - means.of(FOURTH) / (3 * Elementary.square(means.of(SQUARE))));
    static final Observable.Curve BELOW = new Observable.Curve(
            "magnetisation_below",
            "probability",
            "P(M/d ≤ m) of a clone's end",
            List.of(-0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8));
    static final Scalar PROJECTION_SQUARE = Scalar.real("projection_sq", "1", "μ², μ = Σ x_i/√d at the branching time");
    static final Observable.Curve PROJECTION_BELOW = new Observable.Curve(
            "projection_below",
            "probability",
            "P(μ ≤ y), μ = Σ x_i/√d at the branching time",
            List.of(-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0));

    /** U₄ at βJ = 1 for d → ∞: 1 − Γ(5/4)Γ(1/4)/(3 Γ(3/4)²). */
    private static final double CRITICAL_BINDER = 0.270520;

    private final CurieWeissTheory theory = new CurieWeissTheory();

    @Override
    public Card card() {
        return new Card(
                "curie-weiss",
                1,
                "Diffusion of the Curie-Weiss magnet",
                "Clone and U-turn experiments under the exact score of a mean-field magnet: when does a backward "
                        + "trajectory decide for a magnetisation, and is what it generates the magnet?",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                SAME_CLASS_CLONE,
                SAME_CLASS_UTURN,
                SAME_CLASS_EXACT,
                CLONE_EXCESS,
                UTURN_EXCESS,
                PLUS_FRACTION,
                ABSOLUTE,
                SQUARE,
                FOURTH,
                BINDER,
                BELOW,
                PROJECTION_SQUARE,
                PROJECTION_BELOW);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        return new CurieWeissSpins(rungs.get(0));
    }

    @Override
    public long operations(Point p) {
        double nodes = p.law() == Law.TWO_PRODUCTS ? 2 : 100 + Math.sqrt(p.product() * p.d());
        double runs = 2;
        return (long) (p.d() * (4 * nodes + p.d() + runs * p.sampler().steps() * (10 + nodes)));
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=33 beta=1.5 t=1 sampler.steps=4",
                "d=24 beta=0.9 t=0.6 coupling=1.2 field=0.03 sampler.steps=3 process.noiseTemperature=0.5",
                "d=21 beta=1.4 t=0.9 law=two-products sampler.steps=4",
                "d=9 beta=1.2 t=0.8 field=-0.05 start=horizon horizon=8 sampler.steps=8 sampler.grid=log-noise",
                "d=17 beta=1.2 t=0.8 field=-0.05 sampler=euler-maruyama sampler.steps=40 sampler.grid=log-noise");
    }

    @Override
    public List<Reference<Point>> references() {
        return theory.references();
    }

    @Override
    public List<Line<Point>> lines() {
        return CurieWeissTheory.lines();
    }

    /**
     * Without a field ferro- or paramagnet by U₄ against its critical value; in the ferromagnet regimes I and II by φ against its
     * value at r = 1. With a field the same regimes for wells of unequal weights, and none where there is one well.
     */
    @Override
    public Optional<Phase> phase(Point p, Summary s) {
        Estimate binder = s.of(BINDER);
        Estimate same = s.of(SAME_CLASS_EXACT);
        double order = (binder.mean() - CRITICAL_BINDER) / binder.stderr();
        double decided = (same.mean() - SpeciationTimes.level(CurieWeissTheory.plusFraction(p))) / same.stderr();
        if (Double.isNaN(order) || Double.isNaN(decided)) {
            return Optional.empty();
        }
        String regime = decided < 0 ? "I" : "II";
        if (p.field() != 0) {
            return Optional.of(
                    p.magnet().twoPhases()
                            ? new Phase(regime, "φ against its value at r = 1", Math.abs(decided))
                            : new Phase("one well", "m = tanh(βJm + h) has one stable root", Double.POSITIVE_INFINITY));
        }
        return Optional.of(
                order < 0
                        ? new Phase("paramagnet", "U₄ against its critical value 0.2705", -order)
                        : new Phase(
                                "ferromagnet " + regime,
                                "U₄ against its critical value 0.2705, φ against 0.7752",
                                Math.min(order, Math.abs(decided))));
    }
}
