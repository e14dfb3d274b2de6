package phasegrid.engine.linear;

/**
 * erf by a series below 1, erfc by a scaled tail above ½; each of the two serves both functions.
 *
 * <p>erf x = x P(x²) with P of degree 12 (relative error 2⁻⁵⁵). erfc x = e^{−x²} g(q)/(1 + 2x), q = (x − 4)/(x + 4),
 * with g of degree 22 (2⁻⁵⁴) on [0.49, 28]; x² is carried in two doubles, so that the tail keeps its relative accuracy.
 */
final class ErrorFunction {
    /** erfc(28) underflows to zero. */
    private static final double ZERO_TAIL = 28;

    private ErrorFunction() {}

    static double erf(double x) {
        double a = Math.abs(x);
        return a < 1 ? series(x) : Math.copySign(1 - tail(a), x);
    }

    static double erfc(double x) {
        return x < 0.5 ? 1 - erf(x) : tail(x);
    }

    private static double series(double x) {
        double z = x * x;
        double p = 5.957176147748911e-11;
        p = Math.fma(p, z, -1.1372848856791674e-09);
        p = Math.fma(p, z, 1.4659775274047436e-08);
        p = Math.fma(p, z, -1.6350312701054695e-07);
        p = Math.fma(p, z, 1.6461000484121368e-06);
        p = Math.fma(p, z, -1.4925595266831182e-05);
        p = Math.fma(p, z, 0.0001205533111164271);
        p = Math.fma(p, z, -0.000854832698083379);
        p = Math.fma(p, z, 0.0052239776248180145);
        p = Math.fma(p, z, -0.026866170645076792);
        p = Math.fma(p, z, 0.11283791670954879);
        p = Math.fma(p, z, -0.3761263890318375);
        return x * Math.fma(p, z, 1.1283791670955126);
    }

    /** erfc a, a ≥ ½. */
    private static double tail(double a) {
        double x = a > ZERO_TAIL ? ZERO_TAIL : a;
        double square = x * x;
        double low = Math.fma(x, x, -square);
        double sum = x + 4;
        double q = (x - 4) / sum;
        return Exponential.exp(-square, -low) * (scaled(q) / Math.fma(2, x, 1));
    }

    /** (1 + 2x) e^{x²} erfc x in q = (x − 4)/(x + 4). */
    private static double scaled(double q) {
        double p = 1.89825778585873e-09;
        p = Math.fma(p, q, -9.646648830834581e-09);
        p = Math.fma(p, q, -1.817573069358087e-08);
        p = Math.fma(p, q, 1.032380025204621e-07);
        p = Math.fma(p, q, 7.509188774052166e-08);
        p = Math.fma(p, q, -8.19482082740795e-07);
        p = Math.fma(p, q, 2.933708022752337e-07);
        p = Math.fma(p, q, 5.706474053719367e-06);
        p = Math.fma(p, q, -1.1221782024702287e-05);
        p = Math.fma(p, q, -2.439804753694678e-05);
        p = Math.fma(p, q, 0.00015062159019142045);
        p = Math.fma(p, q, -0.00019925696844184872);
        p = Math.fma(p, q, -0.00075777327015473);
        p = Math.fma(p, q, 0.005031970019098119);
        p = Math.fma(p, q, -0.016197734060256135);
        p = Math.fma(p, q, 0.03716751553373624);
        p = Math.fma(p, q, -0.06633036581202423);
        p = Math.fma(p, q, 0.09373283499853782);
        p = Math.fma(p, q, -0.10103906603631228);
        p = Math.fma(p, q, 0.06809705425468836);
        p = Math.fma(p, q, 0.015379652102619872);
        p = Math.fma(p, q, -0.1396211168405625);
        return Math.fma(p, q, 1.2329951186255526);
    }
}
