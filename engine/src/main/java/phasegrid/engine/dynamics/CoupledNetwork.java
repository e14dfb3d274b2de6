package phasegrid.engine.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;

/**
 * Spins under heat-bath updates with given real couplings, symmetric, with or without J_ii.
 *
 * <p>Fields {@code Σ_j J_ij s_j} are kept up to date: O(1) an attempt, O(d) a turn. Couplings have so few digits that these
 * sums are exact; so the spins are the whole state.
 */
public final class CoupledNetwork {
    private final HeatBath bath;
    private final Order order;
    private final Attempts attempts;
    private final boolean self;
    private final int[] spins;
    private final int[] next;
    private final double[] fields;
    private double[][] couplings;

    /**
     * Room for d spins.
     *
     * @param selfCoupling whether a spin sees J_ii s_i
     */
    public CoupledNetwork(int d, HeatBath bath, Order order, boolean selfCoupling) {
        this.bath = bath;
        this.order = order;
        attempts = new Attempts(order, d);
        self = selfCoupling;
        spins = new int[d];
        next = new int[d];
        fields = new double[d];
    }

    /** Begins with a start's state; {@code rows} are the couplings. */
    public void start(double[][] rows, SignMatrix patterns, Start start, RandomStream random) {
        start.set(patterns, spins, random);
        enter(rows);
    }

    private void enter(double[][] rows) {
        couplings = rows;
        Arrays.fill(fields, 0);
        for (int i = 0; i < spins.length; i++) {
            Kernels.axpy(spins[i], rows[i], fields, 0, fields.length);
        }
    }

    /** Makes one pass of d attempts. */
    public void pass(RandomStream random) {
        attempts.draw(random);
        for (int k = 0; k < spins.length; k++) {
            int i = attempts.sites()[k];
            next[i] = attempts.bits()[k] < bath.threshold(field(i)) ? 1 : -1;
            if (!order.parallel()) {
                turn(i);
            }
        }
        for (int i = 0; order.parallel() && i < spins.length; i++) {
            turn(i);
        }
    }

    private void turn(int i) {
        if (next[i] != spins[i]) {
            spins[i] = next[i];
            Kernels.axpy(2 * spins[i], couplings[i], fields, 0, fields.length);
        }
    }

    /** The field that spin i sees. */
    public double field(int i) {
        return self ? fields[i] : others(i);
    }

    private double others(int i) {
        return fields[i] - couplings[i][i] * spins[i];
    }

    /** The spins ±1, to be read only. */
    public int[] spins() {
        return spins;
    }

    /** E/d = −(1/2d) Σ_{i≠j} J_ij s_i s_j. */
    public double energy() {
        double sum = 0;
        for (int i = 0; i < spins.length; i++) {
            sum += spins[i] * others(i);
        }
        return -0.5 * sum / spins.length;
    }

    /** Writes the spins. */
    public void save(DataOutput out) throws IOException {
        SpinBits.write(spins, out);
    }

    /** Reads them and computes the fields anew. */
    public void load(double[][] rows, DataInput in) throws IOException {
        SpinBits.read(spins, in);
        enter(rows);
    }
}
