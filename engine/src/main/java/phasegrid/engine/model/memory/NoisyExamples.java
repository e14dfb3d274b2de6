package phasegrid.engine.model.memory;

import java.util.List;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.model.Memo;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.ExampleSteps;
import phasegrid.engine.theory.HebbFromExamples;

/**
 * A Hebbian network that never sees its K = αN archetypes, only M noisy examples of each: η = ξχ with P(χ = 1) = (1 + r)/2.
 *
 * <p>Supervised {@code J = (1/NR) Σ_μ η̄η̄ᵀ}, η̄ the average example; unsupervised {@code J = (1/NRM) Σ_{μA} ηηᵀ}; no diagonal, and
 * {@code R = r² + (1−r²)/M} puts the critical temperature at α = 0 to 1. Couplings and fields are whole numbers. Cost of a
 * pass: O(d) and O(d) a flip; of a sample: O(K d²) supervised, O(K M d²/64) unsupervised.
 */
public final class NoisyExamples implements Model<NoisyExamples.Point, ExampleSet> {
    /** Where a chain begins. */
    public enum Start {
        /** At the first archetype. */
        ARCHETYPE,
        /** At the first example of it. */
        EXAMPLE,
        /** Anywhere. */
        RANDOM
    }

    /** One point. */
    public record Point(
            @Param(
                    symbol = "β",
                    doc = "inverse temperature",
                    definition = "1/T of the weight e^{-βE}",
                    usual = "inf",
                    min = 0)
            double beta,

            @Param(symbol = "N", doc = "spins", definition = "spins", min = 2, max = 8192, quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "K",
                    doc = "archetypes",
                    given = "alpha: max(1, round(alpha*d)); archetypes/d",
                    min = 1,
                    max = ExampleSet.MOST_ARCHETYPES,
                    quench = Quench.NESTS)
            int archetypes,

            @Param(
                    symbol = "M",
                    doc = "examples of each archetype",
                    definition = "examples per archetype",
                    min = 1,
                    max = 10_000_000,
                    quench = Quench.NESTS)
            int n,

            @Param(
                    symbol = "r",
                    doc = "quality of an example, its mean overlap with the archetype",
                    min = 0.001,
                    max = 1,
                    quench = Quench.FIXES)
            double quality,

            @Param(symbol = "J", doc = "learning rule", usual = "supervised", quench = Quench.FIXES)
            Rule rule,

            @Param(symbol = "s(0)", doc = "where a chain begins", usual = "archetype")
            Start start,

            @Param(symbol = "order", doc = "order of the updates of a pass", usual = "random-site")
            Order order,

            @Param(
                    symbol = "t",
                    doc = "pass; infinite: the stationary average",
                    definition = "passes over all spins",
                    usual = "inf",
                    min = 1,
                    along = Along.READOUT)
            double t) {
        private static final long MOST_SITES = 1L << 25;

        /** Refuses sets of examples that their stream has no room for. */
        public Point {
            if ((long) (n + 1) * d > MOST_SITES) {
                throw new IllegalArgumentException("n·d = " + (long) n * d
                        + " sites of examples are more than 2^25 for one archetype; take fewer examples or spins");
            }
        }

        /** K/N. */
        double alpha() {
            return (double) archetypes / d;
        }

        /** R = r² + (1 − r²)/M, the mean square of the average example. */
        double square() {
            return quality * quality + (1 - quality) * (1 + quality) / n;
        }

        /** What a field of whole-numbered couplings is in units of the model. */
        double unit() {
            return 1 / (d * square() * n * (rule == Rule.SUPERVISED ? n : 1));
        }

        boolean supervised() {
            return rule == Rule.SUPERVISED;
        }

        HebbFromExamples theory() {
            return HebbFromExamples.of(quality, n, supervised());
        }

        /** Whether this is the first step that theory knows exactly. */
        boolean firstStep() {
            return t == 1 && order.parallel() && Double.isInfinite(beta) && start == Start.ARCHETYPE;
        }
    }

    static final Scalar OVERLAP = Scalar.real("overlap", "1", "m = (1/N) Σ ξ s with the first archetype");
    static final Scalar OVERLAP_AVERAGE =
            Scalar.real("overlap_average", "1", "ν = (1/N r) Σ η̄ s with the average of its examples");
    static final Scalar OVERLAP_EXAMPLE = Scalar.real("overlap_example", "1", "(1/N) Σ η s with its first example");
    static final Scalar ARCHETYPE_WINS =
            Scalar.event("archetype_wins", "the archetype overlaps more than its first example");
    static final Scalar ENERGY = Scalar.real("energy", "1", "E/N = −(1/2N) Σ_{i≠j} J_ij s_i s_j");
    static final Scalar RESPONSE = Scalar.real("response", "1", "(1/N) Σ ξ tanh(β φ), φ the fields");
    static final Observable.Derived<Point> CALLEN_GAP = new Observable.Derived<>(
            "callen_gap", "1", "⟨Σ ξ s⟩/N − ⟨Σ ξ tanh βφ⟩/N", false, (p, m) -> m.of(OVERLAP) - m.of(RESPONSE));

    private static final Citation EXACT =
            new Citation("alemanno2023supervised", "first step, by characteristic functions");
    private static final Citation SUPERVISED = new Citation("alemanno2023supervised", "replica-symmetric equations");
    private static final Citation ENTROPY = new Citation("agliari2022emergence", "thresholds of learning");
    private static final Citation IDENTITY = new Citation("callen1963note", "eq. 4");
    private static final double MOST_EVALUATIONS = 2e6;

    private record At(HebbFromExamples theory, double beta, double alpha) {}

