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
import phasegrid.engine.linear.BitSlices;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.random.RandomStream;

/**
 * {@link SherringtonKirkpatrick} with couplings ±1: 64 replicas a rung, one bit each of the word {@code spins[i · stride + rung]},
 * so that one coupling is read for the replicas of all rungs. Replicas 32 to 63 began equal.
 *
 * <p>The number c of spins that would have s_i up is counted in bit slices. Metropolis flips where
 * {@code ±(c − a) ≤ g X}, a = (N − 1 − √N h)/2, g = √N/(4β), X exponential: ⌊g X⌋ is geometric, and its binary digits are
 * independent, digit k being 1 with probability {@code 1/(1 + e^{2^k/g})} (to 2⁻²⁴); a fraction δ that a leaves costs one more
 * bit, e^{−δ/g}. Heat bath draws one uniform for each replica, which is slower. Bond sums are kept as whole numbers.
 */
final class SignSpins implements Simulation.Chain<Couplings>, Rungs {
    private static final int LANES = Long.SIZE;
    private static final int HALF = LANES / 2;
    private static final long EQUAL = -1L << HALF;
    private static final double NOTHING = 0x1p-25;

    private final List<SherringtonKirkpatrick.Point> rungs;
    private final SherringtonKirkpatrick.Point p;
    private final int n;
    private final double root;
    private final int stride;
    private final int depth;
    private final double balance;
    private final boolean split;
    private final int digits;
    private final long[] masks;
    private final double[][] upChances;
    private final long[] spins;
    private final long[][] bonds;
    private final long[][] sums;
    private final long[] counts;
    private final long[] distances;
    private final long[] bits;
    private final long[] also;
    private final long[] flips;
    private final long[] chosen;
    private final long[] moved;
    private final long[] fromUp;
    private final long[] fromDown;
    private final long[] scratch;
    private final long[] carries = new long[BitSlices.CARRIES];
    private final long[] agreeing;
    private final int[] sites;
    private final long[][] lanes = new long[3][LANES];
    private final double[] uniforms = new double[LANES];
    private final Walkers walkers;
    private final Readings[] readings;
    private Couplings.Signs couplings;
    private RandomStream random;

    SignSpins(List<SherringtonKirkpatrick.Point> rungs) {
        this.rungs = rungs;
        p = rungs.get(0);
        n = p.d();
        root = Math.sqrt(n);
        stride = BitSlices.stride(rungs.size());
        balance = 0.5 * (n - 1 - root * p.field());
        depth = 2 + Long.SIZE - Long.numberOfLeadingZeros((long) (n + Math.abs(balance) + 2));
        split = balance != Math.rint(balance) && p.field() != 0;
        digits = digits();
        masks = new long[(digits + 2) * BitSlices.PRECISION * stride];
        writeMasks();
        upChances = rungs.stream().map(this::upChances).toArray(double[][]::new);
        spins = new long[n * stride];
        bonds = new long[rungs.size()][LANES];
        sums = new long[rungs.size()][LANES];
        counts = new long[depth * stride];
        distances = new long[depth * stride];
        bits = new long[(digits + 2) * stride];
        also = new long[stride];
        flips = new long[stride];
        chosen = new long[stride];
        moved = new long[2 * depth * stride];
        fromUp = new long[depth * stride];
        fromDown = new long[depth * stride];
        scratch = new long[Math.max(n, (digits + 2) * BitSlices.PRECISION) * stride];
        agreeing = new long[depth * stride];
        sites = new int[n];
        Arrays.setAll(sites, i -> i);
        walkers = new Walkers(rungs.size());
        readings = rungs.stream().map(Readings::new).toArray(Readings[]::new);
    }

    private static double steps(SherringtonKirkpatrick.Point at) {
        return Math.sqrt(at.d()) / (4 * at.beta());
    }

    /** The chance that digit k of ⌊g X⌋ is 1; of the last, above which no distance has one, that it or a higher one is. */
    private double digit(SherringtonKirkpatrick.Point at, int k) {
        double exponent = -Math.scalb(1 / steps(at), k);
        return k == depth - 2 ? Elementary.exp(exponent) : Elementary.sigmoid(exponent);
    }

    /** How many digits matter: those of numbers up to the largest distance, unless no rung ever sets them. */
    private int digits() {
        int k = 0;
        while (k < depth - 1 && digit(rungs.get(0), k) > NOTHING) {
            k++;
        }
        return k;
    }

    private void writeMasks() {
        BitSlices all = BitSlices.all(stride);
        for (int k = 0; k < rungs.size(); k++) {
            double steps = steps(rungs.get(k));
            for (int digit = 0; digit < digits; digit++) {
                all.mask(digit(rungs.get(k), digit), masks, digit, k);
            }
            all.mask(Elementary.exp((balance - Math.ceil(balance)) / steps), masks, digits, k);
            all.mask(Elementary.exp((Math.floor(balance) - balance) / steps), masks, digits + 1, k);
        }
    }

