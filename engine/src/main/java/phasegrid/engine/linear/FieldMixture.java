package phasegrid.engine.linear;

import java.util.Arrays;

/**
 * d spins ±1 in their own fields b_i, with a uniform field u_q on top that is itself random:
 * {@code p(a, q) ∝ e^{c_q + Σ_i (u_q + b_i) a_i}}. Gives the law of q, the mean {@code ⟨a_i⟩ = Σ_q w_q tanh(u_q + b_i)} and
 * the probabilities from which a is drawn.
 *
 * <p>{@code ln w_q = c_q + Σ_i ln 2cosh(u_q + b_i)}, up to what all q share. With p = e^{b−|b|}, m = e^{−b−|b|} (one of the two
 * is 1) and likewise P, M of u, {@code 2cosh(u + b) = e^{|u|+|b|} (P p + M m)} and {@code tanh(u + b) = (P p − M m)/(P p + M m)}:
 * no exponential inside the loops, no cancellation, no overflow at any b. The d factors fma(P, p, M m) are multiplied in
 * 32 lanes (factor i in lane i mod 32, each in order of i), whose exponents are taken off every {@code rows} rows and at the
 * end; then lane j takes lane j + w for w = 16, 8, 4, 2, 1. Weights below e^{−37} of the largest are 0 by definition. Means
 * are summed in order of q, each term fused. Buffers are its own: for one thread. Relative error about 1e-14 · √d.
 */
public final class FieldMixture {
    /** The largest |u|: beyond it a factor could underflow. */
    public static final double LARGEST = 300;

    private static final double CUT = 37;
    private static final double LN2 = 0.6931471805599453;
    static final long MANTISSA = 0x000f_ffff_ffff_ffffL;
    static final long ONE = 0x3ff0_0000_0000_0000L;
    static final int BIAS = 1023;

    private final int d;
    private final int stride;
    private final double slack;
    private final int rows;
    private final double[] u;
    private final double[] offset;
    private final double[] up;
    private final double[] down;
    private final double[] plus;
    private final double[] minus;
    private final double[] weight;
    private final double[] lanes = new double[Kernels.LANES];
    private final double[] product;
    private final long[] exponent;
    private final int[] asked;
    private final boolean vector;

    /**
     * Uniform fields u_q in ascending order, with their c_q.
     *
     * @param d how many spins there are
     * @param stride after how many nodes the law of q is looked at first
     * @param slack how much ln w may rise between two such nodes above the larger of them: parts that cannot hold a weight
     *     are left out. At stride 1 every node is evaluated
     */
    public FieldMixture(int d, double[] u, double[] c, int stride, double slack) {
        this(d, u, c, stride, slack, VectorForm.AVAILABLE);
    }

    FieldMixture(int d, double[] u, double[] c, int stride, double slack, boolean vector) {
        double largest = Math.max(Math.abs(u[0]), Math.abs(u[u.length - 1]));
        if (!(largest <= LARGEST)) {
            throw new IllegalArgumentException("Cannot put spins into a field of " + largest
                    + ": factors of their weights underflow above " + LARGEST + "; give a weaker one");
        }
        this.d = d;
        this.stride = stride;
        this.slack = slack;
        this.u = u.clone();
        rows = (int) Math.max(1, Math.min(64, LARGEST / Math.max(1, largest)));
        offset = new double[u.length];
        up = new double[u.length];
        down = new double[u.length];
        for (int q = 0; q < u.length; q++) {
            offset[q] = c[q] + d * Math.abs(u[q]);
            up[q] = Elementary.exp(u[q] - Math.abs(u[q]));
            down[q] = Elementary.exp(-u[q] - Math.abs(u[q]));
        }
        weight = new double[u.length];
        product = new double[u.length];
        exponent = new long[u.length];
        asked = new int[u.length];
        plus = new double[d];
        minus = new double[d];
        this.vector = vector;
    }

