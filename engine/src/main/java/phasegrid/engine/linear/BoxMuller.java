package phasegrid.engine.linear;

/**
 * Pairs of independent standard Gaussians from pairs of random 64-bit words.
 *
 * <p>u = (m + ½) 2⁻⁵² in (0, 1) of the first word's upper 52 bits m, v = m' 2⁻⁵² − ½ in [−½, ½) of the second word's:
 * √(−2 ln u) cos 2πv and √(−2 ln u) sin 2πv, |value| ≤ 8.58. Both uniforms are exact; logarithm, cosine and sine are
 * {@link Elementary}'s. Buffers are allocated once: one object for one thread. Box and Muller, Ann. Math. Statist. 29
 * (1958) 610.
 *
 * <p>Implementation note: loops that touch the bits of a double stay scalar, loops of arithmetic alone become vector
 * instructions; so each step is a loop of one of the two kinds over one block that stays in the first-level cache.
 */
public final class BoxMuller {
    /** The largest number of pairs of one call. */
    public static final int BLOCK = 256;

    static final double BELOW_ONE = 0x1.fffffffffffffp-1;

    private final double[] fraction = new double[BLOCK];
    private final double[] exponent = new double[BLOCK];
    private final double[] quarters = new double[BLOCK];

    /** Fills cosines[0 … count) and sines[0 … count), count ≤ {@link #BLOCK}; all arrays are of that length, and what lies beyond is undefined. */
    public void pairs(long[] first, long[] second, double[] cosines, double[] sines, int count) {
        if (VectorForm.AVAILABLE) {
            VectorPairs.radii(first, fraction, count);
            VectorPairs.rotate(second, fraction, cosines, sines, count);
        } else {
            scalar(first, second, cosines, sines, count);
        }
    }

    /** The same by scalar instructions, or what the compiler makes of them. */
    void scalar(long[] first, long[] second, double[] cosines, double[] sines, int count) {
        split(first, count);
        radii(count);
        turns(second, count);
        rotate(cosines, sines, count);
    }

    /** The cosine branch of one pair. */
    public static double cosine(long first, long second) {
        return Math.sqrt(-2 * Elementary.log(uniform(first))) * Elementary.cosTurns(unit(second) - 1.5);
    }

    /** (m + ½) 2⁻⁵² of the upper 52 bits m: never 0, never 1. */
    public static double uniform(long word) {
        return unit(word) - BELOW_ONE;
    }

    /** 1 + m 2⁻⁵². */
    private static double unit(long word) {
        return Double.longBitsToDouble((word >>> 12) | Exponential.ONE);
    }

    /** u = 2^exponent (1 + fraction). */
    private void split(long[] words, int count) {
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToRawLongBits(uniform(words[i]));
            long k = (bits - Logarithm.SQRT_HALF) >> 52;
            fraction[i] = Double.longBitsToDouble(bits - (k << 52)) - 1;
            exponent[i] = k;
        }
    }

    /** Overwrites the fractions by √(−2 ln u). */
    private void radii(int count) {
        for (int i = 0; i < count; i++) {
            fraction[i] = Math.sqrt(-2 * Logarithm.ofParts(fraction[i], exponent[i], 0));
        }
    }

    private void turns(long[] words, int count) {
        for (int i = 0; i < count; i++) {
            quarters[i] = 4 * (unit(words[i]) - 1.5);
        }
    }

    private void rotate(double[] cosines, double[] sines, int count) {
        for (int i = 0; i < count; i++) {
            double t = quarters[i];
            double k = Trigonometry.nearest(t);
            double r = t - k;
            double p = 1 - Math.abs(k);
            double q = k * (2 - Math.abs(k));
            double s = Trigonometry.sinOfQuarter(r);
            double c = Trigonometry.cosOfQuarter(r);
            cosines[i] = fraction[i] * Math.fma(c, p, -(s * q));
            sines[i] = fraction[i] * Math.fma(s, p, c * q);
        }
    }
}
