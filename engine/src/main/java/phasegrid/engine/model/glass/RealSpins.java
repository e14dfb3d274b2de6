package phasegrid.engine.model.glass;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.Rungs;
import phasegrid.engine.dynamics.Walkers;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.random.RandomStream;

/**
 * {@link SherringtonKirkpatrick} with real couplings: four real replicas at each rung, of which two began equal. Fields
 * Σ J_ij s_j are kept up to date, O(1) for an attempt and O(d) for a flip, and are exact, so that spins alone are the state.
 */
final class RealSpins implements Simulation.Chain<Couplings>, Rungs {
    private static final int REPLICAS = 4;

    private final List<SherringtonKirkpatrick.Point> rungs;
    private final SherringtonKirkpatrick.Point p;
    private final int n;
    private final double root;
    private final double[][][] spins;
    private final double[][][] fields;
    private final double[] uniforms;
    private final Walkers walkers;
    private final Readings[] readings;
    private double[][] couplings;
    private RandomStream random;

    RealSpins(List<SherringtonKirkpatrick.Point> rungs) {
        this.rungs = rungs;
        p = rungs.get(0);
        n = p.d();
        root = Math.sqrt(n);
        spins = new double[rungs.size()][REPLICAS][n];
        fields = new double[rungs.size()][REPLICAS][n];
        uniforms = new double[n];
        walkers = new Walkers(rungs.size());
        readings = rungs.stream().map(Readings::new).toArray(Readings[]::new);
    }

    @Override
    public int size() {
        return rungs.size();
    }

    private void use(Couplings quench, ReplicaBlock block) {
        couplings = ((Couplings.Real) quench).rows();
        random = block.random(0);
    }

    @Override
    public void start(Couplings quench, ReplicaBlock block) {
        use(quench, block);
        walkers.start();
        for (int k = 0; k < rungs.size(); k++) {
            restart(k);
        }
    }

    @Override
    public void restart(int rung) {
        for (int r = 0; r < REPLICAS; r++) {
            double[] s = spins[rung][r];
            random.uniforms(uniforms, 0, n);
            Arrays.setAll(s, i -> uniforms[i] < 0.5 ? -1 : 1);
        }
        System.arraycopy(spins[rung][REPLICAS - 2], 0, spins[rung][REPLICAS - 1], 0, n);
        anew(rung);
    }

    /** Computes the fields of a rung from its spins. */
    private void anew(int rung) {
        for (int r = 0; r < REPLICAS; r++) {
            double[] h = fields[rung][r];
            Arrays.fill(h, 0);
            for (int i = 0; i < n; i++) {
                add(spins[rung][r][i], couplings[i], h);
            }
        }
    }

    private static void add(double c, double[] row, double[] h) {
        for (int j = 0; j < h.length; j++) {
            h[j] += c * row[j];
        }
    }

    @Override
    public void pass(Couplings quench, ReplicaBlock block) {
        use(quench, block);
        walkers.begin();
        p.protocol().pass(this);
    }

    @Override
    public void update(int from, int to) {
        for (int k = from; k < to; k++) {
            for (int r = 0; r < REPLICAS; r++) {
                random.uniforms(uniforms, 0, n);
                attempts(rungs.get(k), spins[k][r], fields[k][r]);
            }
        }
    }

    private void attempts(SherringtonKirkpatrick.Point at, double[] s, double[] h) {
        boolean heatBath = at.dynamics() == SherringtonKirkpatrick.Dynamics.HEAT_BATH;
        double slope = 2 * at.beta() / root;
        double offset = 2 * at.beta() * at.field();
        for (int i = 0; i < n; i++) {
            double cost = s[i] * Math.fma(slope, h[i], offset);
            double chance = heatBath ? Elementary.sigmoid(-cost) : cost <= 0 ? 1 : Elementary.exp(-cost);
            if (uniforms[i] < chance) {
                s[i] = -s[i];
                add(2 * s[i], couplings[i], h);
            }
        }
    }

    @Override
    public void copy(int from, int to) {
        for (int r = 0; r < REPLICAS; r++) {
            System.arraycopy(spins[from][r], 0, spins[to][r], 0, n);
            System.arraycopy(fields[from][r], 0, fields[to][r], 0, n);
        }
    }

    @Override
    public void exchange(int rung) {
        double step = rungs.get(rung + 1).beta() - rungs.get(rung).beta();
        long moved = 0;
        for (int r = 0; r < REPLICAS; r++) {
            if (-random.exponential() < step * (energy(rung + 1, r) - energy(rung, r))) {
                swap(spins[rung], spins[rung + 1], r);
                swap(fields[rung], fields[rung + 1], r);
                moved |= 1L << r;
            }
        }
        walkers.exchanged(rung, moved);
    }

    private static void swap(double[][] one, double[][] other, int r) {
        double[] kept = one[r];
        one[r] = other[r];
        other[r] = kept;
    }

    private double energy(int rung, int r) {
        return -bonds(rung, r) - p.field() * sum(rung, r);
    }

    /** Σ_{i&lt;j} J s s/√N: an exact sum over a root. */
    private double bonds(int rung, int r) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += spins[rung][r][i] * fields[rung][r][i];
        }
        return 0.5 * sum / root;
    }

    private double sum(int rung, int r) {
        double sum = 0;
        for (double s : spins[rung][r]) {
            sum += s;
        }
        return sum;
    }

    @Override
    public void measure(Couplings quench, Recorder out) {
        for (int k = 0; k < rungs.size(); k++) {
            for (int r = 0; r < REPLICAS; r++) {
                readings[k].replica(bonds(k, r), sum(k, r));
            }
            double random01 = overlap(k, 0);
            double equal23 = overlap(k, 2);
            readings[k].overlap(random01);
            readings[k].overlap(equal23);
            readings[k].gap(equal23 * equal23 - random01 * random01);
            readings[k].flush(out, k, 0);
            Readings.walk(out, walkers, k, 0, 0, REPLICAS);
        }
    }

    /** q of replicas r and r + 1. */
    private double overlap(int rung, int r) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += spins[rung][r][i] * spins[rung][r + 1][i];
        }
        return sum / n;
    }

    @Override
    public double[] configuration(Couplings quench, int rung, int replica) {
        return spins[rung][0].clone();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (double[][] rung : spins) {
            for (double[] s : rung) {
                for (double one : s) {
                    out.writeByte((int) one);
                }
            }
        }
        walkers.save(out);
    }

    @Override
    public void load(Couplings quench, DataInput in) throws IOException {
        couplings = ((Couplings.Real) quench).rows();
        for (int k = 0; k < rungs.size(); k++) {
            for (double[] s : spins[k]) {
                for (int i = 0; i < n; i++) {
                    s[i] = in.readByte();
                }
            }
            anew(k);
        }
        walkers.load(in);
    }
}
