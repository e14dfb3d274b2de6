package phasegrid.engine.model.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.HeatBath;
import phasegrid.engine.dynamics.HebbNetwork;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.SignMatrix;

/** The chain of {@link Hopfield}: two networks from the starting state, then two from random spins. */
final class HopfieldChain implements Simulation.Chain<SignMatrix> {
    private static final String[] STREAMS = {"started", "started again", "random", "random again"};

    private final Hopfield.Point p;
    private final HebbNetwork[] networks = new HebbNetwork[STREAMS.length];

    HopfieldChain(Hopfield.Point p) {
        this.p = p;
        for (int k = 0; k < networks.length; k++) {
            networks[k] = new HebbNetwork(p.d(), p.n(), new HeatBath(p.beta()), p.order(), false);
        }
    }

    @Override
    public void start(SignMatrix patterns, ReplicaBlock block) {
        for (int k = 0; k < networks.length; k++) {
            networks[k].start(patterns, k < 2 ? p.start() : new Start.Random(), block.random(0, STREAMS[k]));
        }
    }

    @Override
    public void pass(SignMatrix patterns, ReplicaBlock block) {
        for (int k = 0; k < networks.length; k++) {
            networks[k].pass(block.random(0, STREAMS[k]));
        }
    }

    @Override
    public void measure(SignMatrix patterns, Recorder out) {
        HebbNetwork one = networks[0];
        HebbNetwork two = networks[1];
        double d = p.d();
        double m = one.overlap(0) / d;
        double again = two.overlap(0) / d;
        out.record(Hopfield.OVERLAP, 0, (m + again) / 2);
        out.record(Hopfield.OVERLAP_SQ, 0, (m * m + again * again) / 2);
        boolean success = m > Hopfield.RETRIEVED && one.largest(1) / d < Hopfield.FORGOTTEN;
        out.record(Hopfield.SUCCESS, 0, success ? 1 : 0);
        out.record(Hopfield.NOISE, 0, (one.squares(1) + two.squares(1)) / (2 * d * p.n()));
        double energy = one.energy();
        double other = two.energy();
        out.record(Hopfield.ENERGY, 0, (energy + other) / 2);
        out.record(Hopfield.ENERGY_SQ, 0, (energy * energy + other * other) / 2);
        out.record(Hopfield.REPLICA, 0, replicaOverlap(one, two));
        random(out);
    }

    private void random(Recorder out) {
        HebbNetwork one = networks[2];
        HebbNetwork two = networks[3];
        double q = replicaOverlap(one, two);
        out.record(Hopfield.RANDOM_OVERLAP, 0, (one.largest(0) + two.largest(0)) / (2.0 * p.d()));
        out.record(Hopfield.RANDOM_ENERGY, 0, (one.energy() + two.energy()) / 2);
        out.record(Hopfield.RANDOM_REPLICA_SQ, 0, q * q);
    }

    private static double replicaOverlap(HebbNetwork one, HebbNetwork two) {
        int sum = 0;
        for (int i = 0; i < one.spins().length; i++) {
            sum += one.spins()[i] * two.spins()[i];
        }
        return (double) sum / one.spins().length;
    }

    @Override
    public double[] configuration(SignMatrix patterns, int rung, int replica) {
        return patterns.along(0, networks[0].spins());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (HebbNetwork network : networks) {
            network.save(out);
        }
    }

    @Override
    public void load(SignMatrix patterns, DataInput in) throws IOException {
        for (HebbNetwork network : networks) {
            network.load(patterns, in);
        }
    }
}
