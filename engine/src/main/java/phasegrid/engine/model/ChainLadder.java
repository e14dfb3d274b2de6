package phasegrid.engine.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.LadderProtocol;
import phasegrid.engine.dynamics.Rungs;
import phasegrid.engine.random.RandomStream;

/**
 * A ladder of any chains, one for each rung, that are cooled and heated: a rung takes over another's state as that one saves
 * it. Every rung has random streams of its own. Their energies are not known here, so there is no exchange.
 *
 * @param <Q> the quenched disorder
 */
public final class ChainLadder<Q> implements Simulation.Chain<Q>, Rungs {
    private final LadderProtocol protocol;
    private final List<Simulation.Chain<Q>> chains;
    private final Set<Scalar> measured;
    private Q quench;
    private ReplicaBlock block;

    /**
     * A ladder.
     *
     * @param chains of the rungs, hottest first
     * @param measured what is recorded of that which the chains measure
     */
    public ChainLadder(LadderProtocol protocol, List<? extends Simulation.Chain<Q>> chains, Set<Scalar> measured) {
        this.protocol = protocol;
        this.chains = List.copyOf(chains);
        this.measured = measured;
    }

    private void use(Q sample, ReplicaBlock streams) {
        quench = sample;
        block = streams;
    }

    @Override
    public void start(Q sample, ReplicaBlock streams) {
        use(sample, streams);
        for (int k = 0; k < size(); k++) {
            restart(k);
        }
    }

    @Override
    public void pass(Q sample, ReplicaBlock streams) {
        use(sample, streams);
        protocol.pass(this);
    }

    @Override
    public int size() {
        return chains.size();
    }

    @Override
    public void restart(int rung) {
        chains.get(rung).start(quench, new OfRung(block, rung));
    }

    @Override
    public void update(int from, int to) {
        for (int k = from; k < to; k++) {
            chains.get(k).pass(quench, new OfRung(block, k));
        }
    }

    @Override
    public void copy(int from, int to) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        try {
            chains.get(from).save(new DataOutputStream(state));
            chains.get(to).load(quench, new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hand a state from rung " + from + " to rung " + to, e);
        }
    }

    @Override
    public void exchange(int rung) {
        throw new IllegalStateException("Cannot exchange rungs " + rung + " and " + (rung + 1)
                + ": their energies are not known; cool or heat them instead");
    }

    @Override
    public void measure(Q sample, Recorder out) {
        for (int k = 0; k < size(); k++) {
            chains.get(k).measure(sample, new OnRung(out, k, measured));
        }
    }

    @Override
    public double[] configuration(Q sample, int rung, int replica) {
        return chains.get(rung).configuration(sample, 0, replica);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (Simulation.Chain<Q> chain : chains) {
            chain.save(out);
        }
    }

    @Override
    public void load(Q sample, DataInput in) throws IOException {
        for (Simulation.Chain<Q> chain : chains) {
            chain.load(sample, in);
        }
    }

    /** The streams of a rung. */
    private record OfRung(ReplicaBlock block, int rung) implements ReplicaBlock {
        private static final String ALONE = "alone";

        @Override
        public int size() {
            return block.size();
        }

        @Override
        public RandomStream random(int r) {
            return random(r, ALONE);
        }

        @Override
        public RandomStream random(int r, String purpose) {
            return block.random(r, "rung " + rung + " " + purpose);
        }

        @Override
        public RandomStream granule() {
            return random(0, "granule of it");
        }
    }

    /** Records on a rung what is measured there. */
    private record OnRung(Recorder out, int rung, Set<Scalar> measured) implements Recorder {
        @Override
        public void record(Scalar x, int replica, double value) {
            record(x, rung, replica, value);
        }

        @Override
        public void record(Scalar x, int of, int replica, double value) {
            if (measured.contains(x)) {
                out.record(x, of, replica, value);
            }
        }
    }
}
