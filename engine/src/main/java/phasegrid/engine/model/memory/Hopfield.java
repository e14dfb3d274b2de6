package phasegrid.engine.model.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import phasegrid.engine.definition.Twins;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.OverlapHistogram;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.FewPatterns;
import phasegrid.engine.theory.HopfieldSaddle;

/**
 * The Hopfield model at load α = n/d: {@code E = −½ Σ_{i≠j} J_ij s_i s_j}, {@code J_ij = (1/d) Σ_μ ξ_i^μ ξ_j^μ}.
 *
 * <p>One replica is four networks on the same patterns with noise of their own: two from the starting state, two from
 * random spins; or one from the starting state alone. Retrieval that both of the first keep and none of the others finds is one of two states; which of them is
 * globally stable no run can tell: it is said by theory, in the phase. Where an entropy is asked for, networks from random
 * spins at inverse temperatures between 0 and β join them. Cost of a pass O((4 + nodes) d n) by overlaps.
 */
public final class Hopfield implements Model<Hopfield.Point, SignMatrix> {
    /** Which networks run. */
    public enum Starts {
        /** Two from the starting state and two from random spins. */
        BOTH,
        /** One from the starting state: how long it stays there, at a small part of the cost. */
        FIRST;

        /** Networks from the starting state. */
        int started() {
            return this == BOTH ? 2 : 1;
        }

        /** Networks. */
        int networks() {
            return this == BOTH ? 4 : 1;
        }
    }

