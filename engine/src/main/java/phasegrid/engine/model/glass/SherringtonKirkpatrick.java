package phasegrid.engine.model.glass;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Along;
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
import phasegrid.engine.dynamics.LadderProtocol;
import phasegrid.engine.model.OverlapHistogram;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.ReplicaSymmetry;
import phasegrid.engine.theory.ReplicaSymmetryBreaking;
import phasegrid.engine.theory.SpinEnumeration;

/**
 * The Sherrington-Kirkpatrick spin glass: {@code E = −N^{−1/2} Σ_{i<j} J_ij s_i s_j − h Σ s_i}, weight e^{−βE}, J of unit
 * variance; freezes at T = 1, in a field on the line of de Almeida and Thouless.
 *
 * <p>Chains run on a ladder in β; q is the overlap of two real replicas of one sample. With Gaussian couplings an identity
 * between energy and overlap, exact at every N and T, tests each row for equilibrium; with all couplings pairs that began equal
 * are held against pairs that began at random. Cost of a pass of one rung: O(N²) and about N²/300 ns a replica where couplings
 * are signs.
 */
public final class SherringtonKirkpatrick implements Model<SherringtonKirkpatrick.Point, Couplings> {
    /** The law of the couplings. */
    public enum Law {
        /** Standard normal. */
        GAUSSIAN,
        /** ±1: 64 replicas move together. */
        SIGNS,
        /** √2 sin(1.7 ij + 0.3 (i + j)) in every sample: what it does is known by enumeration. */
        SINE
    }

    /** How a spin is updated; sites follow one another in order. */
    public enum Dynamics {
        /** Accepted with probability min(1, e^{−βΔE}). */
        METROPOLIS,
        /** Up with probability 1/(1 + e^{−2β field}). */
        HEAT_BATH
    }

    /** One point. */
    public record Point(
            @Param(symbol = "N", doc = "spins", definition = "spins", min = 2, max = 2048, quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "β",
                    doc = "inverse temperature",
                    definition = "1/temperature",
                    min = 0.01,
                    max = 100,
                    along = Along.LADDER)
            double beta,

            @Param(symbol = "h", doc = "uniform field", usual = "0", min = -10, max = 10)
            double field,

            @Param(symbol = "J", doc = "law of the couplings", usual = "gaussian", quench = Quench.FIXES)
            Law couplings,

            @Param(symbol = "dynamics", doc = "how a spin is updated", usual = "metropolis")
            Dynamics dynamics,

            @Param(symbol = "protocol", doc = "how the rungs of the ladder follow one another", usual = "exchange")
            LadderProtocol protocol,

            @Param(
                    symbol = "t",
                    doc = "pass at which the state is read",
                    usual = "inf",
                    definition = "passes",
                    min = 1,
                    along = Along.READOUT)
            double t) {
        /** Whether what is read is a stationary average. */
        boolean stationary() {
            boolean keepsLaw = protocol instanceof LadderProtocol.Exchange || protocol instanceof LadderProtocol.Alone;
            return keepsLaw && Double.isInfinite(t);
        }

        /** N (1 − β²)³: corrections to the expansion in 1/N above freezing are of its inverse. */
        double distance() {
            double gap = 1 - beta * beta;
            return field == 0 && beta < 1 && couplings != Law.SINE && stationary() ? d * gap * gap * gap : 0;
        }

        ReplicaSymmetry symmetric() {
            return new ReplicaSymmetry(beta, field);
        }
    }

