package phasegrid.engine.sweep;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Scalar;

/** Holds what the replicas of a block have recorded, and sees to it that nothing is recorded twice or forgotten. */
final class Recording implements Recorder {
    private final List<Scalar> scalars;
    private final Map<Scalar, Integer> places = new IdentityHashMap<>();
    private final int replicas;
    private final double[][] values;
    private final boolean[][] recorded;

    Recording(List<Scalar> scalars, int rungs, int replicas) {
        this.scalars = scalars;
        this.replicas = replicas;
        values = new double[scalars.size() * rungs][replicas];
        recorded = new boolean[scalars.size() * rungs][replicas];
    }

    @Override
    public void record(Scalar x, int replica, double value) {
        record(x, 0, replica, value);
    }

    @Override
    public void record(Scalar x, int rung, int replica, double value) {
        int row = rung * scalars.size() + index(x);
        if (recorded[row][replica]) {
            throw new IllegalStateException("Cannot record " + x.name() + " of replica " + replica + " twice");
        }
        recorded[row][replica] = true;
        values[row][replica] = value;
    }

    private int index(Scalar x) {
        Integer known = places.get(x);
        return known == null ? newIndex(x) : known;
    }

    private int newIndex(Scalar x) {
        int index = scalars.indexOf(x);
        if (index < 0) {
            throw new IllegalStateException("Cannot record " + x.name() + ": the model does not list it");
        }
        places.put(x, index);
        return index;
    }

    /** The values of a scalar on a rung, in replica order. */
    double[] values(int rung, int scalar) {
        return values[rung * scalars.size() + scalar];
    }

    /** Makes room for the next measurement; refuses to, where a replica has left something out. */
    void next() {
        for (int row = 0; row < recorded.length; row++) {
            complete(row);
        }
        clear();
    }

    /** Forgets what was recorded, as after a measurement that did not come to its end. */
    void clear() {
        for (boolean[] row : recorded) {
            Arrays.fill(row, false);
        }
    }

    private void complete(int row) {
        for (int r = 0; r < replicas; r++) {
            if (!recorded[row][r]) {
                throw new IllegalStateException("Cannot finish a measurement: replica " + r + " has not recorded "
                        + scalars.get(row % scalars.size()).name());
            }
        }
    }
}
