package phasegrid.jobs.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder in a file system that Hadoop knows; the two kinds differ in how a file becomes visible. */
abstract sealed class HadoopStorage implements Storage permits RenamingStorage, StreamingStorage {
    private static final Set<String> OBJECT_STORES = Set.of("s3", "s3a", "gs", "oss", "cosn", "obs");

    private final FileSystem files;
    private final Path root;
    private final CommitPoints points;

    HadoopStorage(FileSystem files, Path root, CommitPoints points) {
        this.files = files;
        this.root = root;
        this.points = points;
    }

    /** The folder at {@code uri}; a file appears with its stream's end in object stores, with a rename elsewhere. */
    static HadoopStorage at(String uri, Configuration settings, CommitPoints points) throws IOException {
        Path root = new Path(uri);
        FileSystem files = root.getFileSystem(settings);
        boolean objects = OBJECT_STORES.contains(files.getScheme())
                || files.hasPathCapability(root, CommonPathCapabilities.ABORTABLE_STREAM);
        return objects ? new StreamingStorage(files, root, points) : new RenamingStorage(files, root, points);
    }

    FileSystem files() {
        return files;
    }

    CommitPoints points() {
        return points;
    }

    Path path(String path) {
        return new Path(root, path);
    }

    @Override
    public byte[] read(String path) throws IOException {
        try (FSDataInputStream in = files.open(path(path))) {
            return in.readAllBytes();
        }
    }

    @Override
    public End end(String path, int most) throws IOException {
        long length = files.getFileStatus(path(path)).getLen();
        byte[] bytes = new byte[(int) Math.min(most, length)];
        try (FSDataInputStream in = files.open(path(path))) {
            in.readFully(length - bytes.length, bytes);
        }
        return new End(length, bytes);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        try {
            return Arrays.stream(files.listStatus(path(folder)))
                    .filter(FileStatus::isFile)
                    .map(file -> file.getPath().getName())
                    .filter(Storage::listed)
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String path) throws IOException {
        return files.exists(path(path));
    }

    @Override
    public void delete(String path) throws IOException {
        files.delete(path(path), false);
    }
}
