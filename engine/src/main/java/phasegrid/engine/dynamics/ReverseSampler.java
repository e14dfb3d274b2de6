package phasegrid.engine.dynamics;

import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.definition.Param;
import phasegrid.engine.linear.Elementary;

/**
 * How a diffusion model runs backward in time. Every scheme is a sequence of linear steps in the state and the posterior mean,
 * so that a model gives its {@link Posterior} and {@link Descent} does the rest.
 */
public sealed interface ReverseSampler
        permits ReverseSampler.EulerMaruyama,
                ReverseSampler.FlowEuler,
                ReverseSampler.Heun,
                ReverseSampler.Exponential,
                ReverseSampler.Ancestral,
                ReverseSampler.Ddim,
                ReverseSampler.Interpolant,
                ReverseSampler.InterpolantHeun,
                ReverseSampler.Localisation,
                ReverseSampler.PredictorCorrector,
                ReverseSampler.ExactKernel,
                ReverseSampler.Picard {
    /** Steps from the horizon to the end. */
    int steps();

    /** Where they lie. */
    TimeGrid grid();

    /** λ of the dynamics that it tends to with ever shorter steps: 0 a flow, 1 the time reversal. */
    double noiseLevel();

    /** Whether the law of its paths tends to that of the backward dynamics of noise level λ. */
    default boolean followsPaths() {
        return true;
    }

    /** Posterior means, or draws, that a step needs. */
    default int evaluations() {
        return 1;
    }

    /** The schedule in whose clock and coordinates the steps are written. */
    default Schedule schedule(ForwardProcess process) {
        return process;
    }

    /** The steps through one interval of the grid; both levels are of {@link #schedule}. */
    List<Step> across(Schedule schedule, Level from, Level to);

    /** Below this time the score is taken at this time: at 0 a posterior mean no longer holds it. */
    double EARLIEST = 0x1p-26;

    /** The same for the velocity of an interpolant, which a posterior mean holds down to the square of that: its last time. */
    double EARLIEST_VELOCITY = 0x1p-50;

    /**
     * Euler-Maruyama for {@code dy = [−f y + (1 + λ) g² ∇log P_t] dτ + √(2λ) g dW} in the clock of the process: λ = 1 is the
     * time reversal, λ = 0 the probability flow; all have the same marginals. Weak order 1.
     *
     * @param noiseLevel λ
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record EulerMaruyama(
            @Param(
                    symbol = "λ",
                    doc = "noise level: 1 time reversal, 0 probability flow",
                    usual = "1",
                    min = 0,
                    max = 100)
            double noiseLevel,

            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.euler(noiseLevel, from, from.clock() - to.clock()));
        }
    }

    /**
     * Euler for the probability flow {@code dx = −b dτ} in the clock of the process. Weak order 1.
     *
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record FlowEuler(
            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public double noiseLevel() {
            return 0;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.euler(0, from, from.clock() - to.clock()));
        }
    }

    /**
     * Heun for the probability flow: the average of the slopes at both ends of a step, two evaluations. Weak order 2.
     * Source: {@code karras2022elucidating}, algorithm 1.
     *
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record Heun(
            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public double noiseLevel() {
            return 0;
        }

        @Override
        public int evaluations() {
            return 2;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return Step.heun(from, to, to.time() < EARLIEST ? schedule.at(EARLIEST) : to);
        }
    }

    /**
     * Exponential integrator: the linear part of the Ornstein-Uhlenbeck form exactly, the score frozen over a step,
     * {@code x′ = e^h x + (1 + λ)(e^h − 1) ∇log P_t + √(λ(e^{2h} − 1)) z}. Weak order 1.
     *
     * @param noiseLevel λ
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record Exponential(
            @Param(
                    symbol = "λ",
                    doc = "noise level: 1 time reversal, 0 probability flow",
                    usual = "1",
                    min = 0,
                    max = 100)
            double noiseLevel,

            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            double h = from.time() - to.time();
            double keep = 1 + (1 + noiseLevel) * Elementary.expm1(-h) * from.ratioGrowth();
            double noise = noiseLevel * (from.ratio() - to.ratio());
            return List.of(new Step(
                    from,
                    keep * to.shrink() / from.shrink(),
                    (1 - keep) * to.shrink(),
                    to.shrink() * Math.sqrt(noise)));
        }
    }

    /**
     * Ancestral steps of DDPM with the posterior variance: the bridge between x and ⟨a⟩. Weak order 1 up to a logarithm, low
     * in variance, since the spread of a about ⟨a⟩ is left out. Source: {@code ho2020denoising}, eqs. (6) and (7).
     *
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record Ancestral(
            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public double noiseLevel() {
            return 1;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.bridge(from, to, 1));
        }
    }

    /**
     * DDIM: {@code y′ = ⟨a⟩ + √(1 − η²(1 − ρ)) √ρ (y − ⟨a⟩) + η σ′ √(1 − ρ) z}, y = x/shrink, ρ = σ′²/σ². η = 1 has the
     * law of an ancestral step. Source: {@code song2021denoising}, eqs. (12) and (16).
     *
     * @param eta η; the paths tend to those of λ = η²
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record Ddim(
            @Param(symbol = "η", doc = "noise in units of an ancestral step's: 0 a flow", usual = "0", min = 0, max = 1)
            double eta,

            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public double noiseLevel() {
            return eta * eta;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.bridge(from, to, eta));
        }
    }

    /**
     * Euler for the probability flow of a stochastic interpolant, in its own clock and coordinates whatever the process.
     * Weak order 1. Source: {@code albergo2023stochastic}.
     *
     * @param path α and β of the clock
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record Interpolant(
            @Param(symbol = "α, β", doc = "weights of data and noise along the interpolant's clock", usual = "linear")
            InterpolantPath path,

            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "clock")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public double noiseLevel() {
            return 0;
        }

        @Override
        public Schedule schedule(ForwardProcess process) {
            return path;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.euler(0, from, from.clock() - to.clock()));
        }
    }

    /**
     * Heun's rule for the same flow: two evaluations a step. Weak order 2. Source: {@code albergo2023stochastic}.
     *
     * @param path α and β of the clock
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record InterpolantHeun(
            @Param(symbol = "α, β", doc = "weights of data and noise along the interpolant's clock", usual = "linear")
            InterpolantPath path,

            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "clock")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public double noiseLevel() {
            return 0;
        }

        @Override
        public int evaluations() {
            return 2;
        }

        @Override
        public Schedule schedule(ForwardProcess process) {
            return path;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return Step.heun(from, to, to);
        }
    }

    /**
     * Euler for stochastic localisation {@code dX = ⟨a⟩ dτ + dB}, whatever the process. Weak order 1 in d ln τ.
     * Source: {@code montanari2023sampling}.
     *
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie; its tMin must be above 0, where τ is infinite
     */
    record Localisation(
            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "log-noise")
            TimeGrid grid)
            implements ReverseSampler {
        /** Refuses to end where the localisation time is infinite. */
        public Localisation {
            if (grid.tMin() == 0) {
                throw new IllegalArgumentException(
                        "grid.tMin = 0 is infinite localisation time; end at a tMin above 0, with denoise = true");
            }
        }

        @Override
        public double noiseLevel() {
            return 1;
        }

        @Override
        public Schedule schedule(ForwardProcess process) {
            return new ForwardProcess.Localisation();
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.euler(1, from, from.clock() - to.clock()));
        }
    }

    /**
     * Predictor-corrector: an Euler-Maruyama step, then Langevin steps {@code x ← x + ε ∇log P + √(2ε) z} at its end, with
     * ε = strength·noise. Marginals are those of the data; paths follow no noise level. Source: {@code song2021score},
     * algorithm 1.
     *
     * @param noiseLevel λ of the predictor
     * @param corrections Langevin steps after each predictor
     * @param strength ε in units of the noise, at most 0.2
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record PredictorCorrector(
            @Param(symbol = "λ", doc = "noise level of the predictor", usual = "1", min = 0, max = 100)
            double noiseLevel,

            @Param(symbol = "m", doc = "Langevin steps after each predictor", usual = "1", min = 1, max = 1000)
            int corrections,

            @Param(symbol = "ε/Δ", doc = "length of a Langevin step by the noise", usual = "0.1", min = 0, max = 0.2)
            double strength,

            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public boolean followsPaths() {
            return false;
        }

        @Override
        public int evaluations() {
            return 1 + corrections;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            List<Step> steps = new ArrayList<>();
            steps.add(Step.euler(noiseLevel, from, from.clock() - to.clock()));
            for (int i = 0; i < corrections && to.noise() > 0; i++) {
                double kick = Math.sqrt(2 * strength * to.noise());
                steps.add(new Step(to, 1 - strength, strength * to.shrink(), kick));
            }
            return steps;
        }
    }

    /**
     * The exact reverse kernel: a is drawn from p(a | x), then x′ from the bridge between x and a. No step error at any number
     * of steps; only for models whose posterior can be drawn from.
     *
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record ExactKernel(
            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "100", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public double noiseLevel() {
            return 1;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.bridge(from, to, 1));
        }
    }

    /**
     * Euler-Maruyama solved in parallel over windows of steps: with the noise frozen, the whole path is iterated until it
     * moves by no more than the tolerance, at most once for each step of the window. Source: {@code shih2023parallel}.
     *
     * @param noiseLevel λ
     * @param tolerance the largest last move of any coordinate
     * @param window steps iterated together
     * @param steps how many steps lie between the horizon and the end
     * @param grid where they lie
     */
    record Picard(
            @Param(
                    symbol = "λ",
                    doc = "noise level: 1 time reversal, 0 probability flow",
                    usual = "1",
                    min = 0,
                    max = 100)
            double noiseLevel,

            @Param(symbol = "ε", doc = "largest last move of a coordinate", usual = "1.0E-6", min = 1.0e-15, max = 1)
            double tolerance,

            @Param(symbol = "w", doc = "steps iterated together", usual = "32", min = 1, max = 256)
            int window,

            @Param(symbol = "N", doc = "steps from the horizon to the end", usual = "1000", min = 1, max = 1_000_000)
            int steps,

            @Param(symbol = "t_i", doc = "where the steps lie", usual = "uniform")
            TimeGrid grid)
            implements ReverseSampler {
        @Override
        public int evaluations() {
            return 8;
        }

        @Override
        public List<Step> across(Schedule schedule, Level from, Level to) {
            return List.of(Step.euler(noiseLevel, from, from.clock() - to.clock()));
        }
    }
}
