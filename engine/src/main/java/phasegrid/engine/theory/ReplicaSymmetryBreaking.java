package phasegrid.engine.theory;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import phasegrid.engine.linear.Elementary;

/**
 * The Sherrington-Kirkpatrick model without field with k steps of replica symmetry breaking, 0 = q_0 &lt; q_1 … &lt; q_k.
 *
 * <p>{@code g_k(y) = ln 2cosh βy + ½β²(1 − q_k)}, {@code g_{l−1}(y) = m_l⁻¹ ln ∫Dz e^{m_l g_l(y + √(q_l − q_{l−1}) z)}},
 * {@code −βf = g_0(0) − ¼β² Σ_l m_l (q_l² − q_{l−1}²)} with q_{k+1} = m_{k+1} = 1, greatest f over all q and m. Errors below
 * 1e-6 in f. Source: {@code parisi1980sequence}, eqs. (10)-(13).
 *
 * @param beta inverse temperature, above 1
 * @param overlaps q_1 … q_k
 * @param weights m_1 … m_k
 */
public record ReplicaSymmetryBreaking(double beta, double[] overlaps, double[] weights) {
    /** Energy per spin at T = 0 with all steps, to 1e-8: {@code oppermann2007double}. */
    public static final double GROUND_ENERGY = -0.7631667265;

    private static final Map<Integer, Map<Double, ReplicaSymmetryBreaking>> KNOWN = new ConcurrentHashMap<>();
    private static final int POINTS = 96;
    private static final double RANGE = 7;
    private static final double STEP = 0.25;
    private static final int EVALUATIONS = 4000;

    /** The solution with {@code steps} steps, 1 to 3; remembered. */
    public static ReplicaSymmetryBreaking of(double beta, int steps) {
        return KNOWN.computeIfAbsent(steps, k -> new ConcurrentHashMap<>())
                .computeIfAbsent(beta, b -> greatest(b, steps));
    }

    /** Free energy per spin. */
    public double freeEnergy() {
        return freeEnergy(beta, overlaps, weights);
    }

    /** Energy per spin at the greatest free energy, −(β/2)(1 − ∫q²). */
    public double energy() {
        double mean = 0;
        for (int l = 0; l < overlaps.length; l++) {
            double next = l + 1 < weights.length ? weights[l + 1] : 1;
            mean += (next - weights[l]) * overlaps[l] * overlaps[l];
        }
        return -0.5 * beta * (1 - mean);
    }

    private static ReplicaSymmetryBreaking greatest(double beta, int steps) {
        double[] start = new double[2 * steps];
        double q = new ReplicaSymmetry(beta, 0).overlap();
        for (int l = 0; l < steps; l++) {
            start[l] = logit(l == steps - 1 ? Math.min(0.97, 1.05 * q) : 0.6);
            start[steps + l] = logit(l == steps - 1 ? Math.max(0.1, Math.min(0.6, 0.8 / beta)) : 0.4);
        }
        SimplexOptimizer optimizer = new SimplexOptimizer(1e-9, 1e-9);
        PointValuePair best = null;
        for (int again = 0; again < 2; again++) {
            best = optimizer.optimize(
                    new MaxEval(EVALUATIONS),
                    GoalType.MAXIMIZE,
                    new ObjectiveFunction(x -> freeEnergy(beta, fractions(x, 0), fractions(x, steps))),
                    new InitialGuess(again == 0 ? start : best.getPoint()),
                    new NelderMeadSimplex(2 * steps, 0.4));
        }
        return new ReplicaSymmetryBreaking(beta, fractions(best.getPoint(), 0), fractions(best.getPoint(), steps));
    }

    private static double logit(double p) {
        return Elementary.log(p / (1 - p));
    }

    /** Half of x as an ascending list in (0, 1): the last is free, each other a fraction of the next. */
    private static double[] fractions(double[] x, int from) {
        double[] values = new double[x.length / 2];
        double above = 1;
        for (int l = values.length - 1; l >= 0; l--) {
            above *= Elementary.sigmoid(x[from + l]);
            values[l] = above;
        }
        return values;
    }

    /** The rest g_l − ln 2cosh βy is smooth and even, and constant far out: splines on y ≥ 0. */
    static double freeEnergy(double beta, double[] overlaps, double[] weights) {
        int k = overlaps.length;
        double[] grid = new double[POINTS];
        double far = 4 + 8 / beta;
        Arrays.setAll(grid, i -> far * i / (POINTS - 1) * (0.15 + 0.85 * i / (POINTS - 1)));
        double[] rest = new double[POINTS];
        Arrays.fill(rest, 0.5 * beta * beta * (1 - overlaps[k - 1]));
        for (int l = k - 1; l >= 0; l--) {
            double width = Math.sqrt(overlaps[l] - (l == 0 ? 0 : overlaps[l - 1]));
            PolynomialSplineFunction spline = new SplineInterpolator().interpolate(grid, rest);
            double last = rest[POINTS - 1];
            double m = weights[l];
            double step = STEP / Math.max(1, 0.5 * beta * width);
            double[] next = new double[POINTS];
            int points = l == 0 ? 1 : POINTS;
            for (int i = 0; i < points; i++) {
                double y = grid[i];
                double here = logTwoCosh(beta * y) + rest[i];
                double sum = 0;
                double weight = 0;
                for (double z = -RANGE; z <= RANGE; z += step) {
                    double at = Math.abs(y + width * z);
                    double value = logTwoCosh(beta * at) + (at < far ? spline.value(at) : last);
                    double density = Elementary.exp(-0.5 * z * z);
                    sum += density * Elementary.exp(m * (value - here));
                    weight += density;
                }
                next[i] = here + Elementary.log(sum / weight) / m - logTwoCosh(beta * y);
            }
            rest = next;
        }
        return -(logTwoCosh(0) + rest[0] - 0.25 * beta * beta * squares(overlaps, weights)) / beta;
    }

    private static double squares(double[] overlaps, double[] weights) {
        int k = overlaps.length;
        double sum = 1 - overlaps[k - 1] * overlaps[k - 1];
        for (int l = 0; l < k; l++) {
            double before = l == 0 ? 0 : overlaps[l - 1];
            sum += weights[l] * (overlaps[l] * overlaps[l] - before * before);
        }
        return sum;
    }

    private static double logTwoCosh(double x) {
        return Elementary.logCosh(x) + Elementary.log(2);
    }
}
