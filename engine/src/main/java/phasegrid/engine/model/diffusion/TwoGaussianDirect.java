package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.TimeGrid;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;

/** {@link TwoGaussians} in all d coordinates: {@code x ← x + h [x + (1+λ) ∇log P_t(x)] + √(2λh) z}. */
final class TwoGaussianDirect implements Simulation.Sampler<Void> {
    private final TwoGaussians.Point p;
    private final double field;
    private final Descent toBranching;
    private final Descent toData;
    private final double[] x;
    private final double[] clone;
    private final double[] noise;

    /** The coefficients of a run's steps: everything in a step that is not the state or the noise. */
    private record Descent(double[] keep, double[] push, double[] slope, double[] kick) {
        static Descent of(TwoGaussians.Point p, double from, double to) {
            TimeGrid grid = TimeGrid.between(p.horizon(), p.sampler().steps(), from, to);
            int n = grid.size();
            Descent c = new Descent(new double[n], new double[n], new double[n], new double[n]);
            for (int k = 0; k < n; k++) {
                double a = p.process().shrink(grid.times()[k]);
                double spread = p.process().spread(grid.times()[k], p.width() * p.width());
                c.keep[k] = p.sampler().keep(grid.lengths()[k], spread);
                c.push[k] = p.sampler().pull(grid.lengths()[k]) * a * p.centre() / spread;
                c.slope[k] = a * p.centre() / spread;
                c.kick[k] = p.sampler().kick(grid.lengths()[k]);
            }
            return c;
        }
    }

    TwoGaussianDirect(TwoGaussians.Point p) {
        this.p = p;
        field = p.field();
        toBranching = Descent.of(p, p.start() == TwoGaussians.Start.HORIZON ? p.horizon() : p.t(), p.t());
        toData = Descent.of(p, p.t(), 0);
        x = new double[p.d()];
        clone = new double[p.d()];
        noise = new double[p.d()];
    }

    @Override
    public void sample(Void quench, ReplicaBlock block, Recorder out) {
        for (int r = 0; r < block.size(); r++) {
            if (p.start() == TwoGaussians.Start.EXACT) {
                fromData(block, r, out);
            } else {
                fromHorizon(block, r, out);
            }
        }
    }

    private void fromData(ReplicaBlock block, int r, Recorder out) {
        RandomStream labels = block.random(r, "label");
        boolean plus = noised(x, block.random(r), labels);
        boolean end = clones(block.random(r), labels, r, out);
        out.record(TwoGaussians.SAME_LABEL_UTURN, r, end == plus ? 1 : 0);
    }

    private void fromHorizon(ReplicaBlock block, int r, Recorder out) {
        RandomStream random = block.random(r);
        RandomStream labels = block.random(r, "label");
        random.gaussians(x, 0, x.length);
        run(toBranching, x, random);
        clones(random, labels, r, out);
        boolean plus = noised(x, random, labels);
        run(toData, x, random);
        out.record(TwoGaussians.SAME_LABEL_UTURN, r, label(x, labels) == plus ? 1 : 0);
    }

    /** Puts a data point noised to t into {@code y}; tells whether its class is +. */
    private boolean noised(double[] y, RandomStream random, RandomStream labels) {
        boolean plus = labels.bernoulli(p.weight());
        double mean = p.process().shrink(p.t()) * (plus ? p.centre() : -p.centre());
        double deviation = Math.sqrt(p.process().spread(p.t(), p.width() * p.width()));
        random.gaussians(noise, 0, noise.length);
        Kernels.linearStep(y, noise, 0, mean, deviation, 0, y.length);
        return plus;
    }

    /** Runs both clones from {@code x}; tells whether the first ends with label +. */
    private boolean clones(RandomStream random, RandomStream labels, int r, Recorder out) {
        double a = p.process().shrink(p.t());
        double q = plus(a * p.centre() * sum(x) / p.process().spread(p.t(), p.width() * p.width()));
        out.record(TwoGaussians.SAME_LABEL_EXACT, r, Math.fma(q, q, (1 - q) * (1 - q)));
        System.arraycopy(x, 0, clone, 0, x.length);
        run(toData, x, random);
        run(toData, clone, random);
        boolean first = label(x, labels);
        out.record(TwoGaussians.SAME_LABEL_CLONE, r, first == label(clone, labels) ? 1 : 0);
        out.record(TwoGaussians.SAME_SIGN_CLONE, r, (sum(x) > 0) == (sum(clone) > 0) ? 1 : 0);
        out.record(TwoGaussians.PLUS_FRACTION, r, first ? 1 : 0);
        out.record(TwoGaussians.FINAL_RADIUS_SQ, r, Kernels.sumOfSquares(x, 0, x.length) / x.length);
        return first;
    }

    private void run(Descent c, double[] y, RandomStream random) {
        for (int k = 0; k < c.keep().length; k++) {
            double push = c.push()[k] * Elementary.tanh(Math.fma(c.slope()[k], sum(y), field));
            random.gaussians(noise, 0, noise.length);
            Kernels.linearStep(y, noise, c.keep()[k], push, c.kick()[k], 0, y.length);
        }
    }

    private boolean label(double[] data, RandomStream labels) {
        return labels.bernoulli(plus(p.centre() * sum(data) / (p.width() * p.width())));
    }

    /** p(+ | x) = σ(2 (exponent + ½ ln(p/(1−p)))). */
    private double plus(double exponent) {
        return Elementary.sigmoid(2 * (exponent + field));
    }

    private static double sum(double[] y) {
        return Kernels.sum(y, 0, y.length);
    }
}
