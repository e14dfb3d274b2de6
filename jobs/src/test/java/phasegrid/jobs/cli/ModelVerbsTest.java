package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import phasegrid.jobs.yaml.SweepReader;

/** The verbs that ask about models, in text and in JSON. */
final class ModelVerbsTest {
    private static final String POINT = "d=64 t=1.5 centre=0.5 width=2 horizon=4 sampler.steps=40";

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void listShowsOurModelsAndThoseOfOtherJars() {
        Said said = Said.line("list");
        assertThat(said.status()).isZero();
        assertThat(said.out()).contains("two-gaussians@2").contains("flips@1");
        assertThat(Said.line("list --json").json())
                .extracting(node -> node.get("model").asText())
                .contains("two-gaussians", "random-energy")
                .endsWith("flips");
    }

    @Test
    void aModelOfAnotherJarIsKeyedByItsJar() {
        ModelCatalogue models = ModelCatalogue.here();
        assertThat(models.jar("two-gaussians")).isEmpty();
        assertThat(models.jar("flips")).matches("[0-9a-f]{64}");
    }

    @Test
    void describeNamesEveryParameterObservableAndLine() {
        String out = Said.line("describe two-gaussians").out();
        assertThat(out)
                .contains("sampler.noiseLevel", "Ornstein-Uhlenbeck time", "euler-maruyama", "[0.001, 0.999]")
                .contains("same_label_exact", "biroli2024dynamical", "t_potential")
                .contains("./phasegrid point two-gaussians d=256 t=2.5");
        JsonNode json = Said.line("describe two-gaussians --json").json();
        assertThat(json.get("parameters").findValuesAsText("name"))
                .contains("sampler.grid.tMin", "process.noiseTemperature");
        assertThat(json.get("parameters").get(0).get("usual").isNull()).isTrue();
    }

    @Test
    void theSweepThatDescribeShowsIsGood() {
        String yaml =
                Said.line("describe two-gaussians --json").json().get("example").asText();
        assertThat(SweepReader.of(ModelCatalogue.here())
                        .read("example", yaml, List.of())
                        .regions()
                        .get(0)
                        .axes())
                .hasSize(2);
    }

    @Test
    void pointPrintsExactlyTheseFields() {
        Said said = Said.line("point two-gaussians " + POINT + " seed=3 replicas=500 --json");
        assertThat(said.status()).isZero();
        JsonNode json = said.json();
        assertThat(fields(json))
                .containsExactly(
                        "model",
                        "version",
                        "seed",
                        "replicas",
                        "parameters",
                        "observables",
                        "lines",
                        "status",
                        "unsettled");
        assertThat(json.get("seed").asInt()).isEqualTo(3);
        assertThat(json.get("replicas").asInt()).isGreaterThanOrEqualTo(500);
        assertThat(json.get("parameters").get("sampler.steps").asInt()).isEqualTo(40);
        assertThat(json.get("parameters").get("route").asText()).isEqualTo("projected");
        assertThat(json.get("observables")).hasSize(6).allSatisfy(x -> assertThat(fields(x))
                .containsExactly("mean", "stderr", "theory", "theory_kind", "z"));
        assertThat(json.get("observables")
                        .get("same_label_exact")
                        .get("theory_kind")
                        .asText())
                .isEqualTo("exact");
        assertThat(fields(json.get("lines"))).containsExactly("t_lambda", "t_hessian", "t_potential", "t_threshold");
        assertThat(json.get("status").asText()).isEqualTo("ok");
    }

    /** Chains of so few passes that half of each differs from the other. */
    @Test
    void pointSaysWhyChainsAreNotInEquilibrium() {
        String out = Said.line("point hopfield d=64 n=3 temperature=.4 passes=50 replicas=64 starts=first")
                .out();
        assertThat(out)
                .containsPattern("observable .* kind .* tau .* ess .* rhat")
                .contains("status not_equilibrated")
                .contains("chains differ or drift in overlap,")
                .contains("more passes may");
    }

    @Test
    void pointInTextHasTheSameNumbers() {
        double theory = Said.line("theory two-gaussians " + POINT + " --json")
                .json()
                .get("references")
                .get(0)
                .get("value")
                .asDouble();
        String out = Said.line("point two-gaussians " + POINT).out();
        assertThat(out)
                .contains("two-gaussians@2 at d=64")
                .contains("same_label_exact")
                .contains("status ok");
        assertThat(out).contains(Lines.number(theory, 6));
    }

    @Test
    void theoryPrintsExactlyTheseFieldsAndSamplesNothing() {
        JsonNode json = Said.line("theory two-gaussians " + POINT + " --json").json();
        assertThat(fields(json)).containsExactly("model", "version", "parameters", "references", "lines");
        assertThat(json.get("references")).hasSize(12).allSatisfy(r -> assertThat(fields(r))
                .containsExactly("observable", "kind", "value", "allowance", "source"));
        assertThat(json.get("references").get(0).get("allowance").asDouble()).isZero();
        assertThat(json.get("references").get(11).get("allowance").isNull()).isTrue();
    }

    @Test
    void infinitiesAndMissingNumbersAreStrictJson() {
        JsonNode json =
                Said.line("point flips beta=inf replicas=4 passes=50 --json").json();
        assertThat(json.get("parameters").get("beta").asText()).isEqualTo("inf");
        assertThat(json.get("lines").get("beta_none").isNull()).isTrue();
        assertThat(json.get("lines").get("beta_far").asText()).isEqualTo("inf");
        assertThat(json.get("observables").get("spin").get("mean").asDouble()).isCloseTo(1, within(0.01));
        assertThat(Said.line("describe flips --json")
                        .json()
                        .get("parameters")
                        .get(0)
                        .get("max")
                        .asText())
                .isEqualTo("inf");
    }

    @Test
    void temperatureIsTakenForBeta() {
        JsonNode json = Said.line("theory flips temperature=2 --json").json();
        assertThat(json.get("parameters").get("beta").asDouble()).isEqualTo(0.5);
        assertThat(json.get("references").get(0).get("value").asDouble()).isEqualTo(Math.tanh(0.5));
    }
}
