package phasegrid.engine.linear;

/**
 * Sine and cosine by x = k π/2 + r, |r| ≤ π/4, with π/2 in three doubles, and of turns, where the reduction is exact.
 *
 * <p>Both polynomials are always evaluated; the quadrant k chooses between them. For whole turns the choice is a product
 * with (cos kπ/2, sin kπ/2) in {−1, 0, 1}, which is exact and needs no mask.
 */
final class Trigonometry {
    /** Beyond 2³⁰ rad the argument's own spacing is above 1e-7 rad: NaN. */
    static final double LARGEST = 0x1p30;

    static final double TWO_OVER_PI = 0.6366197723675814;
    static final double HALF_PI_1 = 1.5707963267948966;
    static final double HALF_PI_2 = 6.123233995736766e-17;
    static final double HALF_PI_3 = -1.4973849048591698e-33;

    static final double S6 = 5.633933781537854e-08;
    static final double S5 = -3.59864335298231e-06;
    static final double S4 = 0.0001604411507421909;
    static final double S3 = -0.004681754132340976;
    static final double S2 = 0.07969262624604301;
    static final double S1 = -0.6459640975062443;
    static final double S0 = 1.5707963267948966;

    static final double C7 = -6.329396344967424e-09;
    static final double C6 = 4.710678405505227e-07;
    static final double C5 = -2.5202039028029178e-05;
    static final double C4 = 0.0009192602745468447;
    static final double C3 = -0.020863480763340773;
    static final double C2 = 0.2536695079010478;
    static final double C1 = -1.2337005501361697;

    static final double R6 = 1.591810123027412e-10;
    static final double R5 = -2.5051131455427946e-08;
    static final double R4 = 2.755731610068303e-06;
    static final double R3 = -0.0001984126983675497;
    static final double R2 = 0.008333333333330946;
    static final double R1 = -0.16666666666666666;

    static final double Q7 = -1.1382614868556325e-11;
    static final double Q6 = 2.0876146024689747e-09;
    static final double Q5 = -2.7557317270560326e-07;
    static final double Q4 = 2.4801587298763433e-05;
    static final double Q3 = -0.0013888888888887395;
    static final double Q2 = 0.041666666666666664;

    private Trigonometry() {}

    static double sin(double x) {
        return x == 0 ? x : quadrant(x, 0);
    }

    static double cos(double x) {
        return quadrant(x, 1);
    }

    /** sin(x + shift·π/2); a is exact, and r + low = a − k (HALF_PI_2 + HALF_PI_3) also where a and w cancel. */
    private static double quadrant(double x, int shift) {
        double shifted = Math.fma(x, TWO_OVER_PI, Exponential.ROUND);
        double k = shifted - Exponential.ROUND;
        double a = Math.fma(-k, HALF_PI_1, x);
        double w = k * HALF_PI_2;
        double r = a - w;
        double v = r - a;
        double lost = a - (r - v) - (w + v);
        double low = Math.fma(-k, HALF_PI_3, lost - Math.fma(k, HALF_PI_2, -w));
        long n = Double.doubleToRawLongBits(shifted) + shift;
        double value = (n & 1) == 0 ? sinOfRest(r, low) : cosOfRest(r, low);
        double signed = (n & 2) == 0 ? value : -value;
        return Math.abs(x) <= LARGEST ? signed : Double.NaN;
    }

    /** sin(r + low), |r| ≤ π/4. */
    private static double sinOfRest(double r, double low) {
        double z = r * r;
        double p = R6;
        p = Math.fma(p, z, R5);
        p = Math.fma(p, z, R4);
        p = Math.fma(p, z, R3);
        p = Math.fma(p, z, R2);
        p = Math.fma(p, z, R1);
        return r + Math.fma(r * z, p, low * Math.fma(-0.5, z, 1));
    }

    /** cos(r + low), |r| ≤ π/4. */
    private static double cosOfRest(double r, double low) {
        double z = r * r;
        double p = Q7;
        p = Math.fma(p, z, Q6);
        p = Math.fma(p, z, Q5);
        p = Math.fma(p, z, Q4);
        p = Math.fma(p, z, Q3);
        p = Math.fma(p, z, Q2);
        double half = 0.5 * z;
        double w = 1 - half;
        return w + (1 - w - half + Math.fma(z * z, p, -r * low));
    }

    static double sinTurns(double u) {
        double t = quarters(u);
        double k = nearest(t);
        double q = k * (2 - Math.abs(k));
        return Math.fma(sinOfQuarter(t - k), 1 - Math.abs(k), cosOfQuarter(t - k) * q);
    }

    static double cosTurns(double u) {
        double t = quarters(u);
        double k = nearest(t);
        double q = k * (2 - Math.abs(k));
        return Math.fma(cosOfQuarter(t - k), 1 - Math.abs(k), -(sinOfQuarter(t - k) * q));
    }

    /** Quarter turns in [−2, 2]: exact. */
    private static double quarters(double u) {
        return 4 * (u - Math.rint(u));
    }

    static double nearest(double t) {
        return t + Exponential.ROUND - Exponential.ROUND;
    }

    /** sin(π r/2), |r| ≤ ½. */
    static double sinOfQuarter(double r) {
        double z = r * r;
        double p = S6;
        p = Math.fma(p, z, S5);
        p = Math.fma(p, z, S4);
        p = Math.fma(p, z, S3);
        p = Math.fma(p, z, S2);
        p = Math.fma(p, z, S1);
        return r * Math.fma(p, z, S0);
    }

    /** cos(π r/2), |r| ≤ ½. */
    static double cosOfQuarter(double r) {
        double z = r * r;
        double p = C7;
        p = Math.fma(p, z, C6);
        p = Math.fma(p, z, C5);
        p = Math.fma(p, z, C4);
        p = Math.fma(p, z, C3);
        p = Math.fma(p, z, C2);
        p = Math.fma(p, z, C1);
        return Math.fma(p, z, 1);
    }
}
