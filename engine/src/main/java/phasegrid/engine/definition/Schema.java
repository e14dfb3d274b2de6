package phasegrid.engine.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a model, read once from its record: names, order, ranges, and the way between a point and its
 * values.
 *
 * <p>The order is that of the record's components; the parameters of a sealed component's variant follow the choice of
 * the variant. Cost: reflection at construction only; binding a point is a few constructor calls.
 *
 * @param <P> the model's point
 */
public final class Schema<P extends Record> {
    /** The parameters that a data file gives where they are not given: its columns and its rows. */
    public static final List<String> SHAPE = List.of("d", "n");

    private final List<Component> components;
    private final RecordShape<P> shape;
    private final List<Leaf> leaves;
    private final boolean choosing;
    private final Map<String, Leaf> byName = new LinkedHashMap<>();

    private Schema(Class<P> type) {
        shape = RecordShape.of(type);
        components = shape.components().stream().map(Component::of).toList();
        leaves = components.stream().flatMap(c -> c.leaves().stream()).toList();
        choosing = leaves.stream()
                .anyMatch(
                        leaf -> leaf.kind() == Leaf.Kind.CHOICE && leaf.words().size() > 1);
        leaves.forEach(leaf -> byName.putIfAbsent(leaf.name(), leaf));
    }

    /** Reads the schema of {@code type}; refuses a component without {@link Param} or of an unknown type. */
    public static <P extends Record> Schema<P> of(Class<P> type) {
        return new Schema<>(type);
    }

    /** Every parameter of every variant, in canonical order. */
    public List<Leaf> leaves() {
        return leaves;
    }

    /** Every valid dotted name, in canonical order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** The parameters that a point with these values has: of each sealed component only the chosen variant's. */
    public List<Leaf> leaves(Map<String, Value> values) {
        if (!choosing) {
            return leaves;
        }
        List<Leaf> chosen = new ArrayList<>();
        components.forEach(c -> chosen.addAll(c.chosen(values)));
        return chosen;
    }

    /** The parameter called {@code name} in the variant that {@code values} choose, else in any; null if there is none. */
    public Leaf leaf(String name, Map<String, Value> values) {
        return leaves(values).stream()
                .filter(leaf -> leaf.name().equals(name))
                .findFirst()
                .orElseGet(() -> leaf(name));
    }

    /** The parameter called {@code name} in any variant; null if there is none. */
    public Leaf leaf(String name) {
        return byName.get(name);
    }

    /**
     * Adds the usual values to those given, in canonical order, and collects what is wrong with them. Of a data file that is
     * given its shape is too: as {@code d} and {@code n}, unless these are given.
     *
     * @param given values by dotted name, none of them null
     * @param problems receives an entry for each unknown name, missing value or value out of range
     */
    public Map<String, Value> complete(Map<String, Value> given, List<Problem> problems) {
        Map<String, Value> all = new LinkedHashMap<>();
        Map<String, Value> known = withShapes(given);
        components.forEach(c -> c.complete(known, all, problems));
        if (!all.keySet().containsAll(given.keySet())) {
            given.keySet().stream()
                    .filter(name -> !all.containsKey(name))
                    .sorted()
                    .forEach(name -> problems.add(unknown(name, all)));
        }
        return all;
    }

    /** A data file gives {@code d} and {@code n}, its columns and rows, where these are not given. */
    private Map<String, Value> withShapes(Map<String, Value> given) {
        Map<String, Value> known = given;
        for (Value value : given.values()) {
            if (value instanceof Value.Data data) {
                known = new LinkedHashMap<>(known);
                shape(known, SHAPE.get(0), data.file().columns());
                shape(known, SHAPE.get(1), data.file().rows());
            }
        }
        return known;
    }

    private void shape(Map<String, Value> known, String name, int size) {
        if (byName.containsKey(name)) {
            known.putIfAbsent(name, new Value.Whole(size));
        }
    }

    private Problem unknown(String name, Map<String, Value> chosen) {
        Leaf other = leaf(name);
        if (other != null && chosen.containsKey(other.choice())) {
            return new Problem(
                    name,
                    other.choice() + " is " + chosen.get(other.choice()).text() + ", which has no " + name
                            + "; it belongs to " + other.variant());
        } else if (other != null) {
            return new Problem(name, "belongs to " + other.variant() + ", which is not chosen");
        }
        return new Problem(name, "no such parameter; " + Nearest.remedy(name, names()));
    }

    /** The point with these values, which {@link #complete} has found good. */
    public P bind(Map<String, Value> values) {
        return shape.create(components.stream().map(c -> c.bind(values)).toArray());
    }

    /** The point with these values and the usual ones for the rest; refuses any problem. */
    public P point(Map<String, Value> given) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Value> all = complete(given, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Cannot make a point: "
                    + problems.get(0).name() + ": " + problems.get(0).message());
        }
        return bind(all);
    }

    /** The values of a point in canonical order. */
    public Map<String, Value> values(P point) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < components.size(); i++) {
            components.get(i).unbind(shape.read(point, i), values);
        }
        return values;
    }
}
