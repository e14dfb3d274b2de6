package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.BatchRunner;

class ProvenanceTest {
    @TempDir
    Path folder;

    @Test
    void whatRunsHereIsKnown() {
        Provenance here = Provenance.here();
        assertThat(here).isSameAs(Provenance.here());
        assertThat(here.classes()).matches("[0-9a-f]{64}");
        assertThat(here.commit()).matches("[0-9a-f]{40,64}|unknown");
        assertThat(here.dirty()).matches("true|false|unknown");
        assertThat(here.jdk()).startsWith(System.getProperty("java.vm.version"));
        assertThat(here.circumstances(2).host()).isEqualTo(here.host()).isNotBlank();
        assertThat(here.metadata())
                .containsEntry("phasegrid.kernels", BatchRunner.kernels())
                .containsKey("phasegrid.commit");
    }

    private Path classes(String name, byte third) throws IOException {
        Path root = folder.resolve(name);
        Files.createDirectories(root.resolve("phasegrid/engine/sweep"));
        Files.write(root.resolve("phasegrid/engine/sweep/Row.class"), new byte[] {1, 2, third});
        Files.write(root.resolve("phasegrid/engine/A.class"), new byte[] {4});
        Files.write(root.resolve("phasegrid/engine/notes.txt"), new byte[] {third});
        return root;
    }

    @Test
    void theHashIsOfClassesAndTheirNamesOnly() throws IOException {
        String one = EngineClasses.hash(classes("one", (byte) 3));
        assertThat(EngineClasses.hash(classes("same", (byte) 3))).isEqualTo(one);
        assertThat(EngineClasses.hash(classes("other", (byte) 5))).isNotEqualTo(one);
        Path renamed = classes("renamed", (byte) 3);
        Files.move(renamed.resolve("phasegrid/engine/A.class"), renamed.resolve("phasegrid/engine/B.class"));
        assertThat(EngineClasses.hash(renamed)).isNotEqualTo(one);
    }

    @Test
    void aJarHasTheHashOfItsFolder() throws IOException {
        Path root = classes("unpacked", (byte) 3);
        Path jar = folder.resolve("packed.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name :
                    List.of("other/X.class", "phasegrid/engine/sweep/Row.class", "phasegrid/engine/A.class")) {
                entries.putNextEntry(new JarEntry(name));
                entries.write(name.startsWith("other") ? new byte[] {9} : Files.readAllBytes(root.resolve(name)));
            }
        }
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            assertThat(EngineClasses.hash(files.getPath("/"))).isEqualTo(EngineClasses.hash(root));
        }
    }
}
