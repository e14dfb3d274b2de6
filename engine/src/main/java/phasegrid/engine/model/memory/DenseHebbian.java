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
import phasegrid.engine.theory.DenseHebb;

/**
 * A dense Hebbian network: p-body couplings, K = αN^{p−1} patterns, in one of two inequivalent normalisations, each with a
 * signal of 1 on a spin.
 *
 * <p>Gardner (distinct indices): {@code E = −((p−1)!/N^{p−1}) Σ_μ Σ_{i₁<…<i_p} ξ…ξ s…s}; Krotov-Hopfield:
 * {@code E = −(1/(p N^{p−1})) Σ_μ (ξ^μ·s)^p}. Both are functions of overlaps, so that a field is a sum over patterns of one
 * table entry. With M > 1 examples of quality r a pattern is their average of products (unsupervised) or the power of their
 * average (supervised, Krotov-Hopfield alone), over r^p. Noise ω z on every entry of every pattern's tensor adds one Gaussian
 * tensor of deviation ω√K: fewer patterns than N^{p−1} leave room for noise that grows with N (ultra-detection). Cost of a
 * pass O(d K M), of memory the same; with noise O(d³) more.
 */
public final class DenseHebbian implements Model<DenseHebbian.Point, DensePatterns> {
    /** The energy of one pattern. */
    public enum Energy {
        /** Distinct indices: an elementary symmetric polynomial of ξ_i s_i. */
        GARDNER,
        /** The p-th power of the overlap. */
        KROTOV_HOPFIELD
    }

    /** Where a chain begins. */
    public enum Start {
        /** At the first pattern. */
        PATTERN,
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

            @Param(symbol = "N", doc = "spins", definition = "spins", min = 4, max = 10_000, quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "K",
                    doc = "patterns",
                    definition = "patterns",
                    given = "alpha: max(1, round(alpha*d^(order-1))); n/d^(order-1)",
                    min = 1,
                    max = 100_000_000,
                    quench = Quench.NESTS)
            int n,

            @Param(symbol = "p", doc = "spins that a coupling joins", usual = "3", min = 3, max = 8)
            int order,

            @Param(symbol = "E", doc = "normalisation of the energy", usual = "gardner")
            Energy energy,

            @Param(
                    symbol = "M",
                    doc = "examples of each pattern; 1 with quality 1 is the pattern itself",
                    usual = "1",
                    min = 1,
                    max = 1_000_000,
                    quench = Quench.NESTS)
            int examples,

            @Param(
                    symbol = "r",
                    doc = "quality of an example, its mean overlap with the pattern",
                    usual = "1",
                    min = 0.01,
                    max = 1,
                    quench = Quench.FIXES)
            double quality,

            @Param(symbol = "J", doc = "learning rule where there are examples", usual = "unsupervised")
            Rule rule,

            @Param(
                    symbol = "ω",
                    doc = "Gaussian noise on every entry of every pattern's tensor, whose entries are ±1",
                    usual = "0",
                    min = 0,
                    quench = Quench.NESTS)
            double noise,

            @Param(symbol = "s(0)", doc = "where a chain begins", usual = "pattern")
            Start start,

            @Param(symbol = "updates", doc = "order of the updates of a pass", usual = "random-site")
            Order updates,

