package phasegrid.engine.linear;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions to forty digits by series in decimal arithmetic: slow, and sharing nothing with the code. */
final class Exact {
    static final MathContext DIGITS = new MathContext(45, RoundingMode.HALF_EVEN);
    static final BigDecimal ONE = BigDecimal.ONE;
    static final BigDecimal TWO = BigDecimal.valueOf(2);
    static final BigDecimal PI = new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");
    private static final int HALVINGS = 12;

    private Exact() {}

    static BigDecimal of(double x) {
        return new BigDecimal(x);
    }

    static BigDecimal exp(BigDecimal x) {
        BigDecimal r = x.divide(TWO.pow(HALVINGS), DIGITS);
        BigDecimal sum = ONE;
        BigDecimal term = ONE;
        for (int n = 1; n < 30; n++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int n = 0; n < HALVINGS; n++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** Two Newton steps from the library's value. */
    static BigDecimal log(BigDecimal x) {
        BigDecimal y = of(StrictMath.log(x.doubleValue()));
        for (int n = 0; n < 2; n++) {
            BigDecimal ratio = x.multiply(exp(y.negate()), DIGITS);
            y = y.add(TWO.multiply(ratio.subtract(ONE)).divide(ratio.add(ONE), DIGITS), DIGITS);
        }
        return y;
    }

    static BigDecimal tanh(BigDecimal x) {
        BigDecimal e = exp(x.multiply(TWO));
        return e.subtract(ONE).divide(e.add(ONE), DIGITS);
    }

    static BigDecimal sin(BigDecimal x) {
        return alternating(x, x, 1);
    }

    static BigDecimal cos(BigDecimal x) {
        return alternating(x, ONE, 0);
    }

    private static BigDecimal alternating(BigDecimal x, BigDecimal first, int order) {
        BigDecimal square = x.multiply(x, DIGITS);
        BigDecimal sum = first;
        BigDecimal term = first;
        for (int n = order; n < 60; n += 2) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(-(n + 1L) * (n + 2)), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    /** (2/√π) Σ (−1)ⁿ x^{2n+1} / (n! (2n + 1)). */
    static BigDecimal erf(BigDecimal x) {
        BigDecimal square = x.multiply(x, DIGITS).negate();
        BigDecimal power = x;
        BigDecimal sum = x;
        for (int n = 1; n < 160; n++) {
            power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
        }
        return sum.multiply(TWO).divide(PI.sqrt(DIGITS), DIGITS);
    }

    /** |got − wanted| in units in the last place of the wanted value. */
    static double ulps(double got, BigDecimal wanted) {
        return of(got).subtract(wanted)
                .abs()
                .divide(of(Math.ulp(wanted.doubleValue())), MathContext.DECIMAL64)
                .doubleValue();
    }
}
