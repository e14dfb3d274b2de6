package phasegrid.engine.theory;

import java.util.List;
import phasegrid.engine.linear.Elementary;

/**
 * Gaussian classes at the leaves of a tree, seen through unit noise: each branch at level l adds a vector of its own, orthogonal
 * to all others and of length r_l, so that centres of one group overlap. One level is a set of orthogonal classes.
 *
 * <p>Given the class c a leaf k has the posterior weight {@code X_k = p_k exp Σ_l (r_l² [same branch as c] + r_l z_branch)}. With
 * Z = Σ X, E[A/Z] = ∫_0^∞ E[A e^{−uZ}] du, and E e^{−uZ} is a product over branches, level by level: one-dimensional Gaussian
 * averages of functions of v = ln u on a lattice, at any number of classes. Errors below 1e-9 up to r_l = 12, where 1 − φ is
 * below 1e-15; larger r_l are taken as 12.
 */
public final class ClassTree {
    private static final double STEP = 0.1;
    private static final double REACH = 9;
    private static final double LARGEST = 12;
    private static final int POINTS = 10;

    private final double[] weights;
    private final int[] branching;
    private final double[] r;
    private final double low;
    private final int size;
    private final double[][] agreeing;
    private double[] wholeOfTruth;
    private double[] laplaceOfTruth;
    private double[] wholeOfOther;
    private double[] laplaceOfOther;

    /**
     * A tree whose first branches have the given weights (any scale), and which divides each branch of level l into
     * {@code branching[l]} equal ones, l from 0.
     *
     * @param signal r_l for each level, one more than {@code branching} has entries
     */
    public ClassTree(List<Double> weights, List<Double> branching, double[] signal) {
        double total = weights.stream().mapToDouble(Double::doubleValue).sum();
        this.weights = weights.stream().mapToDouble(w -> w / total).toArray();
        this.branching = branching.stream().mapToInt(Double::intValue).toArray();
        r = new double[signal.length];
        double sum = 0;
        double squares = 0;
        for (int l = 0; l < r.length; l++) {
            r[l] = Math.min(LARGEST, signal[l]);
            sum += r[l];
            squares += r[l] * r[l];
        }
        low = -1.5 * squares - REACH * sum - 45 + Elementary.log(lightest());
        size = (int) Math.ceil((REACH * sum + 8 - low - Elementary.log(lightest())) / STEP);
        agreeing = new double[r.length][];
        climb();
    }

    private double lightest() {
        double lightest = 1;
        for (double w : weights) {
            lightest = Math.min(lightest, w);
        }
        return lightest;
    }

    /** From the leaves, whose weight is 1, up to the first branches. */
    private void climb() {
        wholeOfTruth = new double[size];
        laplaceOfTruth = new double[size];
        for (int i = 0; i < size; i++) {
            laplaceOfTruth[i] = Elementary.exp(-Elementary.exp(low + i * STEP));
            wholeOfTruth[i] = laplaceOfTruth[i];
        }
        wholeOfOther = wholeOfTruth.clone();
        laplaceOfOther = laplaceOfTruth.clone();
        for (int l = r.length - 1; l >= 0; l--) {
            if (l < branching.length) {
                divide(branching[l]);
            }
            for (int deeper = l + 1; deeper < r.length; deeper++) {
                agreeing[deeper] = average(agreeing[deeper], r[l], true, true);
            }
            wholeOfTruth = average(wholeOfTruth, r[l], true, true);
            laplaceOfTruth = average(laplaceOfTruth, r[l], true, false);
            wholeOfOther = average(wholeOfOther, r[l], false, true);
            laplaceOfOther = average(laplaceOfOther, r[l], false, false);
            agreeing[l] = wholeOfTruth;
        }
    }

    /** From one branch to the sum of b of them, one of which may hold the truth: each function at every u. */
    private void divide(int b) {
        double[] truth = new double[size];
        double[] other = new double[size];
        double[] laplaceTruth = new double[size];
        double[] laplaceOther = new double[size];
        for (int i = 0; i < size; i++) {
            double rest = Elementary.pow(laplaceOfOther[i], b - 1);
            double second = b > 1 ? (b - 1) * Elementary.pow(laplaceOfOther[i], b - 2) * wholeOfOther[i] : 0;
            truth[i] = wholeOfTruth[i] * rest + laplaceOfTruth[i] * second;
            other[i] = b * wholeOfOther[i] * rest;
            laplaceTruth[i] = laplaceOfTruth[i] * rest;
            laplaceOther[i] = laplaceOfOther[i] * rest;
            for (double[] deeper : agreeing) {
                if (deeper != null) {
                    deeper[i] *= rest;
                }
            }
        }
        wholeOfTruth = truth;
        wholeOfOther = other;
        laplaceOfTruth = laplaceTruth;
        laplaceOfOther = laplaceOther;
    }

