package phasegrid.engine.model.memory;

import java.util.Arrays;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;

/**
 * An {@link ExponentialQuery} to binary patterns that exist in law only: a pattern is d random bits, set where it agrees with
 * ξ, drawn anew from their place in the stream. Overlaps with any x are sums of one table entry for each byte.
 */
final class SignQuery implements ExponentialQuery {
    private static final int BYTE = 256;

    private final int d;
    private final int words;
    private final int[] order;
    private final double[] x;
    private final double[][] tables;
    private final double[][] plain;
    private final long[] bits;
    private RandomStream noise;
    private RandomStream overlaps;

    SignQuery(ExponentialHopfield.Point p) {
        d = p.d();
        words = (d + Long.SIZE - 1) / Long.SIZE;
        order = new int[d];
        x = new double[d];
        int bytes = (d + Byte.SIZE - 1) / Byte.SIZE;
        tables = new double[bytes][BYTE];
        plain = new double[bytes][BYTE];
        bits = new long[words * Softmax.CHUNK];
        Arrays.fill(x, 1);
        tabulate(plain);
    }

    /** The site i of x relative to ξ in table i/8, bit i mod 8. */
    private void tabulate(double[][] out) {
        for (int b = 0; b < out.length; b++) {
            for (int v = 0; v < BYTE; v++) {
                double sum = 0;
                for (int i = b * Byte.SIZE; i < Math.min(d, (b + 1) * Byte.SIZE); i++) {
                    sum += (v >>> (i - b * Byte.SIZE) & 1) == 1 ? x[i] : -x[i];
                }
                out[b][v] = sum;
            }
        }
    }

    @Override
    public void draw(float[] patterns, RandomStream random, RandomStream stream) {
        noise = random;
        overlaps = stream;
        Arrays.setAll(order, i -> i);
        random.permute(order);
    }

    @Override
    public int stations() {
        return d / 2;
    }

    @Override
    public double overlap(int station) {
        return 1 - 2.0 * station / d;
    }

    @Override
    public void at(int station) {
        Arrays.fill(x, 1);
        for (int k = 0; k < station; k++) {
            x[order[k]] = -1;
        }
        tabulate(tables);
    }

    @Override
    public void at(double a) {
        at(ExponentialHopfield.flips(d, a));
    }

    @Override
    public void diffuse(double variance) {
        noise.gaussians(x, 0, d);
        for (int i = 0; i < d; i++) {
            x[i] = Math.fma(Math.sqrt(variance), x[i], 1);
        }
        tabulate(tables);
    }

    @Override
    public double norm() {
        return d;
    }

    @Override
    public double squared() {
        return Kernels.sumOfSquares(x, 0, d);
    }

    @Override
    public double signal() {
        return Kernels.sum(x, 0, d);
    }

    @Override
    public void scores(int from, int count, double[] out) {
        look(tables, from, count, out);
    }

    @Override
    public void aligned(int from, int count, double[] out) {
        look(plain, from, count, out);
    }

    @Override
    public void norms(int from, int count, double[] out) {
        Arrays.fill(out, 0, count, d);
    }

    private void look(double[][] table, int from, int count, double[] out) {
        overlaps.seek((long) from * words);
        overlaps.words(bits, 0, count * words);
        for (int k = 0; k < count; k++) {
            double sum = 0;
            for (int b = 0; b < table.length; b++) {
                long word = bits[k * words + b / Long.BYTES];
                sum += table[b][(int) (word >>> (Byte.SIZE * (b % Long.BYTES))) & 0xff];
            }
            out[k] = sum;
        }
    }
}
