package phasegrid.jobs.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The place where the results of one sweep live. Making one touches nothing; folders appear with their first file.
 *
 * <p>Reading and publishing are tried three times before they fail with an {@link UncheckedIOException} that names the
 * file. Thread-safe.
 */
public final class Output {
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 50;

    private final String uri;
    private final Path folder;
    private final CommitPoints points;
    private final Configuration settings;

    private Output(String uri, Path folder, CommitPoints points, Configuration settings) {
        this.uri = uri;
        this.folder = folder;
        this.points = points;
        this.settings = settings;
    }

    /**
     * The output at {@code path}: local where it has no scheme, whatever Hadoop's default file system is; else in the
     * file system that Hadoop knows by the scheme.
     */
    public static Output at(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("Cannot write to an output without a name: give a folder or a URI");
        }
        boolean local = !SCHEME.matcher(path).matches() || path.startsWith("file:");
        return local ? at(folder(path)) : new Output(path.replaceAll("/+$", ""), null, CommitPoints.NONE, null);
    }

    private static Output at(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new Output(absolute.toUri().toString().replaceAll("/+$", ""), absolute, CommitPoints.NONE, null);
    }

    private static Path folder(String path) {
        return path.startsWith("file:/")
                ? Path.of(URI.create(path.replaceFirst("^file:/+", "file:///").replace(" ", "%20")))
                : Path.of(path.replaceFirst("^file:", ""));
    }

    /** The same output with {@code told} told of every publication. */
    public Output with(CommitPoints told) {
        return new Output(uri, folder, told, settings);
    }

    /** The same output with Hadoop's settings for file systems other than the local one. */
    public Output with(Configuration hadoop) {
        return new Output(uri, folder, points, hadoop);
    }

    /** The full URI of a part, for people and for other tools. */
    public String uri(Part part) {
        return uri + "/" + part.path();
    }

    /** The folder where the output is local. */
    public Optional<Path> local() {
        return Optional.ofNullable(folder);
    }

    /** Publishes a file of a part that is a folder: readers see the old or the new one, whole. */
    public void publish(Part part, String name, byte[] bytes) {
        replace(part, part.path() + "/" + name, bytes);
    }

    /** Publishes a file of an export right here, in no part: readers see the old or the new one, whole. */
    public void publish(String name, byte[] bytes) {
        replace(Part.EXPORT, name, bytes);
    }

    /** Publishes a part that is a file. */
    void publish(Part part, byte[] bytes) {
        replace(part, part.path(), bytes);
    }

    private void replace(Part part, String path, byte[] bytes) {
        tried("write", path, () -> {
            storage().publish(part, path, bytes);
            return path;
        });
    }

    /** The bytes of a file in a part that is a folder; nothing where there is no such file. */
    Optional<byte[]> read(Part part, String name) {
        return bytes(part.path() + "/" + name);
    }

    /** The end of a file in a part that is a folder; nothing where there is no such file. */
    Optional<Storage.End> end(Part part, String name, int most) {
        return found(part.path() + "/" + name, storage -> storage.end(part.path() + "/" + name, most));
    }

    /** The bytes of a part that is a file; nothing where there is no such file. */
    Optional<byte[]> read(Part part) {
        return bytes(part.path());
    }

    private Optional<byte[]> bytes(String path) {
        return found(path, storage -> storage.read(path));
    }

    private interface Reading<T> {
        T of(Storage storage) throws IOException;
    }

    private <T> Optional<T> found(String path, Reading<T> reading) {
        return tried("read", path, () -> {
            try {
                return Optional.of(reading.of(storage()));
            } catch (NoSuchFileException | FileNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Whether a file is there in a part that is a folder. */
    boolean exists(Part part, String name) {
        String path = part.path() + "/" + name;
        return tried("find", path, () -> storage().exists(path));
    }

    /** Deletes a file of a part that is a folder; nothing happens where there is none. */
    void delete(Part part, String name) {
        String path = part.path() + "/" + name;
        tried("delete", path, () -> {
            storage().delete(path);
            return path;
        });
    }

    /** The names of the files in a part that is a folder, sorted; none where there is no folder. */
    List<String> list(Part part) {
        return tried("list", part.path(), () -> storage().list(part.path()).stream()
                .sorted()
                .toList());
    }

    private Storage storage() throws IOException {
        return folder == null
                ? HadoopStorage.at(uri, settings == null ? new Configuration() : settings, points)
                : new LocalStorage(folder, points);
    }

    private interface Access<T> {
        T once() throws IOException;
    }

    private <T> T tried(String verb, String path, Access<T> access) {
        for (int attempt = 1; ; attempt++) {
            try {
                return access.once();
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !paused(attempt)) {
                    throw new UncheckedIOException(message(verb, path, e), e);
                }
            }
        }
    }

    private String message(String verb, String path, IOException e) {
        String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
        return "Cannot " + verb + " " + uri + "/" + path + ": " + e.getClass().getSimpleName() + reason
                + "; what was committed stays, so mend the storage and run again";
    }

    private static boolean paused(int attempt) {
        try {
            Thread.sleep(PAUSE_MILLIS * attempt * attempt);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String toString() {
        return uri;
    }
}