    static final Scalar ENERGY = Scalar.real("energy", "1", "E per spin");
    static final Scalar ENERGY_SQUARED = Scalar.real("energy_squared", "1", "(E per spin)²");
    static final Scalar IDENTITY = Scalar.real(
            "identity", "1", "bond energy per spin + (β/2)((N−1)/N)(1 − link overlap): 0 with Gaussian couplings");
    static final Scalar START_GAP = Scalar.real(
            "start_gap", "1", "q² of a pair that began equal minus q² of one that began at random: 0 in equilibrium");
    static final Scalar MAGNETIZATION = Scalar.real("magnetization", "1", "Σ s/N");
    static final Scalar Q = Scalar.real("q", "1", "overlap of two real replicas");
    static final Scalar Q_ABSOLUTE = Scalar.real("q_absolute", "1", "|q|");
    static final Scalar Q2 = Scalar.real("q2", "1", "q²");
    static final Scalar Q4 = Scalar.real("q4", "1", "q⁴");
    static final Scalar LINK_OVERLAP =
            Scalar.real("link_overlap", "1", "mean over pairs i<j of s_i s_j in both replicas: (N q² − 1)/(N − 1)");
    static final Scalar EXCHANGE_RATE = Scalar.real(
            "exchange_rate",
            "1",
            "share of exchanges with the next colder rung that are made; the coldest: hotter one");
    static final Scalar FROM_HOT =
            Scalar.real("from_hot", "1", "share of replicas that were at the hottest rung later than at the coldest");
    static final Scalar ROUND_TRIPS =
            Scalar.real("round_trips", "1", "round trips of the ladder in a pass, over its rungs");
    static final Observable.Curve P_OF_Q = OverlapHistogram.curve("p_of_q", "q");
    static final Observable.Derived<Point> BINDER = new Observable.Derived<>(
            "binder", "1", "(3 − [q⁴]/[q²]²)/2", false, (p, m) -> 0.5 * (3 - m.of(Q4) / (m.of(Q2) * m.of(Q2))));
    static final Observable.Derived<Point> SPECIFIC_HEAT = new Observable.Derived<>(
            "specific_heat",
            "1",
            "β² N (⟨e²⟩ − ⟨e⟩²), averaged over samples",
            true,
            (p, m) -> p.beta() * p.beta() * p.d() * (m.of(ENERGY_SQUARED) - m.of(ENERGY) * m.of(ENERGY)));
    static final Observable.Derived<Point> GLASS_SUSCEPTIBILITY =
            new Observable.Derived<>("glass_susceptibility", "1", "N [q²]", false, (p, m) -> p.d() * m.of(Q2));

    private static final Citation MODEL = new Citation("sherrington1975solvable", "eq. (1) and the phase above T = 1");
    private static final Citation EXPANSION =
            new Citation("aizenman1987some", "loops above T = 1, to first order in 1/N");
    private static final Citation BY_PARTS = new Citation("katzgraber2001monte", "energy and overlap, by parts");
    private static final Citation STARTS = new Citation("bhatt1988numerical", "two starts close in on equilibrium");
    private static final Citation ENUMERATED = new Citation("sherrington1975solvable", "sum over all configurations");
    private static final Citation STEPS = new Citation("parisi1980sequence", "two steps of breaking");
    private static final Citation INSTABILITY = new Citation("dealmeida1978stability", "eq. (3)");

    private static final int SIGN_GRANULE = 64;
    private static final int MOST_ENUMERATED = 16;
    private static final int MEASURED = 1000;
    private static final double FAR = 10;
    private static final double COLD = 30;

