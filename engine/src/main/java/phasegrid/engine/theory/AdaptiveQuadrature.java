package phasegrid.engine.theory;

/**
 * Adaptive Simpson rule for several integrands at once, for functions with steps at unknown places.
 *
 * <p>A panel is halved until Simpson's rule on it and on its halves agree to 1e-9 in every component (Richardson's fifteenth
 * of the difference is added), or it is 2^−40 of its original length. The first 64 panels are equal.
 */
final class AdaptiveQuadrature {
    private static final int PANELS = 64;
    private static final int DEPTH = 40;
    private static final double TOLERANCE = 1e-9;

    private final Integrand integrand;
    private final double[] sum;

    private AdaptiveQuadrature(Integrand integrand, int components) {
        this.integrand = integrand;
        this.sum = new double[components];
    }

    /** Several functions of one variable. */
    interface Integrand {
        double[] at(double y);
    }

    static double[] integrate(Integrand integrand, double from, double to) {
        AdaptiveQuadrature rule = new AdaptiveQuadrature(integrand, integrand.at(from).length);
        double length = (to - from) / PANELS;
        for (int k = 0; k < PANELS; k++) {
            double left = from + k * length;
            rule.add(
                    left,
                    length,
                    integrand.at(left),
                    integrand.at(left + length / 2),
                    integrand.at(left + length),
                    DEPTH);
        }
        return rule.sum;
    }

    private void add(double left, double length, double[] a, double[] m, double[] b, int depth) {
        double[] l = integrand.at(left + length / 4);
        double[] r = integrand.at(left + 3 * length / 4);
        if (depth == 0 || agree(length, a, l, m, r, b)) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += fine(length, i, a, l, m, r, b) + difference(length, i, a, l, m, r, b) / 15;
            }
            return;
        }
        add(left, length / 2, a, l, m, depth - 1);
        add(left + length / 2, length / 2, m, r, b, depth - 1);
    }

    private static boolean agree(double length, double[]... values) {
        boolean agree = true;
        for (int i = 0; i < values[0].length; i++) {
            agree &= Math.abs(difference(length, i, values)) <= TOLERANCE;
        }
        return agree;
    }

    private static double fine(double length, int i, double[]... v) {
        return length / 12 * (v[0][i] + 4 * v[1][i] + 2 * v[2][i] + 4 * v[3][i] + v[4][i]);
    }

    private static double difference(double length, int i, double[]... v) {
        return fine(length, i, v) - length / 6 * (v[0][i] + 4 * v[2][i] + v[4][i]);
    }
}
