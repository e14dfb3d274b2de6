package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.testing.Table;

/** Every number of golden/noisy-neurons.csv, and the exact laws against brute force. */
class NoisyNeuronsGoldenTest {
    static Stream<Map<String, String>> goldens() {
        return Table.read("/golden/noisy-neurons.csv").stream();
    }

    private static double of(Map<String, String> golden, String name) {
        for (String pair : golden.get("parameters").split(" ")) {
            if (pair.startsWith(name + "=")) {
                return Double.parseDouble(pair.substring(name.length() + 1));
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static OnePatternGlauber started(Map<String, String> golden) {
        return OnePatternGlauber.from((int) of(golden, "N"), of(golden, "beta"), false, 75);
    }

    private static OnePatternGlauber settled(Map<String, String> golden) {
        return OnePatternGlauber.sequentialEquilibrium((int) of(golden, "N"), of(golden, "beta"), false);
    }

    private static double parallelLimit(Map<String, String> golden) {
        double m = of(golden, "m0");
        for (int t = 0; t < 3; t++) {
            m = Math.tanh(of(golden, "beta") * m);
        }
        return m;
    }

    private static double reproduced(Map<String, String> golden) {
        String quantity = golden.get("quantity");
        if (quantity.contains("random-sequential")) {
            return started(golden).sequential((long) of(golden, "sweeps")).mean(m -> m);
        } else if (quantity.startsWith("<m(t)> parallel")) {
            return started(golden).parallel((long) of(golden, "steps")).mean(m -> m);
        } else if (quantity.startsWith("m(3)")) {
            return parallelLimit(golden);
        } else if (quantity.startsWith("<|m|>")) {
            return settled(golden).mean(Math::abs);
        } else if (quantity.startsWith("<m^2>")) {
            return settled(golden).mean(m -> m * m);
        } else if (quantity.startsWith("m of retrieval")) {
            return new MixtureState(1, of(golden, "beta")).overlap();
        } else if (quantity.startsWith("temperature below")) {
            return MixtureState.stabilityTemperature((int) of(golden, "n"));
        } else if (quantity.startsWith("m_n at")) {
            int n = (int) of(golden, "n");
            return new MixtureState(n, 1 / MixtureState.stabilityTemperature(n)).overlap();
        } else if (quantity.startsWith("ground energy")) {
            return new MixtureState((int) of(golden, "n"), 1).groundEnergy();
        } else if (quantity.startsWith("variance of z")) {
            return 2 * Quadrature.logisticAverage(x -> x * x) / 8;
        }
        throw new IllegalArgumentException(quantity);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Map<String, String> golden) {
        double tolerance = Math.max(2e-10, Double.parseDouble(golden.get("tolerance")));
        assertThat(reproduced(golden)).isCloseTo(Double.parseDouble(golden.get("value")), within(tolerance));
    }

    @Test
    void stationaryLawsAreWhatTheDynamicsLeadTo() {
        for (boolean self : new boolean[] {false, true}) {
            OnePatternGlauber start = OnePatternGlauber.from(13, 1.2, self, 13);
            assertThat(start.parallel(400).mean(m -> m * m))
                    .isCloseTo(
                            OnePatternGlauber.parallelEquilibrium(13, 1.2, self).mean(m -> m * m), within(1e-11));
            assertThat(start.sequential(400).mean(m -> m * m))
                    .isCloseTo(
                            OnePatternGlauber.sequentialEquilibrium(13, 1.2, self)
                                    .mean(m -> m * m),
                            within(1e-11));
        }
    }

    @Test
    void fewPatternsAreThoseOfEveryStateEnumerated() {
        int[][] xi = {{1, 1, 1, 1, 1, 1, 1}, {1, -1, 1, 1, -1, 1, -1}, {1, 1, -1, 1, -1, -1, 1}};
        FewPatterns.Averages counted = new FewPatterns(new int[] {2, 2, 2, 1}, 0.9).averages();
        double[] brute = brute(xi, 0.9);
        assertThat(counted.logPartition()).isCloseTo(brute[0], within(1e-12));
        assertThat(counted.energy()).isCloseTo(brute[1], within(1e-12));
        assertThat(counted.overlapSquared()).isCloseTo(brute[2], within(1e-12));
        assertThat(counted.replicaSquared()).isCloseTo(brute[3], within(1e-12));
    }

    private static double[] brute(int[][] xi, double beta) {
        int n = xi[0].length;
        double z = 0;
        double energy = 0;
        double first = 0;
        double[][] pairs = new double[n][n];
        for (int state = 0; state < 1 << n; state++) {
            double e = 0;
            double one = 0;
            for (int i = 0; i < n; i++) {
                one += xi[0][i] * spin(state, i);
                for (int j = 0; j < n; j++) {
                    for (int mu = 0; mu < 3 && i != j; mu++) {
                        e -= 0.5 / n * xi[mu][i] * xi[mu][j] * spin(state, i) * spin(state, j);
                    }
                }
            }
            double weight = Math.exp(-beta * e);
            z += weight;
            energy += weight * e;
            first += weight * one * one;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    pairs[i][j] += weight * spin(state, i) * spin(state, j);
                }
            }
        }
        double replicas = 0;
        for (double[] row : pairs) {
            for (double pair : row) {
                replicas += pair * pair / (z * z * n * n);
            }
        }
        return new double[] {Math.log(z), energy / z / n, first / z / n / n, replicas};
    }

    private static int spin(int state, int i) {
        return (state >> i & 1) == 0 ? -1 : 1;
    }
}