    @Override
    public Card card() {
        return new Card(
                "sherrington-kirkpatrick",
                1,
                "Sherrington-Kirkpatrick spin glass",
                "Ising spins with random couplings between all pairs: energies, overlaps of real replicas and their "
                        + "law P(q), by replica exchange on a ladder of temperatures, with tests of equilibrium in every row.",
                "glass");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                ENERGY,
                ENERGY_SQUARED,
                IDENTITY,
                START_GAP,
                MAGNETIZATION,
                Q,
                Q_ABSOLUTE,
                Q2,
                Q4,
                LINK_OVERLAP,
                EXCHANGE_RATE,
                FROM_HOT,
                ROUND_TRIPS,
                P_OF_Q,
                BINDER,
                SPECIFIC_HEAT,
                GLASS_SUSCEPTIBILITY);
    }

    @Override
    public Couplings quench(Point p, RandomStream disorder) {
        return switch (p.couplings()) {
            case GAUSSIAN -> Couplings.Real.gaussian(p.d(), disorder);
            case SIGNS -> Couplings.Signs.of(p.d(), disorder);
            case SINE -> Couplings.Real.sine(p.d());
        };
    }

    @Override
    public Simulation<Couplings> simulation(List<Point> rungs) {
        return rungs.get(0).couplings() == Law.SIGNS ? new SignSpins(rungs) : new RealSpins(rungs);
    }

    @Override
    public long pass(Point p) {
        return Double.isInfinite(p.t()) ? 0 : (long) p.t();
    }

    @Override
    public int granule(Point p) {
        return p.couplings() == Law.SIGNS ? SIGN_GRANULE : 1;
    }

    @Override
    public long operations(Point p) {
        long n = p.d();
        long update = p.couplings() == Law.SIGNS ? n * (4 + n / 64) : 4 * n * (10 + n / 8);
        return MEASURED + p.protocol().updates() * update;
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=12 beta=1.5 couplings=sine ladder=0.5,1,1.5 protocol.updates=20",
                "d=12 beta=0.5 couplings=sine field=0.3 dynamics=heat-bath protocol=alone protocol.updates=20",
                "d=24 beta=0.6 protocol.updates=20",
                "d=33 beta=0.5 couplings=signs ladder=0.5,0.8 protocol.updates=4",
                "d=10 beta=1 couplings=signs field=-0.2 dynamics=heat-bath protocol.updates=6");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                exact(ENERGY, ENUMERATED, p -> enumerated(p) ? enumeration(p).energy() / p.d() : Double.NaN),
                exact(Q2, ENUMERATED, p -> enumerated(p) ? enumeration(p).overlapSquared() : Double.NaN),
                exact(IDENTITY, BY_PARTS, p -> p.stationary() && p.couplings() == Law.GAUSSIAN ? 0 : Double.NaN),
                exact(START_GAP, STARTS, p -> p.stationary() ? 0 : Double.NaN),
                new Reference.Limit<>(
                        ENERGY,
                        EXPANSION,
                        SherringtonKirkpatrick::expandedEnergy,
                        p -> 3 * correction(p) / p.distance()),
                new Reference.Limit<>(
                        Q2,
                        EXPANSION,
                        p -> p.distance() > FAR ? 1 / (p.d() * (1 - p.beta() * p.beta())) : Double.NaN,
                        p -> 3 / (p.distance() * p.d() * (1 - p.beta() * p.beta()))),
                drawn(IDENTITY, BY_PARTS, p -> p.couplings() == Law.SIGNS ? 0 : Double.NaN),
                drawn(ENERGY, MODEL, p -> symmetric(p) ? p.symmetric().energy() : Double.NaN),
                drawn(
                        Q,
                        MODEL,
                        p -> p.field() != 0 && symmetric(p) ? p.symmetric().overlap() : Double.NaN),
                drawn(
                        ENERGY,
                        STEPS,
                        p -> p.field() == 0 && p.beta() > 1 && p.couplings() != Law.SINE
                                ? broken(p.beta())
                                : Double.NaN));
    }

    private static boolean enumerated(Point p) {
        return p.couplings() == Law.SINE && p.d() <= MOST_ENUMERATED && p.stationary();
    }

    private static SpinEnumeration enumeration(Point p) {
        double[][] couplings = new double[p.d()][p.d()];
        for (int i = 0; i < p.d(); i++) {
            for (int j = 0; j < p.d(); j++) {
                couplings[i][j] = i == j ? 0 : Couplings.Real.sine(Math.min(i, j) + 1, Math.max(i, j) + 1);
            }
        }
        return SpinEnumeration.of(couplings, p.field(), p.beta());
    }

    /** Two steps, and where T² is below their error the limit of all. */
    private static double broken(double beta) {
        return beta > COLD
                ? ReplicaSymmetryBreaking.GROUND_ENERGY
                : ReplicaSymmetryBreaking.of(beta, 2).energy();
    }

    private static boolean symmetric(Point p) {
        return p.couplings() != Law.SINE && p.symmetric().stable();
    }

    /** −β/2 + β/(2N(1 − β²)), and −β³/(3N) more where J⁴ = 1 instead of 3 on average. */
    private static double expandedEnergy(Point p) {
        if (p.distance() < FAR) {
            return Double.NaN;
        }
        double beta = p.beta();
        double kurtosis = p.couplings() == Law.SIGNS ? beta * beta * beta / (3 * p.d()) : 0;
        return -0.5 * beta + correction(p) - kurtosis;
    }

    private static double correction(Point p) {
        return 0.5 * p.beta() / (p.d() * (1 - p.beta() * p.beta()));
    }

    private static Reference<Point> exact(Scalar x, Citation source, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(x, source, value);
    }

    private static Reference<Point> drawn(Scalar x, Citation source, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, source, value, p -> Double.NaN);
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(new Line<>(
                "beta_at",
                "beta",
                "de Almeida-Thouless: β² ∫Dz sech⁴ β(√q z + h) = 1",
                INSTABILITY,
                p -> ReplicaSymmetry.instability(p.field())));
    }

    /** The side of the line of de Almeida and Thouless: theory of large N alone. */
    @Override
    public Optional<Phase> phase(Point p, Summary summary) {
        boolean hot = p.field() == 0 ? p.beta() <= 1 : p.symmetric().stable();
        Phase phase = new Phase(
                hot ? "paramagnet" : "spin glass", "line of de Almeida and Thouless; T = 1 without field", Double.NaN);
        return p.couplings() == Law.SINE ? Optional.empty() : Optional.of(phase);
    }
}
