package phasegrid.engine.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import phasegrid.engine.linear.Elementary;

/**
 * A sampler's rule for one interval from t down to t′, written from the equation that its source states, in the
 * Ornstein-Uhlenbeck form. a = e^{−t}, Δ = 1 − e^{−2t}.
 */
@FunctionalInterface
public interface Scheme {
    /** Where the posterior mean no longer holds the score: a slope at 0 is taken here. */
    double EARLIEST = 1.5e-8;

    /** The same for the velocity of an interpolant, which falls as √t where the score does as t. */
    double EARLIEST_VELOCITY = 1e-15;

    /** The steps of one interval. */
    List<SchemeStep> across(double from, double to);

    /** Euler-Maruyama in a process' own clock: x′ = x + h[−f x + (1+λ) g² ∇log P] + √(2λh) g z. */
    static Scheme euler(NoiseProcess process, double noiseLevel) {
        return (from, to) ->
                List.of(euler(process, noiseLevel, from, process.clock(from) - process.clock(to), from, to));
    }

    /** Heun's rule for the flow: an Euler step, a second one from there with the slope at t′, and the average of both ends. */
    static Scheme heun(NoiseProcess process) {
        return (from, to) -> {
            double end = Math.max(to, EARLIEST);
            double clocks = process.clock(from) - process.clock(to);
            SchemeStep second = euler(process, 0, end, clocks, end, end);
            return List.of(
                    euler(process, 0, from, clocks, from, end),
                    new SchemeStep(end, second.keep(), second.mean(), 0, unit(process, from) / unit(process, end)));
        };
    }

    /** The Euler step with rates at {@code slope}, from the coordinates of time {@code in} to those of {@code out}. */
    private static SchemeStep euler(
            NoiseProcess process, double noiseLevel, double slope, double clocks, double in, double out) {
        double s = process.scale(slope);
        double noise = s * s * Elementary.expm1(2 * slope);
        double force = clocks * (1 + noiseLevel) * process.drive(slope);
        double before = unit(process, in);
        double after = unit(process, out);
        return new SchemeStep(
                slope,
                (1 + clocks * process.decay(slope) - force / noise) * before / after,
                force * s / noise / after,
                2 * noiseLevel * clocks * process.drive(slope) / (after * after));
    }

    /** x/u = e^t s. */
    private static double unit(NoiseProcess process, double t) {
        return Elementary.exp(t) * process.scale(t);
    }

    /** x′ = e^h x + (1+λ)T(e^h − 1)∇log P + √(λT(e^{2h} − 1)) z for the process of temperature T, whose clock is h. */
    static Scheme exponential(double temperature, double noiseLevel) {
        NoiseProcess process = NoiseProcess.ornsteinUhlenbeck(temperature);
        return (from, to) -> {
            double h = process.clock(from) - process.clock(to);
            double noise = temperature * -Elementary.expm1(-2 * process.clock(from));
            double force = (1 + noiseLevel) * temperature * Elementary.expm1(h);
            double after = unit(process, to);
            return List.of(new SchemeStep(
                    from,
                    (Elementary.exp(h) - force / noise) * unit(process, from) / after,
                    force * process.scale(from) / noise / after,
                    noiseLevel * temperature * Elementary.expm1(2 * h) / (after * after)));
        };
    }

    /** Mean e^{−h}(Δ′/Δ)x + e^{−t′}(Δ_h/Δ)⟨a⟩, variance Δ′Δ_h/Δ, h = t − t′. */
    static Scheme ancestral() {
        return (from, to) -> List.of(new SchemeStep(
                from,
                Elementary.exp(to - from) * noise(to) / noise(from),
                Elementary.exp(-to) * noise(from - to) / noise(from),
                noise(to) * noise(from - to) / noise(from)));
    }

    /** √ᾱ′⟨a⟩ + √(1 − ᾱ′ − ς²)(x − √ᾱ⟨a⟩)/√(1 − ᾱ) + ς z, ς = η √((1 − ᾱ′)/(1 − ᾱ)) √(1 − ᾱ/ᾱ′), ᾱ = e^{−2t}. */
    static Scheme ddim(double eta) {
        return (from, to) -> {
            double variance = eta * eta * noise(to) / noise(from) * noise(from - to);
            double keep = Math.sqrt((noise(to) - variance) / noise(from));
            return List.of(new SchemeStep(from, keep, Elementary.exp(-to) - keep * Elementary.exp(-from), variance));
        };
    }