    /** One point of the model. */
    public record Point(
            @Param(symbol = "N", doc = "spins", definition = "spins", min = 2, max = 1 << 20, quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "K",
                    doc = "stored patterns",
                    definition = "stored patterns",
                    given = "alpha: round(alpha*d); n/d",
                    min = 1,
                    max = 1 << 16,
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

            @Param(symbol = "s(0)", doc = "starting state of the first two networks", usual = "pattern")
            Start start,

            @Param(symbol = "order", doc = "which spins are updated when", usual = "random-site")
            Order order,

            @Param(
                    symbol = "g",
                    doc =
                            "networks at inverse temperatures between 0 and beta whose energies give the entropy; 0: none",
                    usual = "0",
                    min = 0,
                    max = 64)
            int nodes,

            @Param(symbol = "starts", doc = "which networks run", usual = "both")
            Starts starts) {
        /** Refuses a mixture of more patterns than are stored, and an entropy at T = 0 or without random spins. */
        public Point {
            Reading.check(t);
            Storage.check(d, n, start);
            if (nodes > 0 && Double.isInfinite(beta)) {
                throw new IllegalArgumentException("nodes = " + nodes
                        + " can't be laid between beta = 0 and infinity; take a finite beta or nodes = 0");
            } else if (nodes > 0 && starts == Starts.FIRST) {
                throw new IllegalArgumentException("nodes = " + nodes
                        + " needs the energy of networks from random spins; take starts = both or nodes = 0");
            }
        }

        double alpha() {
            return (double) n / d;
        }

        boolean gibbs() {
            return !order.parallel() && Double.isInfinite(t);
        }
    }

    /** A retrieved pattern has at least this overlap. */
    static final double RETRIEVED = 0.7;
    /** Every other pattern then has less than this. */
    static final double FORGOTTEN = 0.5;

    /** Retrieval states have m above 0.967 up to the capacity; of lost patterns small networks may keep more than 0.7. */
    static final double INTACT_OVERLAP = 0.95;

    private static final String MEAN = ", mean of the networks from the starting state";
    static final Scalar OVERLAP = Scalar.real("overlap", "1", "m = Σ_i ξ_i^1 s_i/d" + MEAN);
    static final Scalar OVERLAP_SQ = Scalar.real("overlap_sq", "1", "m²" + MEAN);
    static final Scalar OVERLAP_FOURTH = Scalar.real("overlap_fourth", "1", "m⁴" + MEAN);
    static final Scalar SUCCESS =
            Scalar.event("success", "m > 0.7 and every other |m_μ| < 0.5 in the first network from the starting state");
    static final Scalar INTACT = Scalar.event("intact", "m > 0.95 in the first network from the starting state");
    static final Scalar KEPT = Scalar.real(
            "kept", "1", "m where the first network from the starting state has success, 0 where it has not");
    static final Scalar NOISE = Scalar.real("noise", "1", "r = (1/α) Σ_{μ>1} m_μ²" + MEAN);
    static final Scalar ENERGY = Scalar.real("energy", "1", "E/d" + MEAN);
    static final Scalar ENERGY_SQ = Scalar.real("energy_sq", "1", "(E/d)²" + MEAN);
    static final Scalar REPLICA = Scalar.real("q", "1", "Σ_i s_i s'_i/d of the two networks from the starting state");
    static final Scalar RANDOM_OVERLAP =
            Scalar.real("random_overlap", "1", "largest |m_μ|, mean of two networks from random spins");
    static final Scalar RANDOM_ENERGY =
            Scalar.real("random_energy", "1", "E/d, mean of two networks from random spins");
    static final Scalar RANDOM_REPLICA_SQ =
            Scalar.real("random_q_sq", "1", "(Σ_i s_i s'_i/d)² of the two networks from random spins");

    static final Scalar ENTROPY = Scalar.real(
            "entropy",
            "1",
            "S/d = ln 2 + βu − ∫_0^β u dβ', u = random_energy, the integral over nodes of Gauss and Legendre, each a "
                    + "network from random spins");

    static final Observable.Curve P_OF_M =
            OverlapHistogram.curve("p_of_m", "m of the networks from the starting state");
    static final Observable.Curve P_OF_Q =
            OverlapHistogram.curve("p_of_q", "Σ_i s_i s'_i/d of the two networks from random spins");

    static final Observable.Derived<Point> RETRIEVED_OVERLAP = new Observable.Derived<>(
            "retrieved_overlap",
            "1",
            "m of the networks that have success, 0 where none has",
            false,
            (p, m) -> m.of(SUCCESS) == 0 ? 0 : m.of(KEPT) / m.of(SUCCESS));
    static final List<Scalar> OF_BOTH = Stream.concat(
                    Stream.of(REPLICA, RANDOM_OVERLAP, RANDOM_ENERGY, RANDOM_REPLICA_SQ), P_OF_Q.scalars().stream())
            .toList();

    private static final Citation AGS = HopfieldLines.AGS;
    /** At T = 0 networks come to rest: of a few hundred passes about one in five is made. */
    private static final int AT_REST = 5;

    private static final int VISIT = 20;

    private final HopfieldLines theory = new HopfieldLines();

    @Override
    public Card card() {
        return new Card(
                "hopfield",
                4,
                "Hopfield model at finite load",
                "Retrieval, spin-glass and paramagnetic states of a network that stores n = αd random patterns, from a "
                        + "stored pattern or mixture and from random spins in one run, with the lines of replica symmetry.",
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
                OVERLAP_FOURTH,
                SUCCESS,
                INTACT,
                KEPT,
                NOISE,
                ENERGY,
                ENERGY_SQ,
                REPLICA,
                RANDOM_OVERLAP,
                RANDOM_ENERGY,
                RANDOM_REPLICA_SQ,
                ENTROPY,
                P_OF_M,
                P_OF_Q,
                RETRIEVED_OVERLAP,
                Fluctuations.<Point>susceptibility(
                        "susceptibility", OVERLAP, OVERLAP_SQ, p -> Storage.scale(p.beta()) * p.d()),
                Fluctuations.<Point>specificHeat(
                        "specific_heat",
                        ENERGY,
                        ENERGY_SQ,
                        p -> Storage.scale(p.beta()) * Storage.scale(p.beta()) * p.d()),
                Fluctuations.<Point>binder("binder", OVERLAP_SQ, OVERLAP_FOURTH));
    }

    /** What costs networks of its own is measured where it is asked for. */
    @Override
    public boolean measures(Point p, Scalar x) {
        return x.equals(ENTROPY) ? p.nodes() > 0 : p.starts() == Starts.BOTH || !OF_BOTH.contains(x);
    }

    @Override
    public List<Twins> twins() {
        return List.of(new Twins(ENERGY, RANDOM_ENERGY));
    }

    @Override
    public SignMatrix quench(Point p, RandomStream disorder) {
        return StoredPatterns.RANDOM.draw(p.d(), p.n(), disorder);
    }

    @Override
    public Simulation<SignMatrix> simulation(List<Point> rungs) {
        return new HopfieldChain(rungs.get(0));
    }

    @Override
    public long pass(Point p) {
        return Reading.pass(p.t());
    }

    @Override
    public long operations(Point p) {
        long pass = Storage.operations(p.d(), p.n());
        return (p.starts().networks() + p.nodes()) * (Double.isInfinite(p.beta()) ? pass / AT_REST : pass);
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=24 n=2 beta=0.5",
                "d=16 n=3 beta=0.6 order=permutation",
                "d=12 n=2 beta=0.5 nodes=6",
                "d=100 alpha=0.1 temperature=1.8 nodes=4",
                "d=250 n=5 temperature=0.3 t=60",
                "d=200 alpha=0.06 beta=inf t=50 starts=first",
                "d=300 alpha=0.05 temperature=0.4 t=60");
    }

    @Override
    public List<Reference<Point>> references() {
        Stream<Reference<Point>> densities =
                IntStream.range(0, P_OF_M.at().size()).mapToObj(Hopfield::countedLaw);
        return Stream.concat(means(), densities).toList();
    }

