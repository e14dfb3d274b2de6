package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * The mean sign of a whole random number T, 0 counting as 0, from its characteristic function: for |T| &lt; n,
 * {@code sgn T = (1/n) Σ_{0<k<n} sin(2πkT/n) cot(πk/n) + 2T/n}.
 */
final class LatticeSign {
    private LatticeSign() {}

    /**
     * E sgn T.
     *
     * @param most no |T| is larger
     * @param mean E T
     * @param imaginary Im E e^{iθT}, odd in θ
     */
    static double mean(long most, double mean, DoubleUnaryOperator imaginary) {
        long n = 2 * most + 3;
        double sum = 0;
        for (long k = 1; 2 * k < n; k++) {
            double theta = 2 * Math.PI * k / n;
            double cot = Elementary.cos(0.5 * theta) / Elementary.sin(0.5 * theta);
            sum += imaginary.applyAsDouble(theta) * cot;
        }
        return 2 * (sum + mean) / n;
    }
}
