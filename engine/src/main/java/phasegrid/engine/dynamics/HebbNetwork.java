package phasegrid.engine.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import phasegrid.engine.linear.HebbKernel;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;

/**
 * Spins under heat-bath updates with Hebb's couplings {@code J_ij = (1/d) Σ_μ ξ_i^μ ξ_j^μ}, with or without J_ii = K/d.
 *
 * <p>Fields times d and overlaps times d are whole numbers, kept exactly. A pass goes by overlaps, or, after a pass in which
 * next to nothing turned, by maintained fields; a network of which no spin can turn is left alone, as streams begin anew at
 * each pass. These choices move time, never a bit. The spins are the whole state.
 */
public final class HebbNetwork {
    private static final int FEW = 64;

    private final Order order;
    private final Attempts attempts;
    private final long[] thresholds;
    private final int self;
    private final int[] spins;
    private final int[] fields;
    private final int[] overlaps;
    private SignMatrix patterns;
    private int[][] halves;
    private boolean byFields;
    private boolean resting;

    /**
     * Room for d spins.
     *
     * @param count how many patterns
     * @param selfCoupling whether a spin sees J_ii s_i
     */
    public HebbNetwork(int d, int count, HeatBath bath, Order order, boolean selfCoupling) {
        this.order = order;
        attempts = new Attempts(order, d);
        thresholds = bath.thresholds(1.0 / d, Math.multiplyExact(d, count));
        self = selfCoupling ? 0 : count;
        spins = new int[d];
        fields = new int[d];
        overlaps = HebbKernel.overlaps(count);
    }

    /** Begins with a start's state. */
    public void start(SignMatrix stored, Start start, RandomStream random) {
        start.set(stored, spins, random);
        enter(stored);
    }

    private void enter(SignMatrix stored) {
        halves = null;
        patterns = stored;
        HebbKernel.refresh(patterns, spins, overlaps);
        byFields = false;
        resting = false;
    }

    /** Makes one pass of d attempts. */
    public void pass(RandomStream random) {
        if (resting) {
            return;
        }
        attempts.draw(random);
        if (order.parallel()) {
            int turns = HebbKernel.together(patterns, self, attempts.bits(), thresholds, spins, overlaps, fields);
            resting = turns == 0 && rests();
            return;
        }
        int turns = byFields
                ? HebbKernel.byFields(
                        patterns, halves, self, attempts.sites(), attempts.bits(), thresholds, spins, overlaps, fields)
                : HebbKernel.byOverlaps(patterns, self, attempts.sites(), attempts.bits(), thresholds, spins, overlaps);
        choose(turns);
    }

    /** A turn costs maintained fields about columns/1000 ns a site where bits are counted by vectors, a pass by overlaps columns/10 ns a site. */
    private void choose(int turns) {
        boolean next = turns <= FEW;
        if (next && !byFields) {
            halves = halves == null ? patterns.halves() : halves;
            HebbKernel.fields(patterns, overlaps, fields);
        }
        byFields = next;
        resting = turns == 0 && rests();
    }

    private boolean rests() {
        return HebbKernel.resting(self, 1L << HeatBath.BITS, thresholds, spins, fields);
    }

    /** The spins ±1, to be read only. */
    public int[] spins() {
        return spins;
    }

    /** M_μ = Σ_i ξ_i^μ s_i. */
    public int overlap(int pattern) {
        return overlaps[pattern];
    }

    /** Σ M_μ² over the patterns from {@code first} on. */
    public double squares(int first) {
        double sum = 0;
        for (int mu = first; mu < patterns.columns(); mu++) {
            sum += (double) overlaps[mu] * overlaps[mu];
        }
        return sum;
    }

    /** The largest |M_μ| over the patterns from {@code first} on; 0 where there are none. */
    public int largest(int first) {
        int largest = 0;
        for (int mu = first; mu < patterns.columns(); mu++) {
            largest = Math.max(largest, Math.abs(overlaps[mu]));
        }
        return largest;
    }

    /** E/d = −(1/2d) Σ_{i≠j} J_ij s_i s_j. */
    public double energy() {
        double d = spins.length;
        return -0.5 * (squares(0) / d - patterns.columns()) / d;
    }

    /** Writes the spins. */
    public void save(DataOutput out) throws IOException {
        SpinBits.write(spins, out);
    }

    /** Reads them and computes the rest anew. */
    public void load(SignMatrix stored, DataInput in) throws IOException {
        SpinBits.read(spins, in);
        enter(stored);
    }
}