    /** The chance of s_i = + by heat bath at each count c. */
    private double[] upChances(SherringtonKirkpatrick.Point at) {
        double[] chances = new double[n];
        Arrays.setAll(chances, c -> Elementary.sigmoid((c - balance) / steps(at)));
        return chances;
    }

    @Override
    public int size() {
        return rungs.size();
    }

    private void use(Couplings quench, ReplicaBlock block) {
        couplings = (Couplings.Signs) quench;
        random = block.granule();
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
        for (int i = 0; i < n; i++) {
            spins[i * stride + rung] = -1;
        }
        Arrays.fill(bonds[rung], couplings.sum());
        Arrays.fill(sums[rung], n);
        BitSlices one = new BitSlices(stride, rung, rung + 1);
        for (int i = 0; i < n; i++) {
            count(one, i);
            long word = random.word();
            flips[rung] = (word & ~EQUAL) | (random.sign() < 0 ? EQUAL : 0);
            flip(one, i);
        }
        settle(rung);
    }

    @Override
    public void pass(Couplings quench, ReplicaBlock block) {
        use(quench, block);
        walkers.begin();
        p.protocol().pass(this);
    }

    @Override
    public void update(int from, int to) {
        BitSlices range = new BitSlices(stride, from, to == rungs.size() && from == 0 ? stride : to);
        boolean heatBath = p.dynamics() == SherringtonKirkpatrick.Dynamics.HEAT_BATH;
        for (int i = 0; i < n; i++) {
            count(range, i);
            if (heatBath) {
                heatBath(from, to, i);
            } else {
                metropolis(range, i);
            }
            flip(range, i);
        }
        for (int k = from; k < to; k++) {
            settle(k);
        }
    }

    /** distances ← c − ⌈a⌉ where s_i is up, ⌊a⌋ − c where it is down; counts hold c − 1 − the number of negative couplings. */
    private void count(BitSlices range, int i) {
        int negatives = couplings.negatives()[i];
        range.clear(counts, depth);
        range.count(spins, couplings.others()[i], 0, negatives, counts, depth, carries);
        range.complement(counts, depth);
        range.count(spins, couplings.others()[i], negatives, n - 1, counts, depth, carries);
        long up = negatives + 1 - (long) Math.ceil(balance);
        long down = (long) Math.floor(balance) - negatives;
        range.shifted(counts, spins, i * stride, up, down, distances, depth);
    }

    private void metropolis(BitSlices range, int i) {
        boolean whole = balance == Math.rint(balance);
        int planes = digits + (whole ? 0 : split ? 2 : 1);
        int words = planes * BitSlices.PRECISION * range.width();
        random.words(scratch, 0, words);
        range.bernoulli(scratch, 0, masks, bits, planes);
        for (int w = range.from(); w < range.to(); w++) {
            also[w] = whole ? -1 : bits[digits * stride + w];
        }
        if (split) {
            either(range, i);
        }
        range.atMost(distances, depth, bits, digits, also, flips);
    }

    /** In a field the fraction that a leaves differs for both signs of s_i. */
    private void either(BitSlices range, int i) {
        for (int w = range.from(); w < range.to(); w++) {
            long up = spins[i * stride + w];
            also[w] = (up & bits[digits * stride + w]) | (~up & bits[(digits + 1) * stride + w]);
        }
    }

    private void heatBath(int from, int to, int i) {
        BitSlices all = BitSlices.all(stride);
        for (int k = from; k < to; k++) {
            all.numbers(counts, depth, k, lanes[0]);
            random.uniforms(uniforms, 0, LANES);
            long up = 0;
            for (int r = 0; r < LANES; r++) {
                int c = (int) (lanes[0][r] + 1 + couplings.negatives()[i]) & ((1 << depth) - 1);
                up |= uniforms[r] < upChances[k][c] ? 1L << r : 0;
            }
            flips[k] = up ^ spins[i * stride + k];
        }
    }

    /** Flips the chosen replicas of spin i and notes by how much their bonds and spins change. */
    private void flip(BitSlices range, int i) {
        range.addSigned(distances, flips, depth, moved, 2 * depth);
        int row = i * stride;
        for (int w = range.from(); w < range.to(); w++) {
            chosen[w] = flips[w] & spins[row + w];
        }
        range.add(chosen, 0, fromUp, depth);
        for (int w = range.from(); w < range.to(); w++) {
            chosen[w] = flips[w] & ~spins[row + w];
            spins[row + w] ^= flips[w];
        }
        range.add(chosen, 0, fromDown, depth);
    }

