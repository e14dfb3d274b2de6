package phasegrid.jobs.data;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A file by its name: on the local disk where it has no scheme, else through Hadoop.
 *
 * @param name a path or a URI
 */
public record Source(String name) {
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1f8b;

    /** Its bytes. */
    public InputStream open() throws IOException {
        return local() ? localStream() : files().open(path());
    }

    /** Its bytes, decompressed where they are gzipped. */
    InputStream plain() throws IOException {
        BufferedInputStream in = new BufferedInputStream(open(), BUFFER);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }

    /** When it was last changed and how long it is: while these stay, so does the content. */
    String state() throws IOException {
        if (local()) {
            Path file = localPath();
            return file.toAbsolutePath() + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        }
        var status = files().getFileStatus(path());
        return path() + " " + status.getModificationTime() + " " + status.getLen();
    }

    /** Its name as Hadoop spells it. */
    org.apache.hadoop.fs.Path path() {
        return local()
                ? new org.apache.hadoop.fs.Path(localPath().toUri())
                : new org.apache.hadoop.fs.Path(URI.create(name));
    }

    private FileSystem files() throws IOException {
        return FileSystem.get(path().toUri(), new Configuration());
    }

    private boolean local() {
        return !SCHEME.matcher(name).matches() || "file".equals(URI.create(name).getScheme());
    }

    private Path localPath() {
        return SCHEME.matcher(name).matches() ? Path.of(URI.create(name)) : Path.of(name);
    }

    private InputStream localStream() throws IOException {
        Path file = localPath();
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder; name a file in it");
        } else if (!Files.exists(file)) {
            throw new FileNotFoundException(name);
        }
        return Files.newInputStream(file);
    }
}
