package phasegrid.jobs.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Data files of every format, written once more from their specifications. */
public final class Formats {
    private Formats() {}

    /** A file of these bytes. */
    public static Path file(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] npy(String descr, boolean fortran, String shape, byte[] numbers) {
        String header = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }\n";
        return ByteBuffer.allocate(10 + header.length() + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(numbers)
                .array();
    }

    static byte[] doubles(ByteOrder order, double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(order);
        bytes.asDoubleBuffer().put(numbers);
        return bytes.array();
    }

    static byte[] floats(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : numbers) {
            bytes.putFloat((float) v);
        }
        return bytes.array();
    }

    static byte[] bytes(double... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) (int) numbers[i];
        }
        return bytes;
    }

    static byte[] idx(int type, int[] extents, byte[] numbers) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + numbers.length);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) extents.length);
        for (int extent : extents) {
            file.putInt(extent);
        }
        return file.put(numbers).array();
    }

    /** The same numbers in columns of all four types, in turn. */
    static Path parquet(Path file, int columns, double... numbers) throws IOException {
        String[] types = {"int32", "int64", "float", "double"};
        StringBuilder text = new StringBuilder("message data {");
        for (int i = 0; i < columns; i++) {
            text.append(" optional ")
                    .append(types[i % 4])
                    .append(" c")
                    .append(i)
                    .append(';');
        }
        MessageType schema = MessageTypeParser.parseMessageType(text + " }");
        Configuration settings = new Configuration();
        try (ParquetWriter<Group> out = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), settings))
                .withType(schema)
                .withConf(new PlainParquetConfiguration())
                .build()) {
            for (int at = 0; at < numbers.length; at += columns) {
                Group row = new SimpleGroupFactory(schema).newGroup();
                for (int i = 0; i < columns; i++) {
                    put(row, i, numbers[at + i]);
                }
                out.write(row);
            }
        }
        return file;
    }

    private static void put(Group row, int i, double v) {
        if (Double.isNaN(v)) {
            return;
        }
        switch (i % 4) {
            case 0 -> row.add("c" + i, (int) v);
            case 1 -> row.add("c" + i, (long) v);
            case 2 -> row.add("c" + i, (float) v);
            default -> row.add("c" + i, v);
        }
    }
}
