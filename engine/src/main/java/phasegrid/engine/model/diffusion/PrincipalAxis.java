package phasegrid.engine.model.diffusion;

import java.util.Arrays;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.PointSet;
import phasegrid.engine.linear.RowBlocks;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.Dip;

/**
 * The largest eigenvalue of the covariance of n centred points in d coordinates, and what their projections look like.
 *
 * <p>Λ̂ is that of XᵀX/n, by power iteration. With γ = d/n and the other eigenvalues all equal to s² it is too large: Λ̂ = ℓ s²
 * (1 + γ/(ℓ − 1)), Λ = ℓ s² the true one, and it knows nothing of Λ where ℓ − 1 ≤ √γ. Both are solved for together with
 * (d − 1) s² + Λ = Tr XᵀX/n. Source: {@code baik2006eigenvalues}, theorem 1.1. O(n d) an iteration.
 *
 * @param sample Λ̂
 * @param spike Λ; where it is not resolved the largest that would not be, s²(1 + √γ)
 * @param bulk s²
 * @param resolved whether Λ̂ lies above the bulk of pure noise and its fluctuations, with a false alarm of 0.001
 * @param cumulant U4 = 1 − ⟨q⁴⟩/(3⟨q²⟩²) of the projections q: 0 of a Gaussian, 2/3 of two points
 * @param dip √n times Hartigan's dip of q
 * @param sides 1 where q is positive
 */
record PrincipalAxis(
        double sample, double spike, double bulk, boolean resolved, double cumulant, double dip, byte[] sides) {
    private static final int MOST_ITERATIONS = 1000;
    private static final double CONVERGED = 1e-10;
    private static final int ROUNDS = 100;
    /** The Tracy-Widom law of real matrices has 0.001 above this. */
    private static final double RARE_EDGE = 3.27;

    static PrincipalAxis of(PointSet points) {
        int n = points.size();
        int d = points.dimension();
        double trace = 0;
        for (int mu = 0; mu < n; mu++) {
            trace += points.square(mu);
        }
        double[] axis = axis(points);
        double[] q = new double[n];
        points.logits(axis, 1, 1, 0, q, new RowBlocks());
        double sample = Kernels.sumOfSquares(q, 0, n) / n;
        double gamma = (double) d / n;
        double spike = sample;
        double bulk = 0;
        for (int i = 0; i < ROUNDS; i++) {
            bulk = Math.max(0, trace / n - spike) / (d - 1);
            spike = bulk == 0 ? sample : bulk * population(sample / bulk, gamma);
        }
        byte[] sides = new byte[n];
        for (int mu = 0; mu < n; mu++) {
            sides[mu] = (byte) (q[mu] > 0 ? 1 : 0);
        }
        boolean resolved = sample > bulk * noiseEdge(n, d);
        return new PrincipalAxis(sample, spike, bulk, resolved, cumulant(q), Math.sqrt(n) * Dip.of(q), sides);
    }

    /** A unit vector along the eigenvector; the start is the same for all data, the sign as it comes. */
    private static double[] axis(PointSet points) {
        double[] v = new double[points.dimension()];
        double[] next = new double[v.length];
        double[] q = new double[points.size()];
        RandomStream.of(StreamKey.of("principal axis", "start"), 0, 0, 0).gaussians(v, 0, v.length);
        normalise(v);
        RowBlocks room = new RowBlocks();
        double moved = 1;
        for (int i = 0; i < MOST_ITERATIONS && moved > CONVERGED; i++) {
            points.logits(v, 1, 1, 0, q, room);
            points.averages(q, 1, next, room);
            if (!normalise(next)) {
                return v;
            }
            moved = 1 - Math.abs(Kernels.dot(v, next, 0, v.length));
            System.arraycopy(next, 0, v, 0, v.length);
        }
        return v;
    }

    private static boolean normalise(double[] v) {
        double length = Math.sqrt(Kernels.sumOfSquares(v, 0, v.length));
        if (length > 0) {
            Kernels.scale(1 / length, v, 0, v.length);
        }
        return length > 0;
    }

    /** ℓ of Λ̂/s² = ℓ(1 + γ/(ℓ − 1)), at least the 1 + √γ where it ceases to be seen. */
    static double population(double sample, double gamma) {
        double edge = 1 + Math.sqrt(gamma);
        if (sample <= edge * edge) {
            return edge;
        }
        double half = 0.5 * (sample + 1 - gamma);
        return half + Math.sqrt(half * half - sample);
    }

    /** What the largest eigenvalue of noise of variance 1 exceeds with probability 0.001. */
    private static double noiseEdge(int n, int d) {
        double root = Math.sqrt(n) + Math.sqrt(d);
        double width = root * Elementary.exp(Elementary.log(1 / Math.sqrt(n) + 1 / Math.sqrt(d)) / 3);
        return (root * root + RARE_EDGE * width) / n;
    }

    private static double cumulant(double[] q) {
        double[] squares = new double[q.length];
        Arrays.setAll(squares, i -> q[i] * q[i]);
        double second = Kernels.sum(squares, 0, q.length) / q.length;
        double fourth = Kernels.sumOfSquares(squares, 0, q.length) / q.length;
        return second == 0 ? 0 : 1 - fourth / (3 * second * second);
    }
}
