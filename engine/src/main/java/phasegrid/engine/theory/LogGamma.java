package phasegrid.engine.theory;

import org.apache.commons.math3.util.FastMath;

/** Γ in the right half of the complex plane, by Stirling's series after a shift by 9; relative error below 1e-13. */
final class LogGamma {
    private static final int SHIFT = 9;
    private static final double[] STIRLING = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360
    };

    private LogGamma() {}

    /** Real part of ln Γ(x + iy), x > 0, and its imaginary part up to a multiple of 2π. */
    static double[] of(double x, double y) {
        double re = 1;
        double im = 0;
        for (int k = 0; k < SHIFT; k++) {
            double next = re * (x + k) - im * y;
            im = im * (x + k) + re * y;
            re = next;
        }
        double[] sum = stirling(x + SHIFT, y);
        sum[0] -= 0.5 * FastMath.log(re * re + im * im);
        sum[1] -= FastMath.atan2(im, re);
        return sum;
    }

    /** (z − ½) ln z − z + ½ ln 2π + Σ B_{2k}/(2k(2k−1) z^{2k−1}). */
    private static double[] stirling(double x, double y) {
        double square = x * x + y * y;
        double log = 0.5 * FastMath.log(square);
        double angle = FastMath.atan2(y, x);
        double re = (x - 0.5) * log - y * angle - x + 0.5 * FastMath.log(2 * Math.PI);
        double im = (x - 0.5) * angle + y * log - y;
        double inverseRe = x / square;
        double inverseIm = -y / square;
        double squareRe = inverseRe * inverseRe - inverseIm * inverseIm;
        double squareIm = 2 * inverseRe * inverseIm;
        for (double coefficient : STIRLING) {
            re += coefficient * inverseRe;
            im += coefficient * inverseIm;
            double next = inverseRe * squareRe - inverseIm * squareIm;
            inverseIm = inverseRe * squareIm + inverseIm * squareRe;
            inverseRe = next;
        }
        return new double[] {re, im};
    }
}
