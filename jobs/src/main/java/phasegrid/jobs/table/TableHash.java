package phasegrid.jobs.table;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import phasegrid.engine.sweep.Keys;

/** What two tables are compared by. */
final class TableHash {
    private static final Set<Column.Role> COUNT = Set.of(Column.Role.KEY, Column.Role.PARAMETER, Column.Role.MEASURED);

    private TableHash() {}

    static String of(Table table) {
        int[] counted = IntStream.range(0, table.columns().size())
                .filter(i -> COUNT.contains(table.columns().get(i).role()))
                .toArray();
        int key = table.index("point_key");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (int i : counted) {
                put(
                        out,
                        table.columns().get(i).name() + " "
                                + table.columns().get(i).type());
            }
            for (List<Object> row : ordered(table, key)) {
                for (int i : counted) {
                    put(out, row.get(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Keys.digest(bytes.toByteArray());
    }

    private static List<List<Object>> ordered(Table table, int key) {
        Comparator<List<Object>> byKey = Comparator.comparing(row -> (String) row.get(key));
        return table.rows().stream().sorted(byKey).toList();
    }

    /** A tag, then the value's exact bits. */
    private static void put(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeByte(0);
        } else if (value instanceof Long v) {
            out.writeByte(1);
            out.writeLong(v);
        } else if (value instanceof Double v) {
            out.writeByte(2);
            out.writeLong(Double.doubleToLongBits(v));
        } else {
            byte[] letters = ((String) value).getBytes(StandardCharsets.UTF_8);
            out.writeByte(3);
            out.writeInt(letters.length);
            out.write(letters);
        }
    }
}
