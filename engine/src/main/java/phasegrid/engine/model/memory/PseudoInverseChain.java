package phasegrid.engine.model.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.CoupledNetwork;
import phasegrid.engine.dynamics.HeatBath;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.SignMatrix;

/** The chain of {@link PseudoInverse}: a network from the starting state, and one from somewhere around the pattern. */
final class PseudoInverseChain implements Simulation.Chain<PseudoInverse.Projected> {
    private static final String FIRST = "started";
    private static final String AROUND = "around";

    private final PseudoInverse.Point p;
    private final CoupledNetwork network;
    private final CoupledNetwork around;

    PseudoInverseChain(PseudoInverse.Point p) {
        this.p = p;
        HeatBath bath = new HeatBath(p.beta());
        network = new CoupledNetwork(p.d(), bath, p.order(), p.kept());
        around = new CoupledNetwork(p.d(), bath, p.order(), p.kept());
    }

    /** Numbers of turned spins below d/2. */
    private int distances() {
        return (p.d() + 1) / 2;
    }

    @Override
    public void start(PseudoInverse.Projected quench, ReplicaBlock block) {
        network.start(quench.rows(), quench.patterns(), p.start(), block.random(0, FIRST));
        int turned = block.random(0, AROUND).below(distances());
        Start anywhere = new Start.Pattern(1 - 2.0 * turned / p.d());
        around.start(quench.rows(), quench.patterns(), anywhere, block.random(0, AROUND));
    }

    @Override
    public void pass(PseudoInverse.Projected quench, ReplicaBlock block) {
        network.pass(block.random(0, FIRST));
        around.pass(block.random(0, AROUND));
    }

    @Override
    public void measure(PseudoInverse.Projected quench, Recorder out) {
        double d = p.d();
        double m = along(network, quench.patterns()) / d;
        double energy = network.energy();
        out.record(PseudoInverse.OVERLAP, 0, m);
        out.record(PseudoInverse.OVERLAP_SQ, 0, m * m);
        out.record(PseudoInverse.RECOVERED, 0, m == 1 ? 1 : 0);
        out.record(PseudoInverse.ENERGY, 0, energy);
        out.record(PseudoInverse.ENERGY_SQ, 0, energy * energy);
        out.record(PseudoInverse.RESPONSE, 0, response(quench.patterns()) / d);
        boolean recovered = along(around, quench.patterns()) == p.d();
        out.record(PseudoInverse.BASIN, 0, recovered ? distances() / d : 0);
    }

    /** Σ_i ξ_i^1 s_i. */
    private static int along(CoupledNetwork network, SignMatrix patterns) {
        int sum = 0;
        for (int i = 0; i < network.spins().length; i++) {
            sum += patterns.sign(i, 0) * network.spins()[i];
        }
        return sum;
    }

    private double response(SignMatrix patterns) {
        double sum = 0;
        for (int i = 0; i < p.d(); i++) {
            double field = network.field(i);
            sum += field == 0 ? 0 : patterns.sign(i, 0) * Elementary.tanh(p.beta() * field);
        }
        return sum;
    }

    @Override
    public double[] configuration(PseudoInverse.Projected quench, int rung, int replica) {
        return quench.patterns().along(0, network.spins());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        network.save(out);
        around.save(out);
    }

    @Override
    public void load(PseudoInverse.Projected quench, DataInput in) throws IOException {
        network.load(quench.rows(), in);
        around.load(quench.rows(), in);
    }
}
