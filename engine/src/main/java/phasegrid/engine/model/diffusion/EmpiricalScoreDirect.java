package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.Softmax;

/**
 * {@link EmpiricalScore} in all d coordinates: a training point is noised to t, the weights are read there, and two runs
 * go back to the data. The first is the U-turn, both together are the clones.
 */
final class EmpiricalScoreDirect implements Simulation.Sampler<TrainingSet> {
    private final EmpiricalScore.Point p;
    private final Level level;
    private final Descent toData;
    private TrainingSet set;
    private TrainingPosterior posterior;
    private double[] x = new double[0];
    private double[] start = new double[0];
    private int[] from = new int[0];
    private int[] near = new int[0];

    EmpiricalScoreDirect(EmpiricalScore.Point p) {
        this.p = p;
        level = p.process().at(p.t());
        toData = Descent.toData(p.process(), p.sampler(), p.horizon(), p.t(), p.d());
    }

    @Override
    public boolean watch(int replica, Watcher watcher) {
        toData.watch(replica, watcher::sees);
        return true;
    }

    @Override
    public void sample(TrainingSet quench, ReplicaBlock block, Recorder out) {
        room(quench, block.size());
        noised(block);
        weights(block.size(), out);
        System.arraycopy(x, 0, start, 0, x.length);
        int[] first = run(block);
        for (int r = 0; r < block.size(); r++) {
            out.record(EmpiricalScore.COLLAPSE_TIME, r, posterior.lastChange(r, p.t()));
        }
        System.arraycopy(start, 0, x, 0, x.length);
        returns(first, run(block), out);
    }

    private void room(TrainingSet quench, int rows) {
        if (set == null || set.points() != quench.points() || from.length != rows) {
            set = quench;
            posterior = new TrainingPosterior(set.points(), rows);
            x = new double[rows * p.d()];
            start = new double[rows * p.d()];
            from = new int[rows];
            near = new int[rows];
        }
    }

    /** x = s a_μ + √Δ z with μ drawn among the points. */
    private void noised(ReplicaBlock block) {
        double deviation = Math.sqrt(level.noise());
        for (int r = 0; r < from.length; r++) {
            from[r] = block.random(r).below(set.points().size());
            set.points().copy(from[r], start, r * p.d());
            block.random(r).gaussians(x, r * p.d(), (r + 1) * p.d());
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.fma(deviation, x[i], level.shrink() * start[i]);
        }
    }

    private void weights(int rows, Recorder out) {
        posterior.look(level, x, rows);
        for (int r = 0; r < rows; r++) {
            Softmax weights = posterior.row(r, -1);
            near[r] = weights.largest();
            double square = Kernels.sumOfSquares(x, r * p.d(), (r + 1) * p.d());
            out.record(EmpiricalScore.RADIUS_SQ, r, square / p.d());
            out.record(EmpiricalScore.NEAREST_DISTANCE_SQ, r, distance(r, near[r]) / (p.d() * level.noise()));
            EmpiricalScore.record(p, weights, from[r], set.classes(), r, out);
            double rest = posterior.row(r, from[r]).logSum() - square / (2 * level.noise());
            out.record(EmpiricalScore.PSI, r, -rest / p.d());
            out.record(EmpiricalScore.F_TRUE, r, p.excess(logDensity(r, rest)));
        }
    }

    /** |x − s a_μ|². */
    private double distance(int r, int mu) {
        set.points().copy(mu, start, 0);
        double sum = 0;
        for (int i = 0; i < p.d(); i++) {
            double difference = Math.fma(-level.shrink(), start[i], x[r * p.d() + i]);
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }

    /** ln P_t(x) + (d/2) ln 2πΔ, by the other points where P_t has no closed form. */
    private double logDensity(int r, double rest) {
        TrainingData.Clouds clouds = p.data().clouds(p.d());
        return clouds == null
                ? rest - Elementary.log(p.n() - 1.0)
                : clouds.logDensity(p.data().view(set, x, r * p.d(), p.d()), level);
    }

    private int[] run(ReplicaBlock block) {
        posterior.begin();
        toData.run(posterior, x, from.length, block::random);
        return posterior.end(toData.end(), x, from.length, r -> block.random(r, "ties"));
    }

    private void returns(int[] first, int[] second, Recorder out) {
        for (int r = 0; r < from.length; r++) {
            EmpiricalScore.returns(set.classes(), from[r], near[r], first[r], second[r], r, out);
        }
    }
}
