package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Problem;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;

/**
 * Gives a cell of a region its values: from axes, fixed values and derived ones, through the other ways in which a
 * parameter may be given, to the complete list.
 *
 * @param <P> the model's point
 */
final class Assignment<P extends Record> {
    private final Definition<P, ?> definition;
    private final List<Alias> aliases;

    Assignment(Definition<P, ?> definition) {
        this.definition = definition;
        aliases = Alias.of(definition.schema());
    }

    /** The values of cell {@code index}, or nothing where {@code where} leaves it out. */
    Optional<Map<String, Value>> cell(SweepSpec.Region region, long index) {
        Map<String, Value> values = new LinkedHashMap<>(region.fixed());
        onAxes(region, index, values);
        return region.derived().isEmpty() && region.where().isEmpty()
                ? Optional.of(complete(values))
                : computed(region, values);
    }

    private static void onAxes(SweepSpec.Region region, long index, Map<String, Value> values) {
        long rest = index;
        for (int a = region.axes().size() - 1; a >= 0; a--) {
            Axis axis = region.axes().get(a);
            int size = axis.values().size();
            List<Value> tuple = axis.values().get((int) (rest % size));
            for (int i = 0; i < tuple.size(); i++) {
                values.put(axis.names().get(i), tuple.get(i));
            }
            rest /= size;
        }
    }

    private Optional<Map<String, Value>> computed(SweepSpec.Region region, Map<String, Value> values) {
        Map<String, Value> known = new LinkedHashMap<>(values);
        region.derived().forEach((name, formula) -> {
            Map<String, Value> visible = visible(known);
            Value value = derived(name, formula.value(visible), visible);
            known.put(name, value);
            if (Alias.known(name, definition.schema(), aliases)) {
                values.put(name, value);
            }
        });
        Map<String, Value> all = complete(values);
        known.putAll(all);
        Alias.realised(aliases, all).forEach((name, value) -> realise(known, name, value));
        boolean in = region.where().map(w -> Expression.truth(w.value(known))).orElse(true);
        return in ? Optional.of(all) : Optional.empty();
    }

    private static void realise(Map<String, Value> known, String name, double value) {
        if (!Double.isNaN(value)) {
            known.putIfAbsent(name, Spelling.number(value));
        }
    }

    private Map<String, Value> visible(Map<String, Value> known) {
        List<Problem> ignored = new ArrayList<>();
        Map<String, Value> all =
                definition.schema().complete(Alias.resolved(aliases, definition.schema(), known, ignored), ignored);
        all.putAll(known);
        return all;
    }

    private static Value derived(String name, double value, Map<String, Value> from) {
        if (Double.isNaN(value)) {
            throw new PointProblem(from, List.of(new Problem(name, name + ": its formula gives no number")));
        }
        return Spelling.number(value);
    }

    private Map<String, Value> complete(Map<String, Value> given) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Value> values = Alias.resolved(aliases, definition.schema(), given, problems);
        Map<String, Value> all = problems.isEmpty() ? definition.schema().complete(values, problems) : values;
        if (!problems.isEmpty()) {
            throw new PointProblem(given, problems);
        }
        return all;
    }

    /** The parameter called {@code name}, or the one that {@code name} gives. */
    static Leaf leaf(Definition<?, ?> definition, String name) {
        return definition
                .schema()
                .leaf(Alias.of(definition.schema()).stream()
                        .filter(alias -> alias.name().equals(name))
                        .map(Alias::parameter)
                        .findFirst()
                        .orElse(name));
    }
}
