package phasegrid.engine.model.memory;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.LadderProtocol;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.FewPatterns;
import phasegrid.engine.theory.MixtureState;
import phasegrid.engine.theory.OnePatternGlauber;

/**
 * Noisy neurons that store a few patterns, {@code P(s_i = ±1) = ½(1 ± tanh βφ_i)}, {@code φ_i = Σ_{j≠i} J_ij s_j},
 * {@code J_ij = (1/d) Σ_μ ξ_i^μ ξ_j^μ}, cooled and heated on a ladder of temperatures.
 *
 * <p>A pass goes once along the ladder. A mixture that is heated lasts up to T_n and falls to one pattern there, which lasts up
 * to T = 1; cooled from above it is not found again. Spins are updated at random sites. Cost of a pass of one rung
 * O(updates d n).
 */
public final class NoisyNeuronsAnnealing implements CooledNetwork<NoisyNeuronsAnnealing.Point> {
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

            @Param(
                    symbol = "β",
                    doc = "inverse temperature",
                    definition = "1/temperature, weight e^{−βE}",
                    min = 0,
                    along = Along.LADDER)
            double beta,

            @Param(symbol = "protocol", doc = "how the rungs of the ladder follow one another", usual = "annealing")
            LadderProtocol protocol,

            @Param(symbol = "s(0)", doc = "starting state", usual = "pattern")
            Start start,

            @Param(symbol = "ξ", doc = "how patterns are drawn", usual = "random")
            StoredPatterns patterns,

            @Param(
                    symbol = "t",
                    doc = "pass at which the state is read",
                    usual = "inf",
                    definition = "passes along the ladder",
                    min = 1,
                    along = Along.READOUT)
            double t) {
        /** Refuses what the network alone refuses, and exchanges. */
        public Point {
            Reading.check(t);
            Storage.check(d, n, start);
            patterns.check(d, n);
            CooledNetwork.check(protocol);
        }

        NoisyNeurons.Point network() {
            return new NoisyNeurons.Point(
                    d, n, beta, Double.POSITIVE_INFINITY, Order.RANDOM_SITE, false, start, patterns);
        }

        private boolean stationary() {
            return CooledNetwork.stationary(protocol, t);
        }

        private Counted counted() {
            return stationary() && patterns == StoredPatterns.RANDOM ? new Counted(d, n, beta) : null;
        }

        /** Begun in a state that is a minimum at no load, with nothing besides that could pull at it. */
        private boolean heated() {
            boolean alone = n == start.condensed() && (n == 1 || patterns == StoredPatterns.BALANCED);
            boolean begun = !(start instanceof Start.Pattern pattern) || pattern.overlap() == 1;
            boolean kept = protocol instanceof LadderProtocol.Heating && protocol.updates() >= HopfieldLines.SETTLED;
            return alone && begun && kept && !(start instanceof Start.Random);
        }
    }

    private static final double NEAR_ITS_END = 0.7;
    private static final double FINITE_SIZE = 5;
    private static final int LARGE = 1000;

    private static final List<Scalar> MEASURED = List.of(
            NoisyNeurons.OVERLAP,
            NoisyNeurons.OVERLAP_ABS,
            NoisyNeurons.OVERLAP_SQ,
            NoisyNeurons.OVERLAP_FOURTH,
            NoisyNeurons.SPREAD,
            NoisyNeurons.ENERGY,
            NoisyNeurons.ENERGY_SQ);

    @Override
    public Card card() {
        return new Card(
                "noisy-neurons-annealing",
                1,
                "Noisy neurons cooled and heated",
                "A network with a few patterns that is cooled or heated on a ladder of temperatures: up to where does a "
                        + "mixture of patterns last, and what is found on the way down?",
                "memory");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Scalar> measured() {
        return MEASURED;
    }

    @Override
    public LadderProtocol protocol(Point p) {
        return p.protocol();
    }

    @Override
    public Simulation.Chain<SignMatrix> chain(Point p) {
        return new NoisyNeuronsChain(p.network());
    }

    @Override
    public SignMatrix quench(Point p, RandomStream disorder) {
        return p.patterns().draw(p.d(), p.n(), disorder);
    }

    @Override
    public long pass(Point p) {
        return Reading.pass(p.t());
    }

    @Override
    public long operations(Point p) {
        return p.protocol().updates() * Storage.operations(p.d(), p.n());
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=30 n=2 beta=0.5 ladder=0.5,1 protocol=alone protocol.updates=5",
                "d=60 beta=0.7 ladder=0.7,1.5 protocol=alone protocol.updates=5",
                "d=256 beta=2 ladder=0.8,1.25,2 protocol=heating protocol.updates=50 t=1");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                Counted.law(NoisyNeurons.OVERLAP_SQ, Point::counted, FewPatterns.Averages::overlapSquared),
                Counted.law(NoisyNeurons.ENERGY, Point::counted, FewPatterns.Averages::energy),
                ofOne(NoisyNeurons.OVERLAP_ABS, Math::abs),
                ofOne(NoisyNeurons.OVERLAP_FOURTH, m -> m * m * m * m),
                new Reference.Limit<>(
                        NoisyNeurons.OVERLAP,
                        NoisyNeurons.MIXTURES,
                        p -> p.heated() ? new MixtureState(p.start().condensed(), p.beta()).overlap() : Double.NaN,
                        NoisyNeuronsAnnealing::ofMixture));
    }

    /** Small networks leave a mixture now and then long before its end; one pattern has no neighbour. */
    private static double ofMixture(Point p) {
        boolean deep = 1 / p.beta() <= NEAR_ITS_END * NoisyNeurons.mixtureTemperature(p.start());
        return deep && (p.n() == 1 || p.d() >= LARGE) ? FINITE_SIZE / p.d() : Double.NaN;
    }

    private static Reference<Point> ofOne(Scalar x, DoubleUnaryOperator value) {
        return new Reference.ExactLaw<>(
                x,
                NoisyNeurons.LITTLE,
                p -> p.stationary() && p.n() == 1 && Double.isFinite(p.beta())
                        ? OnePatternGlauber.sequentialEquilibrium(p.d(), p.beta(), false)
                                .mean(value)
                        : Double.NaN);
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(NoisyNeurons.mixtureLine(Point::start));
    }
}
