package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.TimeGrid;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.random.RandomStream;

/**
 * {@link TwoGaussians} in the one coordinate {@code y = v·x/|v|}, which obeys
 * {@code dy = [y (1 − (1+λ)/Γ) + (1+λ)(m e^{−t}/Γ) tanh(m e^{−t} y/Γ + ½ ln(p/(1−p)))] dτ + √(2λ) dW} by itself, at every
 * d and after Euler-Maruyama steps too. The other d − 1 coordinates are independent Gaussians whose variance follows
 * a linear recursion, so that their square is drawn once as χ².
 */
final class TwoGaussianProjected implements Simulation.Sampler<Void> {
    private static final int CHUNK = 512;

    private final TwoGaussians.Point p;
    private final double norm;
    private final double field;
    private final double[][] toBranching;
    private final double[][] toData;
    private final double acrossVariance;
    private final double[] noise = new double[CHUNK];

    TwoGaussianProjected(TwoGaussians.Point p) {
        this.p = p;
        norm = p.norm();
        field = p.field();
        boolean exact = p.start() == TwoGaussians.Start.EXACT;
        int steps = p.sampler().steps();
        toBranching = steps(TimeGrid.between(p.horizon(), steps, exact ? p.t() : p.horizon(), p.t()));
        toData = steps(TimeGrid.between(p.horizon(), steps, p.t(), 0));
        acrossVariance = across(toData, across(toBranching, exact ? spread(p.t()) : 1));
    }

    /** For each step: factor of y, height and slope of the tanh, standard deviation of the noise. */
    private double[][] steps(TimeGrid grid) {
        double[][] steps = new double[grid.size()][];
        double both = 1 + p.sampler().noiseLevel();
        for (int k = 0; k < steps.length; k++) {
            double t = grid.times()[k];
            double h = grid.lengths()[k];
            double slope = norm * Elementary.exp(-t) / spread(t);
            double drift = 1 - both / spread(t);
            steps[k] = new double[] {1 + h * drift, h * both * slope, slope, Math.sqrt(h * (2 * both - 2))};
        }
        return steps;
    }

    /** Γ_t = 1 + (σ² − 1) e^{−2t}. */
    private double spread(double t) {
        return 1 + (p.width() * p.width() - 1) * Elementary.exp(-2 * t);
    }

    private static double across(double[][] steps, double start) {
        double variance = start;
        for (double[] step : steps) {
            variance = step[0] * step[0] * variance + step[3] * step[3];
        }
        return variance;
    }

    @Override
    public void sample(Void quench, ReplicaBlock block, Recorder out) {
        for (int r = 0; r < block.size(); r++) {
            sample(block.random(r), block.random(r, "label"), r, out);
        }
    }

    private void sample(RandomStream random, RandomStream labels, int r, Recorder out) {
        boolean exact = p.start() == TwoGaussians.Start.EXACT;
        boolean plus = labels.bernoulli(p.weight());
        double noised = noised(plus, random);
        boolean end = clones(exact ? noised : run(toBranching, random.gaussian(), random), random, labels, r, out);
        boolean back = exact ? end : label(run(toData, noised, random), labels);
        out.record(TwoGaussians.SAME_LABEL_UTURN, r, back == plus ? 1 : 0);
    }

    /** y_t of a data point of the class. */
    private double noised(boolean plus, RandomStream random) {
        double mean = Elementary.exp(-p.t()) * (plus ? norm : -norm);
        return Math.fma(Math.sqrt(spread(p.t())), random.gaussian(), mean);
    }

    private boolean clones(double branching, RandomStream random, RandomStream labels, int r, Recorder out) {
        double q = plus(branching * norm * Elementary.exp(-p.t()) / spread(p.t()));
        out.record(TwoGaussians.SAME_LABEL_EXACT, r, q * q + (1 - q) * (1 - q));
        double one = run(toData, branching, random);
        double two = run(toData, branching, random);
        boolean first = label(one, labels);
        out.record(TwoGaussians.SAME_LABEL_CLONE, r, first == label(two, labels) ? 1 : 0);
        out.record(TwoGaussians.SAME_SIGN_CLONE, r, (one > 0) == (two > 0) ? 1 : 0);
        out.record(TwoGaussians.PLUS_FRACTION, r, first ? 1 : 0);
        double across = p.d() == 1 ? 0 : acrossVariance * random.chiSquared(p.d() - 1);
        out.record(TwoGaussians.FINAL_RADIUS_SQ, r, (one * one + across) / p.d());
        return first;
    }

    private double run(double[][] steps, double start, RandomStream random) {
        double y = start;
        for (int from = 0; from < steps.length; from += CHUNK) {
            int count = Math.min(CHUNK, steps.length - from);
            random.gaussians(noise, 0, count);
            for (int k = 0; k < count; k++) {
                double[] step = steps[from + k];
                double pull = Elementary.tanh(Math.fma(step[2], y, field));
                y = Math.fma(step[0], y, Math.fma(step[1], pull, step[3] * noise[k]));
            }
        }
        return y;
    }

    private boolean label(double y, RandomStream labels) {
        return labels.bernoulli(plus(norm * y / (p.width() * p.width())));
    }

    private double plus(double exponent) {
        return Elementary.sigmoid(2 * exponent + 2 * field);
    }
}
