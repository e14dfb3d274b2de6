package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    private static final String POINT = "point two-gaussians d=4 t=1 route=direct sampler.steps=100 seed=7 replicas=1";

    @TempDir
    private Path folder;

    private JsonNode json(String replica) throws IOException {
        Path file = folder.resolve("trace.json");
        assertThat(Said.line(POINT + " --replica " + replica + " --trace " + file)
                        .status())
                .isZero();
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void jsonTellsWhichReplicaItIsAndWhatItRecorded() throws IOException {
        JsonNode trace = json("9");
        assertThat(trace.get("disorder").asInt()).isEqualTo(9);
        assertThat(trace.get("seed").asInt()).isEqualTo(7);
        assertThat(trace.get("paths")).as("two clones").hasSize(2);
        JsonNode way = trace.get("paths").get(0);
        assertThat(way.fieldNames()).toIterable().startsWith("t", "mean", "mean_square", "x_1");
        assertThat(way.get("t")).hasSize(11);
        assertThat(way.get("t").get(0).asDouble()).isEqualTo(1);
        assertThat(way.get("mean_square").get(10).asDouble())
                .isCloseTo(
                        trace.get("recorded").get("final_radius_sq").asDouble(),
                        org.assertj.core.data.Offset.offset(1e-14));
        assertThat(json("10").get("recorded")).isNotEqualTo(trace.get("recorded"));
    }

    @Test
    void csvHasARowForEachPlaceOfAPathAndTheResultIsAsWithoutIt() throws IOException {
        Path file = folder.resolve("trace.csv");
        Said said = Said.line(POINT + " --json --trace " + file);
        assertThat(said.out()).isEqualTo(Said.line(POINT + " --json").out());
        assertThat(said.err()).contains("trace " + file + ": replica 0 of seed 7 recorded same_label_clone ");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("path,t,mean,mean_square,x_1,x_2,x_3,x_4");
        assertThat(lines).hasSize(1 + 2 * 11);
        assertThat(lines.get(1)).startsWith("1,1,");
        assertThat(lines.get(22)).startsWith("2,0,");
    }

    @Test
    void aChainIsFollowedPassByPass() throws IOException {
        Path file = folder.resolve("chain.csv");
        assertThat(Said.line("point flips beta=inf t=20 replicas=1 --trace " + file)
                        .status())
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(22).startsWith("path,pass,spin");
    }

    @Test
    void whatCannotBeFollowedIsSaid() {
        assertThat(Said.line("point random-energy d=20 beta=1 --trace " + folder.resolve("x.csv")))
                .satisfies(said -> assertThat(said.status()).isEqualTo(2))
                .satisfies(said -> assertThat(said.err())
                        .startsWith("Cannot trace a replica of random-energy@2 at this point: it is drawn in one go"));
        assertThat(Said.line(POINT + " --trace " + folder.resolve("x.cvs")))
                .satisfies(said -> assertThat(said.status()).isEqualTo(2))
                .satisfies(said -> assertThat(said.err()).contains("must end in one of .csv, ", ".json"));
        assertThat(Said.line(POINT + " --replica two --trace " + folder.resolve("x.csv"))
                        .err())
                .startsWith("Cannot follow replica two");
        assertThat(folder).isEmptyDirectory();
    }
}
