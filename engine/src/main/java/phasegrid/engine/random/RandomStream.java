package phasegrid.engine.random;

import java.util.Objects;
import phasegrid.engine.linear.BoxMuller;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.Threefry;

/**
 * Random numbers of one address (disorder, thermal, epoch) under one key, at a movable position.
 *
 * <p>Position i is Threefry's counter: word 0 = disorder (32 bits), thermal (24), the epoch's upper 8; word 1 = the
 * epoch's lower 28 bits, i (36). One counter gives two 64-bit words; single draws use both, one after the other, except
 * {@link #gaussian}, which takes a whole counter.
 *
 * <p>Bulk draws start at the next whole counter. A block of 64 outputs takes 32 counters: output j &lt; 32 is the first
 * word (for Gaussians the cosine branch) of counter j, output 32 + j its second word (the sine branch). A last block of
 * r &lt; 64 outputs takes h = ⌈r/2⌉ counters: h firsts, then r − h seconds. This layout is part of every stored result.
 *
 * <p>Mutable, for one thread. No draw allocates.
 */
public final class RandomStream {
    /** Disorder indices are below 2³². */
    public static final long DISORDERS = 1L << 32;
    /** Thermal indices are below 2²⁴. */
    public static final long THERMALS = 1L << 24;
    /** Epochs are below 2³⁶. */
    public static final long EPOCHS = 1L << 36;
    /** Positions are below 2³⁶ counters. */
    public static final long POSITIONS = 1L << 36;

    private final Threefry threefry;
    private final Scratch scratch;
    private long address0;
    private long address1;
    private long index;
    private boolean pending;

    private RandomStream(StreamKey key, Scratch scratch) {
        threefry = new Threefry(key.high(), key.low());
        this.scratch = scratch;
    }

    /** The stream of an address, at position 0. */
    public static RandomStream of(StreamKey key, long disorder, long thermal, long epoch) {
        return of(key, disorder, thermal, epoch, new Scratch());
    }

    /** The same stream with room that it shares with others of its thread: then it takes about 100 bytes. */
    public static RandomStream of(StreamKey key, long disorder, long thermal, long epoch, Scratch scratch) {
        RandomStream stream = new RandomStream(key, scratch);
        stream.restart(disorder, thermal, epoch);
        return stream;
    }

    /** Moves this object to position 0 of another address under the same key. */
    public void restart(long disorder, long thermal, long epoch) {
        check("disorder index", disorder, DISORDERS);
        check("thermal index", thermal, THERMALS);
        check("epoch", epoch, EPOCHS);
        address0 = (disorder << 32) | (thermal << 8) | (epoch >>> 28);
        address1 = epoch << 36;
        seek(0);
    }

    /** Moves to a whole counter, 0 ≤ position ≤ {@link #POSITIONS}, in O(1). */
    public void seek(long position) {
        check("position", position, POSITIONS + 1);
        index = position;
        pending = false;
    }

    /** 64 random bits. */
    public long word() {
        if (pending) {
            pending = false;
            return threefry.second();
        }
        advance();
        pending = true;
        return threefry.first();
    }

    /** Uniform in the open interval (0, 1): (m + ½) 2⁻⁵² with 52 random bits m. */
    public double uniform() {
        return BoxMuller.uniform(word());
    }

    /** Uniform in 0 … bound − 1, without bias; Lemire, ACM TOMACS 29 (2019) 3. */
    public int below(int bound) {
        return (int) below((long) bound);
    }

