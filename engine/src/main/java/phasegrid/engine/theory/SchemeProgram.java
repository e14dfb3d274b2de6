package phasegrid.engine.theory;

import java.util.List;

/**
 * The clone experiment by any scheme on any grid of times, in Ornstein-Uhlenbeck time at unit temperature.
 *
 * @param mixture the data, whose exact posterior drives the run
 * @param branching t, the time at which the clones part
 * @param start the law from which the run begins: pure noise at the grid's horizon, or x_t exactly
 * @param noise the variance of that noise in the form e^{−t}x/s
 * @param scheme the rule of one interval
 * @param times the grid
 * @param denoised whether the endpoint is replaced by its posterior mean
 */
public record SchemeProgram(
        TwoGaussianMixture mixture,
        double branching,
        EulerProgram.Start start,
        double noise,
        Scheme scheme,
        StepTimes times,
        boolean denoised)
        implements CloneProgram {
    @Override
    public double horizon() {
        return times.horizon();
    }

    @Override
    public double end() {
        return denoised ? 0 : last();
    }

    private double last() {
        return Math.min(branching, times.end());
    }

    @Override
    public List<MixtureStep> trajectory() {
        return start == EulerProgram.Start.HORIZON ? steps(times.horizon(), branching, false) : List.of();
    }

    @Override
    public List<MixtureStep> descent() {
        return steps(branching, last(), denoised);
    }

    private List<MixtureStep> steps(double from, double to, boolean read) {
        return SchemeRun.of(scheme, times, from, to, read).steps().stream()
                .map(step -> MixtureStep.of(mixture, step))
                .toList();
    }
}
