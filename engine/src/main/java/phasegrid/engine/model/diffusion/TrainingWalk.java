package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.linear.PointSet;

/**
 * Training points noised to one time, their weights there, and runs from there back to the data by the empirical score: the
 * first is a U-turn, two of them are clones. Buffers fit the last set and block; for one thread.
 */
final class TrainingWalk {
    private final Level level;
    private final Descent toData;
    private final int d;
    private PointSet points;
    private TrainingPosterior posterior;
    private double[] x = new double[0];
    private double[] start = new double[0];
    private int[] from = new int[0];

    TrainingWalk(ForwardProcess process, ReverseSampler sampler, double horizon, double t, int d) {
        this.d = d;
        level = process.at(t);
        toData = Descent.toData(process, sampler, horizon, t, d);
    }

    /** Puts a training point, drawn among {@code points}, into every row: x = s a_μ + √Δ z; then looks at the weights. */
    void noised(PointSet set, ReplicaBlock block) {
        room(set, block.size());
        double deviation = Math.sqrt(level.noise());
        for (int r = 0; r < from.length; r++) {
            from[r] = block.random(r).below(points.size());
            points.copy(from[r], start, r * d);
            block.random(r).gaussians(x, r * d, (r + 1) * d);
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.fma(deviation, x[i], level.shrink() * start[i]);
        }
        System.arraycopy(x, 0, start, 0, x.length);
        posterior.look(level, x, from.length);
    }

    private void room(PointSet set, int rows) {
        if (points != set || from.length != rows) {
            points = set;
            posterior = new TrainingPosterior(points, rows);
            x = new double[rows * d];
            start = new double[rows * d];
            from = new int[rows];
        }
    }

    /** The noised states, row by row; after a run its ends. */
    double[] x() {
        return x;
    }

    /** The points that rows were made of. */
    int[] from() {
        return from;
    }

    /** The level of the noised states. */
    Level level() {
        return level;
    }

    /** The weights of the noised states, and when the nearest point last changed in the last run. */
    TrainingPosterior posterior() {
        return posterior;
    }

    /** Shows the states of one row of every later run. */
    void watch(int row, Watcher watcher) {
        toData.watch(row, watcher::sees);
    }

    /** Runs every row back from its noised state; the points where they end. */
    int[] run(ReplicaBlock block) {
        System.arraycopy(start, 0, x, 0, x.length);
        posterior.begin();
        toData.run(posterior, x, from.length, block::random);
        return posterior.end(toData.end(), x, from.length, r -> block.random(r, "ties"));
    }
}
