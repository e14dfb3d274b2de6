package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields of {@code --json}, in order: programs rely on them, so that one may be added, with a line here, and none lost. */
class JsonFieldsTest {
    private static final Set<String> WITHOUT = Set.of("break", "completion", "export", "planted", "report");
    private static final String SWEEP = """
            model: flips@1
            seed: 3
            axes: {beta: [0.5, 1], t: [3, 5]}
            replicas: 4
            passes: 100
            """;

    @TempDir
    private Path folder;

    /** Names of fields, and those inside; of a list those of its first element. */
    static String fields(JsonNode node) {
        if (node.isArray()) {
            return node.isEmpty() || !node.get(0).isContainerNode() ? "" : "[" + fields(node.get(0)) + "]";
        }
        List<String> names = new ArrayList<>();
        node.properties().forEach(field -> {
            String inside = fields(field.getValue());
            names.add(inside.isEmpty() ? field.getKey() : field.getKey() + inside);
        });
        return names.isEmpty() ? "" : "{" + String.join(" ", names) + "}";
    }

    private static String of(String line) {
        return fields(Said.line(line).json());
    }

    private Stored stored(String name, int seed) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        return Stored.in(place, SWEEP.replace("seed: 3", "seed: " + seed)).computed();
    }

    private static String of(Stored sweep, String verb, String... more) {
        String[] words = Stream.concat(Stream.of("--json"), Stream.of(more)).toArray(String[]::new);
        return fields(sweep.does(verb, words).json());
    }

    @Test
    void everyVerbThatPrintsAResultHasIt() {
        Phasegrid.commandLine().getSubcommands().forEach((name, verb) -> {
            if (!WITHOUT.contains(name)) {
                assertThat(verb.getCommandSpec().optionsMap()).as(name).containsKey("--json");
            }
        });
    }

    static List<String> expected(String... verbs) throws IOException {
        try (InputStream in = JsonFieldsTest.class.getResourceAsStream("/json-fields.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> List.of(verbs).contains(line.replaceFirst(" .*", "")))
                    .toList();
        }
    }

    @Test
    void ofModels() throws IOException {
        List<String> said = List.of(
                "list " + of("list --json"),
                "describe " + of("describe flips --json"),
                "theory " + of("theory flips beta=0.5 --json"),
                "point " + of("point flips beta=0.5 replicas=4 passes=100 --json"));
        assertThat(said).isEqualTo(expected("list", "describe", "theory", "point"));
    }

    @Test
    void ofSweeps() throws IOException {
        Stored sweep = stored("one", 3);
        List<String> said = new ArrayList<>(List.of("validate " + of("validate " + sweep.file() + " --json")));
        for (String verb : List.of("plan", "status", "table", "reproduce", "run", "compact")) {
            said.add(verb + " " + of(sweep, verb));
        }
        assertThat(said).isEqualTo(expected("validate", "plan", "status", "table", "reproduce", "run", "compact"));
    }

    @Test
    void ofADifference() throws IOException {
        Stored one = stored("one", 3);
        Stored other = stored("other", 4);
        one.does("table");
        other.does("table");
        assertThat("diff " + of("diff " + one.output() + " " + other.output() + " --json"))
                .isEqualTo(expected("diff").get(0));
    }

    @Test
    void ofTheSelfTest() throws IOException {
        Map<String, Object> json =
                SelftestVerb.json("local[2]", List.of(SelftestVerb.json("undisturbed, here", 1.5, true)));
        JsonNode read = new ObjectMapper().readTree(Json.of(json));
        assertThat("selftest " + fields(read)).isEqualTo(expected("selftest").get(0));
        assertThat(read.get("same").asBoolean()).isTrue();
    }

    /** The kernels are timed in a process of their own, which writes to standard output itself. */
    @Test
    @Tag("slow")
    void ofTheBench() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Phasegrid.class.getName()));
        command.addAll(List.of("bench", "exp", "--json"));
        Path said = folder.resolve("bench.json");
        Process process =
                new ProcessBuilder(command).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor()).isZero();
        assertThat("bench " + fields(new ObjectMapper().readTree(said.toFile())))
                .isEqualTo(expected("bench").get(0));
    }

    @Test
    @Tag("slow")
    void theSelfTestHoldsHere() {
        Said said = Said.line("selftest --json --master local[2]");
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        assertThat(said.json().get("trials")).hasSize(2);
    }
}
