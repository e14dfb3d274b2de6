package phasegrid.engine.linear;

import java.util.Arrays;
import java.util.Objects;

/**
 * Weights {@code w_μ = e^{l_μ}/Σ e^{l_ν}} of n numbers l, kept as the list of those that matter.
 *
 * <p>A weight is 0 where {@code l_μ < max l − 33 − ln n}: all that is left out weighs less than 5e-15 of the whole. The
 * others keep the order of their indices; their exponentials are those of {@link Kernels#exp}, their sum that of
 * {@link Kernels#sum} over the list. Buffers are reused: one row at a time, one thread. O(n).
 */
public final class Softmax {
    private static final double DEPTH = 33;

    private final int[] index;
    private final double[] weight;
    private final double depth;
    private int count;
    private int largest;
    private double sum;
    private double top;

    /** Room for n numbers, n ≥ 1. */
    public Softmax(int n) {
        index = new int[n];
        weight = new double[n];
        depth = DEPTH + Elementary.log(n);
    }

    /** Takes the n numbers of {@code l} from place {@code from} on. */
    public void take(double[] l, int from) {
        Objects.checkFromIndexSize(from, index.length, l.length);
        top = Kernels.largest(l, from, from + index.length);
        keep(l, from, top - depth);
        Kernels.exp(weight, weight, 0, count);
        sum = Kernels.sum(weight, 0, count);
        for (int k = 0; k < count; k++) {
            weight[k] /= sum;
        }
    }

    private void keep(double[] l, int from, double least) {
        count = 0;
        for (int i = 0; i < index.length; i++) {
            if (l[from + i] >= least) {
                index[count] = i;
                weight[count] = l[from + i] - top;
                count++;
            }
        }
        largest = 0;
        while (weight[largest] != 0) {
            largest++;
        }
        largest = index[largest];
    }

    /** How many weights are not 0. */
    public int count() {
        return count;
    }

    /** The index of the k-th of them. */
    public int index(int k) {
        return index[k];
    }

    /** The k-th of them. */
    public double weight(int k) {
        return weight[k];
    }

    /** The weight of number i; O(log n). */
    public double of(int i) {
        int k = Arrays.binarySearch(index, 0, count, i);
        return k < 0 ? 0 : weight[k];
    }

    /** Puts all n weights, most of them 0, to place {@code at} of {@code out}. */
    public void scatter(double[] out, int at) {
        Arrays.fill(out, at, at + index.length, 0);
        for (int k = 0; k < count; k++) {
            out[at + index[k]] = weight[k];
        }
    }

    /** The index of the largest weight, the first of equals. */
    public int largest() {
        return largest;
    }

    /** The largest weight. */
    public double largestWeight() {
        return 1 / sum;
    }

    /** ln Σ e^{l_μ}. */
    public double logSum() {
        return top + Elementary.log(sum);
    }

    /** Σ w². */
    public double participation() {
        return Kernels.sumOfSquares(weight, 0, count);
    }

    /** −Σ w ln w, natural. */
    public double entropy() {
        double entropy = 0;
        for (int k = 0; k < count; k++) {
            entropy = Math.fma(-weight[k], Elementary.log(weight[k]), entropy);
        }
        return entropy;
    }

    /** The index at which the running sum of weights passes u in (0, 1): a draw. */
    public int draw(double u) {
        double passed = 0;
        for (int k = 0; k < count - 1; k++) {
            passed += weight[k];
            if (u < passed) {
                return index[k];
            }
        }
        return index[count - 1];
    }
}