    private Stream<Reference<Point>> means() {
        return Stream.of(
                Counted.law(OVERLAP_SQ, Hopfield::counted, FewPatterns.Averages::overlapSquared),
                Counted.law(ENERGY, Hopfield::counted, FewPatterns.Averages::energy),
                Counted.law(RANDOM_ENERGY, Hopfield::countedBoth, FewPatterns.Averages::energy),
                Counted.law(RANDOM_REPLICA_SQ, Hopfield::countedBoth, FewPatterns.Averages::replicaSquared),
                Counted.of(ENTROPY, p -> p.nodes() > 0 ? counted(p) : null, Counted::entropy),
                saddle(OVERLAP, HopfieldSaddle.State::m),
                saddle(RETRIEVED_OVERLAP, HopfieldSaddle.State::m),
                saddle(ENERGY, HopfieldSaddle.State::energy),
                saddle(REPLICA, HopfieldSaddle.State::q),
                new Reference.Limit<>(NOISE, AGS, p -> retrieval(p, HopfieldSaddle.State::r), p -> Double.NaN),
                new Reference.Limit<>(RANDOM_ENERGY, AGS, this::disorderedEnergy, Hopfield::ofParamagnet),
                new Reference.Limit<>(ENTROPY, AGS, this::disorderedEntropy, Hopfield::ofParamagnet));
    }

    /** The network in equilibrium, where what is asked is one. */
    private static Counted counted(Point p) {
        return p.gibbs() ? new Counted(p.d(), p.n(), p.beta()) : null;
    }

    private static Counted countedBoth(Point p) {
        return p.starts() == Starts.BOTH ? counted(p) : null;
    }

    /** The exact density of m in a bin, judged where many passes have been there: those of one visit are not independent. */
    private static Reference<Point> countedLaw(int bin) {
        Scalar x = P_OF_M.scalar(bin);
        return new Reference.Carried<>(
                Counted.of(x, Hopfield::counted, of -> of.density(bin)),
                s -> s.of(x).count() * s.of(x).mean() / OverlapHistogram.certain(bin) / VISIT);
    }

    /** Replica symmetry, with 2/d for finite size where the spinodal is not near; else drawn only. */
    private Reference<Point> saddle(Observable x, ToDoubleFunction<HopfieldSaddle.State> value) {
        return new Reference.Limit<>(
                x,
                AGS,
                p -> x.equals(REPLICA) && p.starts() == Starts.FIRST ? Double.NaN : retrieval(p, value),
                p -> theory.ofRetrieval(p.d(), p.beta(), p.alpha()));
    }

    private double retrieval(Point p, ToDoubleFunction<HopfieldSaddle.State> value) {
        boolean started = p.start() instanceof Start.Pattern pattern && pattern.overlap() == 1;
        boolean settled =
                started && p.t() >= HopfieldLines.SETTLED && !p.order().parallel() && !counts(p);
        return settled && p.alpha() <= theory.spinodal(p.beta())
                ? value.applyAsDouble(theory.retrieval(p.beta(), p.alpha()))
                : Double.NaN;
    }

    private static boolean counts(Point p) {
        Counted counted = counted(p);
        return counted != null && counted.soon();
    }

    private double disorderedEnergy(Point p) {
        return disordered(p) ? theory.disordered(p.beta(), p.alpha()).energy() : Double.NaN;
    }

    private double disorderedEntropy(Point p) {
        return disordered(p) && p.nodes() > 0
                ? theory.disordered(p.beta(), p.alpha()).entropy(p.beta())
                : Double.NaN;
    }

    private static boolean disordered(Point p) {
        return p.starts() == Starts.BOTH
                && p.t() >= HopfieldLines.SETTLED
                && !p.order().parallel()
                && !counts(p);
    }

    private static double ofParamagnet(Point p) {
        return HopfieldLines.ofParamagnet(p.d(), p.beta(), p.alpha());
    }

    @Override
    public List<Line<Point>> lines() {
        List<Line<Point>> more = List.of(
                HopfieldLines.line(
                        "beta_broken",
                        "T_R: below it replica symmetry is broken in them",
                        p -> theory.brokenTemperature(p.alpha())),
                new Line<>(
                        "n_spinodal",
                        "n",
                        "α_M(T) d: up to it there are retrieval states",
                        AGS,
                        p -> theory.spinodal(p.beta()) * p.d()),
                new Line<>(
                        "n_transition",
                        "n",
                        "α_c(T) d: up to it they are the global minimum",
                        AGS,
                        p -> theory.transition(p.beta()) * p.d()));
        return Stream.concat(theory.inBeta(Point::alpha).stream(), more.stream())
                .toList();
    }

    /** The globally stable state in replica symmetry, and whether retrieval states are there besides: theory alone. */
    @Override
    public Optional<Phase> phase(Point p, Summary summary) {
        String label = p.alpha() <= theory.transition(p.beta())
                ? "retrieval"
                : 1 / p.beta() >= HopfieldSaddle.glassTemperature(p.alpha())
                        ? "paramagnet"
                        : p.alpha() <= theory.spinodal(p.beta()) ? "spin glass, retrieval metastable" : "spin glass";
        return Optional.of(new Phase(label, "global minimum of the replica-symmetric free energy", Double.NaN));
    }
}
