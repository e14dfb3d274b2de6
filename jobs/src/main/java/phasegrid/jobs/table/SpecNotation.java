package phasegrid.jobs.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Expression;
import phasegrid.engine.sweep.SweepSpec;

/** A sweep as canonical JSON: everything spelled out, in one order. */
final class SpecNotation {
    private SpecNotation() {}

    static String json(SweepSpec spec) {
        ObjectNode all = TableNotation.object()
                .put("question", spec.question())
                .put("model", spec.model() + "@" + spec.version())
                .put("seed", spec.seed());
        ArrayNode grids = all.putArray("grids");
        spec.regions().forEach(region -> put(grids.addObject(), region));
        all.putObject("replicas")
                .put("disorder", spec.effort().disorder())
                .put("thermal", spec.effort().thermal());
        all.put("passes", spec.effort().passes());
        spec.share().forEach(all.putArray("share")::add);
        ArrayNode ladder = all.putArray("ladder");
        spec.ladder().forEach(value -> ladder.add(node(value)));
        ArrayNode fits = all.putArray("fits");
        spec.fits().forEach(fit -> fits.addObject()
                .put("name", fit.name())
                .put("kind", "crossing")
                .put("observable", fit.observable())
                .put("level", fit.level())
                .put("along", fit.along()));
        return TableNotation.write(all);
    }

    private static void put(ObjectNode grid, SweepSpec.Region region) {
        ArrayNode axes = grid.putArray("axes");
        region.axes().forEach(axis -> {
            ObjectNode one = axes.addObject();
            axis.names().forEach(one.putArray("names")::add);
            ArrayNode values = one.putArray("values");
            axis.values().forEach(tuple -> {
                ArrayNode step = values.addArray();
                tuple.forEach(value -> step.add(node(value)));
            });
        });
        ObjectNode fixed = grid.putObject("fixed");
        region.fixed().forEach((name, value) -> fixed.set(name, node(value)));
        ObjectNode derived = grid.putObject("derived");
        region.derived().forEach((name, formula) -> derived.put(name, text(formula)));
        region.where().ifPresent(where -> grid.put("where", text(where)));
    }

    private static JsonNode node(Value value) {
        if (value instanceof Value.Whole whole) {
            return LongNode.valueOf(whole.value());
        }
        return value instanceof Value.Real real && Double.isFinite(real.value())
                ? DoubleNode.valueOf(real.value())
                : TextNode.valueOf(value.text());
    }

    /** A formula with every bracket written. */
    static String text(Expression formula) {
        if (formula instanceof Expression.Constant constant) {
            return Value.text(constant.number());
        } else if (formula instanceof Expression.Text word) {
            return "'" + word.text() + "'";
        } else if (formula instanceof Expression.Name name) {
            return name.name();
        } else if (formula instanceof Expression.Call call) {
            return call.function()
                    + call.arguments().stream().map(SpecNotation::text).collect(Collectors.joining(", ", "(", ")"));
        }
        Expression.Binary binary = (Expression.Binary) formula;
        return "(" + text(binary.left()) + " " + binary.operator() + " " + text(binary.right()) + ")";
    }
}
