package phasegrid.engine.model.memory;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Fluctuations;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.Memo;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.FewPatterns;
import phasegrid.engine.theory.MixtureState;
import phasegrid.engine.theory.OnePatternGlauber;

/**
 * Noisy neurons that store a few patterns by Hebb's rule: {@code P(s_i = ±1) = ½(1 ± tanh βφ_i)},
 * {@code φ_i = Σ_j J_ij s_j}, {@code J_ij = (1/d) Σ_μ ξ_i^μ ξ_j^μ}.
 *
 * <p>Sequential passes without self-coupling lead to Gibbs' law; parallel ones to Little's, and at T = 0 to fixed points or
 * cycles of two, along which {@code −s(t)·J s(t−1)/d} never rises. With one pattern everything is exact at every d, in
 * time too. Cost of a pass O(d n).
 */
public final class NoisyNeurons implements Model<NoisyNeurons.Point, SignMatrix> {
    /** One point of the model. */
    public record Point(
            @Param(symbol = "N", doc = "spins", definition = "spins", min = 2, max = 1 << 20, quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "K",
                    doc = "stored patterns",
                    usual = "1",
                    definition = "stored patterns",
                    given = "alpha: round(alpha*d); n/d",
                    min = 1,
                    max = 2047,
                    quench = Quench.NESTS)
            int n,

            @Param(symbol = "β", doc = "inverse temperature", definition = "1/temperature, weight e^{−βE}", min = 0)
            double beta,

            @Param(
                    symbol = "t",
                    doc = "pass at which the state is read",
                    usual = "inf",
                    definition = "passes of d attempts",
                    min = 1,
                    along = Along.READOUT)
            double t,

            @Param(symbol = "order", doc = "which spins are updated when", usual = "random-site")
            Order order,

            @Param(symbol = "J_ii", doc = "whether a spin sees itself with coupling n/d", usual = "false")
            boolean selfCoupling,

            @Param(symbol = "s(0)", doc = "starting state", usual = "pattern")
            Start start,

            @Param(symbol = "ξ", doc = "how patterns are drawn", usual = "random")
            StoredPatterns patterns) {
        /** Refuses a mixture of more patterns than are stored, and unbalanced numbers of sites. */
        public Point {
            Reading.check(t);
            Storage.check(d, n, start);
            patterns.check(d, n);
        }

        /** Gibbs' law is stationary. */
        boolean gibbs() {
            return !order.parallel() && !selfCoupling;
        }

        boolean oneFromPattern() {
            return n == 1 && start instanceof Start.Pattern && d <= MOST_EXACT;
        }

        OnePatternGlauber exact() {
            int along = d - ((Start.Pattern) start).turned(d);
            return OnePatternGlauber.from(d, beta, selfCoupling, along);
        }
    }

    private static final int MOST_EXACT = 400;

    static final Scalar OVERLAP =
            Scalar.real("overlap", "1", "Σ_i ξ_i s_i/d, averaged over the patterns of the starting state");
    static final Scalar OVERLAP_ABS = Scalar.real("overlap_abs", "1", "|m_1|");
    static final Scalar OVERLAP_SQ = Scalar.real("overlap_sq", "1", "m_1²");
    static final Scalar OVERLAP_FOURTH = Scalar.real("overlap_fourth", "1", "m_1⁴");
    static final Scalar SPREAD =
            Scalar.real("spread", "1", "largest minus smallest overlap among the patterns of the starting state");
    static final Scalar ENERGY = Scalar.real("energy", "1", "−(1/2d) Σ_{i≠j} J_ij s_i s_j");
    static final Scalar ENERGY_SQ = Scalar.real("energy_sq", "1", "the square of energy");
    static final Scalar TWO_TIME = Scalar.real("two_time", "1", "−s(t)·J s(t−1)/d with the J of the dynamics");
    static final Scalar TWO_CYCLE = Scalar.event("two_cycle", "s(t) = s(t−2) and s(t) ≠ s(t−1)");

    private static final Citation GLAUBER = new Citation("glauber1963time", "birth and death of aligned spins");
    static final Citation LITTLE = new Citation("peretto1984collective", "stationary law of parallel updates");
    static final Citation MIXTURES = new Citation("amit1985spin", "section III");

    @Override
    public Card card() {
        return new Card(
                "noisy-neurons",
                1,
                "Noisy neurons with a few patterns",
                "Glauber dynamics of a network that stores a few patterns by Hebb's rule, in four orders of update, with "
                        + "and without self-coupling: approach to retrieval, mixture states, cycles of two.",
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
                OVERLAP_ABS,
                OVERLAP_SQ,
                OVERLAP_FOURTH,
                SPREAD,
                ENERGY,
                ENERGY_SQ,
                TWO_TIME,
                TWO_CYCLE,
                Fluctuations.<Point>susceptibility(
                        "susceptibility", OVERLAP, OVERLAP_SQ, p -> Storage.scale(p.beta()) * p.d()),
                Fluctuations.<Point>specificHeat(
                        "specific_heat",
                        ENERGY,
                        ENERGY_SQ,
                        p -> Storage.scale(p.beta()) * Storage.scale(p.beta()) * p.d()),
                Fluctuations.<Point>binder("binder", OVERLAP_SQ, OVERLAP_FOURTH));
    }

