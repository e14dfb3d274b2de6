package phasegrid.jobs.table;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of this machine, or one that it mounts: written beside, forced to the disk, and moved atomically. Hadoop's
 * own local file system has checksum files of its own, which tear under a reader.
 */
record LocalStorage(Path root, CommitPoints points) implements Storage {
    @Override
    public void publish(Part part, String path, byte[] bytes) throws IOException {
        Path target = root.resolve(path);
        Path folder = folder(target.getParent());
        Path temporary = folder.resolve(Storage.temporary(target.getFileName().toString()));
        points.beforeWrite(part);
        try {
            write(temporary, bytes);
            points.beforeRename(part);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        force(folder);
        points.afterRename(part);
    }

    /** A plain stream, since a channel would be closed by an interrupt. */
    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    private Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            for (Path p = folder; p.startsWith(root) && p.getParent() != null; p = p.getParent()) {
                force(p.getParent());
            }
        }
        return folder;
    }

    /** Forces a folder's entries to the disk; Windows knows no such thing. */
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(root.resolve(path));
    }

    @Override
    public End end(String path, int most) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(root.resolve(path).toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(most, file.length())];
            long length = file.length();
            file.seek(length - bytes.length);
            file.readFully(bytes);
            return new End(length, bytes);
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(Storage::listed)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(root.resolve(path));
    }
}
