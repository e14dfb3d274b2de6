package phasegrid.export.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.jobs.cli.ModelCatalogue;
import phasegrid.jobs.cli.Phasegrid;
import picocli.CommandLine;

/** Every command, sweep, link and program in the pages of this repository. */
@Order(2)
class PagesTest {
    private static final String OWN_DATA = "mine.npy";
    private static final CommandLine COMMAND = Phasegrid.commandLine();
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    /** What a command says, and its exit status. */
    private record Said(int status, String text) {}

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(TOP, 3)) {
            return files.filter(
                            f -> f.toString().endsWith(".md") && !f.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page, StandardCharsets.UTF_8);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> words(String command) {
        return found("\"[^\"]*\"|'[^']*'|\\S+", command).stream()
                .map(w -> w.replaceAll("[\"']", ""))
                .toList();
    }

    private static List<String> commands(Path page) throws IOException {
        return found("(?m)(?<=^\\./phasegrid )[^#\\n]+", text(page));
    }

    private static Said does(List<String> words) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(all, true, StandardCharsets.UTF_8);
        return new Said(Phasegrid.run(out, out, words.toArray(String[]::new)), all.toString(StandardCharsets.UTF_8));
    }

    /** A command of a page that no test types, by its beginning, and why none does. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("mvn ", "it is what runs the tests"),
            Map.entry("cluster/local/", "it leaves servers behind; LocalClusterTest has executors in other processes"),
            Map.entry("cluster/yarn/", "it wants a YARN cluster; SubmitArgumentsTest reads what it hands to Spark"),
            Map.entry(
                    "cluster/kubernetes/", "it wants a Kubernetes cluster; SubmitArgumentsTest reads what it hands on"),
            Map.entry("kubectl ", "it wants a Kubernetes cluster"),
            Map.entry("docker ", "it wants a registry"),
            Map.entry("sbatch ", "it wants a Slurm cluster"),
            Map.entry("    $PHASEGRID_HOME/", "the next line of a command for Slurm"),
            Map.entry("$PHASEGRID_HOME/", "a shared folder that is only there"),
            Map.entry("export ", "a setting for the lines below it"),
            Map.entry("cd ", "a folder that is only there"),
            Map.entry("0 19 ", "a line for cron"),
            Map.entry("sleep ", "part of a program that PageCommandsTest runs as a whole"),
            Map.entry("wait", "part of a program that PageCommandsTest runs as a whole"));

    /** Lines of shell in a page: what is printed stands in blocks that call no command. */
    private static List<String> lines(Path page) throws IOException {
        return Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$")
                .matcher(text(page))
                .results()
                .filter(block -> List.of("", "sh").contains(block.group(1)))
                .map(block -> block.group(2))
                .filter(block -> Stream.of("phasegrid ", "cluster/", "kubectl ", "sbatch ")
                        .anyMatch(block::contains))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** PageCommandsTest types those that begin with our own command; every other one has a reason not to be. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyOtherCommandHasAReasonNotToBeRun(Path page) throws IOException {
        assertThat(lines(page))
                .allMatch(line -> line.startsWith("./phasegrid ")
                        || NOT_RUN.keySet().stream().anyMatch(line::startsWith));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandIsOne(Path page) throws IOException {
        for (String command : commands(page)) {
            assertThat(COMMAND.parseArgs(words(command).toArray(String[]::new)).errors())
                    .as(command)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySweepIsGood(Path page) throws IOException {
        for (String yaml :
                found("(?s)(?<=```yaml\\n)model:.*?(?=```)|(?<=```yaml\\n)question:.*?(?=```)", text(page))) {
            String own =
                    yaml.contains(OWN_DATA) ? yaml.replace(OWN_DATA, planted().toString()) : yaml;
            Path sweep = Files.writeString(folder.resolve("sweep.yaml"), own);
            Said said = does(List.of("validate", sweep.toString()));
            assertThat(said.status()).as(own + said.text()).isZero();
        }
    }

    /** Points in the place of a reader's own. */
    private Path planted() {
        Path file = folder.resolve(OWN_DATA);
        Said said = does(List.of("planted", file.toString(), "--force", "n=1000", "d=8"));
        assertThat(said.status()).as(said.text()).isZero();
        return file;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkAndSweepThatItNamesIsThere(Path page) throws IOException {
        for (String link : found("(?<=\\]\\()[^)#]+(?=[)#])", text(page))) {
            if (!link.contains("://")) {
                assertThat(page.getParent().resolve(link)).as(link).exists();
            }
        }
        for (String name : found("sweeps/(?!mine)[a-z/-]+\\.yaml", text(page))) {
            assertThat(TOP.resolve(name)).exists();
        }
    }

    @Test
    void everySweepOfTheRepositoryIsGood() throws IOException {
        try (Stream<Path> files = Files.walk(TOP.resolve("sweeps"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Said said = does(List.of("validate", file.toString()));
                assertThat(said.status()).as(file + said.text()).isZero();
            }
        }
    }

    private static Path jar(Path classes) throws IOException {
        Path jar = classes.resolveSibling("mine.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    /** The model of the page is compiled, put into a jar as a user's own would be, and sampled beside its laws. */
    @Test
    void theModelOfThePageWorks() throws IOException {
        String source = found("(?s)(?<=```java\\n).*?(?=```)", text(TOP.resolve("engine/README.md")))
                .get(0);
        Path file = Files.createDirectories(folder.resolve("src/example")).resolve("Paramagnet.java");
        Files.writeString(file, source);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), file.toString());
        int compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        assertThat(compiled).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("phasegrid.engine.definition.Model"), "example.Paramagnet\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader own =
                new URLClassLoader(new URL[] {jar(classes).toUri().toURL()}, before)) {
            thread.setContextClassLoader(own);
            assertThat(ModelCatalogue.here().jar("paramagnet"))
                    .as("part of every key")
                    .hasSize(64);
            Said said = does(List.of("point", "paramagnet", "d=64", "beta=0.5", "--json"));
            assertThat(said.status()).as(said.text()).isZero();
            assertThat(said.text()).contains("\"theory\": 0.46211715726", "\"status\": \"ok\"");
            assertThat(does(List.of("describe", "paramagnet")).text()).contains("Free spins in a field");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