            @Param(
                    symbol = "t",
                    doc = "pass; infinite: the stationary average",
                    definition = "passes over all spins",
                    usual = "inf",
                    min = 1,
                    along = Along.READOUT)
            double t) {
        private static final long MOST_SIGNS = 200_000_000;
        private static final long MOST_PLACES = 1L << 17;

        /** Refuses more examples than memory holds, and a rule that is not there. */
        public Point {
            if ((double) n * examples * d > MOST_SIGNS) {
                throw new IllegalArgumentException("n·examples·d = " + (double) n * examples * d
                        + " signs are more than " + MOST_SIGNS + "; take fewer patterns, examples or spins");
            }
            boolean perfect = examples == 1 && quality == 1;
            if (!perfect && ((long) (examples + 1) * (d + 1) > MOST_PLACES || n > DensePatterns.STRIDE)) {
                throw new IllegalArgumentException(
                        "examples·d = " + (long) examples * d + " with n = " + n
                                + " patterns leave no place for their random numbers; take examples·d below 2^17, n below 2^20");
            }
            if (rule == Rule.SUPERVISED && energy == Energy.GARDNER && examples > 1) {
                throw new IllegalArgumentException("rule=supervised has no distinct indices here; use"
                        + " energy=krotov-hopfield, or rule=unsupervised");
            }
            refuseNoise();
        }

        private void refuseNoise() {
            if (noise > 0 && !(energy == Energy.GARDNER && order == 3 && examples == 1 && quality == 1)) {
                throw new IllegalArgumentException("noise = " + noise
                        + " is on the entries of a tensor of three distinct indices; use energy=gardner, order=3, and"
                        + " patterns as they are, or noise=0");
            } else if (noise > 0 && (d > EntryNoise.MOST_SPINS || n > DensePatterns.STRIDE)) {
                throw new IllegalArgumentException(
                        "a tensor of d = " + d + " with n = " + n + " patterns has no room; take d up to "
                                + EntryNoise.MOST_SPINS + ", n up to 2^20, or noise=0");
            }
        }

        /** K/N^{p−1}. */
        double alpha() {
            return n / power(d, order - 1);
        }

        /** α(1 + ω²): noise of the entries is to a spin as so many more patterns. */
        double effectiveLoad() {
            return alpha() * (1 + noise * noise);
        }

        DenseHebb theory() {
            return new DenseHebb(order, energy == Energy.GARDNER);
        }

        /** Whether patterns are seen as they are. */
        boolean perfect() {
            return examples == 1 && quality == 1;
        }

        boolean supervised() {
            return rule == Rule.SUPERVISED && examples > 1;
        }

        boolean firstStep() {
            return t == 1 && updates.parallel() && Double.isInfinite(beta) && start == Start.PATTERN;
        }

        static double power(double x, int n) {
            double product = 1;
            for (int k = 0; k < n; k++) {
                product *= x;
            }
            return product;
        }
    }

    static final Scalar OVERLAP = Scalar.real("overlap", "1", "m = (1/N) Σ ξ s with the first pattern");
    static final Scalar FLIPPED = Scalar.real("flipped", "1", "(1 − m)/2: spins that differ from the first pattern");
    static final Scalar RETRIEVED = Scalar.event("retrieved", "m > 0.7");
    static final Scalar ENERGY_PER_SPIN = Scalar.real("energy_per_spin", "1", "E/N");
    static final Scalar RESPONSE = Scalar.real("response", "1", "(1/N) Σ ξ tanh(β φ), φ half the energy of a flip");
    static final Observable.Derived<Point> CALLEN_GAP = new Observable.Derived<>(
            "callen_gap", "1", "⟨Σ ξ s⟩/N − ⟨Σ ξ tanh βφ⟩/N", false, (p, m) -> m.of(OVERLAP) - m.of(RESPONSE));

    /** A retrieved pattern has at least this overlap. */
    static final double ENOUGH = 0.7;

    private static final Citation EXACT = new Citation("krotov2016dense", "first step, by characteristic functions");
    private static final Citation SADDLE = new Citation("gardner1987multiconnected", "replica-symmetric equations");
    private static final Citation IDENTITY = new Citation("callen1963note", "eq. 4");
    private static final double MOST_EVALUATIONS = 5e6;

    private record At(DenseHebb theory, double beta, double alpha) {}

    private final Memo<At, DenseHebb.State> retrievals =
            new Memo<>(at -> at.theory().retrieval(at.beta(), at.alpha()));
    private final Memo<At, DenseHebb.State> spinodals =
            new Memo<>(at -> at.theory().spinodal(at.beta()));

    @Override
    public Card card() {
        return new Card(
                "dense-hebbian",
                2,
                "Dense Hebbian network",
                "A Hopfield network with p-body couplings: how many more patterns than spins does it store, and how much "
                        + "noise on them does it bear when it stores fewer?",
                "memory");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(OVERLAP, FLIPPED, RETRIEVED, ENERGY_PER_SPIN, RESPONSE, CALLEN_GAP);
    }

    @Override
    public DensePatterns quench(Point p, RandomStream disorder) {
        return DensePatterns.draw(p, disorder);
    }

    @Override
    public Simulation<DensePatterns> simulation(List<Point> rungs) {
        return new DenseChain(rungs.get(0));
    }

