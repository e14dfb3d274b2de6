package phasegrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code FAULTS.md} is made of the list of faults, and every test that the list names is there. It is written anew with
 * {@code -Dphasegrid.rewrite=faults}.
 */
class FaultsPageTest {
    private static final Path PAGE = Path.of("FAULTS.md");
    private static final Path LIST = Path.of("src", "test", "resources", "faults.tsv");
    private static final String BEGINNING = """
            # Faults

            What can be done to a run, and the tests that do it. The page is made of a list, not of results: *has a test* says that there is one. Where a sweep runs, its table is compared with that of an undisturbed one, byte for byte, and the batches that were computed are counted in a log apart from the ledger. `mvn verify` runs most of these tests, `mvn verify -Pfaults` all. *By construction* is what a reader of the code named there can see.

            This page is written by a test from `src/test/resources/faults.tsv`.

            | | fault | how injected | times | work repeated | verdict |
            |---|---|---|---|---|---|
            """;

    private record Fault(String id, String fault, String injected, String tests, String tried, String repeated) {
        static Fault of(String line) {
            String[] f = line.split("\t", -1);
            return new Fault(f[0], f[1], f[2], f[3], f[4], f[5]);
        }

        boolean byConstruction() {
            return injected.startsWith("By construction");
        }

        List<String> named() {
            return tests.equals("-") ? List.of() : Arrays.asList(tests.split(" "));
        }

        String line() {
            String verdict = byConstruction() ? "by construction" : "has a test";
            String shown = named().stream()
                    .map(test -> "`" + test.replaceFirst(".*:", "").replace('#', '.') + "`")
                    .reduce((a, b) -> a + ", " + b)
                    .map(all -> ": " + all)
                    .orElse("");
            return "| " + id + " | " + fault + " | " + injected + shown + " | " + tried + " | " + repeated + " | "
                    + verdict + " |\n";
        }
    }

    private static List<Fault> faults() throws IOException {
        return Files.readAllLines(LIST).stream().map(Fault::of).toList();
    }

    @Test
    void everyFaultHasATestOrAReason() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Fault fault : faults()) {
            ids.add(fault.id());
            assertThat(fault.byConstruction() || !fault.named().isEmpty())
                    .as(fault.id())
                    .isTrue();
            for (String test : fault.named()) {
                assertThat(there(test)).as(fault.id() + " names " + test).isTrue();
            }
        }
        assertThat(ids)
                .isEqualTo(IntStream.rangeClosed(1, 41).mapToObj(i -> "F" + i).toList());
    }

    /** Whether {@code module:Class#method} is a method of a test class. */
    private static boolean there(String test) throws IOException {
        String[] parts = test.split("[:#]");
        try (Stream<Path> files = Files.walk(Path.of("..", parts[0], "src", "test", "java"))) {
            Path file = files.filter(f -> f.endsWith(parts[1] + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no class " + parts[1]));
            return Files.readString(file).contains("void " + parts[2] + "(");
        }
    }

    @Test
    void thePageSaysWhatTheListSays() throws IOException {
        StringBuilder page = new StringBuilder(BEGINNING);
        faults().forEach(fault -> page.append(fault.line()));
        if (System.getProperty("phasegrid.rewrite", "").equals("faults")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }
}
