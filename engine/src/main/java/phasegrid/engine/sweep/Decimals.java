package phasegrid.engine.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import phasegrid.engine.linear.Elementary;

/**
 * The places of an axis written as a range, in exact decimals, so that no step drifts and each value is rounded to a double once.
 *
 * <p>Linear: {@code from + i·step}, or {@code from + i (to − from)/(points − 1)} to 34 digits. Logarithmic:
 * {@code exp(ln from + i (ln to − ln from)/(points − 1))} by our own functions, rounded to 12 digits, so that
 * {@code 256 … 4096} meets 512; the ends are exact.
 */
public final class Decimals {
    private static final MathContext LINEAR = MathContext.DECIMAL128;
    private static final MathContext LOGARITHMIC = new MathContext(12, RoundingMode.HALF_EVEN);

    private Decimals() {}

    /** How many steps fit, the last at most at {@code to}, plus one; {@code step} is not 0 and runs from {@code from} to {@code to}. */
    public static BigDecimal count(BigDecimal from, BigDecimal to, BigDecimal step) {
        return to.subtract(from).divideToIntegralValue(step).add(BigDecimal.ONE);
    }

    /** {@code n} values a step apart. */
    public static Stream<BigDecimal> stepped(BigDecimal from, BigDecimal step, int n) {
        return IntStream.range(0, n).mapToObj(i -> from.add(step.multiply(BigDecimal.valueOf(i))));
    }

    /** {@code n} equidistant values, both ends among them; {@code n} is 2 or more. */
    public static Stream<BigDecimal> linear(BigDecimal from, BigDecimal to, int n) {
        return IntStream.range(0, n).mapToObj(i -> from.multiply(BigDecimal.valueOf(n - 1L - i))
                .add(to.multiply(BigDecimal.valueOf(i)))
                .divide(BigDecimal.valueOf(n - 1L), LINEAR));
    }

    /** {@code n} values with one ratio, both ends among them; {@code n} is 2 or more and the ends are positive. */
    public static Stream<BigDecimal> logarithmic(BigDecimal from, BigDecimal to, int n) {
        double start = Elementary.log(from.doubleValue());
        double step = (Elementary.log(to.doubleValue()) - start) / (n - 1);
        Stream<BigDecimal> inner = IntStream.range(1, n - 1)
                .mapToObj(i -> new BigDecimal(Elementary.exp(start + i * step)).round(LOGARITHMIC));
        return Stream.concat(Stream.concat(Stream.of(from), inner), Stream.of(to));
    }
}
