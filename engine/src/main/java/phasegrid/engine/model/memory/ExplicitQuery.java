package phasegrid.engine.model.memory;

import java.util.Arrays;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;

/** An {@link ExponentialQuery} to stored patterns of any law. */
final class ExplicitQuery implements ExponentialQuery {
    static final int ARC = 1 << 9;
    private static final int MOST_UPDATES = 1000;
    private static final double AT_REST = 1e-20;
    private static final double NEGLIGIBLE = 1e-18;

    private final int d;
    private final int others;
    private final boolean binary;
    private final boolean density;
    private final double[] pattern;
    private final double[] direction;
    private final double[] x;
    private final double[] next;
    private final double[] chunk = new double[Softmax.CHUNK];
    private final double[] lengths = new double[Softmax.CHUNK];
    private final int[] order;
    private float[] patterns;
    private RandomStream noise;
    private int chosen;
    private double norm;

    ExplicitQuery(ExponentialHopfield.Point p) {
        d = p.d();
        others = p.n() - 1;
        binary = p.patterns() instanceof PatternLaw.Binary;
        density = p.weights() == ExponentialHopfield.Weights.DENSITY;
        pattern = new double[d];
        direction = new double[d];
        x = new double[d];
        next = new double[d];
        order = new int[d];
    }

    @Override
    public void draw(float[] stored, RandomStream random, RandomStream overlaps) {
        patterns = stored;
        noise = random;
        chosen = random.below(others + 1);
        for (int i = 0; i < d; i++) {
            pattern[i] = patterns[chosen * d + i];
            order[i] = i;
        }
        norm = Kernels.sumOfSquares(pattern, 0, d);
        if (binary) {
            random.permute(order);
        } else {
            orthogonal(random);
        }
    }

    private void orthogonal(RandomStream random) {
        random.gaussians(direction, 0, d);
        Kernels.axpy(-Kernels.dot(direction, pattern, 0, d) / norm, pattern, direction, 0, d);
        Kernels.scale(1 / Math.sqrt(Kernels.sumOfSquares(direction, 0, d)), direction, 0, d);
    }

    @Override
    public int stations() {
        return binary ? d / 2 : ARC;
    }

    @Override
    public double overlap(int station) {
        return binary ? 1 - 2.0 * station / d : Elementary.cosTurns(0.25 * station / ARC);
    }

    @Override
    public void at(int station) {
        if (binary) {
            flip(station);
        } else {
            arc(overlap(station));
        }
    }

    @Override
    public void at(double a) {
        if (binary) {
            flip(ExponentialHopfield.flips(d, a));
        } else {
            arc(a);
        }
    }

    private void arc(double a) {
        double across = Math.sqrt((1 - a) * (1 + a) * norm);
        for (int i = 0; i < d; i++) {
            x[i] = Math.fma(a, pattern[i], across * direction[i]);
        }
    }

    private void flip(int flips) {
        System.arraycopy(pattern, 0, x, 0, d);
        for (int k = 0; k < flips; k++) {
            x[order[k]] = -x[order[k]];
        }
    }

    @Override
    public void diffuse(double variance) {
        noise.gaussians(x, 0, d);
        Kernels.linearStep(x, pattern, Math.sqrt(variance), 0, 1, 0, d);
    }

    @Override
    public double norm() {
        return norm;
    }

    @Override
    public double squared() {
        return Kernels.sumOfSquares(x, 0, d);
    }

    @Override
    public double signal() {
        return Kernels.dot(x, pattern, 0, d);
    }

    @Override
    public void scores(int from, int count, double[] out) {
        products(x, from, count, out);
    }

    @Override
    public void aligned(int from, int count, double[] out) {
        products(pattern, from, count, out);
    }

    @Override
    public void norms(int from, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            int mu = other(from + k);
            double sum = 0;
            for (int i = 0; i < d; i++) {
                double v = patterns[mu * d + i];
                sum = Math.fma(v, v, sum);
            }
            out[k] = sum;
        }
    }

    private void products(double[] state, int from, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = product(state, other(from + k) * d);
        }
    }

    /** In two lanes: even and odd places, added at the end. */
    private double product(double[] state, int at) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i < d - 1; i += 2) {
            even = Math.fma(state[i], patterns[at + i], even);
            odd = Math.fma(state[i + 1], patterns[at + i + 1], odd);
        }
        return i < d ? Math.fma(state[i], patterns[at + i], even) + odd : even + odd;
    }

    /** Patterns without the chosen one: the last stands in its place. */
    private int other(int k) {
        return k == chosen ? others : k;
    }

    @Override
    public double settle(Softmax weighing) {
        for (int k = 0; k < MOST_UPDATES && move(weighing) > AT_REST * d; k++) {}
        return signal() / norm;
    }

    /** x itself. */
    double[] state() {
        return x;
    }

    /** One update; answers |Δx|². Two rounds over the patterns: the first finds the total weight. */
    double move(Softmax weighing) {
        double own = 0.5 * (density ? norm : 0);
        weighing.begin(signal() - own);
        for (int from = 0; from < others; from += Softmax.CHUNK) {
            int count = Math.min(Softmax.CHUNK, others - from);
            relative(from, count);
            weighing.add(chunk, null, count);
        }
        double top = weighing.logSum();
        Arrays.fill(next, 0);
        add(chosen, share(weighing, signal() - own, top));
        for (int from = 0; from < others; from += Softmax.CHUNK) {
            int count = Math.min(Softmax.CHUNK, others - from);
            relative(from, count);
            for (int k = 0; k < count; k++) {
                add(other(from + k), share(weighing, chunk[k], top));
            }
        }
        return moved(weighing);
    }

    private void relative(int from, int count) {
        scores(from, count, chunk);
        if (density) {
            norms(from, count, lengths);
            Kernels.axpy(-0.5, lengths, chunk, 0, count);
        }
    }

    /** e^{λ(score − top)}; at λ = ∞ one for each of the highest, whose common share is divided out at the end. */
    private static double share(Softmax weighing, double score, double top) {
        double lambda = weighing.lambda();
        return Double.isInfinite(lambda) ? (score == top ? 1 : 0) : Elementary.exp(lambda * (score - top));
    }

    private void add(int mu, double w) {
        if (w > NEGLIGIBLE) {
            for (int i = 0; i < d; i++) {
                next[i] = Math.fma(w, patterns[mu * d + i], next[i]);
            }
        }
    }

    private double moved(Softmax weighing) {
        if (Double.isInfinite(weighing.lambda())) {
            Kernels.scale(weighing.share(), next, 0, d);
        }
        double square = 0;
        for (int i = 0; i < d; i++) {
            square = Math.fma(next[i] - x[i], next[i] - x[i], square);
        }
        System.arraycopy(next, 0, x, 0, d);
        return square;
    }
}
