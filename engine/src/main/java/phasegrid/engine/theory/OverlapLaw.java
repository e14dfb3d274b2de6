package phasegrid.engine.theory;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * The law of the overlap {@code x·ξ} of a fixed state of {@code |x|² = N} with a random pattern: the levels of a random
 * energy model with {@code e^{αN}} of them.
 *
 * <p>{@code ζ(λ) = (1/N) ln E e^{λ x·ξ}}. Levels end at ε_*, where the rate {@code I(ε) = max_λ (λε − ζ)} equals α; the
 * sum of their weights is dominated by the last ones above λ_*, {@code ζ'(λ_*) = ε_*}. Everything is per component, in
 * the limit of large N. Source: {@code lucibello2024exponential}, random energy picture.
 */
public sealed interface OverlapLaw {
    /** ζ(λ), λ ≥ 0 finite. */
    double cumulant(double lambda);

    /** ζ'(λ), λ ≥ 0 finite. */
    double slope(double lambda);

    /** λ at which ζ' = level ≥ 0; infinite where ζ' stays below. */
    double tilt(double level);

    /** I(level), infinite where no pattern can overlap as much. */
    double rate(double level);

    /** λ_*(α), above which a sub-exponential number of patterns dominates; infinite where there is none. */
    double condensation(double alpha);

    /** ε_*(α), the largest overlap per component among e^{αN} patterns. */
    double highest(double alpha);

    /** φ_α(λ) = lim (1/λN) E ln Σ_μ e^{λ x·ξ^μ}; λ may be infinite. */
    default double noise(double alpha, double lambda) {
        return lambda < condensation(alpha) ? (alpha + cumulant(lambda)) / lambda : highest(alpha);
    }

    /** The α at which λ = λ_*: λζ' − ζ; below it e^{αN} patterns are condensed at λ. */
    default double condensed(double lambda) {
        return lambda * slope(lambda) - cumulant(lambda);
    }

    /** The α at which φ_α(λ) = signal: the threshold of retrieval, infinite where nothing can beat the signal. */
    default double threshold(double lambda, double signal) {
        return lambda < tilt(signal) ? lambda * signal - cumulant(lambda) : rate(signal);
    }

    /**
     * Gaussian overlaps of variance {@code variance}·N: ζ = λ² variance/2.
     *
     * @param variance 1 for Gaussian patterns, 1 + 1/δ for a linear hidden manifold of δN latent dimensions at x = ξ
     */
    record Normal(double variance) implements OverlapLaw {
        @Override
        public double cumulant(double lambda) {
            return 0.5 * variance * lambda * lambda;
        }

        @Override
        public double slope(double lambda) {
            return variance * lambda;
        }

        @Override
        public double tilt(double level) {
            return level / variance;
        }

        @Override
        public double rate(double level) {
            return 0.5 * level * level / variance;
        }

        @Override
        public double condensation(double alpha) {
            return Math.sqrt(2 * alpha / variance);
        }

        @Override
        public double highest(double alpha) {
            return Math.sqrt(2 * alpha * variance);
        }
    }

    /** Patterns uniform on the sphere |ξ|² = N: ζ = λu + ½ ln(1−u²), u = ζ' = (√(1+4λ²) − 1)/(2λ). */
    record Sphere() implements OverlapLaw {
        @Override
        public double cumulant(double lambda) {
            return lambda * slope(lambda) - 0.5 * Elementary.log(0.5 * (1 + Math.sqrt(1 + 4 * lambda * lambda)));
        }

        @Override
        public double slope(double lambda) {
            return 2 * lambda / (1 + Math.sqrt(1 + 4 * lambda * lambda));
        }

        @Override
        public double tilt(double level) {
            return level < 1 ? level / ((1 - level) * (1 + level)) : Double.POSITIVE_INFINITY;
        }

        @Override
        public double rate(double level) {
            return level < 1 ? -0.5 * Elementary.log1p(-level * level) : Double.POSITIVE_INFINITY;
        }

        @Override
        public double condensation(double alpha) {
            return highest(alpha) * Elementary.exp(2 * alpha);
        }

        @Override
        public double highest(double alpha) {
            return Math.sqrt(-Elementary.expm1(-2 * alpha));
        }
    }

    /** Binary patterns and a binary state: ζ = ln cosh λ; there are no more than 2^N, so that λ_* is infinite at α ≥ ln 2. */
    record Signs() implements OverlapLaw {
        private static final double LN2 = Elementary.log(2);
        private static final double STEEPEST = 24;

        @Override
        public double cumulant(double lambda) {
            return Elementary.logCosh(lambda);
        }

        @Override
        public double slope(double lambda) {
            return Elementary.tanh(lambda);
        }

        @Override
        public double tilt(double level) {
            return level < 1 ? 0.5 * (Elementary.log1p(level) - Elementary.log1p(-level)) : Double.POSITIVE_INFINITY;
        }

        @Override
        public double rate(double level) {
            double down = level < 1 ? (1 - level) * Elementary.log1p(-level) : 0;
            return level > 1 ? Double.POSITIVE_INFINITY : 0.5 * ((1 + level) * Elementary.log1p(level) + down);
        }

        @Override
        public double condensation(double alpha) {
            if (alpha <= 0 || alpha >= condensed(STEEPEST)) {
                return alpha <= 0 ? 0 : alpha < LN2 ? STEEPEST : Double.POSITIVE_INFINITY;
            }
            return new BrentSolver(1e-14, 1e-15, 1e-16).solve(200, l -> condensed(l) - alpha, 0, STEEPEST);
        }

        @Override
        public double highest(double alpha) {
            return Elementary.tanh(condensation(alpha));
        }

        /** λ tanh λ − ln cosh λ without the cancellation of its two linear parts. */
        @Override
        public double condensed(double lambda) {
            double e = Elementary.exp(-2 * lambda);
            return lambda < 1
                    ? lambda * slope(lambda) - cumulant(lambda)
                    : LN2 - 2 * lambda * e / (1 + e) - Elementary.log1p(e);
        }

        /** λ·signal − ln cosh λ, written so that nothing cancels at signal 1: ln 2 − ln(1 + e^{−2λ}). */
        @Override
        public double threshold(double lambda, double signal) {
            return lambda < tilt(signal)
                    ? LN2 - Elementary.log1p(Elementary.exp(-2 * lambda)) - lambda * (1 - signal)
                    : rate(signal);
        }
    }
}
