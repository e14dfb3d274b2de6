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
    /** Rows of a matrix of inner products that are made at once. */
    private static final int TOGETHER = 32;
    /** A weight by itself costs as much as so many in a product of whole rows. */
    private static final int ALONE = 3;

    private final int n;
    private final int d;
    private final PackedMatrix coordinates;
    private final PackedMatrix points;
    private final double[] squares;

    private PointSet(double[] numbers, int n, int d) {
        this.n = n;
        this.d = d;
        coordinates = PackedMatrix.of(d, n, at -> numbers[at % n * d + at / n]);
        points = PackedMatrix.of(n, d, at -> numbers[at]);
        squares = new double[n];
        for (int mu = 0; mu < n; mu++) {
            squares[mu] = Kernels.sumOfSquares(numbers, mu * d, (mu + 1) * d);
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
        points.copy(mu, out, at);
    }

    /**
     * out[r n + μ] = fma(field, x_r·a_μ, −half |a_μ|²) for the first {@code count} rows of x: up to a constant the
     * logarithm of exp(−|x − s a|²/(2Δ)) with field = s/Δ and half = s²/(2Δ). 2 count n d operations.
     */
    public void logits(double[] x, int count, double field, double half, double[] out, RowBlocks room) {
        coordinates.multiply(x, count, out, room);
        for (int r = 0; r < count; r++) {
            int at = r * n;
            int done = VectorForm.AVAILABLE ? VectorProduct.affine(field, out, at, -half, squares) : 0;
            for (int mu = done; mu < n; mu++) {
                out[at + mu] = Math.fma(field, out[at + mu], -half * squares[mu]);
            }
        }
    }

    /** Whether {@link #averages} is quicker than {@link #average} for so many weights that are not 0. */
    public boolean many(int weights) {
        return (long) weights * ALONE > n;
    }

    /** Puts Σ_μ w_μ a_μ to place {@code at} of {@code out}: 2 d operations for each weight that is not 0. */
    public void average(Softmax weights, double[] out, int at) {
        points.combine(weights, out, at);
    }

    /** The same, bit for bit, of {@code count} rows of n weights each: out[r d + i] = Σ_μ w_{rμ} a_{μi}. 2 count n d operations. */
    public void averages(double[] weights, int count, double[] out, RowBlocks room) {
        points.multiply(weights, count, out, room);
    }

    /**
     * Row i, up to the diagonal, of XᵀX where d ≤ n and of XXᵀ elsewhere: matrices of the same eigenvalues, but for zeros.
     * 2 min(n, d)² max(n, d) operations.
     */
    public double[][] gram() {
        PackedMatrix rows = d <= n ? coordinates : points;
        PackedMatrix columns = d <= n ? points : coordinates;
        int length = Math.max(n, d);
        double[][] lower = new double[Math.min(n, d)][];
        double[] block = new double[Math.min(TOGETHER, lower.length) * length];
        double[] products = new double[TOGETHER * lower.length];
        RowBlocks room = new RowBlocks();
        for (int first = 0; first < lower.length; first += TOGETHER) {
            int count = Math.min(TOGETHER, lower.length - first);
            for (int r = 0; r < count; r++) {
                rows.copy(first + r, block, r * length);
            }
            columns.multiply(block, count, products, room);
            for (int r = 0; r < count; r++) {
                int from = r * lower.length;
                lower[first + r] = Arrays.copyOfRange(products, from, from + first + r + 1);
            }
        }
        return lower;
    }
}
