package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;

/**
 * The experiments of {@link TwoGaussians}. On the projected route the state is the one coordinate {@code y = v·x/|v|}, which
 * obeys the same dynamics as d = 1 with the centre |v|, after discretisation too; the other d − 1 coordinates are independent
 * Gaussians whose variance follows a linear recursion, so that their square is drawn once as χ².
 */
final class TwoGaussianSampler implements Simulation.Sampler<Void> {
    private final TwoGaussians.Point p;
    private final boolean projected;
    private final TwoGaussianPosterior posterior;
    private final Level top;
    private final Descent toBranching;
    private final Descent toData;
    private final double acrossVariance;
    private double[] x = new double[0];
    private double[] clone = new double[0];
    private boolean[] plus = new boolean[0];

    TwoGaussianSampler(TwoGaussians.Point p) {
        this.p = p;
        projected = p.route() == TwoGaussians.Route.PROJECTED;
        int width = projected ? 1 : p.d();
        double centre = projected ? p.norm() : p.centre();
        posterior = new TwoGaussianPosterior(width, centre, p.width() * p.width(), p.field());
        boolean exact = p.start() == TwoGaussians.Start.EXACT;
        double from = exact ? p.t() : p.horizon();
        top = p.process().at(p.t());
        toBranching = Descent.between(p.process(), p.sampler(), p.horizon(), from, p.t(), width);
        toData = Descent.toData(p.process(), p.sampler(), p.horizon(), p.t(), width);
        double start = exact ? top.spread(posterior.variance()) : square(pureNoise());
        acrossVariance = toData.spread(toBranching.spread(start, posterior.variance()), posterior.variance());
    }

    /** Standard deviation of N(0, T) noise at the horizon, in the coordinates of the process. */
    private double pureNoise() {
        double scale = p.process().shrink(p.horizon()) * Elementary.exp(p.horizon());
        return scale * Math.sqrt(p.process().noiseTemperature());
    }

    private static double square(double v) {
        return v * v;
    }

    @Override
    public boolean watch(int replica, Watcher watcher) {
        toBranching.watch(replica, watcher::sees);
        toData.watch(replica, watcher::sees);
        return true;
    }

    @Override
    public void sample(Void quench, ReplicaBlock block, Recorder out) {
        room(block.size());
        if (p.start() == TwoGaussians.Start.EXACT) {
            fromData(block, out);
        } else {
            fromHorizon(block, out);
        }
    }

    private void room(int rows) {
        if (plus.length < rows) {
            x = new double[rows * posterior.d()];
            clone = new double[rows * posterior.d()];
            plus = new boolean[rows];
        }
    }

    private void fromData(ReplicaBlock block, Recorder out) {
        noised(block);
        clones(block, out, true);
    }

    private void fromHorizon(ReplicaBlock block, Recorder out) {
        double deviation = pureNoise();
        for (int r = 0; r < block.size(); r++) {
            gaussians(block.random(r), r, 0, deviation);
        }
        toBranching.run(posterior, x, block.size(), block::random);
        clones(block, out, false);
        noised(block);
        toData.run(posterior, x, block.size(), block::random);
        for (int r = 0; r < block.size(); r++) {
            uturn(r, label(x, r, block), out);
        }
    }

    /** Puts data points noised to t into {@code x} and their classes into {@code plus}. */
    private void noised(ReplicaBlock block) {
        for (int r = 0; r < block.size(); r++) {
            plus[r] = block.random(r, "label").bernoulli(p.weight());
            double mean = top.shrink() * (plus[r] ? posterior.centre() : -posterior.centre());
            gaussians(block.random(r), r, mean, Math.sqrt(top.spread(posterior.variance())));
        }
    }

    private void gaussians(RandomStream random, int r, double mean, double deviation) {
        int from = r * posterior.d();
        int to = from + posterior.d();
        random.gaussians(x, from, to);
        for (int i = from; i < to; i++) {
            x[i] = Math.fma(deviation, x[i], mean);
        }
    }

    /** Runs both clones from {@code x}; the first is also the way back of a U-turn where x comes from data. */
    private void clones(ReplicaBlock block, Recorder out, boolean fromData) {
        for (int r = 0; r < block.size(); r++) {
            double q = posterior.plus(top, x, r);
            out.record(TwoGaussians.SAME_LABEL_EXACT, r, Math.fma(q, q, (1 - q) * (1 - q)));
        }
        System.arraycopy(x, 0, clone, 0, block.size() * posterior.d());
        toData.run(posterior, x, block.size(), block::random);
        toData.run(posterior, clone, block.size(), block::random);
        for (int r = 0; r < block.size(); r++) {
            boolean first = label(x, r, block);
            out.record(TwoGaussians.SAME_LABEL_CLONE, r, first == label(clone, r, block) ? 1 : 0);
            boolean sign = posterior.sum(x, r) > 0;
            out.record(TwoGaussians.SAME_SIGN_CLONE, r, sign == posterior.sum(clone, r) > 0 ? 1 : 0);
            out.record(TwoGaussians.PLUS_FRACTION, r, first ? 1 : 0);
            out.record(TwoGaussians.FINAL_RADIUS_SQ, r, radius(r, block));
            if (fromData) {
                uturn(r, first, out);
            }
        }
    }

    private void uturn(int r, boolean end, Recorder out) {
        out.record(TwoGaussians.SAME_LABEL_UTURN, r, end == plus[r] ? 1 : 0);
    }

    private boolean label(double[] data, int r, ReplicaBlock block) {
        return block.random(r, "label").bernoulli(posterior.plus(toData.end(), data, r));
    }

    private double radius(int r, ReplicaBlock block) {
        int from = r * posterior.d();
        double square = Kernels.sumOfSquares(x, from, from + posterior.d());
        if (projected && p.d() > 1) {
            square += acrossVariance * block.random(r).chiSquared(p.d() - 1);
        }
        return square / (p.d() * toData.end().shrink() * toData.end().shrink());
    }
}