    /** Euler for x_c = (1−c)a + c z, velocity (x − ⟨a⟩)/c, σ = c/(1−c). */
    static Scheme linearInterpolant() {
        return (from, to) -> {
            double data = 1 / (1 + Math.sqrt(Elementary.expm1(2 * from)));
            double end = 1 / (1 + Math.sqrt(Elementary.expm1(2 * to)));
            double after = Elementary.exp(to) * end;
            double h = (end - data) / (1 - data);
            return List.of(new SchemeStep(from, (1 - h) * Elementary.exp(from) * data / after, h / after, 0));
        };
    }

    /** Euler for x_θ = cos θ a + sin θ z, velocity (cos θ x − ⟨a⟩)/sin θ. */
    static Scheme trigonometricInterpolant() {
        return (from, to) -> {
            double theta = FastMath.atan(Math.sqrt(Elementary.expm1(2 * from)));
            double h = theta - FastMath.atan(Math.sqrt(Elementary.expm1(2 * to)));
            double sine = FastMath.sin(theta);
            return List.of(new SchemeStep(from, 1 - h * FastMath.cos(theta) / sine, h / sine, 0));
        };
    }

    /** Heun's rule for the linear interpolant: the average of the velocities (x − ⟨a⟩)/c at both ends of a step of c. */
    static Scheme linearInterpolantHeun() {
        return (from, to) -> {
            double end = Math.max(to, EARLIEST_VELOCITY);
            double h = noisePart(from) - noisePart(to);
            double unit = Elementary.exp(from) * dataPart(from);
            double before = Elementary.exp(end) * dataPart(end);
            double after = Elementary.exp(to) * dataPart(to);
            double first = h / noisePart(from);
            double second = h / noisePart(end);
            return List.of(
                    new SchemeStep(from, (1 - first) * unit / before, first / before, 0),
                    new SchemeStep(end, (1 - second) * before / after, second / after, 0, unit / after));
        };
    }

    /** c of x_c = (1−c)a + c z. */
    private static double noisePart(double t) {
        return Math.sqrt(Elementary.expm1(2 * t)) * dataPart(t);
    }

    private static double dataPart(double t) {
        return 1 / (1 + Math.sqrt(Elementary.expm1(2 * t)));
    }

    /** The same for x_θ = cos θ a + sin θ z, velocity (cos θ x − ⟨a⟩)/sin θ, already in the Ornstein-Uhlenbeck form. */
    static Scheme trigonometricInterpolantHeun() {
        return (from, to) -> {
            double theta = FastMath.atan(Math.sqrt(Elementary.expm1(2 * from)));
            double h = theta - FastMath.atan(Math.sqrt(Elementary.expm1(2 * to)));
            double end = Math.max(to, EARLIEST_VELOCITY);
            double slope = FastMath.atan(Math.sqrt(Elementary.expm1(2 * end)));
            return List.of(
                    new SchemeStep(from, 1 - h * FastMath.cos(theta) / FastMath.sin(theta), h / FastMath.sin(theta), 0),
                    new SchemeStep(
                            end, 1 - h * FastMath.cos(slope) / FastMath.sin(slope), h / FastMath.sin(slope), 0, 1));
        };
    }

    /** X′ = X + (τ′ − τ)⟨a⟩ + √(τ′ − τ) z, τ = 1/(e^{2t} − 1), X = τ e^t u. */
    static Scheme localisation() {
        return (from, to) -> {
            double tau = 1 / Elementary.expm1(2 * from);
            double end = 1 / Elementary.expm1(2 * to);
            double after = end * Elementary.exp(to);
            return List.of(new SchemeStep(
                    from, tau * Elementary.exp(from) / after, (end - tau) / after, (end - tau) / (after * after)));
        };
    }

    /** Euler-Maruyama, then Langevin steps x + ε∇log P + √(2ε) z at its end, ε = strength·Δ. */
    static Scheme predictorCorrector(NoiseProcess process, double noiseLevel, int corrections, double strength) {
        return (from, to) -> {
            List<SchemeStep> steps = new ArrayList<>(euler(process, noiseLevel).across(from, to));
            double epsilon = strength * noise(to);
            for (int i = 0; i < corrections && epsilon > 0; i++) {
                double mean = epsilon * Elementary.exp(-to) / noise(to);
                steps.add(new SchemeStep(to, 1 - epsilon / noise(to), mean, 2 * epsilon));
            }
            return steps;
        };
    }

    private static double noise(double t) {
        return -Elementary.expm1(-2 * t);
    }
}
