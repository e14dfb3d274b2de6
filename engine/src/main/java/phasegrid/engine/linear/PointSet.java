package phasegrid.engine.linear;

import java.util.Arrays;

/**
 * n points of d coordinates, packed once for the two products of an empirical score: inner products with a block of states,
 * and averages over points.
 *
 * <p>An inner product is one chain of fused multiply-adds over the coordinates in ascending order from +0, an average one
 * over the points in ascending order: that order defines the result, whatever form computes it. Immutable; 16 n d bytes.
 */
public final class PointSet {
    private static final int BLOCK = 512;
    private static final int UNROLLED = 4;

    private final int n;
    private final int d;
    private final double[][] rows;
    private final double[][] columns;
    private final double[] squares;

    private PointSet(double[] points, int n, int d) {
        this.n = n;
        this.d = d;
        rows = new double[n][];
        columns = new double[d][n];
        squares = new double[n];
        for (int mu = 0; mu < n; mu++) {
            rows[mu] = Arrays.copyOfRange(points, mu * d, (mu + 1) * d);
            squares[mu] = Kernels.sumOfSquares(rows[mu], 0, d);
            for (int i = 0; i < d; i++) {
                columns[i][mu] = rows[mu][i];
            }
        }
    }

    /** Packs the first n · d numbers of {@code points}, point after point. */
    public static PointSet of(double[] points, int n, int d) {
        if (n < 1 || d < 1 || points.length < (long) n * d) {
            throw new IllegalArgumentException("Cannot pack " + n + " points of " + d + " coordinates: there are "
                    + points.length + " numbers; give n · d of them");
        }
        return new PointSet(points, n, d);
    }

    /** n. */
    public int size() {
        return n;
    }

    /** d. */
    public int dimension() {
        return d;
    }

    /** |a_μ|². */
    public double square(int mu) {
        return squares[mu];
    }

    /** Copies point μ to place {@code at} of {@code out}. */
    public void copy(int mu, double[] out, int at) {
        System.arraycopy(rows[mu], 0, out, at, d);
    }

    /**
     * out[r n + μ] = fma(field, x_r·a_μ, −half |a_μ|²) for the first {@code count} rows of x: up to a constant the
     * logarithm of exp(−|x − s a|²/(2Δ)) with field = s/Δ and half = s²/(2Δ). 2 count n d operations.
     */
    public void logits(double[] x, int count, double field, double half, double[] out) {
        double[] sums = new double[n];
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            for (int r = 0; r < count; r++) {
                products(x, r * d, sums, from, to);
                for (int mu = from; mu < to; mu++) {
                    out[r * n + mu] = Math.fma(field, sums[mu], -half * squares[mu]);
                }
            }
        }
    }

    /** x·a_μ of one state, μ from (inclusive) to (exclusive). */
    private void products(double[] x, int at, double[] sums, int from, int to) {
        Arrays.fill(sums, from, to, 0);
        int i = 0;
        for (; i + UNROLLED <= d; i += UNROLLED) {
            four(x, at + i, columns[i], columns[i + 1], columns[i + 2], columns[i + 3], sums, from, to);
        }
        for (; i < d; i++) {
            Kernels.axpy(x[at + i], columns[i], sums, from, to);
        }
    }

    private static void four(
            double[] x, int at, double[] a, double[] b, double[] c, double[] e, double[] sums, int from, int to) {
        double xa = x[at];
        double xb = x[at + 1];
        double xc = x[at + 2];
        double xe = x[at + 3];
        for (int mu = from; mu < to; mu++) {
            sums[mu] = Math.fma(xe, e[mu], Math.fma(xc, c[mu], Math.fma(xb, b[mu], Math.fma(xa, a[mu], sums[mu]))));
        }
    }

    /** Puts Σ_μ w_μ a_μ to place {@code at} of {@code out}: 2 d operations for each weight that is not 0. */
    public void average(Softmax weights, double[] out, int at) {
        double[] sum = new double[d];
        int k = 0;
        for (; k + UNROLLED <= weights.count(); k += UNROLLED) {
            four(weights, k, sum);
        }
        for (; k < weights.count(); k++) {
            Kernels.axpy(weights.weight(k), rows[weights.index(k)], sum, 0, d);
        }
        System.arraycopy(sum, 0, out, at, d);
    }

    private void four(Softmax w, int k, double[] sum) {
        double[] a = rows[w.index(k)];
        double[] b = rows[w.index(k + 1)];
        double[] c = rows[w.index(k + 2)];
        double[] e = rows[w.index(k + 3)];
        double wa = w.weight(k);
        double wb = w.weight(k + 1);
        double wc = w.weight(k + 2);
        double we = w.weight(k + 3);
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.fma(we, e[i], Math.fma(wc, c[i], Math.fma(wb, b[i], Math.fma(wa, a[i], sum[i]))));
        }
    }
}
