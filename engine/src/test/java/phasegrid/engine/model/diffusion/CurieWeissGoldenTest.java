package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.linear.FieldMixture;
import phasegrid.engine.testing.Table;
import phasegrid.engine.theory.CurieWeiss;
import phasegrid.engine.theory.TwoProducts;

/** Every number of golden/curie-weiss.csv and those of golden/landau.csv on the magnet; those by Monte Carlo apart. */
class CurieWeissGoldenTest {
    record Golden(String quantity, Map<String, String> at, double[] value, double tolerance) {
        double of(String parameter) {
            return Double.parseDouble(at.getOrDefault(parameter, "0"));
        }

        int d() {
            return (int) of("d");
        }

        CurieWeiss magnet() {
            return new CurieWeiss(d(), of("betaJ"), of("h"));
        }

        TwoProducts products() {
            return new TwoProducts(d(), of("beta"));
        }

        double[] x() {
            double[] x = new double[d()];
            for (int i = 0; i < x.length; i++) {
                x[i] = 1.3 * Math.sin(1.7 * i + 0.4) + 0.2;
            }
            return x;
        }

        double[] score(FieldMixture mixture) {
            double noise = -Math.expm1(-2 * of("t"));
            double shrink = Math.exp(-of("t"));
            double[] x = x();
            double[] b = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                b[i] = x[i] * shrink / noise;
            }
            mixture.condition(b, 0);
            mixture.mean(b, 0);
            for (int i = 0; i < x.length; i++) {
                b[i] = (-x[i] + shrink * b[i]) / noise;
            }
            return b;
        }
    }

    static List<Golden> goldens() {
        return Stream.concat(
                        Table.read("/golden/curie-weiss.csv").stream(),
                        Table.read("/golden/landau.csv").stream()
                                .filter(row -> row.get("parameters").contains("betaJ")))
                .map(row -> new Golden(
                        row.get("quantity"),
                        parameters(row.get("parameters")),
                        Stream.of(row.get("value").split(";"))
                                .mapToDouble(Double::parseDouble)
                                .toArray(),
                        Double.parseDouble(row.get("tolerance"))))
                .filter(g -> !g.quantity().contains("generated samples")
                        && !g.quantity().contains("probability; true"))
                .toList();
    }

    private static Map<String, String> parameters(String cell) {
        Map<String, String> parameters = new HashMap<>();
        for (String word : cell.split(" ")) {
            parameters.put(word.split("=")[0], word.split("=", 2)[1]);
        }
        return parameters;
    }

    private static double[] computed(Golden g) {
        String q = g.quantity();
        if (q.equals("perfect score vector (true CW)")) {
            return g.score(FieldMixture.hubbardStratonovich(g.d(), g.of("betaJ"), g.of("h")));
        } else if (q.equals("perfect score vector (two-product CW)")) {
            return g.score(FieldMixture.twoProducts(g.d(), g.of("beta")));
        }
        return new double[] {number(g, q)};
    }

    private static double number(Golden g, String q) {
        if (q.startsWith("m*")) {
            return g.magnet().magnetisation();
        } else if (q.equals("E|M|/d")) {
            return g.magnet().absolute();
        } else if (q.equals("E M^2/d^2")) {
            return g.magnet().square();
        } else if (q.startsWith("Binder")) {
            return g.magnet().binder();
        } else if (q.startsWith("log P_t")) {
            return g.magnet().logDensity(g.x(), g.of("t"));
        } else if (q.startsWith("log Q_+")) {
            return g.products().logOdds(g.x(), g.of("t"));
        } else if (q.startsWith("cloning")) {
            return g.products().sameLabel(g.of("t"));
        } else if (q.startsWith("density of mu")) {
            return g.magnet().projectionDensity(g.of("mu"), Math.exp(-g.of("t")), -Math.expm1(-2 * g.of("t")));
        } else if (q.startsWith("top eigenvalue")) {
            return g.magnet().largestCovariance();
        } else if (q.startsWith("t where Hessian")) {
            return g.magnet().speciation();
        } else if (q.startsWith("t where marginal")) {
            return g.magnet().flat().orElseThrow();
        }
        throw new IllegalArgumentException(q);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Golden g) {
        double[] computed = computed(g);
        assertThat(computed).hasSameSizeAs(g.value());
        for (int i = 0; i < computed.length; i++) {
            assertThat(computed[i]).isCloseTo(g.value()[i], within(g.tolerance()));
        }
    }

    @Test
    void allAreRead() {
        assertThat(goldens()).hasSize(29 + 8);
    }
}
