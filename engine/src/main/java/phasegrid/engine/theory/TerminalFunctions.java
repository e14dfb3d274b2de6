package phasegrid.engine.theory;

import java.util.List;

/**
 * The functions label, sign, square and fourth power of the endpoint at the level where a backward recursion begins.
 *
 * <p>With steps left, trajectories are committed there: y_0 = A y + B sign(y) + √C z.
 */
final class TerminalFunctions {
    private final TwoGaussianMixture mixture;
    private final double end;
    private final MonotoneMap map;
    private double slope = 1;
    private double offset;
    private double variance;

    TerminalFunctions(CloneProgram program, MixtureStep last, List<MixtureStep> left) {
        mixture = program.mixture();
        end = program.end();
        map = last.noise() == 0 ? new MonotoneMap(last, mixture, end) : null;
        for (MixtureStep step : left) {
            slope *= step.linear();
            offset = step.linear() * offset + step.pull();
            variance = step.spread(variance);
        }
    }

    /** Posterior of the label, sign as 0 or 1, E y_0² and E y_0⁴, given y at a time. */
    double[] at(double time, double y) {
        double reached = slope * Math.abs(y) + offset;
        return new double[] {mixture.plus(y, time), y < 0 ? 0 : 1, square(reached, variance), fourth(reached, variance)
        };
    }

    /** The same averaged in closed form over the last step: the posterior at the end may be steeper than any grid. */
    double[] before(MixtureStep last, double y) {
        double mean = last.mean(y);
        double sd = Math.sqrt(last.noise());
        if (map != null) {
            return new double[] {map.label(mean, sd), map.sign(mean, sd), map.power(2, mean, sd), map.power(4, mean, sd)
            };
        }
        double field = mixture.centre(end) / mixture.variance(end);
        return new double[] {
            Quadrature.logisticNormal(2 * (field * mean + mixture.bias()), 2 * field * sd),
            Quadrature.normalDistribution(mean / sd),
            square(mean, last.noise()),
            fourth(mean, last.noise())
        };
    }

    /** E x² for N(mean, variance). */
    private static double square(double mean, double variance) {
        return mean * mean + variance;
    }

    /** E x⁴ for N(mean, variance). */
    private static double fourth(double mean, double variance) {
        return mean * mean * (mean * mean + 6 * variance) + 3 * variance * variance;
    }
}
