package phasegrid.jobs.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.DataFile;

/**
 * Rows of equally many numbers as they are read: checked, hashed, and kept in the narrowest type that holds each chunk of them
 * exactly: bytes, floats or doubles.
 */
final class Table {
    /** The most numbers of a file. */
    private static final long MOST = 1L << 28;

    private static final int CHUNK = 1 << 16;
    private static final int BYTE = 255;

    private final String name;
    private final MessageDigest digest = sha256();
    private final List<Object> chunks = new ArrayList<>();
    private final int rowsOfChunk;
    private final double[] chunk;
    private final int columns;
    private final ByteBuffer bits;
    private int rows;

    /** An empty table of rows of {@code columns} numbers. */
    Table(String name, long columns) {
        if (columns < 1 || columns > MOST) {
            throw DataProblem.of(name, "its rows have " + columns + " numbers; a row is a data point of 1 to " + MOST);
        }
        this.name = name;
        this.columns = (int) columns;
        rowsOfChunk = Math.max(1, CHUNK / this.columns);
        chunk = new double[rowsOfChunk * this.columns];
        bits = ByteBuffer.allocate(this.columns * Double.BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    int columns() {
        return columns;
    }

    /** Refuses a file of so many rows before it is read. */
    Table of(long count) {
        if (count > MOST / columns) {
            throw DataProblem.of(
                    name,
                    count + " rows of " + columns + " numbers are more than " + MOST + "; take fewer rows or columns");
        }
        return this;
    }

    /** Takes a row; refuses what is not finite. */
    void add(double[] row) {
        of(rows + 1L);
        int at = rows % rowsOfChunk * columns;
        bits.clear();
        for (int i = 0; i < columns; i++) {
            if (!Double.isFinite(row[i])) {
                throw DataProblem.of(
                        name,
                        "row " + (rows + 1) + ", column " + (i + 1) + " is " + row[i]
                                + "; remove the row or fill the gap");
            }
            chunk[at + i] = row[i] + 0.0;
            bits.putDouble(chunk[at + i]);
        }
        digest.update(bits.array());
        rows++;
        if (rows % rowsOfChunk == 0) {
            chunks.add(narrowest(chunk, chunk.length));
        }
    }

    private static Object narrowest(double[] values, int length) {
        boolean bytes = true;
        boolean floats = true;
        for (int i = 0; i < length && floats; i++) {
            floats = values[i] == (float) values[i];
            bytes &= values[i] >= 0 && values[i] <= BYTE && values[i] == Math.rint(values[i]);
        }
        return bytes && floats ? bytes(values, length) : floats ? floats(values, length) : doubles(values, length);
    }

    private static byte[] bytes(double[] values, int length) {
        byte[] narrow = new byte[length];
        for (int i = 0; i < length; i++) {
            narrow[i] = (byte) (int) values[i];
        }
        return narrow;
    }

    private static float[] floats(double[] values, int length) {
        float[] narrow = new float[length];
        for (int i = 0; i < length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static double[] doubles(double[] values, int length) {
        return java.util.Arrays.copyOf(values, length);
    }

    /** What was read, once it is all there. */
    Loaded loaded() {
        if (rows == 0) {
            throw DataProblem.of(name, "it has no rows");
        }
        if (rows % rowsOfChunk != 0) {
            chunks.add(narrowest(chunk, rows % rowsOfChunk * columns));
        }
        digest.update(("phasegrid data 1 " + rows + "x" + columns).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Loaded(
                new DataFile(name, rows, columns, HexFormat.of().formatHex(digest.digest())), new ArrayList<>(chunks));
    }

    /**
     * A file that was read.
     *
     * @param file its shape and hash
     * @param chunks its numbers, row after row: arrays of byte (0 to 255), float or double, all of them equally many rows but
     *     the last
     */
    public record Loaded(DataFile file, List<Object> chunks) {
        /** Its rows. */
        public Data.Rows rows() {
            return Table.rows(chunks, file.columns());
        }
    }

    /** The rows of chunks. */
    static Data.Rows rows(List<Object> chunks, int columns) {
        int rowsOfChunk = Math.max(1, CHUNK / columns);
        return (row, out, at) -> copy(chunks.get(row / rowsOfChunk), row % rowsOfChunk * columns, out, at, columns);
    }

    private static void copy(Object chunk, int from, double[] out, int at, int columns) {
        for (int i = 0; i < columns; i++) {
            out[at + i] = chunk instanceof byte[] bytes
                    ? bytes[from + i] & BYTE
                    : chunk instanceof float[] floats ? floats[from + i] : ((double[]) chunk)[from + i];
        }
    }
}
