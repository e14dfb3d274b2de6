package phasegrid.engine.linear;

/**
 * The elementary functions of everything that reaches a measured number.
 *
 * <p>Built from IEEE 754 additions, multiplications, divisions and explicit fused multiply-adds only, so that a value is
 * the same to the last bit on every machine, JDK and compiler; {@link Kernels} gives the same bits for arrays. NaN gives
 * NaN everywhere; odd functions keep the sign of zero. Errors are the largest seen over dense grids, in units in the
 * last place; the tests assert them.
 */
public final class Elementary {
    /** The numerics profile, part of every key: precision and version of these functions. */
    public static final String PROFILE = "double-1";

    static final double LN2 = 0.6931471805599453;
    static final double LOG_COSH_LINEAR = 20;

    private Elementary() {}

    /** e^x within 1 ulp; ∞ above 709.78, gradual underflow below −708.39, 0 below −745.13. */
    public static double exp(double x) {
        return Exponential.exp(x);
    }

    /** e^x − 1 within 2 ulp, also near 0; −1 at −∞. */
    public static double expm1(double x) {
        return Exponential.expm1(x);
    }

    /** ln x within 1 ulp, subnormal x included; −∞ at ±0, NaN below. */
    public static double log(double x) {
        return Logarithm.log(x);
    }

    /** ln(1 + x) within 1 ulp, also near 0; −∞ at −1, NaN below. */
    public static double log1p(double x) {
        return Logarithm.log1p(x);
    }

    /** tanh x within 3 ulp; ±1 from |x| = 20 on. */
    public static double tanh(double x) {
        return Exponential.tanh(x);
    }

    /** ln cosh x within 5 ulp, also near 0, where it is x²/2; no overflow. */
    public static double logCosh(double x) {
        double a = Math.abs(x);
        double m = Exponential.expm1(a < LOG_COSH_LINEAR ? a : LOG_COSH_LINEAR);
        double small = Logarithm.log1p(0.5 * m * (m / (1 + m)));
        return a < LOG_COSH_LINEAR ? small : a - LN2;
    }

    /** 1/(1 + e^{−x}) within 3 ulp, also far below 0; 0 and 1 at ∓∞. */
    public static double sigmoid(double x) {
        double e = Exponential.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** ln(1 + e^x), the softplus, within 2 ulp; e^x far below 0, x far above. */
    public static double log1pExp(double x) {
        double rest = Logarithm.log1p(Exponential.exp(-Math.abs(x)));
        return x > 0 ? x + rest : rest;
    }

    /** ln sigmoid(x) = −ln(1 + e^{−x}) within 2 ulp. */
    public static double logSigmoid(double x) {
        return -log1pExp(-x);
    }

    /** sin x (radians) within 1 ulp for |x| ≤ 2³⁰; NaN beyond, where the argument has lost its phase. */
    public static double sin(double x) {
        return Trigonometry.sin(x);
    }

    /** cos x (radians) within 1 ulp for |x| ≤ 2³⁰; NaN beyond. */
    public static double cos(double x) {
        return Trigonometry.cos(x);
    }

    /** sin 2πu within 2 ulp for every finite u (exact reduction); NaN at ±∞. */
    public static double sinTurns(double u) {
        return Trigonometry.sinTurns(u);
    }

    /** cos 2πu within 2 ulp for every finite u (exact reduction); NaN at ±∞. */
    public static double cosTurns(double u) {
        return Trigonometry.cosTurns(u);
    }

    /** erf x = (2/√π) ∫₀ˣ e^{−s²} ds within 3 ulp; ±1 at ±∞. */
    public static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /** erfc x = 1 − erf x within 4 ulp through the whole tail; 0 above 27.3, 2 at −∞. */
    public static double erfc(double x) {
        return ErrorFunction.erfc(x);
    }

    /** x^y within 2 ulp, with the edge values of {@link Math#pow}. */
    public static double pow(double x, double y) {
        if (y == 0) {
            return 1;
        }
        double a = Math.abs(x);
        if (Double.isNaN(x) || Double.isNaN(y) || (a == 1 && Double.isInfinite(y))) {
            return Double.NaN;
        }
        double magnitude = a == 0 || Double.isInfinite(a) || Double.isInfinite(y) ? limit(a, y) : Logarithm.power(a, y);
        return Math.copySign(1, x) < 0 ? ofNegative(x, y, magnitude) : magnitude;
    }

    /** a^y where a is 0 or ∞, or y is infinite. */
    private static double limit(double a, double y) {
        return (a > 1) == (y > 0) ? Double.POSITIVE_INFINITY : 0;
    }

    private static double ofNegative(double x, double y, double magnitude) {
        boolean whole = y == Math.rint(y);
        boolean odd = whole && 0.5 * y != Math.rint(0.5 * y);
        boolean finite = x < 0 && x > Double.NEGATIVE_INFINITY;
        return finite && !whole ? Double.NaN : odd ? -magnitude : magnitude;
    }

    /** x². */
    public static double square(double x) {
        return x * x;
    }
}
