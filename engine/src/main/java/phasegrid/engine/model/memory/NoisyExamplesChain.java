package phasegrid.engine.model.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.Attempts;
import phasegrid.engine.dynamics.HeatBath;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;

/** {@link NoisyExamples} by maintained fields, whole numbers that never drift: F_i = Σ_j couplings_ij s_j. */
final class NoisyExamplesChain implements Simulation.Chain<ExampleSet> {
    private final NoisyExamples.Point p;
    private final int d;
    private final HeatBath bath;
    private final Attempts attempts;
    private final double[] spins;
    private final double[] fields;
    private final double[] before;

    NoisyExamplesChain(NoisyExamples.Point p) {
        this.p = p;
        d = p.d();
        bath = new HeatBath(p.beta());
        attempts = new Attempts(p.order(), d);
        spins = new double[d];
        fields = new double[d];
        before = new double[d];
    }

    @Override
    public void start(ExampleSet set, ReplicaBlock block) {
        switch (p.start()) {
            case ARCHETYPE -> System.arraycopy(set.archetype(), 0, spins, 0, d);
            case EXAMPLE -> System.arraycopy(set.example(), 0, spins, 0, d);
            default -> Arrays.setAll(spins, i -> block.random(0).sign());
        }
        refresh(set);
    }

    private void refresh(ExampleSet set) {
        for (int i = 0; i < d; i++) {
            fields[i] = Kernels.dot(set.couplings()[i], spins, 0, d);
        }
    }

    @Override
    public void pass(ExampleSet set, ReplicaBlock block) {
        attempts.draw(block.random(0));
        double[] seen = fields;
        if (p.order().parallel()) {
            System.arraycopy(fields, 0, before, 0, d);
            seen = before;
        }
        for (int k = 0; k < d; k++) {
            int i = attempts.sites()[k];
            double spin = attempts.bits()[k] < bath.threshold(seen[i] * p.unit()) ? 1 : -1;
            if (spin != spins[i]) {
                spins[i] = spin;
                Kernels.axpy(2 * spin, set.couplings()[i], fields, 0, d);
            }
        }
    }

    @Override
    public void measure(ExampleSet set, Recorder out) {
        double m = Kernels.dot(set.archetype(), spins, 0, d) / d;
        double example = Kernels.dot(set.example(), spins, 0, d) / d;
        out.record(NoisyExamples.OVERLAP, 0, m);
        out.record(NoisyExamples.OVERLAP_AVERAGE, 0, Kernels.dot(set.sum(), spins, 0, d) / (p.n() * p.quality() * d));
        out.record(NoisyExamples.OVERLAP_EXAMPLE, 0, example);
        out.record(NoisyExamples.ARCHETYPE_WINS, 0, m > example ? 1 : 0);
        out.record(NoisyExamples.ENERGY, 0, -0.5 * p.unit() * Kernels.dot(fields, spins, 0, d) / d);
        out.record(NoisyExamples.RESPONSE, 0, response(set));
    }

    private double response(ExampleSet set) {
        for (int i = 0; i < d; i++) {
            before[i] = fields[i] == 0 ? 0 : Elementary.tanh(p.beta() * p.unit() * fields[i]);
        }
        return Kernels.dot(before, set.archetype(), 0, d) / d;
    }

    @Override
    public double[] configuration(ExampleSet set, int rung, int replica) {
        double[] along = new double[d];
        Arrays.setAll(along, i -> set.archetype()[i] * spins[i]);
        return along;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (double spin : spins) {
            out.writeByte((int) spin);
        }
    }

    @Override
    public void load(ExampleSet set, DataInput in) throws IOException {
        for (int i = 0; i < d; i++) {
            spins[i] = in.readByte();
        }
        refresh(set);
    }
}
