package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.testing.Table;

/** Every number of golden/pseudo-inverse.csv, and what the saddle point must satisfy. */
class PseudoInverseGoldenTest {
    static Stream<Map<String, String>> goldens() {
        return Table.read("/golden/pseudo-inverse.csv").stream();
    }

    private static double of(Map<String, String> golden, String name) {
        for (String pair : golden.get("parameters").split(" ")) {
            if (pair.startsWith(name + "=")) {
                return Double.parseDouble(pair.substring(name.length() + 1));
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static double reproduced(Map<String, String> golden) {
        String quantity = golden.get("quantity");
        double alpha = of(golden, "alpha");
        if (quantity.startsWith("temperature")) {
            return PseudoInverseSaddle.spinodalTemperature(alpha);
        }
        double m = PseudoInverseSaddle.at(1 / of(golden, "T")).retrieval(alpha).m();
        return quantity.startsWith("RS m") ? m : m * m;
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Map<String, String> golden) {
        assertThat(reproduced(golden))
                .isCloseTo(
                        Double.parseDouble(golden.get("value")), within(Double.parseDouble(golden.get("tolerance"))));
    }

    static Stream<Map<String, String>> saddles() {
        return Table.read("/golden/pseudo-inverse-saddle.csv").stream();
    }

    /** A program that shares no code: its transform comes from the spectrum, its energy from differences of f. */
    @ParameterizedTest
    @MethodSource("saddles")
    void theSaddleIsThatOfAnotherProgram(Map<String, String> row) {
        PseudoInverseSaddle.State state = PseudoInverseSaddle.at(1 / Double.parseDouble(row.get("T")))
                .retrieval(Double.parseDouble(row.get("alpha")));
        assertThat(state.m()).isCloseTo(Double.parseDouble(row.get("m")), within(1e-9));
        assertThat(state.m() * state.m()).isCloseTo(Double.parseDouble(row.get("q")), within(1e-9));
        assertThat(state.freeEnergy()).isCloseTo(Double.parseDouble(row.get("f")), within(1e-7));
        assertThat(state.energy()).isCloseTo(Double.parseDouble(row.get("energy")), within(1e-6));
    }

    /** Both equations, with noise, iterated from a state with q > m²: they end where q = m². */
    @ParameterizedTest
    @CsvSource({"0.1, 0.4", "0.25, 0.3", "0.5, 0.15", "0.75, 0.06"})
    void noiseDiesOutInTheRetrievalState(double alpha, double temperature) {
        double beta = 1 / temperature;
        double m = 0.999;
        double q = 0.9999;
        for (int k = 0; k < 2000; k++) {
            double chi = beta * (1 - q);
            double signal = beta * m * (1 - PseudoInverseSaddle.transform(alpha, chi));
            double noise = Math.sqrt(beta * beta * Math.max(0, q - m * m) * PseudoInverseSaddle.slope(alpha, chi));
            m = Quadrature.normal(z -> Math.tanh(signal + noise * z));
            q = Quadrature.normal(z -> Math.pow(Math.tanh(signal + noise * z), 2));
        }
        PseudoInverseSaddle.State state = PseudoInverseSaddle.at(beta).retrieval(alpha);
        assertThat(m).isCloseTo(state.m(), within(1e-9));
        assertThat(q).isCloseTo(state.m() * state.m(), within(1e-9));
        assertThat(state.stability()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.4", "0.25, 0.3", "0.5, 0.15", "0.9, 0.02"})
    void energyIsTheDerivativeOfBetaTimesFreeEnergy(double alpha, double temperature) {
        double beta = 1 / temperature;
        double h = 1e-4 * beta;
        PseudoInverseSaddle below = PseudoInverseSaddle.at(beta - h);
        PseudoInverseSaddle above = PseudoInverseSaddle.at(beta + h);
        PseudoInverseSaddle here = PseudoInverseSaddle.at(beta);
        double retrieval = (beta + h) * above.retrieval(alpha).freeEnergy()
                - (beta - h) * below.retrieval(alpha).freeEnergy();
        double paramagnet = (beta + h) * above.paramagnet(alpha).freeEnergy()
                - (beta - h) * below.paramagnet(alpha).freeEnergy();
        assertThat(here.retrieval(alpha).energy()).isCloseTo(retrieval / (2 * h), within(1e-6));
        assertThat(here.paramagnet(alpha).energy()).isCloseTo(paramagnet / (2 * h), within(1e-6));
    }

    /** R is the series of free cumulants of a projection: α, α(1 − α), α(1 − α)(1 − 2α). */
    @ParameterizedTest
    @CsvSource({"0.1", "0.5", "0.9"})
    void theTransformIsThatOfAProjection(double alpha) {
        double x = 1e-3;
        double series = alpha + alpha * (1 - alpha) * x + alpha * (1 - alpha) * (1 - 2 * alpha) * x * x;
        assertThat(PseudoInverseSaddle.transform(alpha, x)).isCloseTo(series, within(1e-8));
        assertThat(PseudoInverseSaddle.slope(alpha, x))
                .isCloseTo(alpha * (1 - alpha) * (1 + 2 * (1 - 2 * alpha) * x), within(1e-5));
        assertThat(PseudoInverseSaddle.transform(alpha, 1 + 1e-9))
                .isCloseTo(PseudoInverseSaddle.transform(alpha, 1 - 1e-9), within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0.25", "0.5", "0.75"})
    void linesAreEachOthersInverses(double alpha) {
        double spinodal = PseudoInverseSaddle.spinodalTemperature(alpha);
        double transition = PseudoInverseSaddle.transitionTemperature(alpha);
        assertThat(transition).isBetween(0.0, spinodal);
        assertThat(PseudoInverseSaddle.at(1 / spinodal).spinodal()).isCloseTo(alpha, within(1e-6));
        assertThat(PseudoInverseSaddle.at(1 / transition).transition()).isCloseTo(alpha, within(1e-6));
    }

    @Test
    void endsOfTheLines() {
        PseudoInverseSaddle frozen = PseudoInverseSaddle.at(Double.POSITIVE_INFINITY);
        assertThat(frozen.spinodal()).isEqualTo(1);
        assertThat(frozen.transition()).isEqualTo(1);
        assertThat(frozen.retrieval(0.5).energy()).isEqualTo(-0.25);
        assertThat(frozen.retrieval(1).m()).isNaN();
        assertThat(PseudoInverseSaddle.at(0.8).spinodal()).isZero();
        assertThat(PseudoInverseSaddle.at(0.8).retrieval(0.1).m()).isNaN();
        assertThat(PseudoInverseSaddle.spinodalTemperature(1)).isZero();
        assertThat(PseudoInverseSaddle.transitionTemperature(0.97)).isNaN();
        assertThat(PseudoInverseSaddle.transitionTemperature(1)).isNaN();
        assertThat(PseudoInverseSaddle.at(4).retrieval(0.9).m()).isNaN();
    }
}