    private final Memo<At, HebbFromExamples.State> retrievals =
            new Memo<>(at -> at.theory().retrieval(at.beta(), at.alpha()));
    private final Memo<At, HebbFromExamples.State> spinodals =
            new Memo<>(at -> at.theory().spinodal(at.beta()));
    private final Memo<ExampleSteps, Double> steps = new Memo<>(ExampleSteps::overlap);

    private record Bound(double given, double alpha, boolean supervised) {}

    private final Memo<Bound, Double> fewest =
            new Memo<>(b -> HebbFromExamples.fewestExamples(b.given(), b.alpha(), b.supervised()));
    private final Memo<Bound, Double> least =
            new Memo<>(b -> HebbFromExamples.leastQuality(b.given(), b.alpha(), b.supervised()));

    @Override
    public Card card() {
        return new Card(
                "noisy-examples",
                2,
                "Archetypes learnt from noisy examples",
                "A Hopfield network that sees only noisy examples of what it should store, with or without a teacher: how "
                        + "many examples does it take until the archetype emerges from them?",
                "memory");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(OVERLAP, OVERLAP_AVERAGE, OVERLAP_EXAMPLE, ARCHETYPE_WINS, ENERGY, RESPONSE, CALLEN_GAP);
    }

    @Override
    public ExampleSet quench(Point p, RandomStream disorder) {
        return ExampleSet.draw(p, disorder);
    }

    @Override
    public Simulation<ExampleSet> simulation(List<Point> rungs) {
        return new NoisyExamplesChain(rungs.get(0));
    }

    @Override
    public long pass(Point p) {
        return Double.isInfinite(p.t()) ? 0 : (long) p.t();
    }

    @Override
    public long operations(Point p) {
        return 40L * p.d() + (long) p.d() * p.d() / 8;
    }

    /** Examples are drawn sign by sign, and learnt by counting bits or by sums of outer products. */
    @Override
    public long preparation(Point p) {
        long examples = (long) p.archetypes() * (p.n() + 1);
        long pairs = (long) p.d() * p.d() / 2;
        long learning = p.rule() == Rule.UNSUPERVISED ? examples / 64 + 1 : p.archetypes();
        return 5 * examples * p.d() + pairs * learning;
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=200 archetypes=3 n=3 quality=0.5 order=parallel t=1",
                "d=150 archetypes=4 n=6 quality=0.4 order=parallel t=1 rule=unsupervised",
                "d=150 archetypes=15 n=1 quality=1 order=parallel t=1");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                new Reference.ExactLaw<>(OVERLAP, EXACT, this::firstStep),
                new Reference.ExactLaw<>(CALLEN_GAP, IDENTITY, NoisyExamples::gap),
                drawn(OVERLAP, NoisyExamples::largeStep),
                drawn(OVERLAP, p -> stationary(p).archetype()),
                drawn(OVERLAP_AVERAGE, p -> stationary(p).average()));
    }

    /** Large N and M: drawn beside the data, never judged, since corrections in M have no bound here. */
    private static Reference<Point> drawn(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, SUPERVISED, value, p -> Double.NaN);
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(
                new Line<>(
                        "alpha_retrieval",
                        "alpha",
                        "largest load with a retrieval state, replica-symmetric; a smooth bend at large ρ",
                        SUPERVISED,
                        p -> spinodals.of(new At(p.theory(), p.beta(), 0)).alpha()),
                new Line<>(
                        "n_retrieval",
                        "n",
                        "α_M(r, M) = α at T = 0: from it on there is a retrieval state; as 1/r² with a teacher, as α/r⁴ without",
                        SUPERVISED,
                        p -> frozen(p, fewest, p.quality())),
                new Line<>(
                        "quality_retrieval",
                        "quality",
                        "α_M(r, M) = α at T = 0: from it on there is a retrieval state",
                        SUPERVISED,
                        p -> frozen(p, least, p.n())),
                new Line<>(
                        "n_archetype",
                        "n",
                        "(1 + r²)/r²: above it an archetype has less energy than an example (unsupervised, K = 1)",
                        ENTROPY,
                        p -> p.supervised() ? Double.NaN : HebbFromExamples.crossing(p.quality())),
                new Line<>(
                        "n_entropy",
                        "n",
                        "ρ = 0.2607: the examples alone blur an archetype to m = 0.95",
                        ENTROPY,
                        p -> HebbFromExamples.entropy(p.quality(), 1) / HebbFromExamples.entropyOf(0.95)));
    }

    private static double frozen(Point p, Memo<Bound, Double> bounds, double given) {
        return Double.isInfinite(p.beta()) ? bounds.of(new Bound(given, p.alpha(), p.supervised())) : Double.NaN;
    }

    private double firstStep(Point p) {
        ExampleSteps step = new ExampleSteps(p.d(), p.archetypes(), p.n(), p.quality(), p.supervised());
        return p.firstStep() && step.cost() <= MOST_EVALUATIONS ? steps.of(step) : Double.NaN;
    }

    private static double largeStep(Point p) {
        return p.firstStep() ? HebbFromExamples.oneStep(p.quality(), p.n(), p.alpha(), p.supervised()) : Double.NaN;
    }

    /** In a stationary state of any of these dynamics each spin is on average the tanh of its field. */
    private static double gap(Point p) {
        return Double.isInfinite(p.t()) && !Double.isInfinite(p.beta()) ? 0 : Double.NaN;
    }

    private HebbFromExamples.State stationary(Point p) {
        boolean retrieves = Double.isInfinite(p.t())
                && p.start() == Start.ARCHETYPE
                && !p.order().parallel();
        return retrieves
                ? retrievals.of(new At(p.theory(), p.beta(), p.alpha()))
                : new HebbFromExamples.State(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
