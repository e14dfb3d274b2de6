package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * Averages over z ~ N(0, 1) of a spin in the field {@code x = signal + noise · z} at inverse temperature β, at any β up to ∞.
 *
 * <p>A cold spin is the sign of a field with logistic noise L of scale 1/(2β) added: tanh βx = E sgn(x + L). Where the
 * Gaussian is the wider of the two the sum therefore runs over L, and every average is smooth however large β is. Error
 * below 1e-11. Cost about 150 error functions.
 *
 * @param beta inverse temperature, 0 to ∞
 * @param signal the mean of the field
 * @param noise its standard deviation, positive where β = ∞
 */
record NoisyField(double beta, double signal, double noise) {
    private static final double WIDE = 1;

    private boolean warm() {
        return beta * noise <= WIDE;
    }

    /** E f(z): the poles of f are 1.5 or more away from the real line. */
    private static double normal(DoubleUnaryOperator f) {
        return Quadrature.normal(f, -9, 9, 0.25);
    }

    /** E f over the logistic noise, f a function of the shifted signal. */
    private double cold(DoubleUnaryOperator f) {
        return Double.isInfinite(beta)
                ? f.applyAsDouble(signal)
                : Quadrature.logisticAverage(x -> f.applyAsDouble(signal + x / (2 * beta)));
    }

    /** E tanh βx. */
    double spin() {
        return warm()
                ? normal(z -> Elementary.tanh(beta * Math.fma(noise, z, signal)))
                : cold(x -> Elementary.erf(x / noise * Math.sqrt(0.5)));
    }

    /** β E sech² βx: how much the mean spin follows the signal; finite at β = ∞. */
    double response() {
        return warm() ? beta * normal(z -> square(sech(z))) : cold(x -> 2 * density(x));
    }

    /** E tanh² βx, small ones without cancellation. */
    double spinSquared() {
        return warm() ? normal(z -> square(Elementary.tanh(beta * Math.fma(noise, z, signal)))) : 1 - response() / beta;
    }

    /** E ln(2 cosh βx)/β, at β = ∞ E |x|. */
    double potential() {
        return warm()
                ? normal(z -> Elementary.logCosh(beta * Math.fma(noise, z, signal))) / beta + Elementary.log(2) / beta
                : cold(x -> 2 * noise * noise * density(x) + x * Elementary.erf(x / noise * Math.sqrt(0.5)));
    }

    /** E sech⁴ βx, from {@code tanh‴ = 4 sech² − 6 sech⁴}. */
    double fourth() {
        if (warm()) {
            return normal(z -> square(square(sech(z))));
        }
        double third = cold(x -> 2 * density(x) * (square(x / noise) - 1) / (noise * noise));
        return (4 * response() / beta - third / (beta * beta * beta)) / 6;
    }

    private double density(double x) {
        return Quadrature.normalDensity(x / noise) / noise;
    }

    private double sech(double z) {
        double e = Elementary.exp(-Math.abs(beta * Math.fma(noise, z, signal)));
        return 2 * e / (1 + e * e);
    }

    private static double square(double v) {
        return v * v;
    }
}
