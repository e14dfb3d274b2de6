package phasegrid.jobs.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;

/** Tables and their columns as text. */
final class TableNotation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TableNotation() {}

    static String csv(Table table) {
        StringBuilder text = new StringBuilder(
                table.columns().stream().map(Column::name).collect(Collectors.joining(",", "", "\n")));
        table.rows()
                .forEach(row ->
                        text.append(row.stream().map(TableNotation::field).collect(Collectors.joining(",", "", "\n"))));
        return text.toString();
    }

    private static String field(Object value) {
        if (value instanceof String word) {
            return word.matches("[^\",\r\n]*") ? word : '"' + word.replace("\"", "\"\"") + '"';
        }
        return value == null ? "" : infinite(value) ? infinity(value) : value.toString();
    }

    private static boolean infinite(Object value) {
        return value instanceof Double v && v.isInfinite();
    }

    private static String infinity(Object value) {
        return ((Double) value) > 0 ? "inf" : "-inf";
    }

    static String json(Table table) {
        ObjectNode all = JSON.createObjectNode();
        table.metadata().forEach(all.putObject("metadata")::put);
        ArrayNode columns = all.putArray("columns");
        table.columns()
                .forEach(c -> describe(
                        columns.addObject()
                                .put("name", c.name())
                                .put("type", c.type().name().toLowerCase(Locale.ROOT)),
                        c));
        ArrayNode rows = all.putArray("rows");
        table.rows().forEach(row -> put(rows.addObject(), table.columns(), row));
        return write(all);
    }

    static String jsonLines(Table table) {
        StringBuilder lines = new StringBuilder();
        table.rows().forEach(row -> {
            ObjectNode line = JSON.createObjectNode();
            put(line, table.columns(), row);
            lines.append(write(line)).append('\n');
        });
        return lines.toString();
    }

    private static void put(ObjectNode node, List<Column> columns, List<Object> row) {
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            node.set(columns.get(i).name(), JSON.valueToTree(infinite(value) ? infinity(value) : value));
        }
    }

    private static void describe(ObjectNode node, Column c) {
        node.put("role", c.role().name().toLowerCase(Locale.ROOT))
                .put("symbol", c.symbol())
                .put("unit", c.unit())
                .put("definition", c.definition());
    }

    static String write(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The columns as metadata of their file: name to role, symbol, unit and definition. */
    static String describe(List<Column> columns) {
        ObjectNode all = object();
        columns.forEach(c -> describe(all.putObject(c.name()), c));
        return write(all);
    }

    /** The columns of a file with this schema and description. */
    static List<Column> columns(MessageType schema, Map<String, String> metadata) throws JsonProcessingException {
        JsonNode all = JSON.readTree(metadata.getOrDefault("columns", "{}"));
        List<Column> columns = new ArrayList<>();
        schema.getColumns().forEach(c -> {
            String name = c.getPath()[0];
            columns.add(column(name, TableFile.type(c.getPrimitiveType().getPrimitiveTypeName()), all.path(name)));
        });
        return columns;
    }

    private static Column column(String name, Column.Type type, JsonNode description) {
        return new Column(
                name,
                type,
                Column.Role.valueOf(
                        description.path("role").asText("circumstance").toUpperCase(Locale.ROOT)),
                description.path("symbol").asText(),
                description.path("unit").asText(),
                description.path("definition").asText());
    }
}
