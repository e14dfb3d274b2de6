package phasegrid.engine.theory;

import java.util.List;

/**
 * The uniform grids in y on which a backward recursion is carried, one a level, and the level at which it may begin.
 *
 * <p>Level i is the state before step i, level n the endpoint. A grid spans the law of the program by 7 standard deviations.
 * Its spacing follows from the error of the trapezoid rule: backward functions are Gaussian-smooth on the scale √ν/slope,
 * and the tanh has its poles at distance π/(2c). Both matter near y = 0 only, where the program's density is e^{−E} with
 * E = ½ M²/V (M, V: mean and variance inside one Gaussian), so that they are asked for a remaining accuracy of e^{−25+E}.
 */
final class EulerLattices {
    private static final double TAIL = 7;
    private static final double ACCURACY = 25;

    /** Where E is above this at a level and all later ones, no trajectory crosses any more. */
    private static final double COMMITTED = 30;

    private final EulerProgram program;
    private final List<EulerStep> steps;
    private final int branch;
    private final double[] mean;
    private final double[] variance;

    EulerLattices(EulerProgram program, List<EulerStep> steps, int branch) {
        this.program = program;
        this.steps = steps;
        this.branch = branch;
        this.mean = new double[steps.size() + 1];
        this.variance = new double[steps.size() + 1];
        follow();
    }

    /** The first level from the branching on at which trajectories are committed to one Gaussian, else the endpoint. */
    int terminal() {
        int level = steps.size();
        while (level > branch
                && barrier(level - 1) >= COMMITTED
                && (level < steps.size() || barrier(level) >= COMMITTED)) {
            level--;
        }
        return level;
    }

    Lattice lattice(int level) {
        double centre = Math.max(Math.abs(mean[level]), mixture().centre(time(level)));
        double spread = Math.max(variance[level], mixture().variance(time(level)));
        double halfWidth = centre + TAIL * Math.sqrt(spread);
        return Lattice.of(halfWidth, Math.min(halfWidth / 32, spacing(level)));
    }

    /** The time of a level: that of the score of the step that leaves it. */
    double time(int level) {
        return level < steps.size() ? steps.get(level).time() : 0;
    }

    private void follow() {
        double top = mixture().variance(program.top());
        mean[0] = mixture().centre(program.top());
        variance[0] = fromHorizon() ? Math.max(1, top) : top;
        for (int i = 0; i < steps.size(); i++) {
            mean[i + 1] = steps.get(i).linear() * mean[i] + steps.get(i).pull();
            variance[i + 1] = steps.get(i).spread(variance[i]);
        }
    }

    /** E; a start from N(0, 1) lacks the gap that the data have at the horizon. */
    private double barrier(int level) {
        double signal = mixture().signalToNoise(time(level));
        double followed = mean[level] > 0 ? mean[level] * mean[level] / variance[level] : 0;
        double gap = fromHorizon() ? mixture().signalToNoise(program.horizon()) : 0;
        return 0.5 * Math.max(0, Math.min(signal * signal, followed) - gap * gap);
    }

    private double spacing(int level) {
        double smooth = trapezoid(ACCURACY, level, false);
        double left = ACCURACY - barrier(level);
        if (left <= 0) {
            return smooth;
        }
        double field = mixture().centre(time(level)) / mixture().variance(time(level));
        return Math.min(Math.min(smooth, trapezoid(left, level, true)), 2 * Math.PI * 1.1 / (left * field));
    }

    /** δ with 2π²/δ² = accuracy · (1/ν_in + 2 slope²/ν_out); the 2 is for the square of a probability. */
    private double trapezoid(double accuracy, int level, boolean steepest) {
        double roughness = 1 / incoming(level);
        if (level < steps.size()) {
            EulerStep step = steps.get(level);
            double slope = steepest ? step.steepest() : step.linear();
            roughness += 2 * slope * slope / step.noise();
        }
        return Math.PI * Math.sqrt(2 / (accuracy * roughness));
    }

    /** The variance of the Gaussian against which the level is integrated. */
    private double incoming(int level) {
        double law = Math.min(1, mixture().variance(program.branching()));
        return level == 0 ? law : Math.min(law, steps.get(level - 1).noise());
    }

    private boolean fromHorizon() {
        return program.start() == EulerProgram.Start.HORIZON;
    }

    private TwoGaussianMixture mixture() {
        return program.mixture();
    }
}
