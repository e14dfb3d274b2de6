package phasegrid.engine.model.diffusion;

import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.linear.Softmax;
import phasegrid.engine.random.RandomStream;

/**
 * {@link EmpiricalScore} by distances alone. Given x, those to training points of a cloud N(±v, s²) are independent: along v
 * Gaussian, across v s² times a noncentral χ² of D − 1 degrees of freedom. A training set is drawn anew for every replica, so
 * that the cost, O(n), does not depend on d; a run back is one draw from the weights, at which the path ends.
 */
final class EmpiricalScoreOracle implements Simulation.Sampler<TrainingSet> {
    private static final int MOST_POINTS = 1 << 27;

    private final EmpiricalScore.Point p;
    private final Level level;
    private final TrainingData.Clouds clouds;
    private double[] logits = new double[0];
    private byte[] classes = new byte[0];
    private Softmax weights;

    EmpiricalScoreOracle(EmpiricalScore.Point p) {
        this.p = p;
        level = p.process().at(p.t());
        clouds = p.data().clouds(p.d());
    }

    @Override
    public void sample(TrainingSet unseen, ReplicaBlock block, Recorder out) {
        if (weights == null) {
            room();
        }
        for (int r = 0; r < block.size(); r++) {
            replica(block.random(r), r, out);
        }
    }

    private void room() {
        if (p.n() > MOST_POINTS) {
            throw new IllegalArgumentException("Cannot draw " + p.n() + " distances: more than " + MOST_POINTS
                    + " do not fit into memory; lower n, theory has no such bound");
        }
        logits = new double[(int) p.n()];
        classes = new byte[logits.length];
        weights = new Softmax(logits.length);
    }

    /** Point 0 is the one that x is made of; energies are |x − s a|²/(2Δ) inside the clouds' own dimensions. */
    private void replica(RandomStream random, int r, Recorder out) {
        double noise = Math.sqrt(level.noise());
        double reach = level.shrink() * Math.sqrt(clouds.variance());
        classes[0] = label(random);
        double ownNoise = noise * random.gaussian();
        double along = centre(0) + reach * random.gaussian() + ownNoise;
        double acrossNoise = length(random, clouds.dimension() - 1);
        double first = clouds.dimension() > 1 ? Math.fma(noise, acrossNoise, reach * random.gaussian()) : 0;
        double across = root(first, reach * length(random, clouds.dimension() - 2));
        logits[0] = -0.5 * (ownNoise * ownNoise / level.noise() + acrossNoise * acrossNoise);
        for (int mu = 1; mu < logits.length; mu++) {
            classes[mu] = label(random);
            double x = along - centre(mu) - reach * random.gaussian();
            double y = clouds.dimension() > 1 ? across - reach * random.gaussian() : 0;
            double z = reach * length(random, clouds.dimension() - 2);
            logits[mu] = -(x * x + y * y + z * z) / (2 * level.noise());
        }
        double outside = level.noise() * square(random, p.d() - clouds.dimension());
        record(new TrainingData.View(along, along * along + across * across, outside), random, r, out);
    }

    private byte label(RandomStream random) {
        return (byte) (clouds.weight() == 1 || random.bernoulli(clouds.weight()) ? 1 : 0);
    }

    private double centre(int mu) {
        return level.shrink() * (classes[mu] == 1 ? clouds.norm() : -clouds.norm());
    }

    private static double root(double a, double b) {
        return Math.sqrt(Math.fma(a, a, b * b));
    }

    private static double length(RandomStream random, int d) {
        return Math.sqrt(square(random, d));
    }

    private static double square(RandomStream random, int d) {
        return d > 0 ? random.chiSquared(d) : 0;
    }

    private void record(TrainingData.View x, RandomStream random, int r, Recorder out) {
        weights.take(logits, 0);
        int near = weights.largest();
        EmpiricalScore.record(p, weights, 0, classes, r, out);
        out.record(EmpiricalScore.RADIUS_SQ, r, (x.inside() + x.outside()) / p.d());
        double nearest = x.outside() / level.noise() - 2 * logits[near];
        out.record(EmpiricalScore.NEAREST_DISTANCE_SQ, r, nearest / p.d());
        int first = weights.draw(random.uniform());
        int second = weights.draw(random.uniform());
        EmpiricalScore.returns(classes, 0, near, first, second, r, out);
        out.record(EmpiricalScore.COLLAPSE_TIME, r, near == first ? p.t() : 0);
        out.record(EmpiricalScore.FINAL_TIME, r, near == first ? p.t() : 0);
        logits[0] = Double.NEGATIVE_INFINITY;
        weights.take(logits, 0);
        double rest = weights.logSum() - x.outside() / (2 * level.noise());
        out.record(EmpiricalScore.PSI, r, -rest / p.d());
        out.record(EmpiricalScore.F_TRUE, r, p.excess(clouds.logDensity(x, level)));
    }
}