    @Override
    public SignMatrix quench(Point p, RandomStream disorder) {
        return p.patterns().draw(p.d(), p.n(), disorder);
    }

    @Override
    public Simulation<SignMatrix> simulation(List<Point> rungs) {
        return new NoisyNeuronsChain(rungs.get(0));
    }

    @Override
    public long pass(Point p) {
        return Reading.pass(p.t());
    }

    @Override
    public long operations(Point p) {
        return Storage.operations(p.d(), p.n());
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=100 beta=1.5 t=1 start.overlap=0.5",
                "d=100 beta=1.5 t=2 start.overlap=0.5 order=parallel",
                "d=61 beta=0.8 t=3 start.overlap=0.9 selfCoupling=true",
                "d=30 n=2 beta=0.5 order=permutation",
                "d=40 beta=0.6 order=parallel selfCoupling=true start=random");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                inTime(OVERLAP, p -> moving(p).mean(m -> m)),
                inTime(OVERLAP_ABS, p -> moving(p).mean(Math::abs)),
                inTime(OVERLAP_SQ, p -> moving(p).mean(m -> m * m)),
                inTime(ENERGY, p -> moving(p).mean(m -> energy(p, m))),
                stationary(OVERLAP_ABS, p -> settled(p).mean(Math::abs)),
                stationary(OVERLAP_SQ, p -> settled(p).mean(m -> m * m)),
                stationary(OVERLAP_FOURTH, p -> settled(p).mean(m -> m * m * m * m)),
                stationary(ENERGY, p -> settled(p).mean(m -> energy(p, m))),
                Counted.law(OVERLAP_SQ, NoisyNeurons::counted, FewPatterns.Averages::overlapSquared),
                Counted.law(ENERGY, NoisyNeurons::counted, FewPatterns.Averages::energy),
                new Reference.Limit<>(OVERLAP, MIXTURES, NoisyNeurons::mixture, p -> Double.NaN));
    }

    /** Exact at a finite pass, for one pattern and random sites or parallel updates. */
    private static Reference<Point> inTime(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(
                x,
                GLAUBER,
                p -> p.oneFromPattern()
                                && p.t() <= 100
                                && (p.order() == Order.RANDOM_SITE || p.order().parallel())
                        ? value.applyAsDouble(p)
                        : Double.NaN);
    }

    private static OnePatternGlauber moving(Point p) {
        long passes = (long) p.t();
        return p.order().parallel() ? p.exact().parallel(passes) : p.exact().sequential(passes);
    }

    /** Exact in the long run, for one pattern, where the stationary law is known. */
    private static Reference<Point> stationary(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(
                x,
                LITTLE,
                p -> p.n() == 1
                                && Double.isInfinite(p.t())
                                && Double.isFinite(p.beta())
                                && (p.gibbs() || p.order().parallel() || p.order() == Order.RANDOM_SITE)
                        ? value.applyAsDouble(p)
                        : Double.NaN);
    }

    private static OnePatternGlauber settled(Point p) {
        return p.order().parallel()
                ? OnePatternGlauber.parallelEquilibrium(p.d(), p.beta(), p.selfCoupling())
                : OnePatternGlauber.sequentialEquilibrium(p.d(), p.beta(), p.selfCoupling());
    }

    private static double energy(Point p, double m) {
        return -0.5 * (m * m - 1.0 / p.d());
    }

    /** Random patterns under Gibbs' law. */
    private static Counted counted(Point p) {
        boolean gibbs = p.gibbs() && Double.isInfinite(p.t()) && p.patterns() == StoredPatterns.RANDOM;
        return gibbs ? new Counted(p.d(), p.n(), p.beta()) : null;
    }

    /** The overlap of the retrieval or mixture state for d → ∞ at zero load; drawn only. */
    private static double mixture(Point p) {
        boolean settled = Double.isInfinite(p.t()) && !(p.start() instanceof Start.Random);
        return settled ? new MixtureState(p.start().condensed(), p.beta()).overlap() : Double.NaN;
    }

    private static final Memo<Integer, Double> MIXTURE_TEMPERATURES = new Memo<>(MixtureState::stabilityTemperature);

    /** T_n of the starting pattern or mixture, NaN for random spins. */
    static double mixtureTemperature(Start start) {
        return start instanceof Start.Random ? Double.NaN : MIXTURE_TEMPERATURES.of(start.condensed());
    }

    static <P extends Record> Line<P> mixtureLine(Function<P, Start> start) {
        return new Line<>(
                "beta_mixture",
                "beta",
                "above it the starting pattern or mixture is a minimum of the free energy at zero load",
                MIXTURES,
                p -> 1 / mixtureTemperature(start.apply(p)));
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(mixtureLine(Point::start));
    }
}
