package phasegrid.engine.theory;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * A forward process dx = f x dc + √2 g dW in its own clock c, as a function of the Ornstein-Uhlenbeck time t at which its
 * noise-to-signal ratio is σ² = e^{2t} − 1.
 */
public interface NoiseProcess {
    /** c. */
    double clock(double t);

    /** s = exp ∫ f dc. */
    double scale(double t);

    /** −f. */
    double decay(double t);

    /** g². */
    double drive(double t);

    /** Ornstein-Uhlenbeck at temperature T: f = −1, g² = T, e^{2t} − 1 = T(e^{2c} − 1). */
    static NoiseProcess ornsteinUhlenbeck(double temperature) {
        return of(
                t -> temperature == 1 ? t : 0.5 * Elementary.log1p(Elementary.expm1(2 * t) / temperature),
                c -> Elementary.exp(-c),
                c -> 1,
                c -> temperature);
    }

    /** dx = dW: c = e^{2t} − 1, f = 0, g² = ½. */
    static NoiseProcess exploding() {
        return of(t -> Elementary.expm1(2 * t), c -> 1, c -> 0, c -> 0.5);
    }

    /** f = −β/2, g² = β/2 with β = first + (last − first) c: t = ½ first c + ¼ (last − first) c². */
    static NoiseProcess preserving(double first, double last) {
        double slope = last - first;
        return of(
                t -> slope == 0 ? 2 * t / first : (Math.sqrt(first * first + 4 * slope * t) - first) / slope,
                c -> Elementary.exp(-0.5 * c * (first + 0.5 * slope * c)),
                c -> 0.5 * (first + slope * c),
                c -> 0.5 * (first + slope * c));
    }

    /** The DDPM table ᾱ_k = Π(1 − β_j), β_j from 1e-4 to 0.02 in a thousand steps, of constant rate within a step. */
    static NoiseProcess ddpm() {
        double[] time = new double[1001];
        for (int k = 1; k <= 1000; k++) {
            time[k] = time[k - 1] - 0.5 * Elementary.log(1 - (1e-4 + (k - 1) * (0.02 - 1e-4) / 999));
        }
        return new NoiseProcess() {
            /** The step that ends at t or contains it. */
            private int step(double t) {
                int k = 1;
                while (k < 1000 && time[k] < t) {
                    k++;
                }
                return k;
            }

            @Override
            public double clock(double t) {
                int k = step(t);
                return k - (time[k] - t) / (time[k] - time[k - 1]);
            }

            @Override
            public double scale(double t) {
                return Elementary.exp(-t);
            }

            @Override
            public double decay(double t) {
                int k = step(t);
                return time[k] - time[k - 1];
            }

            @Override
            public double drive(double t) {
                return decay(t);
            }
        };
    }

    /** f = −decay/(1+c), g = drive (1+c)^power. */
    static NoiseProcess powerLaw(double decay, double drive, double power) {
        double k = 2 * decay + 2 * power + 1;
        return of(
                t -> k == 0
                        ? Elementary.expm1(Elementary.expm1(2 * t) / (2 * drive * drive))
                        : Elementary.pow(1 + k * Elementary.expm1(2 * t) / (2 * drive * drive), 1 / k) - 1,
                c -> Elementary.pow(1 + c, -decay),
                c -> decay / (1 + c),
                c -> drive * drive * Elementary.pow(1 + c, 2 * power));
    }

    /** Stochastic localisation X = τa + √τ z, whose clock τ = 1/(e^{2t} − 1) runs from ∞ to 0: f = 1/τ, g² = −½. */
    static NoiseProcess localisation() {
        return of(t -> 1 / Elementary.expm1(2 * t), c -> c, c -> -1 / c, c -> -0.5);
    }

    /** f and g constant from each clock on. */
    static NoiseProcess tabulated(List<Double> clocks, List<Double> decays, List<Double> drives) {
        return new TabulatedProcess(clocks, decays, drives);
    }

    /** The clock as a function of t, and scale, decay and drive as functions of the clock. */
    private static NoiseProcess of(
            DoubleUnaryOperator clock,
            DoubleUnaryOperator scale,
            DoubleUnaryOperator decay,
            DoubleUnaryOperator drive) {
        return new NoiseProcess() {
            @Override
            public double clock(double t) {
                return clock.applyAsDouble(t);
            }

            @Override
            public double scale(double t) {
                return scale.applyAsDouble(clock.applyAsDouble(t));
            }

            @Override
            public double decay(double t) {
                return decay.applyAsDouble(clock.applyAsDouble(t));
            }

            @Override
            public double drive(double t) {
                return drive.applyAsDouble(clock.applyAsDouble(t));
            }
        };
    }
}
