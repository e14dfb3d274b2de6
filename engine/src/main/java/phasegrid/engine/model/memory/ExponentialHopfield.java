package phasegrid.engine.model.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
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
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.model.Memo;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.FiniteExponentialMemory;
import phasegrid.engine.theory.OverlapLaw;

/**
 * The exponential (modern) Hopfield memory {@code E(x) = −(1/λ) ln Σ_μ e^{λ x·ξ^μ} + ½|x|²} with P = e^{αN} patterns.
 *
 * <p>Its update {@code x ← Σ_μ w_μ ξ^μ}, w the softmax of λ x·ξ^μ, is one gradient step of size 1, and E never grows. A
 * pattern is retrieved in one step where its signal beats the noise of all others, w₁ > ½. At λ = 1/t and equal norms
 * {@code E = −t ln p_t + const} of the empirical density at variance t, and the update is its denoiser. Cost of a query:
 * O(P d) on the explicit route, O(P) on the other, times about 14 for the basin.
 */
public final class ExponentialHopfield implements Model<ExponentialHopfield.Point, float[]> {
    /** Which of two equivalent samplers runs. */
    public enum Route {
        /** Patterns are stored; queries share them. */
        EXPLICIT,
        /** Only the overlaps that a query meets are drawn, anew for each query: any number of patterns. */
        OVERLAPS
    }

    /** What weighs a pattern. */
    public enum Weights {
        /** e^{λ x·ξ}, of the memory's energy. */
        ENERGY,
        /** e^{−λ|x − ξ|²/2}, of the empirical density; the same where all norms are equal. */
        DENSITY
    }

    /** When the final overlap is read. */
    public enum Updates {
        /** After one update. */
        ONCE,
        /** When the state stays; of stored patterns only. */
        CONVERGED
    }

