package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.theory.EulerProgram.Grid;
import phasegrid.engine.theory.EulerProgram.Start;

/** Every number of golden/two-gaussians.csv, computed there by independent programs. */
class TwoGaussiansGoldenTest {

    record Golden(String quantity, Map<String, Double> at, double value, double tolerance) {
        double of(String parameter) {
            return at.get(parameter);
        }

        TwoGaussianMixture mixture() {
            return TwoGaussianMixture.of((int) of("d"), of("centre"), of("width"), 0.5);
        }

        double euler(Start start, Grid grid) {
            int steps = (int) of("steps");
            return EulerClones.of(new EulerProgram(mixture(), of("t"), 1, of("horizon"), steps, start, grid))
                    .sameLabel();
        }
    }

    static List<Golden> goldens() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                TwoGaussiansGoldenTest.class.getResourceAsStream("/golden/two-gaussians.csv"),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(TwoGaussiansGoldenTest::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden parse(String line) {
        String[] field = line.split(",");
        Map<String, Double> at = new HashMap<>();
        for (String parameter : field[1].split(" ")) {
            at.put(parameter.split("=")[0], Double.valueOf(parameter.split("=")[1]));
        }
        return new Golden(field[0], at, Double.parseDouble(field[2]), Double.parseDouble(field[3]));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Golden golden) {
        assertThat(value(golden)).isCloseTo(golden.value(), within(golden.tolerance()));
    }

    @Test
    void allAreThere() {
        assertThat(goldens()).hasSize(29);
    }

    private static double value(Golden g) {
        return switch (g.quantity()) {
            case "sameLabelAt" -> TwoGaussianMixture.sameLabelAt(g.of("r"), g.of("weight"));
            case "signalAt" ->
                SpeciationTimes.signalAt(g.of("level"), g.of("weight")).orElseThrow();
            case "sameLabel" -> g.mixture().sameLabel(g.of("t"));
            case "sameSign" -> g.mixture().sameSign(g.of("t"));
            case "lambda" -> new SpeciationTimes(g.mixture()).lambda().orElseThrow();
            case "hessian" -> new SpeciationTimes(g.mixture()).hessian().orElseThrow();
            case "continuous" -> ContinuousClones.sameLabel(g.mixture(), g.of("t"), g.of("noiseLevel"));
            case "eulerStepStart" -> g.euler(Start.HORIZON, Grid.STEP_START);
            case "eulerPublished" -> g.euler(Start.HORIZON, Grid.PUBLISHED);
            case "eulerExactStart" -> g.euler(Start.EXACT, Grid.STEP_START);
            default -> throw new IllegalArgumentException(g.quantity());
        };
    }
}