    /**
     * The uniform fields {@code u = J m + h} that make {@code p(a) ∝ exp(J (Σa)²/2d + h Σa)} out of independent spins:
     * {@code e^{J M²/2d} ∝ ∫ dm e^{−d J m²/2 + J m M}} (Hubbard-Stratonovich), by the trapezoid rule.
     *
     * <p>With w = 1/√(J d) the nodes lie at m = −1 − 8.5 w to 1 + 8.5 w, w/√2 apart. Every term of the sum over a is a Gaussian
     * of width w about M/d, with a positive factor: so the rule is right to 2 e^{−4π²} = 1e-17 of the whole, and the ends
     * leave out e^{−36}. Between nodes four apart ln w rises by at most (4/√2)²/8 = 1 (ln w + d J m²/2 is convex).
     * About 2.9 √(J d) + 25 nodes; one where J = 0.
     */
    public static FieldMixture hubbardStratonovich(int d, double coupling, double field) {
        if (coupling == 0) {
            return new FieldMixture(d, new double[] {field}, new double[1], 1, 0);
        }
        double width = 1 / Math.sqrt(coupling * d);
        int half = (int) Math.ceil((1 / width + 8.5) * Math.sqrt(2));
        double[] u = new double[2 * half + 1];
        double[] c = new double[2 * half + 1];
        for (int q = 0; q < u.length; q++) {
            double m = (q - half) * width * Math.sqrt(0.5);
            u[q] = Math.fma(coupling, m, field);
            c[q] = -0.5 * d * coupling * m * m;
        }
        return new FieldMixture(d, u, c, 4, 1);
    }

    /**
     * The uniform fields ±J m*, m* = tanh(J m*) ≥ 0, with equal weights: the ferromagnet as two product measures. Node 1 is +.
     * Up to J = 1 both fields are 0.
     */
    public static FieldMixture twoProducts(int d, double coupling) {
        double field = coupling * spontaneous(coupling);
        return new FieldMixture(d, new double[] {-field, field}, new double[2], 1, 0);
    }

