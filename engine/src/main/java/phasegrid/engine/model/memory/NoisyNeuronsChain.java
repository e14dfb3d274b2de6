package phasegrid.engine.model.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.HeatBath;
import phasegrid.engine.dynamics.HebbNetwork;
import phasegrid.engine.dynamics.SpinBits;
import phasegrid.engine.linear.SignMatrix;

/** The chain of {@link NoisyNeurons}: the state and the two before it. */
final class NoisyNeuronsChain implements Simulation.Chain<SignMatrix> {
    private final NoisyNeurons.Point p;
    private final HebbNetwork network;
    private final int[] before;
    private final int[] twoBefore;

    NoisyNeuronsChain(NoisyNeurons.Point p) {
        this.p = p;
        network = new HebbNetwork(p.d(), p.n(), new HeatBath(p.beta()), p.order(), p.selfCoupling());
        before = new int[p.d()];
        twoBefore = new int[p.d()];
    }

    @Override
    public void start(SignMatrix patterns, ReplicaBlock block) {
        network.start(patterns, p.start(), block.random(0));
        System.arraycopy(network.spins(), 0, before, 0, before.length);
        System.arraycopy(network.spins(), 0, twoBefore, 0, before.length);
    }

    @Override
    public void pass(SignMatrix patterns, ReplicaBlock block) {
        System.arraycopy(before, 0, twoBefore, 0, before.length);
        System.arraycopy(network.spins(), 0, before, 0, before.length);
        network.pass(block.random(0));
    }

    @Override
    public void measure(SignMatrix patterns, Recorder out) {
        double d = p.d();
        double m = network.overlap(0) / d;
        out.record(NoisyNeurons.OVERLAP, 0, condensed(d));
        out.record(NoisyNeurons.OVERLAP_ABS, 0, Math.abs(m));
        out.record(NoisyNeurons.OVERLAP_SQ, 0, m * m);
        out.record(NoisyNeurons.OVERLAP_FOURTH, 0, m * m * m * m);
        out.record(NoisyNeurons.SPREAD, 0, spread(d));
        out.record(NoisyNeurons.ENERGY, 0, network.energy());
        out.record(NoisyNeurons.ENERGY_SQ, 0, network.energy() * network.energy());
        out.record(NoisyNeurons.TWO_TIME, 0, twoTime(patterns));
        out.record(NoisyNeurons.TWO_CYCLE, 0, twoCycle() ? 1 : 0);
    }

    private double condensed(double d) {
        double sum = 0;
        for (int mu = 0; mu < p.start().condensed(); mu++) {
            sum += network.overlap(mu);
        }
        return sum / d / p.start().condensed();
    }

    private double spread(double d) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int mu = 0; mu < p.start().condensed(); mu++) {
            least = Math.min(least, network.overlap(mu));
            most = Math.max(most, network.overlap(mu));
        }
        return (most - least) / d;
    }

    /** −(1/d²) Σ_μ M_μ(t) M_μ(t−1), less the diagonal's part where a spin does not see itself. */
    private double twoTime(SignMatrix patterns) {
        double sum = 0;
        for (int mu = 0; mu < p.n(); mu++) {
            int earlier = 0;
            for (int i = 0; i < before.length; i++) {
                earlier += patterns.sign(i, mu) * before[i];
            }
            sum += (double) network.overlap(mu) * earlier;
        }
        double alike = 0;
        for (int i = 0; i < before.length; i++) {
            alike += network.spins()[i] * before[i];
        }
        double d = p.d();
        return -(sum - (p.selfCoupling() ? 0 : p.n() * alike)) / (d * d);
    }

    private boolean twoCycle() {
        return Arrays.equals(network.spins(), twoBefore) && !Arrays.equals(network.spins(), before);
    }

    @Override
    public double[] configuration(SignMatrix patterns, int rung, int replica) {
        return patterns.along(0, network.spins());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        network.save(out);
        SpinBits.write(before, out);
        SpinBits.write(twoBefore, out);
    }

    @Override
    public void load(SignMatrix patterns, DataInput in) throws IOException {
        network.load(patterns, in);
        SpinBits.read(before, in);
        SpinBits.read(twoBefore, in);
    }
}
