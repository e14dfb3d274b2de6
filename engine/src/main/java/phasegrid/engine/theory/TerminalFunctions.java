package phasegrid.engine.theory;

import java.util.List;

/**
 * The functions label, sign and square of the endpoint at the level where a backward recursion begins.
 *
 * <p>With steps left, trajectories are committed there: y_0 = A y + B sign(y) + √C z.
 */
final class TerminalFunctions {
    private final TwoGaussianMixture mixture;
    private double slope = 1;
    private double offset;
    private double variance;

    TerminalFunctions(TwoGaussianMixture mixture, List<EulerStep> left) {
        this.mixture = mixture;
        for (EulerStep step : left) {
            slope *= step.linear();
            offset = step.linear() * offset + step.pull();
            variance = step.spread(variance);
        }
    }

    /** Posterior of the label, sign as 0 or 1, and E y_0², given y at a time. */
    double[] at(double time, double y) {
        double end = slope * Math.abs(y) + offset;
        return new double[] {mixture.plus(y, time), y < 0 ? 0 : 1, end * end + variance};
    }

    /** The same averaged in closed form over the last step: the posterior at time 0 may be steeper than any grid. */
    double[] before(EulerStep last, double y) {
        double mean = last.mean(y);
        double sd = Math.sqrt(last.noise());
        double field = mixture.centre(0) / mixture.variance(0);
        return new double[] {
            Quadrature.logisticNormal(2 * (field * mean + mixture.bias()), 2 * field * sd),
            Quadrature.normalDistribution(mean / sd),
            mean * mean + last.noise()
        };
    }
}
