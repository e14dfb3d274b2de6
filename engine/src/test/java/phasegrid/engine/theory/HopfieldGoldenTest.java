package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.testing.Table;

/** Every number of golden/hopfield.csv, and what the saddle point must satisfy. */
class HopfieldGoldenTest {
    static Stream<Map<String, String>> goldens() {
        return Table.read("/golden/hopfield.csv").stream();
    }

    private static double of(Map<String, String> golden, String name, double otherwise) {
        for (String pair : golden.get("parameters").split(" ")) {
            if (pair.startsWith(name + "=")) {
                return Double.parseDouble(pair.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    private static double reproduced(Map<String, String> golden) {
        String quantity = golden.get("quantity");
        double alpha = of(golden, "alpha", Double.NaN);
        double beta = 1 / of(golden, "T", 0);
        HopfieldSaddle saddle = HopfieldSaddle.at(beta);
        if (quantity.startsWith("m at alpha_c") || quantity.startsWith("m on the spinodal")) {
            return saddle.atSpinodal().m();
        } else if (quantity.startsWith("retrieval m") || quantity.equals("RS m")) {
            return saddle.retrieval(alpha).m();
        } else if (quantity.equals("RS q")) {
            return saddle.retrieval(alpha).q();
        } else if (quantity.contains("energy")) {
            return saddle.retrieval(alpha).energy();
        } else if (quantity.startsWith("alpha below") || quantity.startsWith("thermodynamic")) {
            return saddle.transition();
        } else if (quantity.startsWith("spinodal alpha_M")) {
            return saddle.spinodal();
        } else if (quantity.startsWith("T_M")) {
            return HopfieldSaddle.spinodalTemperature(alpha);
        } else if (quantity.startsWith("AT")) {
            return HopfieldSaddle.brokenTemperature(alpha);
        }
        throw new IllegalArgumentException(quantity);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Map<String, String> golden) {
        assertThat(reproduced(golden))
                .isCloseTo(
                        Double.parseDouble(golden.get("value")), within(Double.parseDouble(golden.get("tolerance"))));
    }

    @Test
    void theCapacityIsThatOfAmitGutfreundAndSompolinsky() {
        assertThat(HopfieldSaddle.at(Double.POSITIVE_INFINITY).spinodal()).isCloseTo(0.137906, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.4", "0.1, 0.2", "0.02, 0.7", "0.1, 1.1", "0.1, 1.6"})
    void energyIsTheDerivativeOfBetaTimesFreeEnergy(double alpha, double temperature) {
        double h = 1e-4;
        double below = betaFree(alpha, 1 / temperature - h);
        double above = betaFree(alpha, 1 / temperature + h);
        assertThat(state(alpha, 1 / temperature).energy()).isCloseTo((above - below) / (2 * h), within(1e-6));
    }

    private static double betaFree(double alpha, double beta) {
        return beta * state(alpha, beta).freeEnergy();
    }

    private static HopfieldSaddle.State state(double alpha, double beta) {
        HopfieldSaddle saddle = HopfieldSaddle.at(beta);
        return beta > 1 && alpha < saddle.spinodal() ? saddle.retrieval(alpha) : saddle.disordered(alpha);
    }

    @ParameterizedTest
    @CsvSource({"3, 0.7, 0.2", "0.5, 0.3, 1.9", "20, 0.05, 0.4", "2, 0, 0.5"})
    void averagesInANoisyFieldAreTheirIntegrals(double beta, double signal, double noise) {
        NoisyField field = new NoisyField(beta, signal, noise);
        double[] sums = new double[4];
        double step = 1e-3;
        for (double z = -10; z <= 10; z += step) {
            double weight = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * step;
            double u = beta * (signal + noise * z);
            double sech = 1 / Math.cosh(u);
            sums[0] += weight * Math.tanh(u);
            sums[1] += weight * beta * sech * sech;
            sums[2] += weight * (Math.abs(u) + Math.log1p(Math.exp(-2 * Math.abs(u)))) / beta;
            sums[3] += weight * sech * sech * sech * sech;
        }
        assertThat(field.spin()).isCloseTo(sums[0], within(1e-9));
        assertThat(field.response()).isCloseTo(sums[1], within(1e-9));
        assertThat(field.potential()).isCloseTo(sums[2], within(1e-9));
        assertThat(field.fourth()).isCloseTo(sums[3], within(1e-9));
    }

    /** Of its stability, 1 − αβ²E sech⁴ β(m + sz)/(1 − C)², by a plain sum over the few fields near 0. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.07, 0.1, 0.125, 0.1375})
    void replicaSymmetryBreaksWhereItsStabilityVanishes(double alpha) {
        double temperature = HopfieldSaddle.brokenTemperature(alpha);
        HopfieldSaddle.State state = HopfieldSaddle.at(1 / temperature).retrieval(alpha);
        double noise = Math.sqrt(alpha * state.r());
        double sum = 0;
        for (double x = -40; x <= 40; x += 1.0 / 64) {
            double sech = 1 / Math.cosh(x);
            double z = (x * temperature - state.m()) / noise;
            sum += Math.pow(sech, 4) * Math.exp(-0.5 * z * z) / 64;
        }
        sum *= temperature / noise / Math.sqrt(2 * Math.PI);
        double keep = (1 - state.response()) * temperature;
        assertThat(alpha * sum / (keep * keep)).isCloseTo(1, within(1e-6));
        assertThat(temperature).isLessThan(HopfieldSaddle.spinodalTemperature(alpha) / 2);
    }

    @Test
    void atSmallLoadsReplicaSymmetryBreaksNextToNothing() {
        double alpha = 0.02;
        assertThat(HopfieldSaddle.brokenTemperature(alpha))
                .isCloseTo(Math.sqrt(8 * alpha / (9 * Math.PI)) * Math.exp(-1 / (2 * alpha)), withinPercentage(1e-6));
        assertThat(HopfieldSaddle.brokenTemperature(0.14)).isNaN();
    }

    @Test
    void beyondItsLinesThereIsNoRetrieval() {
        assertThat(HopfieldSaddle.at(0.9).spinodal()).isZero();
        assertThat(HopfieldSaddle.at(0.9).retrieval(0.01).m()).isNaN();
        assertThat(HopfieldSaddle.spinodalTemperature(0.15)).isNaN();
        assertThat(HopfieldSaddle.transitionTemperature(0.1)).isNaN();
        assertThat(HopfieldSaddle.at(2).disordered(0.1).q()).isPositive();
        assertThat(HopfieldSaddle.at(0.7).disordered(0.1).q()).isZero();
    }
}
