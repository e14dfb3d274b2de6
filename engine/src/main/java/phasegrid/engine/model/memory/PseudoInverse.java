package phasegrid.engine.model.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Fluctuations;
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
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Projector;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.Memo;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.OnePatternGlauber;
import phasegrid.engine.theory.PseudoInverseSaddle;
import phasegrid.engine.theory.TwoProjections;

/**
 * The pseudo-inverse rule: {@code E = −½ Σ_{i≠j} J_ij s_i s_j} with J the projection onto n = αd patterns,
 * {@code J ξ^μ = ξ^μ}, {@code J = ξ (ξᵀξ)⁻¹ ξᵀ}, {@code Σ_i J_ii = n}.
 *
 * <p>At T = 0 every pattern is at rest up to α = 1, with the diagonal and without it; but the diagonal, about α, holds every
 * other state too, so that basins shrink. One replica is two networks on the same patterns: one from the starting state, one
 * from a pattern of which a uniform number of spins is turned over, for the mean radius of the basin. Cost of a pass O(d) and
 * O(d) a turn, of a sample O(d² n).
 */
public final class PseudoInverse implements Model<PseudoInverse.Point, PseudoInverse.Projected> {
    /** Whether a spin sees its own coupling. */
    public enum Diagonal {
        /** Fields without J_ii s_i: Glauber dynamics of E. */
        REMOVED,
        /** Fields with J_ii s_i: not the dynamics of E where T > 0. */
        KEPT
    }

    /**
     * Patterns and the projection onto their span.
     *
     * @param patterns the patterns
     * @param rows J, by rows
     */
    public record Projected(SignMatrix patterns, double[][] rows) {}

    /** One point of the model. */
    public record Point(
            @Param(symbol = "N", doc = "spins", definition = "spins", min = 2, max = 4096, quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "K",
                    doc = "stored patterns",
                    definition = "stored patterns",
                    given = "alpha: round(alpha*d); n/d",
                    min = 1,
                    max = 4096,
                    quench = Quench.NESTS)
            int n,

            @Param(symbol = "β", doc = "inverse temperature", definition = "1/temperature, weight e^{−βE}", min = 0)
            double beta,

            @Param(
                    symbol = "t",
                    doc = "pass at which the states are read",
                    usual = "inf",
                    definition = "passes of d attempts",
                    min = 1,
                    along = Along.READOUT)
            double t,

            @Param(symbol = "J_ii", doc = "whether a spin sees its own coupling, α on average", usual = "removed")
            Diagonal diagonal,

            @Param(symbol = "s(0)", doc = "starting state of the first network", usual = "pattern")
            Start start,

            @Param(symbol = "order", doc = "which spins are updated when", usual = "random-site")
            Order order) {
        /** Refuses a mixture of more patterns than are stored. */
        public Point {
            Reading.check(t);
            Storage.check(d, n, start);
        }

        double alpha() {
            return (double) n / d;
        }

        boolean kept() {
            return diagonal == Diagonal.KEPT;
        }

        private boolean cold() {
            return Double.isInfinite(beta);
        }

        private boolean sequential() {
            return !order.parallel() && !kept();
        }

        private boolean gibbs() {
            return sequential() && Double.isInfinite(t);
        }

        private boolean few() {
            return n <= 2 && d <= MOST_EXACT;
        }

        private boolean fromPattern() {
            return start instanceof Start.Pattern pattern && pattern.overlap() == 1;
        }

        private TwoProjections exact() {
            return new TwoProjections(d, n);
        }
    }

    private static final int MOST_EXACT = 200;
    private static final int SETTLED = 50;
    private static final double FINITE_SIZE = 2;
    private static final double NEAR_SPINODAL = 0.9;

    static final Scalar OVERLAP = Scalar.real("overlap", "1", "m = Σ_i ξ_i^1 s_i/d");
    static final Scalar OVERLAP_SQ = Scalar.real("overlap_sq", "1", "m²");
    static final Scalar RECOVERED = Scalar.event("recovered", "every spin is that of the first pattern");
    static final Scalar ENERGY = Scalar.real("energy", "1", "E/d, without the diagonal");
    static final Scalar ENERGY_SQ = Scalar.real("energy_sq", "1", "(E/d)²");
    static final Scalar RESPONSE = Scalar.real("response", "1", "(1/d) Σ ξ tanh(β φ), φ the fields");
    static final Scalar BASIN = Scalar.real(
            "basin_radius",
            "1",
            "∫_0^½ P(recovered from a state in which a fraction x of the spins is turned over) dx, for β = ∞");
    static final Observable.Derived<Point> CALLEN_GAP = new Observable.Derived<>(
            "callen_gap", "1", "⟨Σ ξ s⟩/d − ⟨Σ ξ tanh βφ⟩/d", false, (p, m) -> m.of(OVERLAP) - m.of(RESPONSE));

