package phasegrid.jobs.table;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Stands for HDFS: a plain file system with renames, under a scheme of its own. */
public final class PlainFiles extends RawLocalFileSystem {
    static final String SCHEME = "plain";

    static final List<String> RENAMED = Collections.synchronizedList(new ArrayList<>());

    static Configuration settings() {
        Configuration settings = new Configuration(false);
        settings.set("fs." + SCHEME + ".impl", PlainFiles.class.getName());
        settings.set("fs.AbstractFileSystem." + SCHEME + ".impl", Renaming.class.getName());
        return settings;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    protected void checkPath(Path path) {}

    /** The same files as a context for renaming sees them. */
    public static final class Renaming extends DelegateToFileSystem {
        /** Made by reflection. */
        public Renaming(URI uri, Configuration settings) throws IOException, URISyntaxException {
            super(uri, new PlainFiles(), settings, SCHEME, false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }

        @Override
        public void checkPath(Path path) {}

        @Override
        public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
            RENAMED.add(from.getName() + " > " + to.getName());
            java.nio.file.Files.move(
                    java.nio.file.Path.of(from.toUri().getPath()),
                    java.nio.file.Path.of(to.toUri().getPath()),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
