package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Value;
import phasegrid.jobs.yaml.SweepReader;

final class TuneVerbTest {
    private static final String GLASS =
            "tune sherrington-kirkpatrick d=48 ladder=0.5,2.5 replicas=1 passes=64 --rounds 2";

    @Test
    void theLadderItPrintsIsThatOfASweep() {
        Said said = Said.line(GLASS + " --rate 0.4");
        assertThat(said.status()).isZero();
        assertThat(said.err())
                .contains("round 1: 16 rungs")
                .contains("round 2:")
                .contains("round trips");
        String yaml = "question: q\nmodel: sherrington-kirkpatrick@1\nseed: 1\naxes: {d: [48]}\nfixed: {beta: 0.5}\n"
                + "replicas: 4\n" + said.out();
        List<Value> ladder = SweepReader.of(ModelCatalogue.here())
                .read("tuned", yaml, List.of())
                .ladder();
        assertThat(ladder).hasSizeGreaterThan(4);
        assertThat(ladder.get(0).number()).isEqualTo(0.5);
        assertThat(ladder.get(ladder.size() - 1).number()).isEqualTo(2.5);
    }

    @Test
    void ratesOfATunedLadderAreNearlyEqual() throws IOException {
        JsonNode json = Said.line(GLASS + " --rungs 8 --json").json();
        assertThat("tune " + JsonFieldsTest.fields(json))
                .isEqualTo(JsonFieldsTest.expected("tune").get(0));
        assertThat(json.get("ladder")).hasSize(8);
        List<Double> rates = new ArrayList<>();
        json.get("rates").forEach(rate -> rates.add(rate.asDouble()));
        assertThat(rates).hasSize(7).allSatisfy(rate -> assertThat(rate)
                .isBetween(
                        0.5 * json.get("expected_rate").asDouble(),
                        1.6 * json.get("expected_rate").asDouble()));
        assertThat(json.get("round_trips").asDouble()).isNotNegative();
    }

    @Test
    void modelsWithoutExchangeAndLaddersWithoutEndsAreRefused() {
        assertThat(Said.line("tune two-gaussians d=4 t=1 ladder=1,2").err())
                .contains("Cannot tune a ladder of two-gaussians: it reports no exchange_rate");
        assertThat(Said.line("tune sherrington-kirkpatrick d=8").err()).contains("give its ends, as ladder=0.6,3.3");
        Said one = Said.line("tune sherrington-kirkpatrick d=8 ladder=0.5");
        assertThat(one.err()).contains("Cannot tune a ladder of 1 rungs");
        assertThat(one.status()).isEqualTo(2);
        assertThat(Said.line(GLASS + " --rate 2").status()).isEqualTo(2);
    }
}
