package phasegrid.engine.model.diffusion;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.Posterior;
import phasegrid.engine.linear.PointSet;
import phasegrid.engine.linear.RowBlocks;
import phasegrid.engine.linear.Softmax;
import phasegrid.engine.random.RandomStream;

/**
 * The posterior of a training set given x = s a + √Δ z: {@code w_μ ∝ exp((s x·a_μ − s²|a_μ|²/2)/Δ)}. It notes which point is
 * nearest at each time that it is asked about, for the rows that run together.
 */
final class TrainingPosterior implements Posterior {
    private final PointSet points;
    private final double[] logits;
    private final int[] rowOf;
    private final double[] means;
    private final Softmax weights;
    private final RowBlocks room = new RowBlocks();
    private final TreeMap<Double, int[]> nearest = new TreeMap<>();

    TrainingPosterior(PointSet points, int rows) {
        this.points = points;
        logits = new double[rows * points.size()];
        rowOf = new int[rows];
        means = new double[rows * points.dimension()];
        weights = new Softmax(points.size());
    }

    /** Forgets the nearest points of earlier runs. */
    void begin() {
        nearest.clear();
    }

    /** Takes the logits of all rows; {@link #row} then gives the weights of each. */
    void look(Level at, double[] x, int rows) {
        points.logits(x, rows, at.field(), 0.5 * at.field() * at.shrink(), logits, room);
    }

    /** The weights of a row; of all points but one where {@code without} is not negative. */
    Softmax row(int r, int without) {
        int from = r * points.size();
        double kept = without < 0 ? 0 : logits[from + without];
        if (without >= 0) {
            logits[from + without] = Double.NEGATIVE_INFINITY;
        }
        weights.take(logits, from);
        if (without >= 0) {
            logits[from + without] = kept;
        }
        return weights;
    }

    private Softmax noted(Level at, int r) {
        Softmax row = row(r, -1);
        nearest.computeIfAbsent(at.time(), t -> new int[logits.length / points.size()])[r] = row.largest();
        return row;
    }

    @Override
    public void mean(Level at, double[] x, int rows, double[] out) {
        look(at, x, rows);
        int whole = 0;
        for (int r = 0; r < rows; r++) {
            Softmax row = noted(at, r);
            if (points.many(row.count())) {
                row.scatter(logits, whole * points.size());
                rowOf[whole++] = r;
            } else {
                points.average(row, out, r * points.dimension());
            }
        }
        points.averages(logits, whole, means, room);
        for (int i = 0; i < whole; i++) {
            System.arraycopy(means, i * points.dimension(), out, rowOf[i] * points.dimension(), points.dimension());
        }
    }

    @Override
    public void draw(Level at, double[] x, int rows, IntFunction<RandomStream> random, double[] out) {
        look(at, x, rows);
        for (int r = 0; r < rows; r++) {
            int drawn = noted(at, r).draw(random.apply(r).uniform());
            points.copy(drawn, out, r * points.dimension());
        }
    }

    /** The point nearest to each row of states of the data, {@code level} the law that they have; equals are drawn from. */
    int[] end(Level level, double[] x, int rows, IntFunction<RandomStream> ties) {
        points.logits(x, rows, 1, 0.5 * level.shrink(), logits, room);
        int[] end = new int[rows];
        for (int r = 0; r < rows; r++) {
            end[r] = largest(r * points.size(), ties.apply(r));
        }
        nearest.put(0.0, Arrays.copyOf(end, logits.length / points.size()));
        return end;
    }

    private int largest(int from, RandomStream ties) {
        int best = 0;
        int equals = 1;
        for (int mu = 1; mu < points.size(); mu++) {
            double gain = logits[from + mu] - logits[from + best];
            equals = gain > 0 ? 1 : gain == 0 ? equals + 1 : equals;
            best = gain > 0 || (gain == 0 && ties.below(equals) == 0) ? mu : best;
        }
        return best;
    }

    /**
     * The last time at which the nearest point of a row was not the one at the end, going backward: the time of the step
     * that led to it; {@code from} where it never changed.
     */
    double lastChange(int r, double from) {
        int end = nearest.firstEntry().getValue()[r];
        double settled = 0;
        for (Map.Entry<Double, int[]> at : nearest.entrySet()) {
            if (at.getValue()[r] != end) {
                return settled;
            }
            settled = at.getKey();
        }
        return from;
    }

    /** How long the nearest point of a row was the one at the end, where each look tells of the time down to the next. */
    double timeWithEnd(int r) {
        int end = nearest.firstEntry().getValue()[r];
        double below = 0;
        double sum = 0;
        for (Map.Entry<Double, int[]> at : nearest.entrySet()) {
            sum += at.getValue()[r] == end ? at.getKey() - below : 0;
            below = at.getKey();
        }
        return sum;
    }
}