    /** m* by bisection above the top of tanh(J m) − m. */
    private static double spontaneous(double coupling) {
        if (coupling <= 1) {
            return 0;
        }
        double low = Elementary.log(Math.sqrt(coupling) + Math.sqrt(coupling - 1)) / coupling;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double m = 0.5 * (low + high);
            boolean below = Elementary.tanh(coupling * m) > m;
            low = below ? m : low;
            high = below ? high : m;
        }
        return 0.5 * (low + high);
    }

    /** How many spins there are. */
    public int spins() {
        return d;
    }

    /** How many uniform fields there are. */
    public int nodes() {
        return u.length;
    }

    /** The uniform field of node q. */
    public double field(int q) {
        return u[q];
    }

    /** The weight of node q for the fields given last; the sum over q is 1. */
    public double weight(int q) {
        return weight[q];
    }

    /** Takes the d fields {@code b[from], …} and finds the law of q: O(d · nodes looked at). */
    public void condition(double[] b, int from) {
        for (int i = 0; i < d; i++) {
            minus[i] = -2 * Math.abs(b[from + i]);
        }
        Kernels.exp(minus, minus, 0, d);
        for (int i = 0; i < d; i++) {
            double small = minus[i];
            plus[i] = b[from + i] < 0 ? small : 1;
            minus[i] = b[from + i] < 0 ? 1 : small;
        }
        weigh();
    }

    private void weigh() {
        Arrays.fill(weight, Double.NEGATIVE_INFINITY);
        int coarse = 0;
        for (int q = 0; q < weight.length; q = next(q)) {
            asked[coarse++] = q;
        }
        logWeights(coarse);
        logWeights(between(largest()));
        normalise();
    }

    /** Lists the nodes that lie between two looked at, where a weight can be. */
    private int between(double largest) {
        int count = 0;
        for (int left = 0; left < weight.length - 1; left = next(left)) {
            if (Math.max(weight[left], weight[next(left)]) + slack >= largest - CUT) {
                for (int q = left + 1; q < next(left); q++) {
                    asked[count++] = q;
                }
            }
        }
        return count;
    }

    private double largest() {
        return Kernels.largest(weight, 0, weight.length);
    }

    private int next(int q) {
        return q == weight.length - 1 ? weight.length : Math.min(q + stride, weight.length - 1);
    }

    private void normalise() {
        double largest = largest();
        double sum = 0;
        for (int q = 0; q < weight.length; q++) {
            double below = weight[q] - largest;
            weight[q] = below < -CUT ? 0 : Elementary.exp(below);
            sum += weight[q];
        }
        for (int q = 0; q < weight.length; q++) {
            weight[q] /= sum;
        }
    }

    /** ln w of the first nodes asked for. */
    private void logWeights(int count) {
        for (int k = 0; k < count; k++) {
            multiply(asked[k], k);
        }
        Kernels.log(product, product, 0, count);
        for (int k = 0; k < count; k++) {
            weight[asked[k]] = offset[asked[k]] + Math.fma(LN2, (double) exponent[k], product[k]);
        }
    }

    /** product[k] · 2^exponent[k] = Π_i fma(P, p_i, M m_i) of node q. */
    private void multiply(int q, int k) {
        int used = Math.min(lanes.length, d);
        Arrays.fill(lanes, 0, used, 1);
        exponent[k] = 0;
        for (int i = 0; i < d; i += rows * lanes.length) {
            multiply(up[q], down[q], i, Math.min(d, i + rows * lanes.length));
            exponent[k] += exponents(used);
        }
        for (int w = lanes.length / 2; w > 0; w /= 2) {
            for (int j = 0; j < Math.min(w, used - w); j++) {
                lanes[j] *= lanes[j + w];
            }
        }
        product[k] = lanes[0];
    }

    private void multiply(double p, double m, int from, int to) {
        int whole = vector ? from + (to - from) / lanes.length * lanes.length : from;
        if (whole > from) {
            VectorMixture.multiply(p, m, plus, minus, lanes, from, whole);
        }
        for (int i = whole; i < to; i++) {
            lanes[(i - from) % lanes.length] *= Math.fma(p, plus[i], m * minus[i]);
        }
    }

    /** Takes the binary exponents off the lanes and gives their sum. */
    private long exponents(int used) {
        if (vector && used == lanes.length) {
            return VectorMixture.exponents(lanes);
        }
        long sum = 0;
        for (int j = 0; j < used; j++) {
            long bits = Double.doubleToRawLongBits(lanes[j]);
            sum += (bits >>> 52) - BIAS;
            lanes[j] = Double.longBitsToDouble((bits & MANTISSA) | ONE);
        }
        return sum;
    }

    /** out[to + i] = ⟨a_i⟩ for the fields given last: O(d · nodes of weight above 0). */
    public void mean(double[] out, int to) {
        Arrays.fill(out, to, to + d, 0);
        for (int q = 0; q < weight.length; q++) {
            if (weight[q] > 0) {
                add(weight[q], up[q], down[q], out, to);
            }
        }
    }

    private void add(double w, double p, double m, double[] out, int to) {
        int done = vector ? VectorMixture.add(w, p, m, plus, minus, out, to, d) : 0;
        for (int i = done; i < d; i++) {
            double tail = m * minus[i];
            double sign = Math.fma(p, plus[i], -tail) / Math.fma(p, plus[i], tail);
            out[to + i] = Math.fma(w, sign, out[to + i]);
        }
    }

    /** The node that a uniform number in (0, 1) picks from the law of q. */
    public int node(double uniform) {
        double rest = uniform;
        int last = 0;
        for (int q = 0; q < weight.length; q++) {
            if (weight[q] > 0) {
                rest -= weight[q];
                last = q;
                if (rest < 0) {
                    return q;
                }
            }
        }
        return last;
    }

    /** out[to + i] = ±1, up where uniforms[i] is below p(a_i = + | q). */
    public void spins(int q, double[] uniforms, double[] out, int to) {
        for (int i = 0; i < d; i++) {
            double high = up[q] * plus[i];
            out[to + i] = uniforms[i] * Math.fma(down[q], minus[i], high) < high ? 1 : -1;
        }
    }

    /** ups[i] = p(a_i = + | q) and downs[i] = p(a_i = − | q), each with its own small relative error. */
    public void probabilities(int q, double[] ups, double[] downs) {
        for (int i = 0; i < d; i++) {
            double high = up[q] * plus[i];
            double low = down[q] * minus[i];
            ups[i] = high / (high + low);
            downs[i] = low / (high + low);
        }
    }
}
