package phasegrid.export.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of all pages in a shell, as a reader types them, in a folder that has this project's command and sweeps;
 * {@code -Dphasegrid.pages=README.md} runs those of pages whose path begins so.
 */
@Tag("slow")
class PageCommandsTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final int MINUTES = 30;

    @TempDir
    private static Path folder;

    /** What a shell said in the end, and its exit status. */
    private record Said(int status, String text) {}

    @BeforeAll
    static void folder() throws IOException {
        Files.createSymbolicLink(folder.resolve("sweeps"), TOP.resolve("sweeps"));
        String options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add"))
                .collect(Collectors.joining(" "));
        String script = "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' " + options + " -cp '"
                + System.getProperty("java.class.path") + "' phasegrid.jobs.cli.Phasegrid \"$@\"\n";
        Path command = Files.writeString(folder.resolve("phasegrid"), script);
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages =
                new ArrayList<>(List.of(TOP.resolve("README.md"), TOP.resolve("notebooks-export/README.md")));
        PagesTest.pages().stream().filter(page -> !pages.contains(page)).forEach(pages::add);
        return pages;
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page, StandardCharsets.UTF_8))
                .results()
                .filter(found -> List.of("", "sh").contains(found.group(1)))
                .map((MatchResult found) -> found.group(2))
                .filter(block -> block.contains("./phasegrid "))
                .toList();
    }

    /** Whether a block is one program, not commands that stand for themselves. */
    private static boolean program(String block) {
        return block.contains("wait\n");
    }

    private static Said shell(String script) throws IOException, InterruptedException {
        Path log = folder.resolve("said.log");
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(script).isTrue();
        return new Said(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private static void does(String command) throws IOException, InterruptedException {
        Said said = shell(command);
        boolean asksForMore = command.contains(" status ") || command.contains("--time-limit");
        assertThat(said.status()).as(command + "\n" + said.text()).isIn(asksForMore ? List.of(0, 75) : List.of(0));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandDoesWhatItSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        String chosen = System.getProperty("phasegrid.pages", "");
        List<Path> pages = pages().stream()
                .filter(page -> TOP.relativize(page).toString().startsWith(chosen))
                .toList();
        for (Path page : pages) {
            for (String block : blocks(page)) {
                block.lines()
                        .filter(line -> line.startsWith("./phasegrid ") && !program(block))
                        .map(command -> dynamicTest(TOP.relativize(page) + ": " + command, () -> does(command)))
                        .forEach(tests::add);
            }
        }
        return tests.stream();
    }

    /** Two submissions at once of which one is killed: the table is that of a run which nobody disturbed. */
    @Test
    void theExampleOfSchedulersEndsWithTheHashOfAnUndisturbedRun() throws IOException, InterruptedException {
        List<String> programs = blocks(TOP.resolve("cluster/schedulers.md")).stream()
                .filter(PageCommandsTest::program)
                .toList();
        assertThat(programs).hasSize(1);
        List<String> lines = shell("set -m\n" + programs.get(0).replace("/tmp/", folder + "/"))
                .text()
                .lines()
                .toList();
        String calm = shell("./phasegrid run sweeps/quickstart.yaml replicas=20000 --output calm --hash 2> calm.log")
                .text();
        assertThat(lines).as("statuses").contains("75", "0");
        assertThat(calm.strip()).hasSize(64).isEqualTo(lines.get(lines.size() - 1));
    }
}
