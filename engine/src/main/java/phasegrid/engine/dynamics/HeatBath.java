package phasegrid.engine.dynamics;

import phasegrid.engine.linear.Elementary;

/**
 * Glauber's heat bath: {@code P(s = +1 | φ) = ½(1 + tanh βφ) = 1/(1 + e^{−2βφ})}, for the weight e^{−βE} with
 * {@code φ = −∂E/∂s} free of the spin's own part.
 *
 * <p>A probability p is compared as a threshold {@code p · 2⁶²} with {@link #BITS} random bits: the spin is up where the
 * bits are below it. β = ∞: the sign of the field, and ±1 with probability ½ where the field is 0. Source: Glauber,
 * {@code glauber1963time}, eq. (2).
 *
 * @param beta the inverse temperature, 0 to ∞
 */
public record HeatBath(double beta) {
    /** Random bits of one decision. */
    public static final int BITS = 62;

    private static final double SCALE = 0x1p62;
    private static final int MOST_STORED = 1 << 19;
    private static final double CERTAIN = 22;

    /** Refuses a negative inverse temperature. */
    public HeatBath {
        if (!(beta >= 0)) {
            throw new IllegalArgumentException(
                    "Cannot use a heat bath of beta = " + beta + ": give 0 or more, inf for zero temperature");
        }
    }

    /** The probability of spin up in the field φ. */
    public double up(double field) {
        return field == 0 ? 0.5 : Elementary.sigmoid(2 * beta * field);
    }

    /** The threshold of the field φ, in 0 … 2⁶². */
    public long threshold(double field) {
        return (long) (up(field) * SCALE);
    }

    /**
     * The thresholds of the fields {@code k · unit}, k = −w … w, at index w + k, for kernels on whole-numbered fields.
     *
     * <p>A larger |k| has the threshold of w: w is {@code most}, which no |k| exceeds, or the first at which every answer is
     * certain, or 2¹⁹ (of memory; a network of 8192 spins has |φ| = 64 there). Cost O(w).
     */
    public long[] thresholds(double unit, int most) {
        int width = Math.min(most, MOST_STORED);
        if (beta * unit > 0) {
            width = (int) Math.min(width, Math.ceil(CERTAIN / (beta * unit)) + 1);
        }
        long[] thresholds = new long[2 * width + 1];
        for (int k = -width; k <= width; k++) {
            thresholds[width + k] = threshold(k * unit);
        }
        return thresholds;
    }
}