    @Override
    public long pass(Point p) {
        return Double.isInfinite(p.t()) ? 0 : (long) p.t();
    }

    @Override
    public long operations(Point p) {
        long tensor = p.noise() > 0 ? (long) p.d() * p.d() / 2 : 0;
        return 3L * p.d() * (20 + tensor + (long) p.n() * (p.supervised() ? 1 : p.examples()));
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=31 n=120 updates=parallel t=1",
                "d=24 n=60 updates=parallel t=1 energy=krotov-hopfield",
                "d=15 n=300 order=4 updates=parallel t=1",
                "d=21 n=10 noise=2.5 updates=parallel t=1",
                "d=16 n=4 noise=1.5 beta=1");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                new Reference.ExactLaw<>(OVERLAP, EXACT, DenseHebbian::firstStep),
                new Reference.ExactLaw<>(FLIPPED, EXACT, p -> 0.5 * (1 - firstStep(p))),
                new Reference.ExactLaw<>(CALLEN_GAP, IDENTITY, DenseHebbian::gap),
                drawn(OVERLAP, DenseHebbian::largeStep),
                drawn(FLIPPED, p -> 0.5 * (1 - largeStep(p))),
                drawn(OVERLAP, p -> retrieves(p) ? retrieval(p).overlap() : Double.NaN));
    }

    /** The limit of large N: drawn beside the data, never judged, since its corrections have no bound here. */
    private static Reference<Point> drawn(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, SADDLE, value, p -> Double.NaN);
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(
                new Line<>(
                        "alpha_retrieval",
                        "alpha",
                        "ultra-storage: largest load K/N^{p−1} with a retrieval state, replica-symmetric, over 1 + ω²",
                        SADDLE,
                        p -> capacity(p) / (1 + p.noise() * p.noise())),
                new Line<>(
                        "noise_detected",
                        "noise",
                        "ultra-detection: largest noise ω on entries with a retrieval state, where α(1 + ω²) is the capacity: "
                                + "ω² ~ N^{p−b} with K ~ N^{b−1} patterns",
                        SADDLE,
                        p -> DenseHebb.tolerated(capacity(p), p.alpha())),
                new Line<>(
                        "beta_retrieval",
                        "beta",
                        "a state of α = 0 is stable above: 1/max(m^{p−1}/artanh m)",
                        SADDLE,
                        p -> 1 / p.theory().spinodalTemperature()),
                new Line<>(
                        "beta_coexistence",
                        "beta",
                        "a state of α = 0 has the lower free energy above",
                        SADDLE,
                        p -> 1 / p.theory().firstOrderTemperature()),
                new Line<>(
                        "n_errorless",
                        "n",
                        "N^{p−1}/(2 g ln N), g = (p−1)! or (2p−3)!!: no bit of a pattern is wrong below",
                        SADDLE,
                        p -> p.theory().errorless(p.d())));
    }

    private double capacity(Point p) {
        return p.perfect() ? spinodals.of(new At(p.theory(), p.beta(), 0)).alpha() : Double.NaN;
    }

    private static double firstStep(Point p) {
        double[] field = DenseTable.of(p).wholeFields();
        double cost = 2 * DenseTable.largest(field) * p.n() * p.d();
        return p.firstStep() && p.perfect() && cost <= MOST_EVALUATIONS
                ? DenseHebb.exactStep(field, p.d(), p.n(), EntryNoise.deviation(p))
                : Double.NaN;
    }

    private static double largeStep(Point p) {
        boolean known = p.firstStep() && (p.perfect() || p.energy() == Energy.GARDNER || p.supervised());
        return known ? p.theory().oneStep(p.quality(), p.examples(), p.effectiveLoad(), p.supervised()) : Double.NaN;
    }

    /** In a stationary state of any of these dynamics each spin is on average the tanh of its field. */
    private static double gap(Point p) {
        return Double.isInfinite(p.t()) && !Double.isInfinite(p.beta()) ? 0 : Double.NaN;
    }

    private static boolean retrieves(Point p) {
        return p.perfect()
                && Double.isInfinite(p.t())
                && p.start() == Start.PATTERN
                && !p.updates().parallel();
    }

    private DenseHebb.State retrieval(Point p) {
        return retrievals.of(new At(p.theory(), p.beta(), p.effectiveLoad()));
    }
}
