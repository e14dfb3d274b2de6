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
import phasegrid.engine.definition.Definition;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.Table;
import phasegrid.engine.theory.GaussianFits;
import phasegrid.engine.theory.LinearBackward;

/** Every number of golden/gaussian.csv, and those of golden/landau.csv on Gaussian data and on the published clock. */
class GaussianGoldenTest {
    record Golden(String quantity, Map<String, String> at, double value, double tolerance) {
        double of(String parameter) {
            return Double.parseDouble(at.get(parameter));
        }

        GaussianFits fits() {
            return new GaussianFits((int) of("n"), (int) of("d"), false);
        }

        double spread(double l) {
            return 1 + (l - 1) * Math.exp(-2 * of("t"));
        }

        LinearBackward backward() {
            return new LinearBackward(of("c"), of("lam"), Double.parseDouble(at.getOrDefault("eps", "0")));
        }
    }

    static List<Golden> goldens() {
        return Stream.concat(
                        Table.read("/golden/gaussian.csv").stream(),
                        Table.read("/golden/landau.csv").stream()
                                .filter(row -> !row.get("parameters").contains("betaJ")))
                .map(row -> new Golden(
                        row.get("quantity"),
                        parameters(row.get("parameters")),
                        Double.parseDouble(row.get("value")),
                        Double.parseDouble(row.get("tolerance"))))
                .toList();
    }

    private static Map<String, String> parameters(String cell) {
        Map<String, String> parameters = new HashMap<>();
        for (String word : cell.split(" ")) {
            parameters.put(word.split("=")[0], word.split("=", 2)[1]);
        }
        return parameters;
    }

    private static double computed(Golden g) {
        String q = g.quantity();
        if (q.startsWith("E KL(N(0;C^e)")) {
            return g.fits().generatedToTrue();
        } else if (q.startsWith("E KL(N(0;Sigma)")) {
            return g.fits().trueToGenerated();
        } else if (q.startsWith("W2^2")) {
            return GaussianFits.bulk(g.of("d_over_n"), l -> Math.pow(Math.sqrt(g.spread(l)) - 1, 2));
        } else if (q.startsWith("KL(gen_t||true_t)/d")) {
            return GaussianFits.bulk(g.of("d_over_n"), l -> 0.5 * (g.spread(l) - 1 - Math.log(g.spread(l))));
        } else if (q.startsWith("KL(N(0;H)")) {
            return GaussianFits.perturbed((int) g.of("d"), g.of("a"), y -> 0.5 * (y - Math.log1p(y)));
        } else if (q.startsWith("mean_k")) {
            return overlap(g);
        } else if (q.startsWith("generated variance of an eigenmode")) {
            return g.backward().variance(g.of("T"), 0, 1);
        } else if (q.startsWith("generated variance; score error")) {
            return g.backward().variance(g.of("T"), 0, g.backward().spread(g.of("T")));
        } else if (q.startsWith("smallest eigenvalue")) {
            return GaussianFits.smallestPrecision(g.of("Sigma_top"), g.of("t"));
        } else if (q.startsWith("expected top eigenvalue")) {
            return GaussianFits.spiked(g.of("d") / g.of("n"), 1 + g.of("spike"));
        } else if (q.startsWith("first 0-based step")) {
            return Math.ceil(new ForwardProcess.Ddpm().clock(0.5 * Math.log(g.of("Lambda")))) - 1;
        }
        throw new IllegalArgumentException(q);
    }

    /** Those numbers are Monte Carlo at d = 200; one disorder sample is enough, since overlaps hardly fluctuate. */
    private static double overlap(Golden g) {
        String words = "d=200 score=perturbed spectrum=linear variance=2 exponent=" + g.of("a");
        var p = Sweeps.track(Definition.of(new GaussianData()), 1, words)
                .served()
                .get(0)
                .point()
                .parameters();
        return new GaussianData()
                .quench(p, RandomStream.of(StreamKey.of(words), 0, 0, 0))
                .overlap();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Golden g) {
        double scale = g.quantity().startsWith("mean_k") ? 3 : 1;
        assertThat(computed(g)).isCloseTo(g.value(), within(scale * g.tolerance()));
    }

    @Test
    void allAreRead() {
        assertThat(goldens()).hasSize(30 + 5);
    }
}
