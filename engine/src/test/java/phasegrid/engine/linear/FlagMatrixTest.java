package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels' bits do not depend on vector width, compiler, module or Java. */
@Tag("slow")
class FlagMatrixTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    private static final String COMPILED = "100000";
    private static final String SMALL = "1";

    private static Stream<Path> javas() throws IOException {
        Path here = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> homes = Files.list(here.getParent())) {
            List<Path> others = homes.filter(
                            home -> home.getFileName().toString().contains("-25"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")) && !home.equals(here))
                    .limit(1)
                    .toList();
            return Stream.concat(Stream.of(here), others.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void everyFlagGivesTheSameBits(Path home) throws Exception {
        String expected = hash(Path.of(System.getProperty("java.home")), SMALL, MODULE);
        for (String flag : List.of("-XX:UseAVX=3", "-XX:UseAVX=2", "-XX:UseAVX=1", "-XX:TieredStopAtLevel=1")) {
            assertThat(hash(home, flag.contains("Tiered") ? SMALL : COMPILED, MODULE, flag))
                    .as(flag)
                    .isEqualTo(expected);
        }
        assertThat(hash(home, SMALL, MODULE, "-Xint")).as("interpreted").isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void theScalarFormGivesTheSameBits(Path home) throws Exception {
        String expected = hash(Path.of(System.getProperty("java.home")), SMALL, MODULE);
        assertThat(hash(home, COMPILED)).isEqualTo(expected);
        assertThat(hash(home, SMALL, "-Xint")).isEqualTo(expected);
    }

    @Test
    void withoutTheModuleTheFormNamesTheFlag() throws Exception {
        assertThat(said(Path.of(System.getProperty("java.home")), SMALL))
                .endsWith("scalar; start Java with --add-modules jdk.incubator.vector for the vector form");
    }

    private static String hash(Path home, String calls, String... flags) throws Exception {
        return said(home, calls, flags).split(" ")[0];
    }

    private static String said(Path home, String calls, String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KernelHash.class.getName(), calls));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return said;
    }
}
