package phasegrid.engine.linear;

/**
 * ln x by x = 2^k m, m in [√½, √2), and s = (m − 1)/(m + 1): ln m = 2 artanh s.
 *
 * <p>With f = m − 1 and h = f²/2, ln(1 + f) = f − (h − s(h + R)), where R = s² L(s²) and L has degree 6 (relative error
 * 2⁻⁵⁷); this arrangement is that of the freely distributable FDLIBM (e_log.c), the coefficients are our own.
 */
final class Logarithm {
    static final long SQRT_HALF = 0x3FE6A09E00000000L;
    private static final double TWO_54 = 0x1p54;

    static final double L6 = 0.14616585424888623;
    static final double L5 = 0.15331710618210773;
    static final double L4 = 0.18182889455674947;
    static final double L3 = 0.22222211130259878;
    static final double L2 = 0.2857142862600327;
    static final double L1 = 0.39999999999899444;
    static final double L0 = 0.666666666666667;

    private Logarithm() {}

    static double log(double x) {
        return x > 0 && x < Double.POSITIVE_INFINITY ? positive(x) : edge(x);
    }

    static double log1p(double x) {
        double u = 1 + x;
        double lost = Math.abs(x) < 1 ? x - (u - 1) : 1 - (u - x);
        return x > -1 && x < Double.POSITIVE_INFINITY ? Math.copySign(normal(u, 0, lost / u), x) : edge(u);
    }

    /** ln x of a finite x > 0. */
    static double positive(double x) {
        boolean subnormal = x < Double.MIN_NORMAL;
        return normal(subnormal ? x * TWO_54 : x, subnormal ? 54 : 0, 0);
    }

    /** ln x − shift ln 2 + low of a normal x. */
    private static double normal(double x, int shift, double low) {
        long bits = Double.doubleToRawLongBits(x);
        long exponent = (bits - SQRT_HALF) >> 52;
        double k = exponent - shift;
        return ofParts(Double.longBitsToDouble(bits - (exponent << 52)) - 1, k, low);
    }

    /** ln(1 + f) + k ln 2 + low, 1 + f in [√½, √2). */
    static double ofParts(double f, double k, double low) {
        double s = f / (2 + f);
        double z = s * s;
        double half = 0.5 * f * f;
        double t = Math.fma(s, Math.fma(z, series(z), half), Math.fma(k, Exponential.LN2_LOW, low));
        return Math.fma(k, Exponential.LN2_HIGH, f - (half - t));
    }

    /** ln 0 = −∞, ln ∞ = ∞, NaN below zero. */
    private static double edge(double x) {
        double infinite = x == 0 ? Double.NEGATIVE_INFINITY : x;
        return infinite < 0 && x != 0 ? Double.NaN : infinite;
    }

    /** (ln((1 + s)/(1 − s)) − 2s)/s³ as a polynomial in z = s². */
    private static double series(double z) {
        double p = L6;
        p = Math.fma(p, z, L5);
        p = Math.fma(p, z, L4);
        p = Math.fma(p, z, L3);
        p = Math.fma(p, z, L2);
        p = Math.fma(p, z, L1);
        return Math.fma(p, z, L0);
    }

    /** x^y of finite x > 0, finite y: exp(y ln x) with ln x in two doubles (relative error about 2⁻⁶⁰). */
    static double power(double x, double y) {
        boolean subnormal = x < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(subnormal ? x * TWO_54 : x);
        long exponent = (bits - SQRT_HALF) >> 52;
        double k = exponent - (subnormal ? 54 : 0);
        double f = Double.longBitsToDouble(bits - (exponent << 52)) - 1;
        double denominator = 2 + f;
        double s = f / denominator;
        double rest = (Math.fma(-s, denominator, f) - s * (f - (denominator - 2))) / denominator;
        double z = s * s;
        double large = k * Exponential.LN2_HIGH;
        double sum = large + 2 * s;
        double low = 2 * s - (sum - large) + Math.fma(k, Exponential.LN2_LOW, Math.fma(s * z, series(z), 2 * rest));
        double high = sum + low;
        double product = y * high;
        double tail = Math.fma(y, high, -product) + y * (sum - high + low);
        return Exponential.exp(product, Math.abs(product) < 800 ? tail : 0);
    }
}
