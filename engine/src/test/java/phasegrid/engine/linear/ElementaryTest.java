package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Errors in units in the last place: against a library on dense grids, against forty digits on sparse ones. */
class ElementaryTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final int DENSE = 8_000;
    private static final int SPARSE = 60;

    private record Grid(String name, double from, double to, double ulps) {}

    private static DynamicTest library(Grid g, DoubleUnaryOperator ours, DoubleUnaryOperator library) {
        return DynamicTest.dynamicTest(
                g.name + " on [" + g.from + ", " + g.to + "]",
                () -> check(g, DENSE, x -> {
                    double wanted = library.applyAsDouble(x);
                    return Math.abs(ours.applyAsDouble(x) - wanted) / Math.ulp(wanted);
                }));
    }

    private static DynamicTest exact(Grid g, DoubleUnaryOperator ours, UnaryOperator<BigDecimal> exact) {
        return DynamicTest.dynamicTest(
                g.name + " to forty digits on [" + g.from + ", " + g.to + "]",
                () -> check(g, SPARSE, x -> Exact.ulps(ours.applyAsDouble(x), exact.apply(Exact.of(x)))));
    }

    private static void check(Grid g, int points, DoubleUnaryOperator error) {
        for (int i = 0; i <= points; i++) {
            double x = g.from + (g.to - g.from) * i / points;
            double ulps = error.applyAsDouble(x);
            if (!(ulps <= g.ulps)) {
                fail("%s(%s) is off by %s ulp, allowed %s", g.name, x, ulps, g.ulps);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> agreeWithALibrary() {
        return Stream.of(
                library(new Grid("exp", -1.01, 1.02, 1), Elementary::exp, StrictMath::exp),
                library(new Grid("exp", -745.2, 709.78, 1), Elementary::exp, StrictMath::exp),
                library(new Grid("expm1", -1.01, 1.02, 2), Elementary::expm1, StrictMath::expm1),
                library(new Grid("expm1", -1e-7, 1.1e-7, 1), Elementary::expm1, StrictMath::expm1),
                library(new Grid("expm1", -40, 709.78, 2), Elementary::expm1, StrictMath::expm1),
                library(new Grid("log", 0.5, 2.1, 1), Elementary::log, StrictMath::log),
                library(new Grid("log", 1e-320, 1e-307, 1), Elementary::log, StrictMath::log),
                library(new Grid("log", 1, 1e300, 1), Elementary::log, StrictMath::log),
                library(new Grid("log1p", -0.999, 1.5, 1), Elementary::log1p, StrictMath::log1p),
                library(new Grid("log1p", -1e-7, 1.1e-7, 1), Elementary::log1p, StrictMath::log1p),
                library(new Grid("log1p", 1, 1e17, 1), Elementary::log1p, StrictMath::log1p),
                library(new Grid("tanh", -20.5, 21, 3), Elementary::tanh, StrictMath::tanh),
                library(new Grid("tanh", 1e-9, 1e-3, 2), Elementary::tanh, StrictMath::tanh),
                library(new Grid("sin", -7, 7.1, 1), Elementary::sin, StrictMath::sin),
                library(new Grid("sin", -1e5, 1.01e5, 1), Elementary::sin, StrictMath::sin),
                library(new Grid("sin", 1e9, 0x1p30, 1), Elementary::sin, StrictMath::sin),
                library(new Grid("cos", -7, 7.1, 1), Elementary::cos, StrictMath::cos),
                library(new Grid("cos", -1e5, 1.01e5, 1), Elementary::cos, StrictMath::cos),
                library(new Grid("erf", -6.5, 6.6, 3), Elementary::erf, Erf::value),
                library(new Grid("erf", 1e-9, 1e-3, 2), Elementary::erf, Erf::value),
                library(new Grid("erfc", -6.5, 6.6, 5), Elementary::erfc, Erfc::value),
                library(new Grid("erfc", 6, 26.5, 5), Elementary::erfc, Erfc::value),
                library(new Grid("erfc", 26.5, 27.5, 5), Elementary::erfc, Erfc::value));
    }

    @TestFactory
    Stream<DynamicTest> agreeWithFortyDigits() {
        return Stream.of(
                exact(new Grid("exp", -30, 31, 0.9), Elementary::exp, Exact::exp),
                exact(new Grid("log", 0.3, 3.1, 0.9), Elementary::log, Exact::log),
                exact(new Grid("tanh", 0.01, 1.3, 3), Elementary::tanh, Exact::tanh),
                exact(new Grid("tanh", 0.17, 0.23, 3), Elementary::tanh, Exact::tanh),
                exact(new Grid("logCosh", 1e-4, 2, 5), Elementary::logCosh, ElementaryTest::logCosh),
                exact(new Grid("logCosh", -25, 26, 4), Elementary::logCosh, ElementaryTest::logCosh),
                exact(new Grid("sigmoid", -20, 21, 3), Elementary::sigmoid, ElementaryTest::sigmoid),
                exact(new Grid("sigmoid", -735, -700, 3), Elementary::sigmoid, Exact::exp),
                exact(new Grid("log1pExp", -30, 31, 2), Elementary::log1pExp, ElementaryTest::log1pExp),
                exact(new Grid("logSigmoid", -30, 31, 2), Elementary::logSigmoid, ElementaryTest::logSigmoid),
                exact(new Grid("erf", -2.6, 2.5, 2), Elementary::erf, Exact::erf),
                exact(new Grid("erfc", -3, 4.5, 4), Elementary::erfc, x -> Exact.ONE.subtract(Exact.erf(x))),
                exact(new Grid("sinTurns", 0.01, 0.49, 2), Elementary::sinTurns, u -> Exact.sin(turns(u))),
                exact(new Grid("sinTurns", -0.99, -0.51, 2), Elementary::sinTurns, u -> Exact.sin(turns(u))),
                exact(new Grid("cosTurns", -0.24, 0.245, 2), Elementary::cosTurns, u -> Exact.cos(turns(u))),
                exact(new Grid("cosTurns", 0.26, 0.74, 2), Elementary::cosTurns, u -> Exact.cos(turns(u))));
    }

    private static BigDecimal turns(BigDecimal u) {
        return u.multiply(Exact.PI, Exact.DIGITS).multiply(Exact.TWO);
    }

    private static BigDecimal logCosh(BigDecimal x) {
        BigDecimal sum = Exact.exp(x).add(Exact.exp(x.negate()), Exact.DIGITS);
        return x.signum() == 0 ? BigDecimal.ZERO : Exact.log(sum.divide(Exact.TWO, Exact.DIGITS));
    }

    private static BigDecimal sigmoid(BigDecimal x) {
        return Exact.ONE.divide(Exact.ONE.add(Exact.exp(x.negate())), Exact.DIGITS);
    }

    private static BigDecimal log1pExp(BigDecimal x) {
        return Exact.log(Exact.ONE.add(Exact.exp(x)));
    }

    private static BigDecimal logSigmoid(BigDecimal x) {
        return log1pExp(x.negate()).negate();
    }

    /** Where the reduction cancels most: the doubles nearest to whole multiples of π/2. */
    @TestFactory
    Stream<DynamicTest> sineAndCosineKeepTheirRelativeErrorAtTheirZeros() {
        DoubleUnaryOperator zero = k -> Math.rint(k) * (Math.PI / 2);
        Grid grid = new Grid("multiples of π/2", -1e5, 6.8e8, 1);
        return Stream.of(
                library(grid, k -> Elementary.sin(zero.applyAsDouble(k)), k -> StrictMath.sin(zero.applyAsDouble(k))),
                library(grid, k -> Elementary.cos(zero.applyAsDouble(k)), k -> StrictMath.cos(zero.applyAsDouble(k))));
    }

    @TestFactory
    Stream<DynamicTest> powAgreesWithTheLibrary() {
        return Stream.of(-50.3, -1.7, 0.3, 2.5, 39.8)
                .map(y -> library(
                        new Grid("pow " + y, 0.01, 1e3, 3), x -> Elementary.pow(x, y), x -> StrictMath.pow(x, y)));
    }

    @TestFactory
    Stream<DynamicTest> powAgreesWithFortyDigits() {
        return Stream.of(-50.5, 0.25, 39.75)
                .map(y -> exact(
                        new Grid("pow " + y, 0.01, 801, 2),
                        x -> Elementary.pow(x, y),
                        x -> Exact.exp(Exact.log(x).multiply(Exact.of(y)))));
    }

    @Test
    void powOfTwoIsExact() {
        for (int k = -1074; k < 1024; k++) {
            assertThat(Elementary.pow(2, k)).isEqualTo(Math.scalb(1.0, k));
        }
    }

    @Test
    void powHasTheEdgeValuesOfTheLibrary() {
        double[] edges = {
            0,
            -0.0,
            1,
            -1,
            2,
            -2,
            3,
            -3,
            0.5,
            -0.5,
            2.5,
            -2.5,
            1e300,
            -1e300,
            1e-310,
            -1e-310,
            0x1p53,
            0x1p53 + 2,
            4503599627370497.0,
            INFINITY,
            -INFINITY,
            NAN
        };
        for (double x : edges) {
            for (double y : edges) {
                same("pow " + x, Elementary::pow, x, y, StrictMath.pow(x, y));
            }
        }
    }

    private static void same(String name, DoubleBinaryOperator f, double x, double y, double wanted) {
        double got = f.applyAsDouble(x, y);
        assertThat(got == wanted ? Math.copySign(1, got) : got)
                .as("%s %s gives %s, wanted %s", name, y, got, wanted)
                .isEqualTo(Double.valueOf(got == wanted ? Math.copySign(1, wanted) : near(got, wanted)));
    }

    /** The wanted value, or the value itself where it is finite and within two units. */
    private static double near(double got, double wanted) {
        return Math.abs(got - wanted) <= 2 * Math.ulp(wanted) ? got : wanted;
    }

    @TestFactory
    Stream<DynamicTest> edgeValues() {
        double min = Double.MIN_VALUE;
        double max = Double.MAX_VALUE;
        return Stream.of(
                edges(
                        "exp",
                        Elementary::exp,
                        0,
                        1,
                        -0.0,
                        1,
                        INFINITY,
                        INFINITY,
                        -INFINITY,
                        0,
                        NAN,
                        NAN,
                        min,
                        1,
                        710,
                        INFINITY,
                        -746,
                        0,
                        max,
                        INFINITY,
                        -max,
                        0,
                        -744.5,
                        StrictMath.exp(-744.5)),
                edges(
                        "expm1",
                        Elementary::expm1,
                        0,
                        0,
                        -0.0,
                        -0.0,
                        INFINITY,
                        INFINITY,
                        -INFINITY,
                        -1,
                        NAN,
                        NAN,
                        min,
                        min,
                        -min,
                        -min,
                        710,
                        INFINITY,
                        max,
                        INFINITY,
                        -max,
                        -1,
                        1e-310,
                        1e-310),
                edges(
                        "log",
                        Elementary::log,
                        0,
                        -INFINITY,
                        -0.0,
                        -INFINITY,
                        1,
                        0,
                        INFINITY,
                        INFINITY,
                        -1,
                        NAN,
                        -INFINITY,
                        NAN,
                        NAN,
                        NAN,
                        min,
                        StrictMath.log(min),
                        max,
                        StrictMath.log(max)),
                edges(
                        "log1p",
                        Elementary::log1p,
                        0,
                        0,
                        -0.0,
                        -0.0,
                        -1,
                        -INFINITY,
                        INFINITY,
                        INFINITY,
                        -1.5,
                        NAN,
                        -INFINITY,
                        NAN,
                        NAN,
                        NAN,
                        min,
                        min,
                        -min,
                        -min,
                        max,
                        StrictMath.log1p(max)),
                edges(
                        "tanh",
                        Elementary::tanh,
                        0,
                        0,
                        -0.0,
                        -0.0,
                        INFINITY,
                        1,
                        -INFINITY,
                        -1,
                        NAN,
                        NAN,
                        min,
                        min,
                        -min,
                        -min,
                        1e-310,
                        1e-310,
                        20,
                        1,
                        -max,
                        -1),
                edges(
                        "logCosh",
                        Elementary::logCosh,
                        0,
                        0,
                        -0.0,
                        0,
                        INFINITY,
                        INFINITY,
                        -INFINITY,
                        INFINITY,
                        NAN,
                        NAN,
                        min,
                        0,
                        max,
                        max,
                        -max,
                        max,
                        1000,
                        1000 - StrictMath.log(2)),
                edges(
                        "sigmoid",
                        Elementary::sigmoid,
                        0,
                        0.5,
                        -0.0,
                        0.5,
                        INFINITY,
                        1,
                        -INFINITY,
                        0,
                        NAN,
                        NAN,
                        max,
                        1,
                        -max,
                        0,
                        -744.5,
                        StrictMath.exp(-744.5)),
                edges("log1pExp", Elementary::log1pExp, INFINITY, INFINITY, -INFINITY, 0, NAN, NAN, max, max, -max, 0),
                edges("logSigmoid", Elementary::logSigmoid, INFINITY, -0.0, -INFINITY, -INFINITY, NAN, NAN, -max, -max),
                edges(
                        "sin",
                        Elementary::sin,
                        0,
                        0,
                        -0.0,
                        -0.0,
                        INFINITY,
                        NAN,
                        -INFINITY,
                        NAN,
                        NAN,
                        NAN,
                        min,
                        min,
                        -min,
                        -min,
                        max,
                        NAN,
                        0x1.0000001p30,
                        NAN),
                edges("cos", Elementary::cos, 0, 1, -0.0, 1, INFINITY, NAN, -INFINITY, NAN, NAN, NAN, min, 1, max, NAN),
                edges(
                        "sinTurns",
                        Elementary::sinTurns,
                        0,
                        0,
                        0.25,
                        1,
                        -0.25,
                        -1,
                        0.5,
                        0,
                        0x1p60,
                        0,
                        INFINITY,
                        NAN,
                        NAN,
                        NAN,
                        max,
                        0),
                edges(
                        "cosTurns",
                        Elementary::cosTurns,
                        0,
                        1,
                        0.25,
                        0,
                        -0.25,
                        0,
                        0.5,
                        -1,
                        -0.5,
                        -1,
                        0x1p60,
                        1,
                        INFINITY,
                        NAN,
                        NAN,
                        NAN,
                        max,
                        1),
                edges(
                        "erf",
                        Elementary::erf,
                        0,
                        0,
                        -0.0,
                        -0.0,
                        INFINITY,
                        1,
                        -INFINITY,
                        -1,
                        NAN,
                        NAN,
                        6,
                        1,
                        max,
                        1,
                        -max,
                        -1),
                edges(
                        "erfc",
                        Elementary::erfc,
                        0,
                        1,
                        -0.0,
                        1,
                        INFINITY,
                        0,
                        -INFINITY,
                        2,
                        NAN,
                        NAN,
                        27.5,
                        0,
                        max,
                        0,
                        -max,
                        2),
                edges("square", Elementary::square, -3, 9, -0.0, 0, -INFINITY, INFINITY, NAN, NAN));
    }

    /** Pairs of argument and value; the sign of zero has its own test. */
    private static DynamicTest edges(String name, DoubleUnaryOperator f, double... pairs) {
        return DynamicTest.dynamicTest(name, () -> {
            for (int i = 0; i < pairs.length; i += 2) {
                assertThat(f.applyAsDouble(pairs[i]) + 0.0)
                        .as("%s(%s)", name, pairs[i])
                        .isEqualTo(Double.valueOf(pairs[i + 1] + 0.0));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> oddFunctionsKeepTheSignOfZero() {
        return Stream.<DoubleUnaryOperator>of(
                        Elementary::expm1, Elementary::log1p, Elementary::tanh, Elementary::sin, Elementary::erf)
                .map(f -> DynamicTest.dynamicTest(
                        "odd", () -> assertThat(Double.doubleToRawLongBits(f.applyAsDouble(-0.0)))
                                .isEqualTo(Double.doubleToRawLongBits(-0.0))));
    }

    @Test
    void aWrongDigitWouldShow() {
        double error = Exact.ulps(Math.nextUp(Math.nextUp(StrictMath.exp(0.7))), Exact.exp(Exact.of(0.7)));
        assertThat(error).isGreaterThan(1);
    }
}
