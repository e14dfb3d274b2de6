package phasegrid.engine.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * The clone experiment by any scheme on any grid of times, in Ornstein-Uhlenbeck time at unit temperature.
 *
 * @param mixture the data, whose exact posterior drives the run
 * @param branching t, the time at which the clones part
 * @param start the law from which the run begins: N(0, 1) at the grid's horizon in the form e^{−t}x/s, or x_t exactly
 * @param scheme the rule of one interval
 * @param times the grid
 * @param denoised whether the endpoint is replaced by its posterior mean
 */
public record SchemeProgram(
        TwoGaussianMixture mixture,
        double branching,
        EulerProgram.Start start,
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
        return start == EulerProgram.Start.HORIZON ? steps(times.horizon(), branching) : List.of();
    }

    @Override
    public List<MixtureStep> descent() {
        List<MixtureStep> made = steps(branching, last());
        if (denoised && last() > 0) {
            made.add(MixtureStep.of(mixture, new SchemeStep(last(), 0, 1, 0)));
        }
        return made;
    }

    private List<MixtureStep> steps(double from, double to) {
        List<Double> at = times.between(from, to);
        List<MixtureStep> made = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            scheme.across(at.get(i - 1), at.get(i)).forEach(step -> made.add(MixtureStep.of(mixture, step)));
        }
        return made;
    }
}