    /** Uniform in 0 … bound − 1, without bias; Lemire, ACM TOMACS 29 (2019) 3, algorithm 5. */
    public long below(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException(
                    "Cannot draw below " + bound + ": the bound must be positive; give the number of choices");
        }
        long word = word();
        if (word * bound >= 0 && word * bound < bound) {
            return below(bound, word);
        }
        return high(word, bound);
    }

    /** Sign ±1 with probability ½ each: the upper bit of a word. */
    public int sign() {
        return word() < 0 ? -1 : 1;
    }

    /** True with probability p in [0, 1] (to 2⁻⁵²); never at 0, always at 1. */
    public boolean bernoulli(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    "Cannot draw with probability " + p + ": it is outside [0, 1]; give a probability");
        }
        return uniform() < p;
    }

    /** Exponential with mean 1: −ln u, at most 36.8. */
    public double exponential() {
        return -Elementary.log(uniform());
    }

    /** Standard Gaussian: the cosine branch of the next whole counter, as {@link #gaussians} of length 1. */
    public double gaussian() {
        pending = false;
        advance();
        return BoxMuller.cosine(threefry.first(), threefry.second());
    }

    /** Gamma of the given shape > 0, scale 1; Marsaglia and Tsang, ACM TOMS 26 (2000) 363; below 1 by u^{1/shape}. */
    public double gamma(double shape) {
        if (!(shape > 0 && shape < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Cannot draw a gamma variate of shape " + shape + ": it must be positive and finite");
        }
        return shape < 1 ? gammaFromOne(shape + 1) * Elementary.pow(uniform(), 1 / shape) : gammaFromOne(shape);
    }

    /** χ² with k > 0 degrees of freedom, not necessarily whole: 2 gamma(k/2). */
    public double chiSquared(double k) {
        return 2 * gamma(0.5 * k);
    }

    /** Permutes in place, all orders equally likely: Fisher–Yates from the end. */
    public void permute(int[] a) {
        for (int i = a.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int kept = a[i];
            a[i] = a[j];
            a[j] = kept;
        }
    }

    /** Random bits in bulk, in the layout of the class comment. */
    public void words(long[] out, int from, int to) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int at = from; at < to; ) {
            int length = fill(to - at);
            Kernels.alternate(scratch.firsts, scratch.seconds, out, at, length);
            at += length;
        }
    }

    /** Uniforms in (0, 1) in bulk, in the layout of the class comment. */
    public void uniforms(double[] out, int from, int to) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int at = from; at < to; ) {
            int length = fill(to - at);
            for (int i = 0; i < (length + 1) / 2; i++) {
                scratch.cosines[i] = BoxMuller.uniform(scratch.firsts[i]);
                scratch.sines[i] = BoxMuller.uniform(scratch.seconds[i]);
            }
            Kernels.alternate(scratch.cosines, scratch.sines, out, at, length);
            at += length;
        }
    }

    /** Standard Gaussians in bulk, in the layout of the class comment. */
    public void gaussians(double[] out, int from, int to) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int at = from; at < to; ) {
            int length = fill(to - at);
            Scratch s = scratch;
            s.boxMuller.pairs(s.firsts, s.seconds, s.cosines, s.sines, (length + 1) / 2);
            Kernels.alternate(scratch.cosines, scratch.sines, out, at, length);
            at += length;
        }
    }

    /** Draws the words of at most 2 · BLOCK outputs; answers how many outputs they serve. */
    private int fill(int wanted) {
        int length = Math.min(wanted, 2 * BoxMuller.BLOCK);
        int count = (length + 1) / 2;
        pending = false;
        room(count);
        threefry.block(address0, address1 | index, scratch.firsts, scratch.seconds, count);
        index += count;
        return length;
    }

    private void advance() {
        room(1);
        threefry.at(address0, address1 | index);
        index++;
    }

    private void room(int count) {
        if (index + count > POSITIONS) {
            throw new IllegalStateException("Cannot draw at position " + index + ": a stream has 2^36 counters;"
                    + " restart it at another epoch");
        }
    }

    /** Redraws while the lower product is below 2⁶⁴ mod bound. */
    private long below(long bound, long word) {
        long threshold = Long.remainderUnsigned(-bound, bound);
        long drawn = word;
        while (Long.compareUnsigned(drawn * bound, threshold) < 0) {
            drawn = word();
        }
        return high(drawn, bound);
    }

    /** The upper 64 bits of word × bound, word unsigned, bound positive. */
    private static long high(long word, long bound) {
        return Math.multiplyHigh(word, bound) + ((word >> 63) & bound);
    }

    /** d v, v = (1 + x/√(9d))³ with Gaussian x, accepted where ln u < x²/2 + d − d v + d ln v; d = shape − ⅓. */
    private double gammaFromOne(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double w = Math.fma(c, x, 1);
            double v = w * w * w;
            if (v > 0 && Elementary.log(uniform()) < 0.5 * x * x + d * (1 - v + Elementary.log(v))) {
                return d * v;
            }
        }
    }

    private static void check(String name, long value, long end) {
        if (value < 0 || value >= end) {
            throw new IllegalArgumentException("Cannot place a random stream: the " + name + " " + value
                    + " is outside [0, " + end + "); split the work over keys instead");
        }
    }
}
