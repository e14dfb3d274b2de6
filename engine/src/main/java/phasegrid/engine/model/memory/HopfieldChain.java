package phasegrid.engine.model.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.HeatBath;
import phasegrid.engine.dynamics.HebbNetwork;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.GaussLegendre;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.OverlapHistogram;

/** The chain of {@link Hopfield}: networks from the starting state, from random spins, and those of the nodes. */
final class HopfieldChain implements Simulation.Chain<SignMatrix> {
    private static final List<String> STREAMS = List.of("started", "started again", "random", "random again");

    private static final double LN_2 = Elementary.log(2);

    private final Hopfield.Point p;
    private final GaussLegendre rule;
    private final String[] streams;
    private final HebbNetwork[] networks;
    private final OverlapHistogram ofStarted = new OverlapHistogram(Hopfield.P_OF_M);
    private final OverlapHistogram ofReplicas = new OverlapHistogram(Hopfield.P_OF_Q);

    HopfieldChain(Hopfield.Point p) {
        this.p = p;
        rule = p.nodes() > 0 ? GaussLegendre.of(p.nodes()) : null;
        int own = p.starts().networks();
        networks = new HebbNetwork[own + p.nodes()];
        streams = new String[networks.length];
        for (int k = 0; k < networks.length; k++) {
            double beta = k < own ? p.beta() : p.beta() * rule.node(k - own);
            streams[k] = k < own ? STREAMS.get(k) : "node " + (k - own);
            networks[k] = new HebbNetwork(p.d(), p.n(), new HeatBath(beta), p.order(), false);
        }
    }

    @Override
    public void start(SignMatrix patterns, ReplicaBlock block) {
        for (int k = 0; k < networks.length; k++) {
            networks[k].start(
                    patterns, k < p.starts().started() ? p.start() : new Start.Random(), block.random(0, streams[k]));
        }
    }

    @Override
    public void pass(SignMatrix patterns, ReplicaBlock block) {
        for (int k = 0; k < networks.length; k++) {
            networks[k].pass(block.random(0, streams[k]));
        }
    }

    @Override
    public void measure(SignMatrix patterns, Recorder out) {
        out.record(Hopfield.OVERLAP, 0, started(HopfieldChain::overlap));
        out.record(Hopfield.OVERLAP_SQ, 0, started(s -> overlap(s) * overlap(s)));
        out.record(Hopfield.OVERLAP_FOURTH, 0, started(s -> square(overlap(s) * overlap(s))));
        out.record(Hopfield.NOISE, 0, started(s -> s.squares(1) / (1.0 * p.d() * p.n())));
        out.record(Hopfield.ENERGY, 0, started(HebbNetwork::energy));
        out.record(Hopfield.ENERGY_SQ, 0, started(s -> s.energy() * s.energy()));
        success(out);
        for (int k = 0; k < p.starts().started(); k++) {
            ofStarted.add(overlap(networks[k]));
        }
        ofStarted.flush((bin, density) -> out.record(bin, 0, density));
        if (p.starts() == Hopfield.Starts.BOTH) {
            out.record(Hopfield.REPLICA, 0, replicaOverlap(networks[0], networks[1]));
            random(out);
        } else {
            unmeasured(out);
        }
    }

    private void success(Recorder out) {
        double m = overlap(networks[0]);
        boolean success = m > Hopfield.RETRIEVED && networks[0].largest(1) < Hopfield.FORGOTTEN * p.d();
        out.record(Hopfield.SUCCESS, 0, success ? 1 : 0);
        out.record(Hopfield.INTACT, 0, m > Hopfield.INTACT_OVERLAP ? 1 : 0);
        out.record(Hopfield.KEPT, 0, success ? m : 0);
    }

    private static void unmeasured(Recorder out) {
        Hopfield.OF_BOTH.forEach(x -> out.record(x, 0, Double.NaN));
        out.record(Hopfield.ENTROPY, 0, Double.NaN);
    }

    private static double square(double v) {
        return v * v;
    }

    private static double overlap(HebbNetwork network) {
        return (double) network.overlap(0) / network.spins().length;
    }

    /** The mean over the networks from the starting state. */
    private double started(ToDoubleFunction<HebbNetwork> value) {
        int many = p.starts().started();
        double sum = 0;
        for (int k = 0; k < many; k++) {
            sum += value.applyAsDouble(networks[k]);
        }
        return sum / many;
    }

    private void random(Recorder out) {
        HebbNetwork one = networks[2];
        HebbNetwork two = networks[3];
        double q = replicaOverlap(one, two);
        out.record(Hopfield.RANDOM_OVERLAP, 0, (one.largest(0) + two.largest(0)) / (2.0 * p.d()));
        double energy = (one.energy() + two.energy()) / 2;
        out.record(Hopfield.RANDOM_ENERGY, 0, energy);
        out.record(Hopfield.ENTROPY, 0, p.nodes() > 0 ? entropy(energy) : Double.NaN);
        out.record(Hopfield.RANDOM_REPLICA_SQ, 0, q * q);
        ofReplicas.add(q);
        ofReplicas.flush((bin, density) -> out.record(bin, 0, density));
    }

    /** ln 2 + β(u − Σ w_k u_k): linear in the energies, so that its mean has the error of the quadrature alone. */
    private double entropy(double energy) {
        double integral = 0;
        for (int k = 0; k < rule.size(); k++) {
            integral += rule.weight(k) * networks[STREAMS.size() + k].energy();
        }
        return LN_2 + p.beta() * (energy - integral);
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
