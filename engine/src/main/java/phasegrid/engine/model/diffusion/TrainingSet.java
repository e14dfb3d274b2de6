package phasegrid.engine.model.diffusion;

import phasegrid.engine.linear.PointSet;

/**
 * n training points with their classes, as drawn: the quenched disorder of {@link EmpiricalScore}. Immutable.
 *
 * @param points the points; null on a route that never sees them
 * @param classes 0 or 1 for each point
 * @param frame orthonormal directions of a linear manifold, one after another; empty elsewhere
 */
record TrainingSet(PointSet points, byte[] classes, double[] frame) {
    /** Nothing: for a route that draws distances. */
    static final TrainingSet UNSEEN = new TrainingSet(null, new byte[0], new double[0]);

    static TrainingSet of(double[] points, byte[] classes, int d) {
        return new TrainingSet(PointSet.of(points, classes.length, d), classes, new double[0]);
    }
}
