package phasegrid.engine.linear;

/**
 * Pairs of independent standard Gaussians from pairs of random 64-bit words.
 *
 * <p>u = (m + ½) 2⁻⁵² in (0, 1) of the first word's upper 52 bits m, v = m' 2⁻⁵² − ½ in [−½, ½) of the second word's:
 * √(−2 ln u) cos 2πv and √(−2 ln u) sin 2πv, |value| ≤ 8.58. Both uniforms are exact. Buffers are allocated once: one
 * object for one thread. Box and Muller, Ann. Math. Statist. 29 (1958) 610.
 */
public final class BoxMuller {
    /** The largest number of pairs of one call. */
    public static final int BLOCK = 256;

    private static final double BELOW_ONE = 0x1.fffffffffffffp-1;

    /** Fills cosines[0 … count) and sines[0 … count); count ≤ {@link #BLOCK}. */
    public void pairs(long[] first, long[] second, double[] cosines, double[] sines, int count) {
        for (int i = 0; i < count; i++) {
            double radius = radius(first[i]);
            cosines[i] = radius * Elementary.cosTurns(turns(second[i]));
            sines[i] = radius * Elementary.sinTurns(turns(second[i]));
        }
    }

    /** The cosine branch of one pair. */
    public static double cosine(long first, long second) {
        return radius(first) * Elementary.cosTurns(turns(second));
    }

    /** (m + ½) 2⁻⁵² of the upper 52 bits m: never 0, never 1. */
    public static double uniform(long word) {
        return unit(word) - BELOW_ONE;
    }

    private static double radius(long word) {
        return Math.sqrt(-2 * Elementary.log(uniform(word)));
    }

    private static double turns(long word) {
        return unit(word) - 1.5;
    }

    /** 1 + m 2⁻⁵². */
    private static double unit(long word) {
        return Double.longBitsToDouble((word >>> 12) | Exponential.ONE);
    }
}
