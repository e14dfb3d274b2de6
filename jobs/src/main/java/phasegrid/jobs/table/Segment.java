package phasegrid.jobs.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Keys;
import phasegrid.engine.sweep.Row;

/** One file of the ledger: its name is the SHA-256 of its bytes. */
final class Segment {
    private static final Pattern NAME = Pattern.compile("segment-[0-9a-f]{64}\\.parquet");
    private static final HexFormat HEX = HexFormat.of();
    private static final String CONTENTS = "phasegrid.contents";
    private static final int KEY_BYTES = 32;
    private static final int LENGTH_AND_MAGIC = 8;
    /** What every file begins with: Parquet reads no footer that has nothing before it. */
    private static final int BEFORE = 4;

    private static final List<String> WORDS = List.of("host", "jdk", "commit", "classes");
    private static final MessageType SCHEMA = schema();

    private Segment() {}

    private static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        Stream.of(
                        Types.required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                                .length(KEY_BYTES)
                                .named("key"),
                        Types.required(PrimitiveTypeName.INT32).named("disorder"),
                        Types.required(PrimitiveTypeName.INT32).named("thermal"),
                        Types.required(PrimitiveTypeName.INT64).named("leg"),
                        Types.required(PrimitiveTypeName.BINARY).named("payload"),
                        Types.required(PrimitiveTypeName.DOUBLE).named("cpu_seconds"))
                .forEach(schema::addField);
        WORDS.forEach(word -> schema.addField(Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(word)));
        return schema.named("ledger");
    }

    /** Whether {@code file} has a segment's name. */
    static boolean named(String file) {
        return NAME.matcher(file).matches();
    }

    /** The name of the segment with these bytes. */
    static String name(byte[] bytes) {
        return "segment-" + Keys.digest(bytes) + ".parquet";
    }

    /** A payload as little-endian doubles, with one NaN for all. */
    static byte[] payload(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            bytes.putLong(Double.doubleToLongBits(v));
        }
        return bytes.array();
    }

    /** A row as it lies in the file: the payload as little-endian doubles. */
    record Stored(byte[] key, Address address, byte[] payload, Circumstances circumstances) {
        static Stored of(LedgerRow row) {
            return new Stored(
                    HEX.parseHex(row.row().key()),
                    row.row().address(),
                    Segment.payload(row.row().payload()),
                    row.circumstances());
        }

        String keyText() {
            return HEX.formatHex(key);
        }

        LedgerRow row() {
            double[] values = new double[payload.length / Double.BYTES];
            ByteBuffer.wrap(payload)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer()
                    .get(values);
            return new LedgerRow(new Row(keyText(), address, values), circumstances);
        }
    }

    /** Encodes rows, in the order of key and address. */
    static byte[] encode(List<LedgerRow> rows) {
        List<LedgerRow> ordered = rows.stream()
                .sorted((a, b) -> a.row().key().equals(b.row().key())
                        ? a.row().address().compareTo(b.row().address())
                        : a.row().key().compareTo(b.row().key()))
                .toList();
        Contents contents = new Contents();
        rows.forEach(row -> contents.add(row.row().key(), row.row().address(), row.circumstances()));
        return ParquetBytes.encode(
                SCHEMA,
                Map.of("phasegrid.ledger", "1", CONTENTS, contents.text()),
                Set.of("payload"),
                ordered,
                (row, out) -> write(Stored.of(row), out));
    }

    private static void write(Stored row, RecordConsumer out) {
        Circumstances c = row.circumstances();
        field(out, 0, () -> out.addBinary(Binary.fromConstantByteArray(row.key())));
        field(out, 1, () -> out.addInteger(row.address().disorder()));
        field(out, 2, () -> out.addInteger(row.address().thermal()));
        field(out, 3, () -> out.addLong(row.address().leg()));
        field(out, 4, () -> out.addBinary(Binary.fromConstantByteArray(row.payload())));
        field(out, 5, () -> out.addDouble(c.cpuSeconds()));
        List<String> words = List.of(c.host(), c.jdk(), c.commit(), c.classes());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            field(out, 6 + i, () -> out.addBinary(Binary.fromString(word)));
        }
    }

    private static void field(RecordConsumer out, int index, Runnable value) {
        String name = SCHEMA.getFieldName(index);
        out.startField(name, index);
        value.run();
        out.endField(name, index);
    }

    /** How many bytes at a file's end must be read to know its contents, by its last eight. */
    static long needed(byte[] end) {
        return end.length < LENGTH_AND_MAGIC
                ? Long.MAX_VALUE
                : BEFORE
                        + LENGTH_AND_MAGIC
                        + (ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(end.length - LENGTH_AND_MAGIC)
                                & 0xffffffffL);
    }

    /**
     * The contents that the end of a segment tells; nothing where it is damaged, which may be to claim lists that no memory
     * holds, or tells none.
     */
    static Optional<Contents> contents(byte[] end) {
        try {
            ParquetMetadata file = ParquetBytes.footer(end);
            long rows = file.getBlocks().stream()
                    .mapToLong(BlockMetaData::getRowCount)
                    .sum();
            return Optional.ofNullable(
                            file.getFileMetaData().getKeyValueMetaData().get(CONTENTS))
                    .flatMap(Contents::parse)
                    .filter(contents -> contents.size() <= rows);
        } catch (RuntimeException | OutOfMemoryError damaged) {
            return Optional.empty();
        }
    }

    /**
     * Every row of a segment, in the file's order; nothing where the bytes are no segment. A lack of memory says nothing of
     * the bytes, and is thrown.
     */
    static Optional<List<Stored>> decode(byte[] bytes) {
        Map<Binary, String> words = new HashMap<>();
        List<Stored> rows = new ArrayList<>();
        try {
            ParquetBytes.decode(bytes, columns -> {
                rows.add(stored(columns, words));
                for (ColumnReader column : columns) {
                    column.consume();
                }
            });
            return Optional.of(rows);
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private static Stored stored(ColumnReader[] in, Map<Binary, String> words) {
        String[] word = new String[WORDS.size()];
        for (int i = 0; i < word.length; i++) {
            word[i] = words.computeIfAbsent(in[6 + i].getBinary(), Binary::toStringUsingUTF8);
        }
        byte[] key = in[0].getBinary().getBytes();
        byte[] payload = in[4].getBinary().getBytes();
        if (key.length != KEY_BYTES || payload.length % Double.BYTES != 0) {
            throw new IllegalArgumentException("a row of another shape");
        }
        return new Stored(
                key,
                new Address(in[1].getInteger(), in[2].getInteger(), in[3].getLong()),
                payload,
                new Circumstances(in[5].getDouble(), word[0], word[1], word[2], word[3]));
    }
}
