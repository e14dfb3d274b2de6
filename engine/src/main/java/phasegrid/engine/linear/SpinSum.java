package phasegrid.engine.linear;

/**
 * The probability that the sum M of the spins of a {@link FieldMixture} is positive, M = 0 counted half.
 *
 * <p>Σ_q w_q P(M > 0 | q). Where {@code ⟨M⟩²/2 > 40 (var M + 2|⟨M⟩|/3)} Bernstein's inequality leaves less than e^{−40} to the
 * other side and P is 0 or 1. All other nodes share one exact law of M, that of the node of smallest |⟨M⟩|, built spin by
 * spin in O(d²): another uniform field multiplies it by {@code e^{(u − u_0) M}}. Error about 1e-13. Buffers are its own.
 */
public final class SpinSum {
    private static final double CERTAIN = 40;

    private final FieldMixture mixture;
    private final double[] ups;
    private final double[] downs;
    private final double[] mean;
    private final boolean[] open;
    private double[] law;
    private double[] next;

    /** For the spins of {@code mixture}. */
    public SpinSum(FieldMixture mixture) {
        this.mixture = mixture;
        ups = new double[mixture.spins()];
        downs = new double[mixture.spins()];
        mean = new double[mixture.nodes()];
        open = new boolean[mixture.nodes()];
        law = new double[mixture.spins() + 1];
        next = new double[mixture.spins() + 1];
    }

    /** P(M > 0) + ½ P(M = 0) for the fields that the mixture was given last. */
    public double positive() {
        int centre = look();
        if (centre >= 0) {
            build(centre);
        }
        double sum = 0;
        for (int q = 0; q < mean.length; q++) {
            if (mixture.weight(q) > 0) {
                double p = open[q] ? tilted(mixture.field(q) - mixture.field(centre)) : mean[q] > 0 ? 1 : 0;
                sum = Math.fma(mixture.weight(q), p, sum);
            }
        }
        return Math.min(1, sum);
    }

    /** Finds the open nodes and, among them, the one of smallest |⟨M⟩|; −1 where none is open. */
    private int look() {
        int centre = -1;
        for (int q = 0; q < mean.length; q++) {
            open[q] = mixture.weight(q) > 0 && uncertain(q);
            if (open[q] && (centre < 0 || Math.abs(mean[q]) < Math.abs(mean[centre]))) {
                centre = q;
            }
        }
        return centre;
    }

    private boolean uncertain(int q) {
        mixture.probabilities(q, ups, downs);
        mean[q] = Kernels.sum(ups, 0, ups.length) - Kernels.sum(downs, 0, downs.length);
        double variance = 4 * Kernels.dot(ups, downs, 0, ups.length);
        double size = Math.abs(mean[q]);
        return 0.5 * size * size <= CERTAIN * (variance + 2 * size / 3);
    }

    /** law[k] = ln P(k spins are up) at a node. */
    private void build(int q) {
        mixture.probabilities(q, ups, downs);
        law[0] = 1;
        for (int i = 0; i < ups.length; i++) {
            law[i + 1] = 0;
            add(ups[i], downs[i], i);
            double[] spare = law;
            law = next;
            next = spare;
        }
        Kernels.log(law, law, 0, law.length);
    }

    /** next = the law of i + 1 spins from that of i, in two arrays so that compilers see no dependence. */
    private void add(double up, double down, int i) {
        next[0] = down * law[0];
        for (int k = 1; k <= i + 1; k++) {
            next[k] = Math.fma(down, law[k], up * law[k - 1]);
        }
    }

    private double tilted(double field) {
        int d = ups.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= d; k++) {
            largest = Math.max(largest, law[k] + field * (2 * k - d));
        }
        double positive = 0;
        double all = 0;
        for (int k = 0; k <= d; k++) {
            double p = Elementary.exp(law[k] + field * (2 * k - d) - largest);
            positive += 2 * k > d ? p : 2 * k == d ? 0.5 * p : 0;
            all += p;
        }
        return positive / all;
    }
}
