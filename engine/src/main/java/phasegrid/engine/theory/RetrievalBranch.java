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
     * The largest root below {@code top} of a function that is negative there: scanned downward, then Brent. Two roots between
     * neighbours of the scan, as near the end of a branch, are looked for at every maximum of it. NaN where it stays negative.
     */
    static double largestRoot(DoubleUnaryOperator f, double top) {
        double[] values = new double[SCAN + 1];
        values[SCAN] = f.applyAsDouble(top);
        for (int i = SCAN - 1; i > 0; i--) {
            values[i] = f.applyAsDouble(top * i / SCAN);
            if (values[i] >= 0) {
                return root(f, top * i / SCAN, top * (i + 1) / SCAN);
            } else if (i + 2 <= SCAN && values[i + 1] > values[i] && values[i + 1] > values[i + 2]) {
                double crest = crest(f, top * i / SCAN, top * (i + 2) / SCAN);
                if (f.applyAsDouble(crest) >= 0) {
                    return root(f, crest, top * (i + 2) / SCAN);
                }
            }
        }
        return Double.NaN;
    }

    private static double root(DoubleUnaryOperator f, double low, double high) {
        return new BrentSolver(ACCURACY, ACCURACY, 1e-16).solve(200, f::applyAsDouble, low, high);
    }

    /** Where f is largest between two places, by golden sections; sooner where it is found not to be negative. */
    private static double crest(DoubleUnaryOperator f, double from, double to) {
        double low = from;
        double high = to;
        double golden = 0.5 * (Math.sqrt(5) - 1);
        while (high - low > 1e-9) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            double ofLeft = f.applyAsDouble(left);
            double ofRight = f.applyAsDouble(right);
            if (ofRight >= 0) {
                return right;
            }
            low = ofLeft < ofRight ? left : low;
            high = ofLeft < ofRight ? high : right;
        }
        return 0.5 * (low + high);
    }
}