    /** One point. */
    public record Point(
            @Param(
                    symbol = "N",
                    doc = "dimension of a pattern",
                    definition = "dimension of a pattern",
                    min = 2,
                    max = 1_000_000,
                    quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "P",
                    doc = "patterns",
                    definition = "patterns",
                    given = "alpha: round(exp(alpha*d)); log(n)/d",
                    min = 2,
                    max = 1_000_000_000,
                    quench = Quench.NESTS)
            int n,

            @Param(
                    symbol = "λ",
                    doc = "inverse temperature of the softmax",
                    definition = "λ of E = -(1/λ) ln Σ exp(λ x·ξ) + |x|²/2",
                    given = "lambda: lambda; beta",
                    min = 1e-6)
            double beta,

            @Param(symbol = "ξ", doc = "law of the patterns", usual = "gaussian", quench = Quench.FIXES)
            PatternLaw patterns,

            @Param(symbol = "x", doc = "the state that asks", usual = "overlap")
            Cue cue,

            @Param(symbol = "w", doc = "what weighs a pattern", usual = "energy")
            Weights weights,

            @Param(symbol = "steps", doc = "when the final overlap is read", usual = "once")
            Updates updates,

            @Param(
                    symbol = "route",
                    doc = "which of two equivalent samplers",
                    usual = "overlaps",
                    quench = Quench.FIXES)
            Route route) {
        private static final long MOST_STORED = 100_000_000;

        /** Refuses what one of the routes can't do. */
        public Point {
            boolean explicit = route == Route.EXPLICIT;
            require(
                    !explicit || (long) n * d <= MOST_STORED,
                    "n·d = " + (long) n * d + " numbers are too many to store; use route=overlaps");
            require(
                    explicit || updates == Updates.ONCE,
                    "updates=converged needs the patterns themselves; use route=explicit");
            boolean manifold = patterns instanceof PatternLaw.HiddenManifold;
            boolean linear = !(patterns instanceof PatternLaw.HiddenManifold m) || m.linear();
            require(
                    explicit || linear,
                    "overlaps of a nonlinear hidden manifold have no law in closed form; use route=explicit");
            require(
                    explicit || !manifold || weights == Weights.ENERGY,
                    "norms on a hidden manifold need the patterns themselves; use route=explicit");
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        /** ln P / N. */
        double alpha() {
            return Elementary.log(n) / d;
        }

        /** The overlap of the cue, NaN of a diffused one. */
        double overlap() {
            double a = cue instanceof Cue.Overlap o ? o.overlap() : Double.NaN;
            return patterns instanceof PatternLaw.Binary && !Double.isNaN(a) ? 1 - 2.0 * flips(d, a) / d : a;
        }

        OverlapLaw law(double a) {
            return patterns.overlaps(d, a);
        }

        /** The noise variance of a diffused cue, 1/λ. */
        double variance() {
            return 1 / beta;
        }

        boolean matched() {
            return cue instanceof Cue.Diffused && (weights == Weights.DENSITY || patterns.equalNorms());
        }
    }

    static final Scalar WEIGHT = Scalar.real("weight", "probability", "w₁, softmax weight of the pattern at the cue");
    static final Scalar RETRIEVED = Scalar.event("retrieved", "w₁ > ½: the signal beats the noise");
    static final Scalar PARTICIPATION = Scalar.real("participation", "probability", "Y2 = Σ w² over all patterns");
    static final Scalar OVERLAP = Scalar.real("overlap", "1", "x·ξ/|ξ|² after one update, or when the state stays");
    static final Scalar ENERGY = Scalar.real("energy", "1", "E/N at the cue");
    static final Scalar NORM = Scalar.real("norm", "1", "|ξ|²/N of the pattern");
    static final Scalar BASIN_RADIUS = Scalar.real(
            "basin_radius", "1", "|x − ξ|/|ξ| at which w₁ falls to ½ along the cue's path; 0 where it never is above");
    static final Observable.Derived<Point> BAYES_GAP = new Observable.Derived<>(
            "bayes_gap", "1", "E w₁ − E Y2", false, (p, m) -> m.of(WEIGHT) - m.of(PARTICIPATION));

    private static final Citation MODEL = new Citation("lucibello2024exponential", "random energy picture");
    private static final Citation EXACT = new Citation("derrida1981random", "moments at finite size, by quadrature");
    private static final Citation BAYES = new Citation("lucibello2024exponential", "posterior of the pattern");
    private static final double FEW = 0.1;
    private static final double SHARPEST = 200;
    /** Where fewer queries have another outcome than the rest, means are those of rare events and have no normal law. */
    private static final double RARE = 0.05;

    private record Finite(PatternLaw patterns, int d, int n, double beta, double overlap) {}

    private final Memo<Finite, Double> nearest = new Memo<>(at -> at.patterns().nearest(at.d(), at.n(), at.overlap()));
    private final Memo<Finite, FiniteExponentialMemory> finite =
            new Memo<>(at -> at.patterns().finite(at.d(), at.n(), at.beta(), at.overlap()));

    @Override
    public Card card() {
        return new Card(
                "exponential-hopfield",
                1,
                "Exponential memory",
                "The modern Hopfield memory with P = exp(αN) patterns: which cues retrieve a pattern, and is it lost to a "
                        + "few other memories or to exponentially many?",
                "memory");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(WEIGHT, RETRIEVED, PARTICIPATION, OVERLAP, ENERGY, NORM, BASIN_RADIUS, BAYES_GAP);
    }

    @Override
    public float[] quench(Point p, RandomStream disorder) {
        return p.route() == Route.EXPLICIT ? p.patterns().draw(p.d(), p.n(), disorder) : new float[0];
    }

    @Override
    public Simulation<float[]> simulation(List<Point> rungs) {
        return Simulation.Sampler.each(new ExponentialSampler(rungs.get(0)));
    }

    @Override
    public long operations(Point p) {
        long perPattern = p.route() == Route.EXPLICIT ? p.d() : p.patterns() instanceof PatternLaw.Binary ? 8 : 16;
        return (p.updates() == Updates.ONCE ? 12L : 120) * p.n() * perPattern;
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=20 n=400 beta=0.5 route=explicit",
                "d=20 n=1000 beta=inf cue.overlap=0.9",
                "d=24 n=4000 beta=0.6 patterns=binary cue.overlap=0.75",
                "d=30 n=3000 beta=inf patterns=binary cue.overlap=0.66",
                "d=13 n=300 beta=1.5 patterns=spherical cue.overlap=0.7 route=explicit",
                "d=13 n=300 beta=1.5 patterns=spherical cue.overlap=0.7",
                "d=17 n=500 beta=0.8 patterns=binary cue=diffused",
                "d=15 n=300 beta=0.9 cue=diffused weights=density",
                "d=16 n=300 beta=inf patterns=hidden-manifold patterns.delta=0.5",
                "d=12 n=100 beta=2 patterns=hidden-manifold patterns.activation=tanh cue=diffused weights=density "
                        + "route=explicit updates=converged");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                exact(WEIGHT, this::weight),
                exact(RETRIEVED, this::retrieved),
                exact(PARTICIPATION, p -> finite(p)
                        .map(FiniteExponentialMemory::participation)
                        .orElse(Double.NaN)),
                missed(exact(OVERLAP, this::overlap)),
                exact(ENERGY, this::energy),
                exact(NORM, ExponentialHopfield::norm),
                missed(new Reference.ExactLaw<>(BAYES_GAP, BAYES, p -> p.matched() ? 0 : Double.NaN)),
                drawn(RETRIEVED, p -> limit(p, 1, 0)),
                drawn(WEIGHT, p -> limit(p, 1, 0)),
                drawn(PARTICIPATION, ExponentialHopfield::participation),
                drawn(ENERGY, ExponentialHopfield::limitEnergy),
                drawn(BASIN_RADIUS, ExponentialHopfield::basinRadius));
    }

    private static Reference<Point> exact(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(x, EXACT, value);
    }

    /** The law of a mean that is made by the states that miss their pattern, and says nothing where hardly one has. */
    private static Reference<Point> missed(Reference<Point> law) {
        return new Reference.Carried<>(law, s -> s.of(RETRIEVED).misses());
    }

    /** The limit of large N at this α: drawn beside the data, never judged, since corrections are O(ln N/N). */
    private static Reference<Point> drawn(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, MODEL, value, p -> Double.NaN);
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(
                new Line<>("alpha_1", "alpha", "a = φ_α(λ): one pattern is retrieved below", MODEL, p -> single(p)),
                new Line<>(
                        "alpha_all",
                        "alpha",
                        "all patterns are retrieved from themselves below",
                        MODEL,
                        p -> p.patterns().all(p.beta())),
                new Line<>(
                        "alpha_condensed",
                        "alpha",
                        "α = λζ' − ζ: below it few patterns make the noise",
                        MODEL,
                        p -> ofLaw(p, law -> law.condensed(p.beta()))),
                new Line<>(
                        "lambda_condensed",
                        "beta",
                        "λ_*(α): above it few patterns make the noise",
                        MODEL,
                        p -> ofLaw(p, law -> law.condensation(p.alpha()))),
                new Line<>(
                        "lambda_collapse",
                        "beta",
                        "1/t at which ξ + √t z loses ξ: α is the information per component",
                        BAYES,
                        p -> 1 / p.patterns().collapse(p.d(), p.alpha())),
                new Line<>(
                        "overlap_basin",
                        "cue.overlap",
                        "a = φ_α(λ): one update retrieves from above",
                        MODEL,
                        ExponentialHopfield::basin));
    }

    @Override
    public Optional<Phase> phase(Point p, Summary summary) {
        var retrieved = summary.of(RETRIEVED);
        if (!(retrieved.mean() <= 0.5)) {
            double margin = (retrieved.mean() - 0.5) / retrieved.stderr();
            return Optional.of(new Phase("retrieval", "more than half of the queries are retrieved", margin));
        }
        var few = summary.of(PARTICIPATION);
        boolean condensed = few.mean() > FEW;
        double margin = Math.abs(few.mean() - FEW) / few.stderr();
        return Optional.of(new Phase(condensed ? "condensed" : "uncondensed", "Y2 above or below 1/10", margin));
    }

    /** The whole number of flips that gives a binary cue of overlap nearest to {@code a}. */
    static int flips(int d, double a) {
        return (int) Math.rint(0.5 * d * (1 - a));
    }

    /** The exact means at a cue of given overlap; none on a hidden manifold, and none where λ√N is too large for quadrature. */
    private Optional<FiniteExponentialMemory> finite(Point p) {
        boolean known = p.weights() == Weights.ENERGY || p.patterns().equalNorms();
        boolean covered = p.cue() instanceof Cue.Overlap && !(p.patterns() instanceof PatternLaw.HiddenManifold);
        return known && covered && p.beta() * Math.sqrt(p.d()) <= SHARPEST
                ? Optional.of(finite.of(new Finite(p.patterns(), p.d(), p.n(), p.beta(), p.overlap())))
                : Optional.empty();
    }

    private double weight(Point p) {
        if (Double.isInfinite(p.beta()) && p.patterns() instanceof PatternLaw.Binary) {
            return FiniteExponentialMemory.binaryNearest(p.d(), p.n(), flips(p.d(), p.overlap()));
        }
        return Double.isInfinite(p.beta())
                ? retrieved(p)
                : finite(p).map(FiniteExponentialMemory::weight).orElse(Double.NaN);
    }

    private double overlap(Point p) {
        return p.updates() == Updates.CONVERGED
                ? Double.NaN
                : finite(p)
                        .filter(f -> f.weight() >= RARE && f.weight() <= 1 - RARE)
                        .map(FiniteExponentialMemory::overlap)
                        .orElse(Double.NaN);
    }

    private double energy(Point p) {
        return finite(p)
                .filter(f -> f.weight() <= 1 - RARE)
                .map(f -> 0.5 - p.overlap() - f.noise() / (p.beta() * p.d()))
                .orElse(Double.NaN);
    }

    private static double norm(Point p) {
        boolean unknown = p.patterns() instanceof PatternLaw.HiddenManifold m && !m.linear();
        return unknown || p.patterns().equalNorms() ? Double.NaN : 1;
    }

    /** P(the pattern is strictly nearest), at λ = ∞ alone. */
    private double retrieved(Point p) {
        double a = p.cue() instanceof Cue.Overlap ? p.overlap() : 1;
        if (!Double.isInfinite(p.beta())
                || (p.weights() == Weights.DENSITY && !p.patterns().equalNorms())) {
            return Double.NaN;
        }
        return nearest.of(new Finite(p.patterns(), p.d(), p.n(), p.beta(), a));
    }

    private interface OfLaw {
        double of(OverlapLaw law);
    }

    private static double ofLaw(Point p, OfLaw value) {
        OverlapLaw law = Double.isNaN(p.overlap()) ? null : p.law(p.overlap());
        return law == null ? Double.NaN : finiteOrNone(value.of(law));
    }

    private static double finiteOrNone(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private static double single(Point p) {
        return ofLaw(p, law -> law.threshold(p.beta(), p.overlap()));
    }

    private static double limit(Point p, double retrieved, double lost) {
        return ofLaw(p, law -> p.overlap() > law.noise(p.alpha(), p.beta()) ? retrieved : lost);
    }

    /** 1 where the pattern wins, else the 1 − λ_*'/λ of a random energy model, 0 where it isn't condensed. */
    private static double participation(Point p) {
        double lost = ofLaw(p, law -> Math.max(0, 1 - law.condensation(p.alpha()) / p.beta()));
        return limit(p, 1, lost);
    }

    private static double limitEnergy(Point p) {
        return ofLaw(p, law -> 0.5 - Math.max(p.overlap(), law.noise(p.alpha(), p.beta())));
    }

    /** The overlap at which signal and noise are equal; NaN where the pattern is not retrieved from itself. */
    private static double basin(Point p) {
        if (p.law(1) == null || !(p.law(1).noise(p.alpha(), p.beta()) < 1)) {
            return Double.NaN;
        }
        double low = 0;
        double high = 1;
        while (high - low > 1e-13) {
            double a = 0.5 * (low + high);
            boolean beaten = p.law(a).noise(p.alpha(), p.beta()) >= a;
            low = beaten ? a : low;
            high = beaten ? high : a;
        }
        return high;
    }

    private static double basinRadius(Point p) {
        return p.law(1) == null ? Double.NaN : Double.isNaN(basin(p)) ? 0 : Math.sqrt(2 * (1 - basin(p)));
    }
}
