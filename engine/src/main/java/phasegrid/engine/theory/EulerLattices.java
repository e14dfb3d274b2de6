package phasegrid.engine.theory;

import java.util.List;

/**
 * The uniform grids in y on which a backward recursion is carried, one a level, and the level at which it may begin.
 *
 * <p>Level i is the state before step i, level n the endpoint. A grid spans the law of the program by 6.5 standard deviations.
 * Its spacing follows from the error of the trapezoid rule: backward functions are Gaussian-smooth on the scale √ν/slope,
 * and the tanh has its poles at distance π/(2c). Both matter near y = 0 only, where the program's density is e^{−E} with
 * E = ½ M²/V (M, V: mean and variance inside one Gaussian), so that they are asked for a remaining accuracy of e^{−20+E}.
 */
final class EulerLattices {
    private static final double TAIL = 6.5;
    private static final double ACCURACY = 20;

    /** Where E is above this at a level and all later ones, no trajectory crosses any more. */
    private static final double COMMITTED = 30;

    /** A first step that steepens the flow at 0 by more than this throws trajectories between the Gaussians. */
    private static final double COARSE = 0.5;

    private static final double MOST_PRODUCTS = 3e8;

    private final CloneProgram program;
    private final List<MixtureStep> steps;
    private final int branch;
    private final double[] mean;
    private final double[] variance;
    private final double missing;

    EulerLattices(CloneProgram program, List<MixtureStep> steps, int branch) {
        this.program = program;
        this.steps = steps;
        this.branch = branch;
        this.mean = new double[steps.size() + 1];
        this.variance = new double[steps.size() + 1];
        this.missing = missingGap();
        follow();
    }

    /** Whether every step but the last has noise and all take at most 3e8 products; not where unstable steps tear the Gaussians apart. */
    boolean tractable() {
        if (beginning() < branch || !noisy()) {
            return false;
        }
        double products = 0;
        for (int level = 0; level <= beginning(); level++) {
            double spacing = spacing(level);
            double kernel = level == 0
                    ? 1
                    : 1 + 2 * TAIL * Math.sqrt(steps.get(level - 1).noise()) / spacing;
            products += 2 * halfWidth(level) / spacing * kernel;
        }
        return products <= MOST_PRODUCTS;
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

    /** The level of the first lattice: the last noise before an endpoint is averaged in closed form. */
    int beginning() {
        int level = terminal();
        return level == steps.size() && level > branch ? level - (endsWithMap() ? 2 : 1) : level;
    }

    /** Whether the last step has no noise: a denoised endpoint, or a scheme whose noise ends with the data. */
    private boolean endsWithMap() {
        return steps.get(steps.size() - 1).noise() == 0;
    }

    private boolean noisy() {
        return steps.subList(0, steps.size() - 1).stream().allMatch(step -> step.noise() > 0);
    }

    Lattice lattice(int level) {
        double halfWidth = halfWidth(level);
        return Lattice.of(halfWidth, Math.min(halfWidth / 32, spacing(level)));
    }

    private double halfWidth(int level) {
        double centre = Math.max(Math.abs(mean[level]), mixture().centre(time(level)));
        double spread = Math.max(variance[level], mixture().variance(time(level)));
        return centre + TAIL * Math.sqrt(spread);
    }

    /** The time of a level: that of the score of the step that leaves it. */
    double time(int level) {
        return level < steps.size() ? steps.get(level).time() : program.end();
    }

    private void follow() {
        double top = mixture().variance(program.top());
        mean[0] = mixture().centre(program.top());
        variance[0] = fromHorizon() ? Math.max(program.noise(), top) : top;
        for (int i = 0; i < steps.size(); i++) {
            mean[i + 1] = steps.get(i).linear() * mean[i] + steps.get(i).pull();
            variance[i + 1] = steps.get(i).spread(variance[i]);
        }
    }

    /** E; a start from pure noise lacks the gap that the data have at the horizon, and has none after a coarse first step. */
    private double barrier(int level) {
        double signal = mixture().signalToNoise(time(level));
        double followed = mean[level] > 0 ? mean[level] * mean[level] / variance[level] : 0;
        return 0.5 * Math.max(0, Math.min(signal * signal, followed) - missing);
    }

    private double missingGap() {
        if (!fromHorizon() || steps.isEmpty()) {
            return 0;
        }
        double gap = mixture().signalToNoise(program.horizon());
        return steps.get(0).pull() * steps.get(0).field() > COARSE ? Double.POSITIVE_INFINITY : gap * gap;
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
        if (level < steps.size() && steps.get(level).noise() > 0) {
            MixtureStep step = steps.get(level);
            double slope = steepest ? step.steepest() : step.linear();
            roughness += 2 * slope * slope / step.noise();
        }
        return Math.PI * Math.sqrt(2 / (accuracy * roughness));
    }

    /** The variance of the Gaussian against which the level is integrated. */
    private double incoming(int level) {
        double law = Math.min(program.noise(), mixture().variance(program.branching()));
        return level == 0 ? law : Math.min(law, steps.get(level - 1).noise());
    }

    private boolean fromHorizon() {
        return program.start() == EulerProgram.Start.HORIZON;
    }

    private TwoGaussianMixture mixture() {
        return program.mixture();
    }
}
