package phasegrid.export.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.export.Tables;
import phasegrid.jobs.cli.Verb;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.PhaseTable;

/** Every format holds the table: read back by other programs where these are installed. */
@Order(1)
class ExportTest {
    private static final PhaseTable TABLE = Tables.phase();
    private static final Map<String, byte[]> FILES = Export.files(TABLE, Optional.of(Tables.fits()));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PYTHON = "/usr/bin/python3";

    /** Looks for modules without loading them, which takes seconds. */
    private static final String ABSENT = "import sys; from importlib.util import find_spec; "
            + "sys.exit(any(find_spec(name) is None for name in sys.argv[1].split(', ')))";

    private static JsonNode json(String name) throws IOException {
        return JSON.readTree(FILES.get(name));
    }

    private static void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** The output of Python, nothing where it or a module is absent. */
    private static Optional<String> python(Path folder, String modules, String... words)
            throws IOException, InterruptedException {
        boolean present = Files.isExecutable(Path.of(PYTHON))
                && run(folder, PYTHON, "-c", ABSENT, modules).status() == 0;
        if (!present) {
            System.out.println("No Python with " + modules + ": the export was not read by it");
            return Optional.empty();
        }
        String[] command = new String[words.length + 1];
        command[0] = PYTHON;
        System.arraycopy(words, 0, command, 1, words.length);
        Ended ended = run(folder, command);
        assertThat(ended.status()).as(ended.text()).isZero();
        return Optional.of(ended.text());
    }

    private record Ended(int status, String text) {}

    private static Ended run(Path folder, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "python", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JUPYTER_CONFIG_DIR", folder.toString());
        builder.environment().put("IPYTHONDIR", folder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    @Test
    void parquetAndArrowTellWhatEachColumnIs(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("phase.parquet"), FILES.get("phase.parquet"));
        PhaseTable read = PhaseTable.read(Output.at(folder.toString())).orElseThrow();
        assertThat(read.columns()).isEqualTo(TABLE.columns());
        assertThat(read.rows()).isEqualTo(TABLE.rows());
        assertThat(new String(FILES.get("phase.parquet"), StandardCharsets.ISO_8859_1))
                .contains("ARROW:schema");
    }

    @Test
    void arrowHoldsEveryValue() throws IOException {
        SeekableByteChannel bytes = new ByteArrayReadableSeekableByteChannel(FILES.get("phase.arrow"));
        try (RootAllocator memory = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(new SeekableReadChannel(bytes), memory)) {
            assertThat(reader.loadNextBatch()).isTrue();
            List<FieldVector> vectors = reader.getVectorSchemaRoot().getFieldVectors();
            for (int c = 0; c < vectors.size(); c++) {
                Column column = TABLE.columns().get(c);
                assertThat(vectors.get(c).getField().getMetadata())
                        .containsEntry("definition", column.definition())
                        .containsEntry("symbol", column.symbol())
                        .containsEntry("unit", column.unit());
                for (int row = 0; row < TABLE.rows().size(); row++) {
                    Object value = vectors.get(c).getObject(row);
                    assertThat(value == null || value instanceof Number ? value : value.toString())
                            .isEqualTo(TABLE.rows().get(row).get(c));
                }
            }
        }
    }

    @Test
    void jsonLinesAreStrictAndOneARow() throws IOException {
        List<String> lines = new String(FILES.get("phase.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines).hasSameSizeAs(TABLE.rows());
        JsonNode first = JSON.readTree(lines.get(0));
        assertThat(first.path("t").asText()).isEqualTo("inf");
        assertThat(first.path("d").asLong()).isEqualTo(64);
    }

    @Test
    void theDescriptionNamesAxesObservablesAndLines() throws IOException {
        JsonNode about = json("columns.json");
        assertThat(about.path("axes")).extracting(JsonNode::asText).containsExactly("d", "t", "route");
        assertThat(about.path("observables")).extracting(JsonNode::asText).containsExactly("m");
        assertThat(about.path("lines").path(0).path("name").asText()).isEqualTo("t_c");
        assertThat(about.path("hash").asText()).isEqualTo(TABLE.hash());
        assertThat(about.path("columns")).hasSameSizeAs(TABLE.columns());
    }

    @Test
    void equalTablesGiveEqualBytes() {
        Map<String, byte[]> again = Export.files(Tables.phase(), Optional.of(Tables.fits()));
        again.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(FILES.get(name)));
    }

    /** A cell after the notebook's own: each row of the table has its place in every grid. */
    private static String withACheckOfTheGrids() throws IOException {
        ObjectNode notebook = (ObjectNode) json("phase.ipynb");
        ObjectNode cell = notebook.withArray("cells").addObject().put("cell_type", "code");
        cell.put("id", "check").putNull("execution_count").putObject("metadata");
        cell.putArray("outputs");
        cell.put("source", """
            names = list(grids['axes'])
            assert names == ['d', 't', 'route'], names
            assert grids['m'].shape == (3, 6, 2) and grids['mask'].sum() == len(phase)
            for _, row in phase.iterrows():
                place = tuple(int(np.flatnonzero(grids['axis_' + n] == row[n])[0]) for n in names)
                assert grids['mask'][place] and grids['status'][place] == row['status']
                a, b = grids['m'][place], row['m']
                assert a == b or (np.isnan(a) and np.isnan(b)), (a, b)
                assert grids['replicas'][place] == row['replicas']
            print('same')
            """);
        return JSON.writeValueAsString(notebook);
    }

    @Test
    void theNotebookRunsFromTopToBottomAndItsGridsAreTheTable(@TempDir Path folder)
            throws IOException, InterruptedException {
        write(folder);
        Files.writeString(folder.resolve("phase.ipynb"), withACheckOfTheGrids());
        Optional<String> said = python(
                folder,
                "nbconvert, ipykernel, pandas, numpy, matplotlib",
                "-m",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--output",
                "done.ipynb",
                "phase.ipynb");
        assumeTrue(said.isPresent());
        JsonNode done = JSON.readTree(folder.resolve("done.ipynb").toFile());
        long pictures = done.findValuesAsText("image/png").size();
        assertThat(pictures).isGreaterThanOrEqualTo(4);
        assertThat(done.findParents("text").toString()).contains("same");
        assertThat(done.path("nbformat").asInt()).isEqualTo(4);
    }

    @Test
    void aTableWithoutAGridHasNoneAndSaysNothingFalse() {
        PhaseTable twice = Tables.of(List.of(Tables.row("left", 64, 1), Tables.row("left", 64, 1)));
        assertThat(Export.files(twice, Optional.empty()))
                .doesNotContainKey("phase.npz")
                .containsKey("phase.csv");
    }

    @Test
    void theVerbIsFound() {
        assertThat(ServiceLoader.load(Verb.class).stream().map(p -> p.type().getName()))
                .contains(ExportVerb.class.getName());
    }
}
