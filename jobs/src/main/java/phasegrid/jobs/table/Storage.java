package phasegrid.jobs.table;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Files below one root. What is published appears whole or not at all, and readers never list what is unfinished. */
sealed interface Storage permits LocalStorage, HadoopStorage {
    /** Writes {@code bytes} and makes them visible under {@code path}, in place of what was there. */
    void publish(Part part, String path, byte[] bytes) throws IOException;

    /** The whole file; refuses one that isn't there as the file system does. */
    byte[] read(String path) throws IOException;

    /** The end of a file: its last {@code most} bytes, or all where it has no more. */
    End end(String path, int most) throws IOException;

    /**
     * The end of a file.
     *
     * @param length bytes of the whole file
     * @param bytes the last of them
     */
    record End(long length, byte[] bytes) {}

    /** The names of the files in a folder, temporary ones left out; none where there is no folder. */
    List<String> list(String folder) throws IOException;

    /** Whether there is such a file. */
    boolean exists(String path) throws IOException;

    /** Deletes a file, where there is one. */
    void delete(String path) throws IOException;

    /** A name that no reader lists, beside {@code name}. */
    static String temporary(String name) {
        return "." + name + "." + UUID.randomUUID() + ".part";
    }

    /** Whether a file is one to be listed. */
    static boolean listed(String name) {
        return !name.startsWith(".");
    }
}
