package phasegrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code FAULTS.md} is made of the list of faults and of what the tests that the list names have reported. It is written
 * anew, after {@code mvn verify -Pfaults}, with {@code -Dphasegrid.rewrite=faults}.
 */
class FaultsPageTest {
    private static final Path PAGE = Path.of("FAULTS.md");
    private static final Path LIST = Path.of("src", "test", "resources", "faults.tsv");
    private static final String BEGINNING = """
            # Faults

            What was done to runs, and what came of it: made by a test from `src/test/resources/faults.tsv` and from what the tests named here last reported, each run by its name or under `mvn verify -Pfaults`, on %s.

            Where a sweep runs, its table is compared with that of an undisturbed one, byte for byte, together with exit status and message, and the batches that executors begin are counted in a log apart from the ledger: *work repeated* is how many were begun that an undisturbed run would not have, of how many that it wants. *Times* counts injections where a test tells them, else the cases that ran. *Held* means that every test named was green, *RED* that one was not, *not run* that one did not run. *By construction* is what a reader of the code named there can see.

            The log of F40, its seed first, then kill by kill what was computed and stored, then the hash, is what its test prints: `mvn verify -Pfaults -Dtest='FaultsTest#killedAgainAndAgain' -Dsurefire.failIfNoSpecifiedTests=false -Dphasegrid.minimumTests=0` leaves it in `jobs/target/surefire-reports/TEST-phasegrid.jobs.spark.FaultsTest.xml`; `-Dphasegrid.seed` repeats or varies it, `-Dphasegrid.kills` says how many.

            | | fault | how injected | times | work repeated | verdict |
            |---|---|---|---|---|---|
            """;

    private record Fault(String id, String fault, String injected, List<String> tests, String otherwise) {
        static Fault of(String line) {
            String[] f = line.split("\t", -1);
            return new Fault(f[0], f[1], f[2], f[3].equals("-") ? List.of() : Arrays.asList(f[3].split(" ")), f[4]);
        }

        boolean byConstruction() {
            return injected.startsWith("By construction");
        }

        /** The part of its line that no run can change. */
        String beginning() {
            String shown = tests.stream()
                    .map(test -> "`" + test.replaceFirst(".*:", "").replace('#', '.') + "`")
                    .collect(Collectors.joining(", "));
            return "| " + id + " | " + fault + " | " + injected + (shown.isEmpty() ? "" : ": " + shown) + " |";
        }

        String line(Map<String, FaultReport> reports) {
            List<FaultReport> own = tests.stream()
                    .map(test -> reports.getOrDefault(test, FaultReport.NONE))
                    .toList();
            FaultReport all = own.stream().reduce(FaultReport.NONE, FaultReport::plus);
            boolean ran = own.stream().allMatch(report -> report.cases() > 0);
            String seen = !ran ? "not run" : all.red() > 0 ? "RED" : "held";
            String verdict = !byConstruction() ? seen : own.isEmpty() ? "by construction" : "by construction; " + seen;
            return beginning() + " " + all.times() + " | " + all.repeated(otherwise) + " | " + verdict + " |\n";
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
            assertThat(fault.byConstruction() || !fault.tests().isEmpty())
                    .as(fault.id())
                    .isTrue();
            for (String test : fault.tests()) {
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
        if (System.getProperty("phasegrid.rewrite", "").equals("faults")) {
            Files.writeString(PAGE, page());
        }
        Map<String, String> lines = new TreeMap<>();
        Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| F"))
                .forEach(line -> lines.put(line.split(" ")[1], line));
        for (Fault fault : faults()) {
            assertThat(lines.remove(fault.id())).startsWith(fault.beginning());
        }
        assertThat(lines).isEmpty();
    }

    private static String page() throws IOException {
        Map<String, FaultReport> reports = FaultReport.all(List.of("engine", "jobs", "notebooks-export", "cluster"));
        StringBuilder page = new StringBuilder(String.format(BEGINNING, machine()));
        faults().forEach(fault -> page.append(fault.line(reports)));
        return page.toString();
    }

    private static String machine() {
        return "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
    }
}
