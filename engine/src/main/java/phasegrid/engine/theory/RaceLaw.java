package phasegrid.engine.theory;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import phasegrid.engine.linear.Elementary;

/**
 * The law of Y = E + ln ξ, ξ exponential of mean 1: when training points race, the one with the least Y wins with
 * probability e^{−E}/Σ e^{−E}, its posterior weight.
 *
 * <p>P(Y ≤ c) = (1/2πi) ∫ e^{λc + K(λ)} Γ(1−λ)/λ dλ along Re λ = λ₀ in (0, 1), and −P(Y > c) along λ₀ &lt; 0, by the
 * trapezoid rule, whose error falls exponentially with the distance of the poles at 0 and 1. Nodes are computed once;
 * every c costs one rotation a node.
 */
final class RaceLaw {
    private static final double LOG_ERROR = 26;
    private static final double NEGLIGIBLE = -36;
    private static final double HIGHEST_TILT = 0.8;
    static final double EULER = 0.5772156649015329;

    private final EnergyLaw energy;
    private final double mean;
    private final double deviation;
    private final double near;
    private final double logNumber;
    private final Nodes lower;
    private Nodes upper;

    private RaceLaw(EnergyLaw energy, double logNumber, double tilt) {
        this.energy = energy;
        this.logNumber = logNumber;
        mean = energy.mean() - EULER;
        deviation = Math.sqrt(energy.variance() + Math.PI * Math.PI / 6);
        near = Math.min(0.5, 1 / deviation);
        lower = new Nodes(energy, Math.min(HIGHEST_TILT, Math.max(near, tilt)), logNumber);
    }

    /** The law of one point. */
    static RaceLaw of(EnergyLaw energy) {
        return new RaceLaw(energy, 0, 0);
    }

    /** The law of one of {@code number} points up to c = {@code upTo}, accurate where the first of them ends. */
    static RaceLaw ofMany(EnergyLaw energy, double number, double upTo) {
        double logNumber = Elementary.log(number);
        double tilt = Math.max(energy.tiltOfLeast(number), energy.saddle(Math.max(upTo, 1)));
        return new RaceLaw(energy, logNumber, tilt);
    }

    private Nodes upper() {
        if (upper == null) {
            upper = new Nodes(energy, -Math.min(near, 0.5 / energy.q()), logNumber);
        }
        return upper;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return deviation;
    }

    /** P(Y ≤ c) and the density at c. */
    double[] at(double c) {
        double[] both = (c < mean ? lower : upper()).at(c);
        return new double[] {clamp(c < mean ? both[0] : 1 + both[0]), Math.max(0, both[1])};
    }

    /** P(Y > c) and the density at c. */
    double[] beyond(double c) {
        double[] both = (c < mean ? lower : upper()).at(c);
        return new double[] {clamp(c < mean ? 1 - both[0] : -both[0]), Math.max(0, both[1])};
    }

    private static double clamp(double probability) {
        return Math.min(1, Math.max(0, probability));
    }

    /** Values of e^{K(λ)} Γ(1−λ)/λ along Re λ = tilt, in units of e^top. */
    private static final class Nodes {
        private final double tilt;
        private final double spacing;
        private final double top;
        private double[] real = new double[256];
        private double[] imaginary = new double[256];
        private int count;

        Nodes(EnergyLaw energy, double tilt, double logNumber) {
            this.tilt = tilt;
            double clear = tilt > 0 ? (1 - tilt) / LOG_ERROR : (tilt + 1 / energy.q()) / LOG_ERROR;
            spacing = 2 * Math.PI * Math.min(Math.abs(tilt) / (LOG_ERROR + logNumber), clear);
            top = log(energy, 0)[0];
            for (double size = 0; size > NEGLIGIBLE; count++) {
                double[] log = log(energy, count * spacing);
                size = log[0] - top;
                put(log[1], Elementary.exp(size) * spacing / Math.PI * (count == 0 ? 0.5 : 1));
            }
        }

        private void put(double phase, double modulus) {
            if (count == real.length) {
                real = Arrays.copyOf(real, 2 * count);
                imaginary = Arrays.copyOf(imaginary, 2 * count);
            }
            real[count] = modulus * Elementary.cos(phase);
            imaginary[count] = modulus * Elementary.sin(phase);
        }

        /** Real and imaginary part of K(λ) + ln Γ(1−λ) − ln λ at λ = tilt + iτ. */
        private double[] log(EnergyLaw energy, double tau) {
            double[] log = LogGamma.of(1 - tilt, -tau);
            double ur = 1 + energy.q() * tilt;
            double ui = energy.q() * tau;
            double square = ur * ur + ui * ui;
            log[0] -= 0.25 * energy.d() * Elementary.log(square) + energy.rho() * (tilt * ur + tau * ui) / square;
            log[1] -= 0.5 * energy.d() * FastMath.atan2(ui, ur) + energy.rho() * (tau * ur - tilt * ui) / square;
            log[0] -= 0.5 * Elementary.log(tilt * tilt + tau * tau);
            log[1] -= FastMath.atan2(tau, tilt);
            return log;
        }

        /** The integral and its derivative in c. */
        double[] at(double c) {
            double stepReal = Elementary.cos(spacing * c);
            double stepImaginary = Elementary.sin(spacing * c);
            double turnReal = 1;
            double turnImaginary = 0;
            double sum = 0;
            double moved = 0;
            for (int j = 0; j < count; j++) {
                double re = real[j] * turnReal - imaginary[j] * turnImaginary;
                double im = real[j] * turnImaginary + imaginary[j] * turnReal;
                sum += re;
                moved += j * im;
                double next = turnReal * stepReal - turnImaginary * stepImaginary;
                turnImaginary = turnReal * stepImaginary + turnImaginary * stepReal;
                turnReal = next;
            }
            double scale = Elementary.exp(top + tilt * c);
            return new double[] {scale * sum, scale * (tilt * sum - spacing * moved)};
        }
    }
}
