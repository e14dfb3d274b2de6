package phasegrid.engine.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import phasegrid.engine.random.RandomStream;

/**
 * Picard's iteration of windows of linear steps with frozen noise: {@code x_j ← x_0 + Σ_{i<j} (step of x_i − x_i)} for all j of
 * the window at once. A row that has converged stays, so that its bits do not depend on its neighbours.
 */
final class Picard {
    private final double tolerance;
    private final List<Step> steps;
    private final int window;
    private final int d;
    private final double[][] path;
    private final double[][] noise;
    private final double[] mean;
    private final double[] sum;
    private final double[] drawn;
    private final double[] moved;
    private final double[] largest;

    Picard(ReverseSampler.Picard settings, List<Step> steps, int rows, int d) {
        tolerance = settings.tolerance();
        this.steps = steps;
        window = Math.min(settings.window(), Math.max(1, steps.size()));
        this.d = d;
        path = new double[window + 1][rows * d];
        noise = new double[window][rows * d];
        mean = new double[rows * d];
        sum = new double[rows * d];
        drawn = new double[window * d];
        moved = new double[rows];
        largest = new double[rows];
    }

    /** Is told how many steps lead to a point of the solved path. */
    @FunctionalInterface
    interface Shown {
        void at(int done, double[] states);
    }

    void run(Posterior posterior, double[] state, int rows, IntFunction<RandomStream> random, Shown shown) {
        for (int first = 0; first < steps.size(); first += window) {
            List<Step> part = steps.subList(first, Math.min(steps.size(), first + window));
            draw(part.size(), rows, random);
            solve(posterior, part, state, rows);
            for (int j = 1; j <= part.size(); j++) {
                shown.at(first + j, path[j]);
            }
        }
    }

    private void draw(int count, int rows, IntFunction<RandomStream> random) {
        if (steps.get(0).kick() == 0) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            random.apply(r).gaussians(drawn, 0, count * d);
            for (int j = 0; j < count; j++) {
                System.arraycopy(drawn, j * d, noise[j], r * d, d);
            }
        }
    }

    private void solve(Posterior posterior, List<Step> part, double[] state, int rows) {
        for (int j = 0; j <= part.size(); j++) {
            System.arraycopy(state, 0, path[j], 0, rows * d);
        }
        Arrays.fill(moved, 0, rows, Double.POSITIVE_INFINITY);
        boolean settled = false;
        for (int sweep = 0; sweep < part.size() && !settled; sweep++) {
            settled = sweep(posterior, part, rows);
        }
        System.arraycopy(path[part.size()], 0, state, 0, rows * d);
    }

    /** One sweep over the window; whether no row has moved by more than the tolerance. */
    private boolean sweep(Posterior posterior, List<Step> part, int rows) {
        System.arraycopy(path[0], 0, sum, 0, rows * d);
        Arrays.fill(largest, 0, rows, 0);
        for (int j = 0; j < part.size(); j++) {
            posterior.mean(part.get(j).at(), path[j], rows, mean);
            for (int r = 0; r < rows; r++) {
                if (moved[r] > tolerance) {
                    largest[r] = Math.max(largest[r], advance(part.get(j), j, r));
                }
            }
        }
        return settled(part.size(), rows);
    }

    /** Replaces point j of a row by the sum before it and adds the step from the point as it was; how far it moved. */
    private double advance(Step step, int j, int row) {
        double most = 0;
        for (int i = row * d; i < (row + 1) * d; i++) {
            double old = path[j][i];
            most = Math.max(most, Math.abs(sum[i] - old));
            path[j][i] = sum[i];
            double change = Math.fma(step.keep() - 1, old, step.pull() * mean[i]);
            sum[i] += Math.fma(step.kick(), noise[j][i], change);
        }
        return most;
    }

    private boolean settled(int last, int rows) {
        boolean all = true;
        for (int r = 0; r < rows; r++) {
            if (moved[r] > tolerance) {
                for (int i = r * d; i < (r + 1) * d; i++) {
                    largest[r] = Math.max(largest[r], Math.abs(sum[i] - path[last][i]));
                    path[last][i] = sum[i];
                }
                moved[r] = largest[r];
                all &= moved[r] <= tolerance;
            }
        }
        return all;
    }
}