    /** A flip of cost v = s_i Σ J_ij s_j = 2 · distance ± rest changes Σ_{i&lt;j} J s s by −2v. */
    private void settle(int rung) {
        BitSlices all = BitSlices.all(stride);
        all.numbers(moved, 2 * depth, rung, lanes[0]);
        all.numbers(fromUp, depth, rung, lanes[1]);
        all.numbers(fromDown, depth, rung, lanes[2]);
        long restUp = 2 * (long) Math.ceil(balance) - (n - 1);
        long restDown = n - 1 - 2 * (long) Math.floor(balance);
        int unused = Long.SIZE - 2 * depth;
        for (int r = 0; r < LANES; r++) {
            long distance = lanes[0][r] << unused >> unused;
            bonds[rung][r] -= 4 * distance + 2 * (restUp * lanes[1][r] + restDown * lanes[2][r]);
            sums[rung][r] += 2 * (lanes[2][r] - lanes[1][r]);
        }
        BitSlices one = new BitSlices(stride, rung, rung + 1);
        one.clear(moved, 2 * depth);
        one.clear(fromUp, depth);
        one.clear(fromDown, depth);
    }

    @Override
    public void copy(int from, int to) {
        for (int i = 0; i < n * stride; i += stride) {
            spins[i + to] = spins[i + from];
        }
        System.arraycopy(bonds[from], 0, bonds[to], 0, LANES);
        System.arraycopy(sums[from], 0, sums[to], 0, LANES);
    }

    @Override
    public void exchange(int rung) {
        double step = rungs.get(rung + 1).beta() - rungs.get(rung).beta();
        long swapped = 0;
        for (int r = 0; r < LANES; r++) {
            double gain = step * (energy(rung + 1, r) - energy(rung, r));
            if (gain >= 0 || random.uniform() < Elementary.exp(gain)) {
                swapped |= 1L << r;
                swap(bonds, rung, r);
                swap(sums, rung, r);
            }
        }
        for (int i = 0; i < n * stride; i += stride) {
            long differ = (spins[i + rung] ^ spins[i + rung + 1]) & swapped;
            spins[i + rung] ^= differ;
            spins[i + rung + 1] ^= differ;
        }
        walkers.exchanged(rung, swapped);
    }

    private static void swap(long[][] values, int rung, int r) {
        long kept = values[rung][r];
        values[rung][r] = values[rung + 1][r];
        values[rung + 1][r] = kept;
    }

    private double energy(int rung, int r) {
        return -bonds[rung][r] / root - p.field() * sums[rung][r];
    }

    @Override
    public void measure(Couplings quench, Recorder out) {
        BitSlices all = BitSlices.all(stride);
        for (int i = 0; i < n * stride; i++) {
            long s = spins[i];
            long next = ((s >>> 1) & ~(1L << (HALF - 1) | 1L << (LANES - 1))) | ((s & (1L | 1L << HALF)) << (HALF - 1));
            scratch[i] = ~(s ^ next);
        }
        all.clear(agreeing, depth);
        all.count(scratch, sites, 0, n, agreeing, depth, carries);
        for (int k = 0; k < rungs.size(); k++) {
            all.numbers(agreeing, depth, k, lanes[0]);
            for (int r = 0; r < LANES; r++) {
                double began = overlap(r % HALF);
                double equal = overlap(r % HALF + HALF);
                readings[k].replica(bonds[k][r] / root, (double) sums[k][r]);
                readings[k].overlap(overlap(r));
                readings[k].gap(equal * equal - began * began);
                readings[k].flush(out, k, r);
                Readings.walk(out, walkers, k, r, r, r + 1);
            }
        }
    }

    /** q of replica r and the next one of its half. */
    private double overlap(int r) {
        return (2.0 * lanes[0][r] - n) / n;
    }

    @Override
    public double[] configuration(Couplings quench, int rung, int replica) {
        double[] signs = new double[n];
        Arrays.setAll(signs, i -> (spins[i * stride + rung] >>> replica & 1) == 0 ? -1 : 1);
        return signs;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < rungs.size(); k++) {
                out.writeLong(spins[i * stride + k]);
            }
        }
        for (int k = 0; k < rungs.size(); k++) {
            for (int r = 0; r < LANES; r++) {
                out.writeInt((int) bonds[k][r]);
                out.writeInt((int) sums[k][r]);
            }
        }
        walkers.save(out);
    }

    @Override
    public void load(Couplings quench, DataInput in) throws IOException {
        couplings = (Couplings.Signs) quench;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < rungs.size(); k++) {
                spins[i * stride + k] = in.readLong();
            }
        }
        for (int k = 0; k < rungs.size(); k++) {
            for (int r = 0; r < LANES; r++) {
                bonds[k][r] = in.readInt();
                sums[k][r] = in.readInt();
            }
        }
        walkers.load(in);
    }
}
