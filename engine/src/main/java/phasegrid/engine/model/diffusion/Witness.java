package phasegrid.engine.model.diffusion;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.InterpolantPath;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.dynamics.TimeGrid;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.theory.NoiseProcess;
import phasegrid.engine.theory.Scheme;
import phasegrid.engine.theory.StepTimes;

/**
 * What theory calls a process, a sampler and a grid of times. Theory works in Ornstein-Uhlenbeck time of unit temperature,
 * where σ² = e^{2t} − 1.
 */
record Witness(ForwardProcess process, ReverseSampler sampler, double horizon) {
    /** The time of theory at time {@code t} of the process. */
    double time(double t) {
        double temperature = process.noiseTemperature();
        return temperature == 1 ? t : 0.5 * Elementary.log1p(temperature * Elementary.expm1(2 * t));
    }

    /** The time of the process at time {@code unit} of theory. */
    double own(double unit) {
        double temperature = process.noiseTemperature();
        return temperature == 1 ? unit : 0.5 * Elementary.log1p(Elementary.expm1(2 * unit) / temperature);
    }

    /** What a draw of N(0, T) at the horizon has for a variance in theory's form, where x is divided by s e^t. */
    double pureNoise() {
        double temperature = process.noiseTemperature();
        return temperature * Elementary.exp(2 * (horizon - time(horizon)));
    }

    /** The rule of the sampler's steps; absent for the exact kernel. */
    Optional<Scheme> scheme() {
        if (sampler instanceof ReverseSampler.Exponential s) {
            return Optional.of(Scheme.exponential(process.noiseTemperature(), s.noiseLevel()));
        } else if (sampler instanceof ReverseSampler.Ancestral) {
            return Optional.of(Scheme.ancestral());
        } else if (sampler instanceof ReverseSampler.Ddim s) {
            return Optional.of(Scheme.ddim(s.eta()));
        } else if (sampler instanceof ReverseSampler.Interpolant s) {
            return Optional.of(
                    s.path() == InterpolantPath.LINEAR
                            ? Scheme.linearInterpolant()
                            : Scheme.trigonometricInterpolant());
        } else if (sampler instanceof ReverseSampler.InterpolantHeun s) {
            return Optional.of(
                    s.path() == InterpolantPath.LINEAR
                            ? Scheme.linearInterpolantHeun()
                            : Scheme.trigonometricInterpolantHeun());
        } else if (sampler instanceof ReverseSampler.Localisation) {
            return Optional.of(Scheme.localisation());
        }
        return ownClock(noise());
    }

    /** The rules that are written in the clock of the process. */
    private Optional<Scheme> ownClock(NoiseProcess noise) {
        if (sampler instanceof ReverseSampler.EulerMaruyama s) {
            return Optional.of(Scheme.euler(noise, s.noiseLevel()));
        } else if (sampler instanceof ReverseSampler.Picard s) {
            return Optional.of(Scheme.euler(noise, s.noiseLevel()));
        } else if (sampler instanceof ReverseSampler.FlowEuler) {
            return Optional.of(Scheme.euler(noise, 0));
        } else if (sampler instanceof ReverseSampler.Heun) {
            return Optional.of(Scheme.heun(noise));
        } else if (sampler instanceof ReverseSampler.PredictorCorrector s) {
            return Optional.of(Scheme.predictorCorrector(noise, s.noiseLevel(), s.corrections(), s.strength()));
        }
        return Optional.empty();
    }

    /** The process. */
    NoiseProcess noise() {
        if (process instanceof ForwardProcess.Ou p) {
            return NoiseProcess.ornsteinUhlenbeck(p.noiseTemperature());
        } else if (process instanceof ForwardProcess.VarianceExploding) {
            return NoiseProcess.exploding();
        } else if (process instanceof ForwardProcess.VariancePreserving p) {
            return NoiseProcess.preserving(p.first(), p.last());
        } else if (process instanceof ForwardProcess.Ddpm) {
            return NoiseProcess.ddpm();
        } else if (process instanceof ForwardProcess.PowerLaw p) {
            return NoiseProcess.powerLaw(p.decay(), p.drive(), p.power());
        } else if (process instanceof ForwardProcess.Tabulated p) {
            return NoiseProcess.tabulated(p.clocks(), p.decays(), p.drives());
        }
        return NoiseProcess.localisation();
    }

    /** The grid of times. */
    StepTimes times() {
        TimeGrid grid = sampler.grid();
        if (grid instanceof TimeGrid.Uniform) {
            return times(this::own, this::time);
        } else if (grid instanceof TimeGrid.LogNoise) {
            return times(
                    t -> Elementary.log(Elementary.expm1(2 * own(t))),
                    u -> time(0.5 * Elementary.log1p(Elementary.exp(u))));
        } else if (grid instanceof TimeGrid.Listed g) {
            return times(t -> place(g.times(), own(t)), place -> time(entry(g.times(), place)));
        }
        return times(
                t -> sampler.schedule(process).clock(seen(t)),
                clock -> unseen(sampler.schedule(process).time(clock)));
    }

    /** The clock of an interpolant or of localisation is that of unit temperature. */
    private double seen(double unit) {
        return sampler.schedule(process) == process ? own(unit) : unit;
    }

    private double unseen(double time) {
        return sampler.schedule(process) == process ? time(time) : time;
    }

    private StepTimes times(DoubleUnaryOperator coordinate, DoubleUnaryOperator time) {
        return new StepTimes(coordinate, time, time(sampler.grid().tMin()), time(horizon), sampler.steps());
    }

    private static double place(List<Double> times, double t) {
        int i = 0;
        while (i < times.size() - 2 && times.get(i + 1) >= t) {
            i++;
        }
        return i + (times.get(i) - t) / (times.get(i) - times.get(i + 1));
    }

    private static double entry(List<Double> times, double place) {
        int i = (int) Math.max(0, Math.min(times.size() - 2, Math.floor(place)));
        return times.get(i) + (place - i) * (times.get(i + 1) - times.get(i));
    }
}