    /** E f(u y), or E y f(u y), y = exp(r z) or, along the truth, exp(r² + r z); at every u of the lattice. */
    private double[] average(double[] f, double r, boolean truth, boolean weighted) {
        double step = Math.min(0.5, 0.24 / Math.max(r, 1e-9));
        double drift = truth ? r * r : 0;
        double tilt = weighted ? r : 0;
        double[] sum = new double[size];
        for (int k = (int) Math.floor(-REACH / step); k * step <= REACH + tilt; k++) {
            double z = k * step;
            double weight = Quadrature.normalDensity(z) * (weighted ? Elementary.exp(drift + r * z) : 1);
            shift(f, drift + r * z, step * weight, sum);
        }
        return sum;
    }

    /** sum += weight f(v + by), by Lagrange's polynomial through ten points of the lattice. */
    private void shift(double[] f, double by, double weight, double[] sum) {
        int first = (int) Math.floor(by / STEP) - POINTS / 2 + 1;
        double[] basis = basis(by / STEP - Math.floor(by / STEP));
        int left = Math.max(0, Math.min(size, -first - POINTS + 1));
        int inner = Math.max(left, Math.min(size, -first));
        int outer = Math.max(inner, Math.min(size, size - first - POINTS + 1));
        int right = Math.max(outer, Math.min(size, size - first));
        for (int i = 0; i < left; i++) {
            sum[i] += weight * f[0];
        }
        for (int i = left; i < inner; i++) {
            sum[i] += weight * mixed(f, i + first, basis);
        }
        for (int i = inner; i < outer; i++) {
            double value = 0;
            for (int j = 0; j < POINTS; j++) {
                value = Math.fma(basis[j], f[i + first + j], value);
            }
            sum[i] += weight * value;
        }
        for (int i = outer; i < right; i++) {
            sum[i] += weight * mixed(f, i + first, basis);
        }
    }

    /** Ten points of the lattice and its continuation from {@code first} on, mixed. */
    private double mixed(double[] f, int first, double[] basis) {
        double value = 0;
        for (int j = 0; j < POINTS; j++) {
            value += basis[j] * at(f, first + j);
        }
        return value;
    }

    private static double[] basis(double x) {
        double[] basis = new double[POINTS];
        for (int j = 0; j < POINTS; j++) {
            basis[j] = 1;
            for (int k = 0; k < POINTS; k++) {
                if (k != j) {
                    basis[j] *= (x - (k - POINTS / 2 + 1)) / (j - k);
                }
            }
        }
        return basis;
    }

    /** On the left a function has reached its limit, on the right it is 0. */
    private double at(double[] f, int i) {
        return i < 0 ? f[0] : i < size ? f[i] : 0;
    }

    /** f at the lattice point i moved by {@code by}. */
    private double moved(double[] f, int i, double by) {
        int whole = (int) Math.floor(by / STEP);
        return mixed(f, i + whole - POINTS / 2 + 1, basis(by / STEP - whole));
    }

    /**
     * E Σ_g p(g | x)² over the groups g of level l, from 0: two clones, or a U-turn, agree in their first l + 1 branchings.
     */
    public double same(int level) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double[] others = others(i);
            for (int c = 0; c < weights.length; c++) {
                double own = moved(agreeing[level], i, Elementary.log(weights[c]));
                sum += weights[c] * weights[c] * own * others[c] * Elementary.exp(low + i * STEP);
            }
        }
        return sum * STEP;
    }

    /** E e^{−uZ}, less the factor of branch c, for each c. */
    private double[] others(int i) {
        double[] factor = new double[weights.length];
        for (int c = 0; c < weights.length; c++) {
            factor[c] = moved(laplaceOfOther, i, Elementary.log(weights[c]));
        }
        double[] others = new double[weights.length];
        for (int c = 0; c < weights.length; c++) {
            others[c] = 1;
            for (int k = 0; k < weights.length; k++) {
                others[c] *= k == c ? 1 : factor[k];
            }
        }
        return others;
    }

    /** The mutual information of class and x in nats: ln(leaves of a first branch) + Σ r_l² − E ln Z, E ln Z = ∫ (e^{−u} − E e^{−uZ}) dv. */
    public double information() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double[] others = others(i);
            double laplace = 0;
            for (int c = 0; c < weights.length; c++) {
                laplace += weights[c] * others[c] * moved(laplaceOfTruth, i, Elementary.log(weights[c]));
            }
            sum += Elementary.exp(-Elementary.exp(low + i * STEP)) - laplace;
        }
        double information = -sum * STEP;
        for (int b : branching) {
            information += Elementary.log(b);
        }
        for (double x : r) {
            information += x * x;
        }
        return information;
    }
}
