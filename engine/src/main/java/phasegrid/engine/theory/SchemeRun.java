package phasegrid.engine.theory;

import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.linear.Elementary;

/**
 * The steps of a scheme through a grid of times, in the Ornstein-Uhlenbeck form of unit temperature.
 *
 * @param steps in order
 */
public record SchemeRun(List<SchemeStep> steps) {
    /** From a time down to another; {@code denoised} replaces the endpoint by its posterior mean. */
    public static SchemeRun of(Scheme scheme, StepTimes times, double from, double to, boolean denoised) {
        List<Double> at = times.between(from, to);
        List<SchemeStep> steps = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            steps.addAll(scheme.across(at.get(i - 1), at.get(i)));
        }
        if (denoised && to > 0) {
            steps.add(new SchemeStep(to, 0, 1, 0));
        }
        return new SchemeRun(steps);
    }

    /**
     * The variance at the end of a coordinate that is N(0, {@code variance}) in the data and has variance {@code start} at the
     * beginning: each step is linear in it, since ⟨a⟩ = variance e^{−t} x/Γ_t.
     */
    public double variance(double variance, double start) {
        double before = 0;
        double slope = 0;
        double now = start;
        for (SchemeStep step : steps) {
            double kept = Elementary.exp(-step.time());
            double spread = variance * kept * kept - Elementary.expm1(-2 * step.time());
            double linear = step.keep() + step.mean() * variance * kept / spread;
            double next = step.carried() == 0
                    ? linear * linear * now + step.noise()
                    : before * Elementary.square(0.5 * (step.carried() + linear * slope));
            before = now;
            slope = linear;
            now = next;
        }
        return now;
    }
}
