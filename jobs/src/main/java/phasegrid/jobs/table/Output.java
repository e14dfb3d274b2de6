package phasegrid.jobs.table;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The place where the results of one sweep live. */
public final class Output {
    private final String uri;

    private Output(String uri) {
        this.uri = uri;
    }

    /** The output at {@code path}: local where it has no scheme, whatever Hadoop's default file system is. */
    public static Output at(String path) {
        return new Output(path);
    }

    /** The same output with {@code points} told of every publication. */
    public Output with(CommitPoints points) {
        throw new UnsupportedOperationException("" + points);
    }

    /** The same output with Hadoop's settings for file systems other than the local one. */
    public Output with(Configuration settings) {
        throw new UnsupportedOperationException("" + settings);
    }

    /** The full URI of a part, for people and for other tools. */
    public String uri(Part part) {
        return uri + "/" + part.path();
    }

    /** The folder where the output is local. */
    public Optional<Path> local() {
        throw new UnsupportedOperationException();
    }

    /** Publishes a file of {@link Part#REPORT} or {@link Part#LOG}: readers see the old or the new one, whole. */
    public void publish(Part part, String name, byte[] bytes) {
        throw new UnsupportedOperationException(part + name + bytes.length);
    }

    @Override
    public String toString() {
        return uri;
    }
}
