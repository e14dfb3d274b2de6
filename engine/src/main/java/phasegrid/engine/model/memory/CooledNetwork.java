package phasegrid.engine.model.memory;

import java.util.List;
import java.util.Set;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.LadderProtocol;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.ChainLadder;

/**
 * A network on a ladder of temperatures, made of the chains that it is at each of them.
 *
 * @param <P> its point, with a ladder in β
 */
interface CooledNetwork<P extends Record> extends Model<P, SignMatrix> {
    /** How the rungs follow one another. */
    LadderProtocol protocol(P point);

    /** The network at one rung. */
    Simulation.Chain<SignMatrix> chain(P point);

    /** What is recorded of that which the networks measure. */
    List<Scalar> measured();

    @Override
    default List<Observable> observables() {
        return List.copyOf(measured());
    }

    @Override
    default Simulation<SignMatrix> simulation(List<P> rungs) {
        return new ChainLadder<>(
                protocol(rungs.get(0)), rungs.stream().map(this::chain).toList(), Set.copyOf(measured()));
    }

    /** Refuses exchanges: networks that are cooled know nothing of each other's energies. */
    static void check(LadderProtocol protocol) {
        if (protocol instanceof LadderProtocol.Exchange) {
            throw new IllegalArgumentException(
                    "protocol = exchange is not made here; take annealing, heating, hysteresis or alone");
        }
    }

    /** Whether what is read is a stationary average. */
    static boolean stationary(LadderProtocol protocol, double t) {
        return protocol instanceof LadderProtocol.Alone && Double.isInfinite(t);
    }
}
