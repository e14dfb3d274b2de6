package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Saddles of a memory along a line on which the load is an explicit function: it rises from 0 at {@code from} to the spinodal,
 * its maximum. Retrieval states lie between; beyond the spinodal saddles are unstable.
 *
 * @param from where the load is 0
 * @param to beyond the spinodal
 * @param load the load, NaN where there is no saddle
 */
record RetrievalBranch(double from, double to, DoubleUnaryOperator load) {
    private static final int SCAN = 64;
    private static final double ACCURACY = 1e-14;

    private double at(double x) {
        double alpha = load.applyAsDouble(x);
        return Double.isNaN(alpha) ? -1 : alpha;
    }

    /** The place of the largest load, to 1e-8: a scan, then golden sections. */
    double top() {
        double step = (to - from) / SCAN;
        int best = 0;
        for (int i = 1; i <= SCAN; i++) {
            best = at(from + i * step) > at(from + best * step) ? i : best;
        }
        double low = from + Math.max(0, best - 1) * step;
        double high = from + Math.min(SCAN, best + 1) * step;
        double golden = 0.5 * (Math.sqrt(5) - 1);
        while (high - low > 1e-8) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            boolean up = at(left) < at(right);
            low = up ? left : low;
            high = up ? high : right;
        }
        return 0.5 * (low + high);
    }

    /** The place of load {@code alpha} before the spinodal; NaN where the spinodal is below. */
    double place(double alpha) {
        double top = top();
        return at(top) >= alpha
                ? new BrentSolver(ACCURACY, ACCURACY, 1e-16).solve(300, x -> at(x) - alpha, from, top)
                : Double.NaN;
    }

    /**
     * The largest root below {@code top} of a function that is negative there: scanned downward, then Brent; NaN where it
     * stays negative down to 0.
     */
    static double largestRoot(DoubleUnaryOperator f, double top) {
        double high = top;
        for (int i = SCAN - 1; i > 0; i--) {
            double low = top * i / SCAN;
            if (f.applyAsDouble(low) >= 0) {
                return new BrentSolver(ACCURACY, ACCURACY, 1e-16).solve(200, f::applyAsDouble, low, high);
            }
            high = low;
        }
        return Double.NaN;
    }
}
