package phasegrid.jobs.table;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Object stores: an object appears when its stream is closed, so a stream that failed is aborted, or left open for
 * good where it can't be, and never closed.
 */
final class StreamingStorage extends HadoopStorage {
    StreamingStorage(FileSystem files, Path root, CommitPoints points) {
        super(files, root, points);
    }

    @Override
    public void publish(Part part, String path, byte[] bytes) throws IOException {
        points().beforeWrite(part);
        FSDataOutputStream out = files().create(path(path), true);
        boolean whole = false;
        try {
            out.write(bytes);
            points().beforeRename(part);
            whole = true;
        } finally {
            if (!whole && out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
                out.abort();
            }
        }
        out.close();
        points().afterRename(part);
    }
}