    private static final Citation RULE = new Citation("personnaz1985information", "J ξ = ξ");
    private static final Citation COUNTED = new Citation("kanter1987associative", "two patterns, by parts of sites");
    private static final Citation GLAUBER = new Citation("glauber1963time", "birth and death of aligned spins");
    private static final Citation IDENTITY = new Citation("callen1963note", "eq. 4");
    private static final Citation SADDLE = new Citation("parisi1995mean", "replica symmetry by the R-transform");

    private record At(double beta, double alpha) {}

    private final Memo<Double, PseudoInverseSaddle> saddles = new Memo<>(PseudoInverseSaddle::at);
    private final Memo<Double, Double> spinodals =
            new Memo<>(beta -> saddles.of(beta).spinodal());
    private final Memo<Double, Double> transitions =
            new Memo<>(beta -> saddles.of(beta).transition());
    private final Memo<At, PseudoInverseSaddle.State> retrievals =
            new Memo<>(at -> saddles.of(at.beta()).retrieval(at.alpha()));

    @Override
    public Card card() {
        return new Card(
                "pseudo-inverse",
                2,
                "Pseudo-inverse rule",
                "A network whose couplings project onto its patterns: errorless up to as many patterns as spins, with "
                        + "basins of attraction that depend on whether the diagonal is kept.",
                "memory");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                OVERLAP,
                OVERLAP_SQ,
                RECOVERED,
                ENERGY,
                ENERGY_SQ,
                RESPONSE,
                BASIN,
                CALLEN_GAP,
                Fluctuations.<Point>susceptibility(
                        "susceptibility", OVERLAP, OVERLAP_SQ, p -> Storage.scale(p.beta()) * p.d()),
                Fluctuations.<Point>specificHeat(
                        "specific_heat",
                        ENERGY,
                        ENERGY_SQ,
                        p -> Storage.scale(p.beta()) * Storage.scale(p.beta()) * p.d()));
    }

    /** A basin is that of T = 0. */
    @Override
    public boolean measures(Point p, Scalar x) {
        return p.cold() || !x.equals(BASIN);
    }

    @Override
    public Projected quench(Point p, RandomStream disorder) {
        SignMatrix patterns = StoredPatterns.RANDOM.draw(p.d(), p.n(), disorder);
        return new Projected(patterns, Projector.onto(patterns));
    }

    @Override
    public Simulation<Projected> simulation(List<Point> rungs) {
        return new PseudoInverseChain(rungs.get(0));
    }

    @Override
    public long pass(Point p) {
        return Reading.pass(p.t());
    }

    @Override
    public long operations(Point p) {
        return 2 * (1500 + (long) p.d() * (30 + p.d() / 16));
    }

    /** A projection costs more than most chains on it. */
    @Override
    public long preparation(Point p) {
        return (long) p.d() * p.d() * (10 + p.n() / 2);
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=24 n=2 beta=0.7",
                "d=41 n=1 beta=1.2 t=2 order=parallel diagonal=kept start.overlap=0.6",
                "d=48 n=6 beta=1.5 t=1 order=parallel diagonal=kept",
                "d=31 n=2 beta=inf t=3 order=parallel diagonal=kept",
                "d=64 n=8 beta=0.8 order=permutation",
                "d=200 alpha=0.25 temperature=0.3 t=60");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                exact(OVERLAP, GLAUBER, PseudoInverse::moving),
                exact(OVERLAP, RULE, PseudoInverse::firstStep),
                exact(OVERLAP_SQ, COUNTED, p -> counted(p) ? p.exact().overlapSquared(p.beta()) : Double.NaN),
                exact(ENERGY, COUNTED, p -> counted(p) ? p.exact().energy(p.beta()) : Double.NaN),
                exact(RECOVERED, RULE, p -> p.cold() && p.kept() && p.fromPattern() ? 1 : Double.NaN),
                exact(BASIN, COUNTED, PseudoInverse::basin),
                exact(CALLEN_GAP, IDENTITY, PseudoInverse::gap),
                saddle(OVERLAP, PseudoInverseSaddle.State::m),
                saddle(ENERGY, PseudoInverseSaddle.State::energy));
    }

    private static Reference<Point> exact(Observable x, Citation source, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(x, source, value);
    }

    /** With one pattern J is Hebb's, and the number of its spins a Markov chain. */
    private static double moving(Point p) {
        boolean known = p.n() == 1
                && p.few()
                && p.t() <= 100
                && p.start() instanceof Start.Pattern
                && (p.order() == Order.RANDOM_SITE || p.order().parallel());
        if (!known) {
            return Double.NaN;
        }
        int along = p.d() - ((Start.Pattern) p.start()).turned(p.d());
        OnePatternGlauber law = OnePatternGlauber.from(p.d(), p.beta(), p.kept(), along);
        long passes = (long) p.t();
        return (p.order().parallel() ? law.parallel(passes) : law.sequential(passes)).mean(m -> m);
    }

    /** At a pattern every field is its sign, at any load. */
    private static double firstStep(Point p) {
        boolean known = p.fromPattern() && p.kept() && p.order().parallel() && p.t() == 1 && !p.cold();
        return known ? Elementary.tanh(p.beta()) : Double.NaN;
    }

    private static boolean counted(Point p) {
        return p.gibbs() && p.few() && !p.cold();
    }

    private static double basin(Point p) {
        boolean known = p.cold() && p.few() && p.kept() && p.order().parallel() && Double.isFinite(p.t());
        return known ? p.exact().basin((long) p.t()) : Double.NaN;
    }

    /** In a stationary state each spin is on average the tanh of its field. */
    private static double gap(Point p) {
        boolean balanced = p.sequential() || p.order().parallel() || p.order() == Order.RANDOM_SITE;
        return balanced && Double.isInfinite(p.t()) && !p.cold() ? 0 : Double.NaN;
    }

    /** Replica symmetry, with 2/d for finite size where the spinodal is not near; else drawn only. */
    private Reference<Point> saddle(Scalar x, ToDoubleFunction<PseudoInverseSaddle.State> value) {
        return new Reference.Limit<>(
                x,
                SADDLE,
                p -> p.sequential() && p.fromPattern() && p.t() >= SETTLED && !counted(p)
                        ? value.applyAsDouble(retrievals.of(new At(p.beta(), p.alpha())))
                        : Double.NaN,
                p -> p.alpha() <= NEAR_SPINODAL * spinodals.of(p.beta()) ? FINITE_SIZE / p.d() : Double.NaN);
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(
                line(
                        "beta_spinodal",
                        "beta",
                        "T_M: below it there are retrieval states",
                        p -> 1 / PseudoInverseSaddle.spinodalTemperature(p.alpha())),
                line(
                        "beta_transition",
                        "beta",
                        "T_c: below it their free energy is lower than the paramagnet's",
                        p -> 1 / PseudoInverseSaddle.transitionTemperature(p.alpha())),
                line(
                        "n_spinodal",
                        "n",
                        "α_M(T) d: up to it there are retrieval states; d at T = 0",
                        p -> spinodals.of(p.beta()) * p.d()),
                line(
                        "n_transition",
                        "n",
                        "α_c(T) d: up to it their free energy is lower than the paramagnet's",
                        p -> transitions.of(p.beta()) * p.d()));
    }

    private static Line<Point> line(String name, String along, String definition, ToDoubleFunction<Point> value) {
        return new Line<>(name, along, definition, SADDLE, value);
    }

    /** Whether there are retrieval states and whether they beat the paramagnet: theory alone, for Gibbs' law of E. */
    @Override
    public Optional<Phase> phase(Point p, Summary summary) {
        String label = p.alpha() <= transitions.of(p.beta())
                ? "retrieval"
                : p.alpha() <= spinodals.of(p.beta()) ? "no retrieval, retrieval metastable" : "no retrieval";
        return Optional.of(new Phase(label, "lower of two replica-symmetric free energies", Double.NaN));
    }
}
