package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.Softmax;

/**
 * {@link EmpiricalScore} in all d coordinates: a training point is noised to t, the weights are read there, and two runs
 * go back to the data. The first is the U-turn, both together are the clones.
 */
final class EmpiricalScoreDirect implements Simulation.Sampler<TrainingSet> {
    private final EmpiricalScore.Point p;
    private final TrainingWalk walk;
    private final double[] point;
    private TrainingSet set;
    private int[] near = new int[0];

    EmpiricalScoreDirect(EmpiricalScore.Point p) {
        this.p = p;
        walk = new TrainingWalk(p.process(), p.sampler(), p.horizon(), p.t(), p.d());
        point = new double[p.d()];
    }

    @Override
    public boolean watch(int replica, Watcher watcher) {
        walk.watch(replica, watcher);
        return true;
    }

    @Override
    public void sample(TrainingSet quench, ReplicaBlock block, Recorder out) {
        set = quench;
        near = new int[block.size()];
        walk.noised(set.points(), block);
        weights(block.size(), out);
        int[] first = walk.run(block);
        for (int r = 0; r < block.size(); r++) {
            out.record(EmpiricalScore.COLLAPSE_TIME, r, walk.posterior().lastChange(r, p.t()));
            out.record(EmpiricalScore.FINAL_TIME, r, walk.posterior().timeWithEnd(r));
        }
        int[] second = walk.run(block);
        for (int r = 0; r < block.size(); r++) {
            EmpiricalScore.returns(set.classes(), walk.from()[r], near[r], first[r], second[r], r, out);
        }
    }

    private void weights(int rows, Recorder out) {
        TrainingPosterior posterior = walk.posterior();
        double noise = walk.level().noise();
        for (int r = 0; r < rows; r++) {
            Softmax weights = posterior.row(r, -1);
            near[r] = weights.largest();
            double square = Kernels.sumOfSquares(walk.x(), r * p.d(), (r + 1) * p.d());
            out.record(EmpiricalScore.RADIUS_SQ, r, square / p.d());
            out.record(EmpiricalScore.NEAREST_DISTANCE_SQ, r, distance(r, near[r]) / (p.d() * noise));
            EmpiricalScore.record(p, weights, walk.from()[r], set.classes(), r, out);
            double rest = posterior.row(r, walk.from()[r]).logSum() - square / (2 * noise);
            out.record(EmpiricalScore.PSI, r, -rest / p.d());
            out.record(EmpiricalScore.F_TRUE, r, p.excess(logDensity(r, rest)));
        }
    }

    /** |x − s a_μ|². */
    private double distance(int r, int mu) {
        set.points().copy(mu, point, 0);
        double sum = 0;
        for (int i = 0; i < p.d(); i++) {
            double difference = Math.fma(-walk.level().shrink(), point[i], walk.x()[r * p.d() + i]);
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }

    /** ln P_t(x) + (d/2) ln 2πΔ, by the other points where P_t has no closed form. */
    private double logDensity(int r, double rest) {
        TrainingData.Clouds clouds = p.data().clouds(p.d());
        return clouds == null
                ? rest - Elementary.log(p.n() - 1.0)
                : clouds.logDensity(p.data().view(set, walk.x(), r * p.d(), p.d()), walk.level());
    }
}
