package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.testing.Table;

class SchemeTest {
    private static final NoiseProcess OU = NoiseProcess.ornsteinUhlenbeck(1);

    private static Scheme scheme(String name) {
        String[] words = name.split(" ");
        double setting = words.length > 1 ? Double.parseDouble(words[1]) : 0;
        return switch (words[0]) {
            case "euler-maruyama" -> Scheme.euler(OU, setting);
            case "flow-euler" -> Scheme.euler(OU, 0);
            case "heun" -> Scheme.heun(OU);
            case "exponential" -> Scheme.exponential(1, setting);
            case "ancestral" -> Scheme.ancestral();
            case "ddim" -> Scheme.ddim(setting);
            default -> throw new IllegalArgumentException(name);
        };
    }

    static List<Map<String, String>> variances() {
        return Table.read("/golden/sampler-variance.csv");
    }

    @ParameterizedTest
    @MethodSource("variances")
    void theVarianceOfGaussianDataIsThatOfAProgramThatSharesNoCode(Map<String, String> row) {
        double horizon = Double.parseDouble(row.get("horizon"));
        TwoGaussianMixture data = new TwoGaussianMixture(0, Math.sqrt(Double.parseDouble(row.get("variance"))), 0.5);
        DoubleUnaryOperator logNoise = t -> Math.log(Math.expm1(2 * t));
        boolean uniform = row.get("grid").equals("uniform");
        StepTimes times = new StepTimes(
                uniform ? t -> t : logNoise,
                uniform ? t -> t : u -> 0.5 * Math.log1p(Math.exp(u)),
                Double.parseDouble(row.get("tMin")),
                horizon,
                Integer.parseInt(row.get("steps")));
        SchemeProgram program =
                new SchemeProgram(data, horizon, EulerProgram.Start.EXACT, 1, scheme(row.get("sampler")), times, false);
        double tolerance = row.get("sampler").equals("heun") ? 1e-7 : Double.parseDouble(row.get("tolerance"));
        assertThat(EulerClones.across(program)).isCloseTo(Double.parseDouble(row.get("value")), within(tolerance));
        double variance = Double.parseDouble(row.get("variance"));
        SchemeRun run = SchemeRun.of(scheme(row.get("sampler")), times, horizon, times.end(), false);
        assertThat(run.variance(variance, data.variance(horizon)))
                .isCloseTo(Double.parseDouble(row.get("value")), within(tolerance));
    }

    /** One step of length 4 from t = 4 with the double integral over start and noise. */
    @Test
    void oneGiantStepHasAValue() {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(4096, 1, 0.5, 0.5);
        EulerClones clones = EulerClones.of(new EulerProgram(mixture, 4, 1, 10, 1, EulerProgram.Start.EXACT));
        double gamma = mixture.variance(4);
        double field = 64 * Math.exp(-4) / gamma;
        double plus = 0;
        for (double y = -12; y <= 12; y += 1.0 / 64) {
            double mean = y + 4 * (y + 2 * (field * Math.tanh(field * y) - y / gamma));
            double p = Quadrature.normalDistribution(mean / Math.sqrt(8));
            plus += mixture.density(y, 4) * EulerClones.agreement(p) / 64;
        }
        assertThat(clones.sameSign()).isCloseTo(plus, within(1e-6));
        assertThat(clones.sameLabel()).isCloseTo(plus, within(1e-3));
    }

    /** The last noise, then the posterior mean: E over both by brute force. */
    @Test
    void aDenoisedEndpointIsAveragedOverTheLastNoise() {
        TwoGaussianMixture mixture = new TwoGaussianMixture(1.5, 0.5, 0.3);
        StepTimes times = new StepTimes(t -> t, t -> t, 0.1, 0.5, 1);
        SchemeProgram program =
                new SchemeProgram(mixture, 0.5, EulerProgram.Start.EXACT, 1, Scheme.ancestral(), times, true);
        MixtureStep noisy = program.descent().get(0);
        MixtureStep denoise = program.descent().get(1);
        double label = 0;
        double square = 0;
        for (double y = -8; y <= 8; y += 1.0 / 32) {
            double sd = Math.sqrt(noisy.noise());
            double mean = noisy.mean(y);
            double p = Quadrature.normal(z -> mixture.plus(denoise.mean(mean + sd * z), 0), -9, 9, 1.0 / 64);
            double q = Quadrature.normal(z -> Math.pow(denoise.mean(mean + sd * z), 2), -9, 9, 1.0 / 64);
            label += mixture.density(y, 0.5) * p / 32;
            square += mixture.density(y, 0.5) * q / 32;
        }
        EulerClones clones = EulerClones.of(program);
        assertThat(clones.plusFraction()).isCloseTo(label, within(1e-7));
        assertThat(clones.alongSquared()).isCloseTo(square, within(1e-7));
    }
}
