package phasegrid.engine.dynamics;

import java.util.Arrays;
import java.util.List;
import phasegrid.engine.definition.Param;
import phasegrid.engine.linear.Elementary;

/**
 * The noising process of a diffusion model. Whatever its clock, t is Ornstein-Uhlenbeck time: everything that can be asked
 * of a noised data point depends on the noise-to-signal ratio σ² = T(e^{2t} − 1) alone.
 */
public sealed interface ForwardProcess extends Schedule
        permits ForwardProcess.Ou,
                ForwardProcess.VarianceExploding,
                ForwardProcess.VariancePreserving,
                ForwardProcess.Ddpm,
                ForwardProcess.PowerLaw,
                ForwardProcess.Tabulated,
                ForwardProcess.Localisation {
    /** T. */
    default double noiseTemperature() {
        return 1;
    }

    /** {@code s(t)}: what is left of a data point at time {@code t}. */
    default double shrink(double t) {
        return at(t).shrink();
    }

    /** Variance at time {@code t} of a mode whose data variance is {@code variance}. */
    default double spread(double t, double variance) {
        return at(t).spread(variance);
    }

    /**
     * Ornstein-Uhlenbeck: {@code dx = −x dt + √(2T) dW}, so s = e^{−t} and the noise is Δ_t = T(1 − e^{−2t}).
     *
     * @param noiseTemperature T; pure noise is N(0, T)
     */
    record Ou(
            @Param(symbol = "T", doc = "temperature of the noise", usual = "1", min = 0.001, max = 1000)
            double noiseTemperature)
            implements ForwardProcess {
        @Override
        public Level at(double t) {
            double noise = -noiseTemperature * Elementary.expm1(-2 * t);
            return new Level(t, t, Elementary.exp(-t), noise, 1 / Elementary.expm1(2 * t), 1);
        }

        @Override
        public double time(double clock) {
            return clock;
        }
    }

    /** Variance exploding: {@code dx = dW}, so s = 1; the clock is the variance σ². */
    record VarianceExploding() implements ForwardProcess {
        @Override
        public Level at(double t) {
            double variance = Elementary.expm1(2 * t);
            double kept = Elementary.exp(-2 * t);
            return new Level(t, variance, 1, variance, -1 / Elementary.expm1(-2 * t), 0.5 * kept);
        }

        @Override
        public double time(double clock) {
            return 0.5 * Elementary.log1p(clock);
        }
    }

    /**
     * Variance preserving: {@code dx = −½β(c) x dc + √β(c) dW} with β linear in c on [0, 1]; t = ½ ∫ β.
     *
     * @param first β(0)
     * @param last β(1)
     */
    record VariancePreserving(
            @Param(symbol = "β₀", doc = "rate at clock 0", usual = "0.1", min = 1.0e-6, max = 1000)
            double first,

            @Param(symbol = "β₁", doc = "rate at clock 1", usual = "20", min = 1.0e-6, max = 1000)
            double last)
            implements ForwardProcess {
        /** Refuses a falling rate, which would end at a finite t. */
        public VariancePreserving {
            if (last < first) {
                throw new IllegalArgumentException(
                        "last = " + last + " is below first = " + first + "; give a rate that does not fall");
            }
        }

        @Override
        public Level at(double t) {
            double rate = Math.sqrt(first * first + 4 * (last - first) * t);
            double clock = 4 * t / (first + rate);
            return preserving(t, clock, 0.5 * rate);
        }

        @Override
        public double time(double clock) {
            return 0.5 * clock * Math.fma(0.5 * (last - first), clock, first);
        }
    }

    /**
     * The thousand steps {@code x_k = √(1 − β_k) x_{k−1} + √β_k z} with β_k linear from 1e-4 to 0.02; the clock is k, and
     * t = −½ ln ᾱ_k grows linearly between two steps. Source: {@code ho2020denoising}, section 4.
     */
    record Ddpm() implements ForwardProcess {
        /** How many steps there are. */
        public static final int STEPS = 1000;

        private static final double[] TIMES = times();

        private static double[] times() {
            double[] times = new double[STEPS + 1];
            for (int k = 1; k <= STEPS; k++) {
                double rate = 1e-4 + (0.02 - 1e-4) * (k - 1) / (STEPS - 1);
                times[k] = times[k - 1] - 0.5 * Elementary.log1p(-rate);
            }
            return times;
        }

        @Override
        public Level at(double t) {
            int k = below(t);
            double speed = TIMES[k + 1] - TIMES[k];
            return preserving(t, k + (t - TIMES[k]) / speed, speed);
        }

        @Override
        public double time(double clock) {
            int k = (int) Math.min(STEPS - 1, Math.max(0, Math.ceil(clock) - 1));
            return Math.fma(clock - k, TIMES[k + 1] - TIMES[k], TIMES[k]);
        }

        /** The last k with t_k &lt; t, at most {@code STEPS − 1}. */
        private static int below(double t) {
            int at = Arrays.binarySearch(TIMES, t);
            int k = at >= 0 ? at - 1 : -at - 2;
            return Math.min(STEPS - 1, Math.max(0, k));
        }
    }

    /**
     * {@code dx = f(c) x dc + √2 g(c) dW} with f = −decay/(1+c) and g = drive (1+c)^power: s = (1+c)^{−decay} and
     * σ² = 2 drive² ((1+c)^K − 1)/K, K = 2 decay + 2 power + 1. For K &lt; 0, σ² stays below 2 drive²/|K|.
     *
     * @param decay −f at clock 0
     * @param drive g at clock 0
     * @param power power of 1+c in g
     */
    record PowerLaw(
            @Param(symbol = "f₀", doc = "decay rate at clock 0, falling as 1/(1+c)", usual = "1", min = 0, max = 100)
            double decay,

            @Param(symbol = "g₀", doc = "noise amplitude at clock 0", usual = "1", min = 0.001, max = 1000)
            double drive,

            @Param(symbol = "q", doc = "power of 1+c in the noise amplitude", usual = "0", min = -10, max = 10)
            double power)
            implements ForwardProcess {
        @Override
        public Level at(double t) {
            double exponent = exponent();
            double ratio = Elementary.expm1(2 * t);
            double w = exponent == 0
                    ? ratio / (2 * drive * drive)
                    : Elementary.log1p(exponent * ratio / (2 * drive * drive)) / exponent;
            if (!(w < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Cannot noise up to t = " + t + ": σ² stays below "
                        + 2 * drive * drive / -exponent + "; raise decay or power");
            }
            double shrink = Elementary.exp(-decay * w);
            double pace = Elementary.exp(2 * t - exponent * w) / (drive * drive);
            return new Level(
                    t,
                    Elementary.expm1(w),
                    shrink,
                    shrink * shrink * ratio,
                    -1 / Elementary.expm1(-2 * t) - decay * pace,
                    Elementary.exp(-w) / pace);
        }

        private double exponent() {
            return 2 * decay + 2 * power + 1;
        }

        @Override
        public double time(double clock) {
            double w = Elementary.log1p(clock);
            double integral = exponent() == 0 ? w : Elementary.expm1(exponent() * w) / exponent();
            return 0.5 * Elementary.log1p(2 * drive * drive * integral);
        }
    }

    /**
     * {@code dx = f(c) x dc + √2 g(c) dW} with any f and g that are constant between given clocks; the last go on for ever.
     *
     * @param clocks where each pair of rates begins: ascending, the first 0
     * @param decays −f from each clock on
     * @param drives g from each clock on
     */
    record Tabulated(
            @Param(symbol = "c", doc = "clocks from which the rates hold, ascending from 0", min = 0, max = 1.0e9)
            List<Double> clocks,

            @Param(symbol = "−f", doc = "decay rate from each clock on", min = -1000, max = 1000)
            List<Double> decays,

            @Param(symbol = "g", doc = "noise amplitude from each clock on", min = 1.0e-6, max = 1.0e6)
            List<Double> drives)
            implements ForwardProcess {
        /** Refuses lists of different lengths and clocks that do not ascend from 0. */
        public Tabulated {
            clocks = List.copyOf(clocks);
            decays = List.copyOf(decays);
            drives = List.copyOf(drives);
            PiecewiseRates.check(clocks, decays, drives);
        }

        @Override
        public Level at(double t) {
            return new PiecewiseRates(this).at(t);
        }

        @Override
        public double time(double clock) {
            return new PiecewiseRates(this).time(clock);
        }
    }

    /**
     * Stochastic localisation {@code X_τ = τ a + √τ z}, a change of time: τ = 1/(e^{2t} − 1) is the clock and runs from ∞ at
     * the data to 0. Source: {@code montanari2023sampling}.
     */
    record Localisation() implements ForwardProcess {
        @Override
        public Level at(double t) {
            double tau = 1 / Elementary.expm1(2 * t);
            return new Level(t, tau, tau, tau, 1 / Elementary.expm1(-2 * t), Elementary.expm1(-2 * t) / (2 * tau));
        }

        @Override
        public double time(double clock) {
            return 0.5 * Elementary.log1p(1 / clock);
        }
    }

    private static Level preserving(double t, double clock, double speed) {
        return new Level(t, clock, Elementary.exp(-t), -Elementary.expm1(-2 * t), 1 / Elementary.expm1(2 * t), speed);
    }
}
