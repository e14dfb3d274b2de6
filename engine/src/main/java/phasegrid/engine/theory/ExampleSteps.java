package phasegrid.engine.theory;

import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.special.Gamma;
import phasegrid.engine.linear.Elementary;

/**
 * The first parallel step at T = 0 of a Hebbian network of examples, exactly at any size: d spins, k archetypes, m examples
 * each of quality r.
 *
 * <p>The field on a spin, times the archetype's sign, is a whole number of known characteristic function φ, since examples of
 * other archetypes enter independently ({@link LatticeSign}). Fields of 0 count as 0, as a spin of either sign does on average. Cost O(d k m² · m) evaluations.
 *
 * @param d spins
 * @param archetypes k
 * @param examples m
 * @param quality r
 * @param supervised which rule
 */
public record ExampleSteps(int d, int archetypes, int examples, double quality, boolean supervised) {
    /** No field is larger, in whole numbers. */
    private long most() {
        return (long) examples * (supervised ? examples : 1) * archetypes * d;
    }

    /** Evaluations of powers that {@link #overlap} makes. */
    public double cost() {
        return (double) most() * (examples + 1);
    }

    /** The mean overlap with the archetype after the step. */
    public double overlap() {
        double[] weights = binomial();
        double mean = quality * quality * examples * (supervised ? examples : 1) * (d - 1);
        return LatticeSign.mean(most(), mean, theta -> characteristic(theta, weights));
    }

    /** P(k of m examples agree with the archetype at a site). */
    private double[] binomial() {
        double[] weights = new double[examples + 1];
        for (int k = 0; k <= examples; k++) {
            double log = Gamma.logGamma(examples + 1.0)
                    - Gamma.logGamma(k + 1.0)
                    - Gamma.logGamma(examples - k + 1.0)
                    + k * Elementary.log(0.5 * (1 + quality))
                    + (k == examples ? 0 : (examples - k) * Elementary.log(0.5 * (1 - quality)));
            weights[k] = Elementary.exp(log);
        }
        return weights;
    }

    /** Im of the characteristic function: that of the archetype's own examples times the real one of all others. */
    private double characteristic(double theta, double[] weights) {
        double own = 0;
        double other = 0;
        for (int k = 0; k <= examples; k++) {
            Complex site = site(theta, k);
            own += weights[k] * site.pow(d - 1).getImaginary();
            other += weights[k] * power(site.getReal(), d - 1);
        }
        return own * power(other, archetypes - 1);
    }

    /** Of what one other site adds, where k examples agree: that of the sum of m signs, or of k minus m − k signs. */
    private Complex site(double theta, int k) {
        if (supervised) {
            double x = 2.0 * k - examples;
            return sign(theta * x).pow(examples);
        }
        return sign(theta).pow(k).multiply(sign(-theta).pow(examples - k));
    }

    /** E e^{iθχ} = cos θ + i r sin θ. */
    private Complex sign(double theta) {
        return new Complex(Elementary.cos(theta), quality * Elementary.sin(theta));
    }

    private static double power(double x, int n) {
        double result = 1;
        double base = x;
        for (int e = n; e > 0; e >>= 1) {
            result = (e & 1) == 1 ? result * base : result;
            base *= base;
        }
        return result;
    }
}
