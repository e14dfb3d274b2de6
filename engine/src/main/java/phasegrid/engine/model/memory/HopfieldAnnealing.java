package phasegrid.engine.model.memory;

import java.util.List;
import java.util.function.ToDoubleFunction;
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
import phasegrid.engine.theory.HopfieldSaddle;

/**
 * The Hopfield model, {@code E = −½ Σ_{i≠j} J_ij s_i s_j}, {@code J_ij = (1/d) Σ_μ ξ_i^μ ξ_j^μ}, cooled and heated on a ladder
 * of temperatures.
 *
 * <p>A pass goes once along the ladder: annealing cools from new states at the hottest rung, hysteresis heats up again after it,
 * heating begins with new states at the coldest. One replica is four networks on the same patterns, two of which begin in the
 * starting state and two at random. Heated from a pattern they keep it up to T_M; cooled they look for it in vain below T_g,
 * where T_c lies: the loop between is that of a first-order transition. Cost of a pass of one rung O(4 updates d n).
 */
public final class HopfieldAnnealing implements CooledNetwork<HopfieldAnnealing.Point> {
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

            @Param(
                    symbol = "β",
                    doc = "inverse temperature",
                    definition = "1/temperature, weight e^{−βE}",
                    min = 0,
                    along = Along.LADDER)
            double beta,

            @Param(symbol = "protocol", doc = "how the rungs of the ladder follow one another", usual = "annealing")
            LadderProtocol protocol,

            @Param(symbol = "s(0)", doc = "starting state of the first two networks", usual = "pattern")
            Start start,

            @Param(
                    symbol = "t",
                    doc = "pass at which the states are read",
                    usual = "inf",
                    definition = "passes along the ladder",
                    min = 1,
                    along = Along.READOUT)
            double t) {
        /** Refuses a mixture of more patterns than are stored, and exchanges. */
        public Point {
            Reading.check(t);
            Storage.check(d, n, start);
            CooledNetwork.check(protocol);
        }

        double alpha() {
            return (double) n / d;
        }

        Hopfield.Point network() {
            return new Hopfield.Point(
                    d, n, beta, Double.POSITIVE_INFINITY, start, Order.RANDOM_SITE, 0, Hopfield.Starts.BOTH);
        }

        private Counted counted() {
            return CooledNetwork.stationary(protocol, t) ? new Counted(d, n, beta) : null;
        }

        private boolean counts() {
            return counted() != null && counted().soon();
        }

        private boolean heated() {
            boolean fromPattern = start instanceof Start.Pattern pattern && pattern.overlap() == 1;
            return fromPattern
                    && protocol instanceof LadderProtocol.Heating
                    && protocol.updates() >= HopfieldLines.SETTLED;
        }
    }

    private static final List<Scalar> MEASURED = List.of(
            Hopfield.OVERLAP,
            Hopfield.OVERLAP_SQ,
            Hopfield.SUCCESS,
            Hopfield.ENERGY,
            Hopfield.REPLICA,
            Hopfield.RANDOM_OVERLAP,
            Hopfield.RANDOM_ENERGY,
            Hopfield.RANDOM_REPLICA_SQ);

    private final HopfieldLines theory = new HopfieldLines();

    @Override
    public Card card() {
        return new Card(
                "hopfield-annealing",
                1,
                "Hopfield network cooled and heated",
                "A Hopfield network that is cooled from its paramagnet or heated from a stored pattern on a ladder of "
                        + "temperatures: up to where is a pattern kept, and is it found again?",
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
        return new HopfieldChain(p.network());
    }

    @Override
    public SignMatrix quench(Point p, RandomStream disorder) {
        return StoredPatterns.RANDOM.draw(p.d(), p.n(), disorder);
    }

    @Override
    public long pass(Point p) {
        return Reading.pass(p.t());
    }

    @Override
    public long operations(Point p) {
        return 4L * p.protocol().updates() * Storage.operations(p.d(), p.n());
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=24 n=2 beta=0.5 ladder=0.5,1 protocol=alone protocol.updates=5",
                "d=200 n=10 temperature=0.3 protocol=heating protocol.updates=60 t=1",
                "d=100 n=10 beta=0.5 ladder=0.5,1,2 protocol.updates=50 t=1",
                "d=60 n=6 beta=0.5 ladder=0.5,1,2 protocol=hysteresis protocol.updates=50 t=1");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                Counted.law(Hopfield.OVERLAP_SQ, Point::counted, FewPatterns.Averages::overlapSquared),
                Counted.law(Hopfield.ENERGY, Point::counted, FewPatterns.Averages::energy),
                Counted.law(Hopfield.RANDOM_ENERGY, Point::counted, FewPatterns.Averages::energy),
                Counted.law(Hopfield.RANDOM_REPLICA_SQ, Point::counted, FewPatterns.Averages::replicaSquared),
                heated(Hopfield.OVERLAP, HopfieldSaddle.State::m),
                heated(Hopfield.ENERGY, HopfieldSaddle.State::energy),
                heated(Hopfield.REPLICA, HopfieldSaddle.State::q),
                new Reference.Limit<>(
                        Hopfield.RANDOM_ENERGY,
                        HopfieldLines.AGS,
                        p -> p.counts() || p.protocol().updates() < HopfieldLines.SETTLED
                                ? Double.NaN
                                : theory.disordered(p.beta(), p.alpha()).energy(),
                        p -> HopfieldLines.ofParamagnet(p.d(), p.beta(), p.alpha())));
    }

    /** What has been heated from a pattern is in the retrieval state up to T_M; judged where that is not near. */
    private Reference<Point> heated(Scalar x, ToDoubleFunction<HopfieldSaddle.State> value) {
        return new Reference.Limit<>(
                x,
                HopfieldLines.AGS,
                p -> p.heated() && p.alpha() <= theory.spinodal(p.beta())
                        ? value.applyAsDouble(theory.retrieval(p.beta(), p.alpha()))
                        : Double.NaN,
                p -> theory.ofRetrieval(p.d(), p.beta(), p.alpha()));
    }

    @Override
    public List<Line<Point>> lines() {
        return theory.inBeta(Point::alpha);
    }
}
