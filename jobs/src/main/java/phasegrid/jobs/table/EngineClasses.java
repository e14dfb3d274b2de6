package phasegrid.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import phasegrid.engine.sweep.Row;

/** The engine's compiled classes, in its jar, in a folder, or in a jar that holds more. */
final class EngineClasses {
    private static final String PACKAGE = "phasegrid/engine";

    private EngineClasses() {}

    /** SHA-256 over names and bytes of all class files, in the order of their names. */
    static String hash() {
        try {
            Path place = Path.of(Row.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(place) ? hash(place) : ofJar(place);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the engine's classes: install Phasegrid again", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class's place is always a URI", e);
        }
    }

    private static String ofJar(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return hash(files.getPath("/"));
        }
    }

    static String hash(Path root) throws IOException {
        MessageDigest sha = sha256();
        for (Path file : classes(root)) {
            sha.update(name(root, file).getBytes(StandardCharsets.UTF_8));
            sha.update(sha256().digest(Files.readAllBytes(file)));
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static List<Path> classes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(PACKAGE))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted((a, b) -> name(root, a).compareTo(name(root, b)))
                    .toList();
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
