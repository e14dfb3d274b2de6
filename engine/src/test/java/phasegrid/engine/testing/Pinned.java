package phasegrid.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of bits that may never move by themselves. {@code mvn -pl engine test -Dtest=GoldenBitsTest,GoldenFoldTest
 * -Dphasegrid.rewrite=golden} writes them anew; that is right only together with a raised version.
 */
public final class Pinned {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden-bits");

    private Pinned() {}

    /** Compares {@code lines} with the file {@code name}, or writes it. */
    public static void check(String name, List<String> lines, String remedy) {
        Path file = FOLDER.resolve(name);
        try {
            if ("golden".equals(System.getProperty("phasegrid.rewrite"))) {
                Files.createDirectories(FOLDER);
                Files.write(file, lines);
            }
            assertThat(file).as("no bits are pinned yet: " + remedy).exists();
            assertThat(lines).as("bits moved: " + remedy).isEqualTo(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
