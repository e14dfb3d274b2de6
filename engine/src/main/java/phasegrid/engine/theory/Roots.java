package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/** Zeros and maxima of functions of one variable by Brent's methods (Algorithms for Minimization without Derivatives, 1973). */
final class Roots {
    private static final int MOST = 500;
    private static final double ZERO = 1e-14;
    private static final double FLAT = 1e-9;

    private Roots() {}

    /** Where f, of different signs at the ends, is 0; an end where the signs don't differ, the one nearer to 0. */
    static double zero(DoubleUnaryOperator f, double from, double to) {
        double left = f.applyAsDouble(from);
        double right = f.applyAsDouble(to);
        if (left * right >= 0) {
            return Math.abs(left) <= Math.abs(right) ? from : to;
        }
        return new BrentSolver(ZERO, ZERO * Math.abs(to), 0).solve(MOST, f::applyAsDouble, from, to);
    }

    /** Where f, of one maximum between the ends, has it, to about 1e-8 of the place. */
    static double maximum(DoubleUnaryOperator f, double from, double to) {
        return new BrentOptimizer(FLAT, FLAT * (to - from))
                .optimize(
                        new MaxEval(MOST),
                        new UnivariateObjectiveFunction(f::applyAsDouble),
                        GoalType.MAXIMIZE,
                        new SearchInterval(from, to))
                .getPoint();
    }
}
