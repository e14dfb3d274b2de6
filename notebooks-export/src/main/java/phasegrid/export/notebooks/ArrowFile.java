package phasegrid.export.notebooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Table;

/** A table as an Arrow IPC file: one record batch; each field's metadata holds role, symbol, unit and definition. */
final class ArrowFile {
    private ArrowFile() {}

    static byte[] of(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BufferAllocator memory = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(schema(table), memory);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, Channels.newChannel(bytes))) {
            fill(root, table);
            writer.start();
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    /** The schema as Arrow's readers of Parquet look for it under the key {@code ARROW:schema}. */
    static String schemaMessage(Table table) {
        return Base64.getEncoder().encodeToString(schema(table).serializeAsMessage());
    }

    private static Schema schema(Table table) {
        return new Schema(table.columns().stream().map(ArrowFile::field).toList(), table.metadata());
    }

    private static Field field(Column c) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("role", c.role().name().toLowerCase(Locale.ROOT));
        about.put("symbol", c.symbol());
        about.put("unit", c.unit());
        about.put("definition", c.definition());
        return new Field(c.name(), new FieldType(true, type(c.type()), null, about), List.of());
    }

    private static ArrowType type(Column.Type type) {
        return switch (type) {
            case LONG -> new ArrowType.Int(Long.SIZE, true);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING -> new ArrowType.Utf8();
        };
    }

    private static void fill(VectorSchemaRoot root, Table table) {
        List<FieldVector> vectors = new ArrayList<>(root.getFieldVectors());
        for (int i = 0; i < vectors.size(); i++) {
            vectors.get(i).allocateNew();
            for (int row = 0; row < table.rows().size(); row++) {
                put(vectors.get(i), row, table.rows().get(row).get(i));
            }
        }
        root.setRowCount(table.rows().size());
    }

    private static void put(FieldVector vector, int row, Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (vector instanceof BigIntVector wholes) {
            wholes.setSafe(row, (Long) value);
        } else if (vector instanceof Float8Vector reals) {
            reals.setSafe(row, (Double) value);
        } else {
            ((VarCharVector) vector).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }
}
