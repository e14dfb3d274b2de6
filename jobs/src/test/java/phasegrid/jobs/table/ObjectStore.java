package phasegrid.jobs.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** An object store in memory: an object appears when its stream is closed, and there is no rename. */
public final class ObjectStore extends FileSystem {
    static final String SCHEME = "objects";

    static final Map<String, byte[]> OBJECTS = new ConcurrentSkipListMap<>();
    static final AtomicInteger PUTS = new AtomicInteger();
    static final AtomicInteger ABORTS = new AtomicInteger();
    /** So many of the next writes fail half-way, so many of the next reads give a flipped bit. */
    static final AtomicInteger FAILING_WRITES = new AtomicInteger();

    static final AtomicInteger FLIPPED_READS = new AtomicInteger();

    /** Every so many calls one fails, and of every so many replies to a PUT one is lost; 0 for none. */
    static volatile int failing;

    static volatile int losing;
    /** Nanoseconds for which a new object is not listed. */
    static volatile long lag;

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final Map<String, Long> BORN = new ConcurrentHashMap<>();

    private URI uri;

    /** Misbehaves from now on; see the fields. */
    public static void trouble(int failingCalls, int lostReplies, long lagNanos) {
        failing = failingCalls;
        losing = lostReplies;
        lag = lagNanos;
    }

    private static void call() throws IOException {
        if (failing > 0 && CALLS.incrementAndGet() % failing == 0) {
            throw new IOException("503 Slow Down");
        }
    }

    /** Hadoop's settings by which the scheme is found. */
    public static Configuration settings() {
        Configuration settings = new Configuration(false);
        settings.set("fs." + SCHEME + ".impl", ObjectStore.class.getName());
        return settings;
    }

    /** Forgets everything. */
    public static void clear() {
        trouble(0, 0, 0);
        OBJECTS.clear();
        BORN.clear();
        PUTS.set(0);
        ABORTS.set(0);
        FAILING_WRITES.set(0);
        FLIPPED_READS.set(0);
    }

    @Override
    public void initialize(URI name, Configuration settings) throws IOException {
        super.initialize(name, settings);
        uri = name;
        setConf(settings);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM) || super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        call();
        byte[] bytes = OBJECTS.get(path.toString());
        if (bytes == null) {
            throw new FileNotFoundException(path.toString());
        }
        byte[] read = bytes.clone();
        if (FLIPPED_READS.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            read[read.length / 2] ^= 1;
        }
        return new FSDataInputStream(new Bytes(read));
    }

    private static final class Bytes extends FSInputStream {
        private final byte[] all;
        private ByteArrayInputStream rest;

        Bytes(byte[] all) {
            this.all = all;
            rest = new ByteArrayInputStream(all);
        }

        @Override
        public void seek(long to) {
            rest = new ByteArrayInputStream(all, (int) to, all.length);
        }

        @Override
        public long getPos() {
            return all.length - (long) rest.available();
        }

        @Override
        public boolean seekToNewSource(long target) {
            return false;
        }

        @Override
        public int read() {
            return rest.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return rest.read(into, from, length);
        }
    }

    @Override
    public FSDataOutputStream create(
            Path path, FsPermission p, boolean overwrite, int buffer, short replicas, long block, Progressable told)
            throws IOException {
        call();
        return new FSDataOutputStream(new Put(path.toString()), null);
    }

    private static final class Put extends OutputStream implements Abortable, StreamCapabilities {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean aborted;

        Put(String name) {
            this.name = name;
        }

        @Override
        public boolean hasCapability(String capability) {
            return capability.equals(StreamCapabilities.ABORTABLE_STREAM);
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] b, int from, int length) throws IOException {
            boolean fails = FAILING_WRITES.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            bytes.write(b, from, fails ? length / 2 : length);
            if (fails) {
                throw new IOException("connection reset");
            }
        }

        @Override
        public AbortableResult abort() {
            aborted = true;
            ABORTS.incrementAndGet();
            return null;
        }

        @Override
        public void close() throws IOException {
            if (!aborted) {
                BORN.putIfAbsent(name, System.nanoTime());
                OBJECTS.put(name, bytes.toByteArray());
                if (PUTS.incrementAndGet() % Math.max(1, losing) == 0 && losing > 0) {
                    throw new IOException("the connection was closed before the reply came");
                }
            }
        }
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        call();
        long young = System.nanoTime() - lag;
        String prefix = folder + "/";
        FileStatus[] there = OBJECTS.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .filter(e -> lag == 0 || BORN.get(e.getKey()) - young < 0)
                .map(e -> new FileStatus(e.getValue().length, false, 1, 1, 0, new Path(e.getKey())))
                .toArray(FileStatus[]::new);
        if (there.length == 0) {
            throw new FileNotFoundException(folder.toString());
        }
        return there;
    }

    @Override
    public FSDataOutputStream append(Path path, int buffer, Progressable told) {
        throw new UnsupportedOperationException("append");
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException("rename");
    }

    @Override
    public boolean delete(Path path, boolean all) {
        throw new UnsupportedOperationException("delete");
    }

    @Override
    public void setWorkingDirectory(Path folder) {}

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri.toString(), "/");
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission p) {
        return true;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        call();
        byte[] bytes = OBJECTS.get(path.toString());
        if (bytes == null) {
            throw new FileNotFoundException(path.toString());
        }
        return new FileStatus(bytes.length, false, 1, 1, 0, path);
    }
}
