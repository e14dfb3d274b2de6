package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Problem;
import phasegrid.engine.definition.Schema;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;

/**
 * Another way to give a parameter: {@code temperature} for {@code beta} in every model that has it, and what a model
 * states in {@code @Param(given)}, such as {@code alpha} for {@code n}.
 *
 * @param name what may be given instead
 * @param parameter the parameter that it gives
 * @param value the formula of the parameter's value
 * @param realised the formula of the value that {@code name} then really has
 */
public record Alias(String name, String parameter, Expression value, Expression realised) {
    /** The aliases of a schema. */
    public static List<Alias> of(Schema<?> schema) {
        List<Alias> aliases = new ArrayList<>();
        if (schema.leaf("beta") != null && schema.leaf("temperature") == null) {
            aliases.add(
                    new Alias("temperature", "beta", Expression.parse("1/temperature"), Expression.parse("1/beta")));
        }
        schema.leaves().stream().filter(leaf -> !leaf.param().given().isEmpty()).forEach(leaf -> aliases.add(of(leaf)));
        return aliases;
    }

    private static Alias of(Leaf leaf) {
        String[] parts = leaf.param().given().split("[:;]", 3);
        return new Alias(parts[0].strip(), leaf.name(), Expression.parse(parts[1]), Expression.parse(parts[2]));
    }

    /** Whether {@code name} is a parameter or gives one. */
    public static boolean known(String name, Schema<?> schema, List<Alias> aliases) {
        return schema.names().contains(name)
                || aliases.stream().anyMatch(alias -> alias.name().equals(name));
    }

    /** The values with every alias replaced by what it gives; what can't be replaced is told in {@code problems}. */
    static Map<String, Value> resolved(
            List<Alias> aliases, Schema<?> schema, Map<String, Value> given, List<Problem> problems) {
        Map<String, Value> values = given;
        for (Alias alias : aliases) {
            if (given.containsKey(alias.name())) {
                values = values == given ? new LinkedHashMap<>(given) : values;
                alias.replace(schema, values, problems);
            }
        }
        return values;
    }

    private void replace(Schema<?> schema, Map<String, Value> values, List<Problem> problems) {
        if (values.containsKey(parameter)) {
            problems.add(new Problem(name, parameter + " is given twice, the second time by " + name + "; keep one"));
            return;
        }
        Map<String, Value> known = schema.complete(values, new ArrayList<>());
        known.put(name, values.remove(name));
        double number = value.value(known);
        if (Double.isNaN(number)) {
            problems.add(new Problem(
                    name,
                    name + " = " + known.get(name).text() + " gives no " + parameter + " here; its formula wants "
                            + String.join(", ", value.names())));
            return;
        }
        values.put(parameter, Spelling.number(number));
    }

    /** The realised values of the aliases at a point, by name. */
    public static Map<String, Double> realised(List<Alias> aliases, Map<String, Value> values) {
        Map<String, Double> realised = new LinkedHashMap<>();
        aliases.forEach(alias -> realised.put(alias.name(), alias.realised().value(values)));
        return realised;
    }
}
