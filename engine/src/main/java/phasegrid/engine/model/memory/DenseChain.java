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

/** {@link DenseHebbian} by overlaps: U_c of every column, whole numbers kept up to date. */
final class DenseChain implements Simulation.Chain<DensePatterns> {
    private final DenseHebbian.Point p;
    private final int d;
    private final HeatBath bath;
    private final Attempts attempts;
    private final DenseTable table;
    private final double[] fields;
    private final int[] spins;
    private final int[] next;
    private final double[] signs;
    private int[] overlaps;

    DenseChain(DenseHebbian.Point p) {
        this.p = p;
        d = p.d();
        bath = new HeatBath(p.beta());
        attempts = new Attempts(p.updates(), d);
        table = DenseTable.of(p);
        fields = table.wholeFields();
        spins = new int[d];
        next = new int[d];
        signs = new double[d];
    }

    @Override
    public void start(DensePatterns learnt, ReplicaBlock block) {
        if (p.start() == DenseHebbian.Start.PATTERN) {
            System.arraycopy(learnt.pattern(), 0, spins, 0, d);
        } else {
            Arrays.setAll(spins, i -> block.random(0).sign());
        }
        refresh(learnt);
    }

    private void refresh(DensePatterns learnt) {
        overlaps = new int[learnt.rows()[0].length];
        for (int i = 0; i < d; i++) {
            signs[i] = spins[i];
            add(learnt.rows()[i], spins[i]);
        }
    }

    private void add(int[] row, int by) {
        for (int c = 0; c < overlaps.length; c++) {
            overlaps[c] += by * row[c];
        }
    }

    @Override
    public void pass(DensePatterns learnt, ReplicaBlock block) {
        attempts.draw(block.random(0));
        boolean parallel = p.updates().parallel();
        for (int k = 0; k < d; k++) {
            int i = attempts.sites()[k];
            next[i] = attempts.bits()[k] < bath.threshold(field(learnt, i)) ? 1 : -1;
            if (!parallel) {
                turn(learnt, i);
            }
        }
        for (int i = 0; parallel && i < d; i++) {
            turn(learnt, i);
        }
    }

    private void turn(DensePatterns learnt, int i) {
        if (next[i] != spins[i]) {
            spins[i] = next[i];
            signs[i] = spins[i];
            add(learnt.rows()[i], 2 * spins[i]);
        }
    }

    /** φ_i = ½[E(s_i = −1) − E(s_i = 1)]. */
    private double field(DensePatterns learnt, int i) {
        int[] row = learnt.rows()[i];
        return p.supervised() ? powers(row, spins[i]) : signs(row, spins[i]) + noise(learnt, i);
    }

    private double noise(DensePatterns learnt, int i) {
        return p.noise() > 0 ? learnt.noise().field(i, signs) * table.unit() : 0;
    }

    private double signs(int[] row, int spin) {
        double sum = 0;
        for (int c = 0; c < row.length; c++) {
            int sign = row[c];
            sum += sign * fields[(overlaps[c] - sign * spin + d - 1) >> 1];
        }
        return sum * table.unit();
    }

    /** With a teacher, columns hold sums of M examples and U^p is taken of overlaps over M. */
    private double powers(int[] row, int spin) {
        double sum = 0;
        for (int c = 0; c < row.length; c++) {
            double rest = overlaps[c] - row[c] * spin;
            sum += DenseHebbian.Point.power((rest + row[c]) / p.examples(), p.order())
                    - DenseHebbian.Point.power((rest - row[c]) / p.examples(), p.order());
        }
        return 0.5 * sum * table.unit() * p.examples();
    }

    @Override
    public void measure(DensePatterns learnt, Recorder out) {
        double m = 0;
        double response = 0;
        double noise = 0;
        for (int i = 0; i < d; i++) {
            double field = field(learnt, i);
            m += learnt.pattern()[i] * spins[i];
            noise += spins[i] * noise(learnt, i) / p.order();
            response += learnt.pattern()[i] * (field == 0 ? 0 : Elementary.tanh(p.beta() * field));
        }
        out.record(DenseHebbian.OVERLAP, 0, m / d);
        out.record(DenseHebbian.FLIPPED, 0, 0.5 * (1 - m / d));
        out.record(DenseHebbian.RETRIEVED, 0, m > DenseHebbian.ENOUGH * d ? 1 : 0);
        out.record(DenseHebbian.ENERGY_PER_SPIN, 0, -(energy() + noise) / d);
        out.record(DenseHebbian.RESPONSE, 0, response / d);
    }

    private double energy() {
        double sum = 0;
        for (int overlap : overlaps) {
            sum += p.supervised()
                    ? p.examples() * DenseHebbian.Point.power((double) overlap / p.examples(), p.order())
                    : table.energies()[(overlap + d) >> 1];
        }
        return sum * table.unit();
    }

    @Override
    public double[] configuration(DensePatterns learnt, int rung, int replica) {
        double[] along = new double[d];
        Arrays.setAll(along, i -> learnt.pattern()[i] * spins[i]);
        return along;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (int spin : spins) {
            out.writeByte(spin);
        }
    }

    @Override
    public void load(DensePatterns learnt, DataInput in) throws IOException {
        for (int i = 0; i < d; i++) {
            spins[i] = in.readByte();
        }
        refresh(learnt);
    }
}
