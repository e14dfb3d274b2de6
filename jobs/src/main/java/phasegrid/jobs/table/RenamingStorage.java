package phasegrid.jobs.table;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * HDFS and its like: written beside, forced to the data nodes, and renamed over what was there. The plain rename of a
 * {@link FileSystem} would only return false where the target exists.
 */
final class RenamingStorage extends HadoopStorage {
    RenamingStorage(FileSystem files, Path root, CommitPoints points) {
        super(files, root, points);
    }

    @Override
    public void publish(Part part, String path, byte[] bytes) throws IOException {
        Path target = path(path);
        Path temporary = new Path(target.getParent(), Storage.temporary(target.getName()));
        points().beforeWrite(part);
        try {
            write(temporary, bytes);
            points().beforeRename(part);
            FileContext.getFileContext(files().getUri(), files().getConf())
                    .rename(temporary, target, Options.Rename.OVERWRITE);
        } catch (IOException e) {
            files().delete(temporary, false);
            throw e;
        }
        points().afterRename(part);
    }

    private void write(Path temporary, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = files().create(temporary, false)) {
            out.write(bytes);
            out.hsync();
        }
    }
}
