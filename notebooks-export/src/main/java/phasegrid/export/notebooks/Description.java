package phasegrid.export.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import phasegrid.export.tidy.Axes;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Lines;
import phasegrid.export.tidy.Quantity;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.PhaseTable;

/**
 * What the columns of a table are, as JSON: {@code question, model, hash, axes} (names that vary), {@code observables},
 * {@code lines} (name and axis), {@code columns} (name, type, role, symbol, unit, definition).
 */
final class Description {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Description() {}

    static String of(PhaseTable table) {
        ObjectNode all = JSON.createObjectNode();
        all.put("question", table.metadata().getOrDefault("phasegrid.question", ""));
        all.put("model", table.metadata().getOrDefault("phasegrid.model", ""));
        all.put("hash", table.hash());
        List<Axis> axes = Axes.of(table);
        ArrayNode names = all.putArray("axes");
        axes.forEach(axis -> names.add(axis.name()));
        ArrayNode observables = all.putArray("observables");
        Quantity.of(table).forEach(quantity -> observables.add(quantity.name()));
        ArrayNode lines = all.putArray("lines");
        axes.forEach(axis -> Lines.along(table, axis.name())
                .forEach(line -> lines.addObject().put("name", line).put("along", axis.name())));
        ArrayNode columns = all.putArray("columns");
        table.columns().forEach(column -> describe(columns.addObject(), column));
        return text(all);
    }

    private static void describe(ObjectNode node, Column c) {
        node.put("name", c.name())
                .put("type", c.type().name().toLowerCase(Locale.ROOT))
                .put("role", c.role().name().toLowerCase(Locale.ROOT))
                .put("symbol", c.symbol())
                .put("unit", c.unit())
                .put("definition", c.definition());
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
