package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.jobs.data.DataFiles;
import phasegrid.jobs.data.Formats;

/** A user's own data from the file to the row, and what is said of bad ones. */
final class OwnDataTest {
    private static final String SMALL = "n=30 d=4 data.spike=80 seed=3 ";

    @TempDir
    private Path folder;

    private Path path(String name) {
        return folder.resolve(name);
    }

    /** What is planted and written is what the model plants: the same eigenvalue, read from the file. */
    @Test
    void plantedDataComeBackFromTheirFile() {
        Said written = Said.line("planted " + path("planted.npy") + " " + SMALL);
        assertThat(written.status()).as(written.err()).isZero();
        assertThat(written.out()).contains("30 points of 4 coordinates, Λ = 80");
        String asked = "point dataset t=1 sampler.steps=1 replicas=2,1 --json seed=3 ";
        Said own = Said.line(asked + "data=file data.path=" + path("planted.npy"));
        assertThat(own.json().at("/parameters/n").asInt()).isEqualTo(30);
        assertThat(own.json().at("/parameters/d").asInt()).isEqualTo(4);
        assertThat(own.json().at("/observables/lambda/mean").asDouble())
                .as(own.out())
                .isBetween(40.0, 150.0);
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        Files.writeString(path("mine.npy"), "precious");
        Said said = Said.line("planted " + path("mine.npy") + " " + SMALL);
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("it is there already");
        assertThat(Files.readString(path("mine.npy"))).isEqualTo("precious");
        assertThat(Said.line("planted " + path("mine.npy") + " --force " + SMALL)
                        .status())
                .isZero();
        assertThat(DataFiles.HERE.file(path("mine.npy").toString()).rows()).isEqualTo(30);
    }

    @Test
    void badDataAreToldWithTheirPlaceAndNothingIsWritten() {
        Path ragged = Formats.file(folder, "ragged.csv", "1,2\n3\n".getBytes(StandardCharsets.UTF_8));
        for (String file : new String[] {ragged.toString(), path("missing.npy").toString()}) {
            Stored sweep = Stored.in(folder, """
                    model: dataset@3
                    axes: {t: [1]}
                    fixed:
                      data: {file: {path: %s}}
                    """.formatted(file));
            for (String verb : "validate plan run".split(" ")) {
                Said said = sweep.does(verb);
                assertThat(said.status()).as(said.err()).isEqualTo(2);
                assertThat(said.out()).isEmpty();
                assertThat(said.err().lines()).hasSize(1);
                assertThat(said.err()).contains(":4:", "Cannot read " + file + ": ");
            }
            assertThat(sweep.output()).doesNotExist();
        }
        Said point = Said.line("point dataset t=1 data=file data.path=" + ragged);
        assertThat(point.status()).isEqualTo(2);
        assertThat(point.err()).contains("line 2 has 1 fields, and the first has 2");
    }
}
