package phasegrid.engine.linear;

/**
 * erf by a series below 1, erfc by a scaled tail above ½; each of the two serves both functions.
 *
 * <p>erf x = x P(x²) with P of degree 12 (relative error 2⁻⁵⁵). erfc x = e^{−x²} g(q)/(1 + 2x), q = (x − 4)/(x + 4),
 * with g of degree 22 (2⁻⁵⁴) on [0.49, 28]; x² is carried in two doubles, so that the tail keeps its relative accuracy.
 */
final class ErrorFunction {
    /** erfc(28) underflows to zero. */
    static final double ZERO_TAIL = 28;

    static final double P12 = 5.957176147748911e-11;
    static final double P11 = -1.1372848856791674e-09;
    static final double P10 = 1.4659775274047436e-08;
    static final double P9 = -1.6350312701054695e-07;
    static final double P8 = 1.6461000484121368e-06;
    static final double P7 = -1.4925595266831182e-05;
    static final double P6 = 0.0001205533111164271;
    static final double P5 = -0.000854832698083379;
    static final double P4 = 0.0052239776248180145;
    static final double P3 = -0.026866170645076792;
    static final double P2 = 0.11283791670954879;
    static final double P1 = -0.3761263890318375;
    static final double P0 = 1.1283791670955126;

    static final double G22 = 1.89825778585873e-09;
    static final double G21 = -9.646648830834581e-09;
    static final double G20 = -1.817573069358087e-08;
    static final double G19 = 1.032380025204621e-07;
    static final double G18 = 7.509188774052166e-08;
    static final double G17 = -8.19482082740795e-07;
    static final double G16 = 2.933708022752337e-07;
    static final double G15 = 5.706474053719367e-06;
    static final double G14 = -1.1221782024702287e-05;
    static final double G13 = -2.439804753694678e-05;
    static final double G12 = 0.00015062159019142045;
    static final double G11 = -0.00019925696844184872;
    static final double G10 = -0.00075777327015473;
    static final double G9 = 0.005031970019098119;
    static final double G8 = -0.016197734060256135;
    static final double G7 = 0.03716751553373624;
    static final double G6 = -0.06633036581202423;
    static final double G5 = 0.09373283499853782;
    static final double G4 = -0.10103906603631228;
    static final double G3 = 0.06809705425468836;
    static final double G2 = 0.015379652102619872;
    static final double G1 = -0.1396211168405625;
    static final double G0 = 1.2329951186255526;

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
        double p = P12;
        p = Math.fma(p, z, P11);
        p = Math.fma(p, z, P10);
        p = Math.fma(p, z, P9);
        p = Math.fma(p, z, P8);
        p = Math.fma(p, z, P7);
        p = Math.fma(p, z, P6);
        p = Math.fma(p, z, P5);
        p = Math.fma(p, z, P4);
        p = Math.fma(p, z, P3);
        p = Math.fma(p, z, P2);
        p = Math.fma(p, z, P1);
        return x * Math.fma(p, z, P0);
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
        double p = G22;
        p = Math.fma(p, q, G21);
        p = Math.fma(p, q, G20);
        p = Math.fma(p, q, G19);
        p = Math.fma(p, q, G18);
        p = Math.fma(p, q, G17);
        p = Math.fma(p, q, G16);
        p = Math.fma(p, q, G15);
        p = Math.fma(p, q, G14);
        p = Math.fma(p, q, G13);
        p = Math.fma(p, q, G12);
        p = Math.fma(p, q, G11);
        p = Math.fma(p, q, G10);
        p = Math.fma(p, q, G9);
        p = Math.fma(p, q, G8);
        p = Math.fma(p, q, G7);
        p = Math.fma(p, q, G6);
        p = Math.fma(p, q, G5);
        p = Math.fma(p, q, G4);
        p = Math.fma(p, q, G3);
        p = Math.fma(p, q, G2);
        p = Math.fma(p, q, G1);
        return Math.fma(p, q, G0);
    }
}
