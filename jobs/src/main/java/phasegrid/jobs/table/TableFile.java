package phasegrid.jobs.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Tables as Parquet: one optional column each, descriptions and provenance in the file's metadata. */
final class TableFile {
    /** What a file holds. */
    record Content(List<Column> columns, List<List<Object>> rows, Map<String, String> metadata) {}

    private TableFile() {}

    static byte[] encode(Table table) {
        return encode(table, Map.of());
    }

    static byte[] encode(Table table, Map<String, String> more) {
        Map<String, String> metadata = new TreeMap<>(table.metadata());
        metadata.putAll(more);
        metadata.put("columns", TableNotation.describe(table.columns()));
        return ParquetBytes.encode(
                schema(table.columns()),
                metadata,
                Set.of(),
                table.rows(),
                (row, out) -> write(table.columns(), row, out));
    }

    private static MessageType schema(List<Column> columns) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        columns.forEach(column -> schema.addField(field(column)));
        return schema.named("table");
    }

    private static PrimitiveType field(Column column) {
        return switch (column.type()) {
            case LONG -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case STRING ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
        };
    }

    static Column.Type type(PrimitiveTypeName type) {
        return switch (type) {
            case INT64 -> Column.Type.LONG;
            case DOUBLE -> Column.Type.DOUBLE;
            case BINARY -> Column.Type.STRING;
            default -> throw new IllegalArgumentException("Cannot read a table: it has a column of type " + type);
        };
    }

    private static void write(List<Column> columns, List<Object> row, RecordConsumer out) {
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i) != null) {
                out.startField(columns.get(i).name(), i);
                value(row.get(i), out);
                out.endField(columns.get(i).name(), i);
            }
        }
    }

    private static void value(Object value, RecordConsumer out) {
        if (value instanceof Long v) {
            out.addLong(v);
        } else if (value instanceof Double v) {
            out.addDouble(v);
        } else {
            out.addBinary(Binary.fromString((String) value));
        }
    }

    /** The table in a part of an output; nothing where there is none, or none that is whole. */
    static Optional<Content> read(Output output, Part part) {
        Optional<byte[]> bytes = output.read(part);
        try {
            return bytes.isPresent() ? Optional.of(decode(bytes.get())) : Optional.empty();
        } catch (JsonProcessingException | RuntimeException torn) {
            return Optional.empty();
        }
    }

    private static Content decode(byte[] bytes) throws JsonProcessingException {
        List<List<Object>> rows = new ArrayList<>();
        FileMetaData file = ParquetBytes.decode(bytes, columns -> rows.add(row(columns)));
        Map<String, String> metadata = new TreeMap<>(file.getKeyValueMetaData());
        List<Column> columns = TableNotation.columns(file.getSchema(), metadata);
        metadata.keySet().removeIf(key -> !key.startsWith("phasegrid."));
        return new Content(columns, rows, metadata);
    }

    private static List<Object> row(ColumnReader[] columns) {
        return Collections.unmodifiableList(
                Arrays.asList(Arrays.stream(columns).map(TableFile::next).toArray()));
    }

    private static Object next(ColumnReader column) {
        Object value = column.getCurrentDefinitionLevel() == 0 ? null : present(column);
        column.consume();
        return value;
    }

    private static Object present(ColumnReader column) {
        return switch (type(column.getDescriptor().getPrimitiveType().getPrimitiveTypeName())) {
            case LONG -> (Object) column.getLong();
            case DOUBLE -> column.getDouble();
            case STRING -> column.getBinary().toStringUsingUTF8();
        };
    }
}
