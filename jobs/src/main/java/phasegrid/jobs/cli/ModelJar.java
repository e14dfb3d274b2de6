package phasegrid.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import phasegrid.engine.sweep.Keys;

/** Identifies the code of a model that isn't ours: part of every key, since its version alone can't be trusted. */
final class ModelJar {
    private ModelJar() {}

    /** The SHA-256 of the jar of {@code type}; of a folder of classes, that of its files' names and bytes in order. */
    static String hash(Class<?> type) {
        try {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Keys.digest(Files.isDirectory(place) ? folder(place) : Files.readAllBytes(place));
        } catch (IOException | URISyntaxException e) {
            throw new BadInput("Cannot read the jar of " + type.getName() + ": " + e.getMessage());
        }
    }

    private static byte[] folder(Path folder) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files(folder)) {
            all.writeBytes(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            all.writeBytes(Files.readAllBytes(file));
        }
        return all.toByteArray();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
