package phasegrid.engine.linear;

/**
 * e^x and e^x − 1 by x = k ln 2 + r, |r| ≤ ½ ln 2, and one polynomial in r.
 *
 * <p>e^r − 1 = r + r² Q(r) with Q of degree 10 (relative error 2⁻⁶⁰); k is found by adding 1.5·2⁵². The factor 2^k is
 * applied as two normal factors, so that overflow and gradual underflow come out of the multiplications themselves.
 */
final class Exponential {
    static final double LOG2_E = 1.4426950408889634;
    /** The leading 32 bits of ln 2: its product with an exponent is exact. */
    static final double LN2_HIGH = 0.6931471803691238;

    static final double LN2_LOW = 1.9082149292705877e-10;
    /** Adding 1.5·2⁵² rounds to an integer, which then stands in the low bits. */
    static final double ROUND = 6755399441055744.0;

    static final long ONE = 0x3FF0000000000000L;
    private static final long EXPONENT = 0xFFF0000000000000L;
    static final double E12 = 2.0914686968086876e-09;
    static final double E11 = 2.5105217004720745e-08;
    static final double E10 = 2.75572736431103e-07;
    static final double E9 = 2.7557255400206422e-06;
    static final double E8 = 2.4801587325547743e-05;
    static final double E7 = 0.00019841269874820627;
    static final double E6 = 0.0013888888888883748;
    static final double E5 = 0.008333333333326136;
    static final double E4 = 0.04166666666666667;
    static final double E3 = 0.1666666666666667;

    private static final double OVERFLOW = 720;
    private static final double UNDERFLOW = -760;
    private static final double MINUS_ONE = -45;
    static final double SATURATED = 40;

    private Exponential() {}

    static double exp(double x) {
        return exp(x, 0);
    }

    /** exp(x + low), |low| ≤ ulp(x). */
    static double exp(double x, double low) {
        double y = clamp(x, UNDERFLOW, OVERFLOW);
        double shifted = Math.fma(y, LOG2_E, ROUND);
        double p = fraction(y, shifted - ROUND, low);
        long exponent = Double.doubleToRawLongBits(shifted) << 52;
        long half = (exponent >> 1) & EXPONENT;
        return (1 + p) * power(half) * power(exponent - half);
    }

    static double expm1(double x) {
        double y = clamp(x, MINUS_ONE, OVERFLOW);
        double shifted = Math.fma(y, LOG2_E, ROUND);
        double p = fraction(y, shifted - ROUND, 0);
        long exponent = Double.doubleToRawLongBits(shifted) << 52;
        long half = (exponent >> 1) & EXPONENT;
        double first = power(half);
        double value = Math.fma(first, p, first - power(half - exponent)) * power(exponent - half);
        return Math.copySign(value, x);
    }

    /** tanh x = m / (m + 2), m = e^{2|x|} − 1, with the sign of x. */
    static double tanh(double x) {
        double twice = 2 * Math.abs(x);
        double y = twice > SATURATED ? SATURATED : twice;
        double shifted = Math.fma(y, LOG2_E, ROUND);
        double p = fraction(y, shifted - ROUND, 0);
        double scale = power(Double.doubleToRawLongBits(shifted) << 52);
        double m = Math.fma(scale, p, scale - 1);
        return Math.copySign(m / (m + 2), x);
    }

    /** e^r − 1 of the rest r = y − k ln 2 + low. */
    private static double fraction(double y, double k, double low) {
        double r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, y)) + low;
        return Math.fma(r * r, polynomial(r), r);
    }

    private static double polynomial(double r) {
        double q = E12;
        q = Math.fma(q, r, E11);
        q = Math.fma(q, r, E10);
        q = Math.fma(q, r, E9);
        q = Math.fma(q, r, E8);
        q = Math.fma(q, r, E7);
        q = Math.fma(q, r, E6);
        q = Math.fma(q, r, E5);
        q = Math.fma(q, r, E4);
        q = Math.fma(q, r, E3);
        return Math.fma(q, r, 0.5);
    }

    /** 2^k of k·2⁵², −1023 < k < 1024. */
    private static double power(long exponent) {
        return Double.longBitsToDouble(exponent + ONE);
    }

    /** NaN passes both comparisons and stays. */
    private static double clamp(double x, double low, double high) {
        double above = x < low ? low : x;
        return above > high ? high : above;
    }
}
