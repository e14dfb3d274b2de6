package phasegrid.jobs.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Decimals;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;
import phasegrid.jobs.yaml.Tree.Items;

/** Reads the values of an axis: a list, or a range with a step or a number of points. */
final class AxisReader {
    private static final int LONGEST = 10_000_000;
    private static final List<String> KEYS = List.of("from", "to", "step", "points", "scale");
    private static final String EXAMPLE = "[1, 2, 3] or {from: 1, to: 3, step: 1}";

    private final ValueReader reader;
    private long held;

    AxisReader(ValueReader reader) {
        this.reader = reader;
    }

    private record Range(String name, Place place, BigDecimal from, BigDecimal to, Fields fields) {
        boolean single() {
            return from.compareTo(to) == 0;
        }

        String text() {
            return "from " + from + " to " + to;
        }
    }

    /** The values, in order; empty where something is wrong with them. */
    Optional<List<Value>> values(String name, Leaf leaf, Tree tree) {
        if (tree instanceof Items) {
            return reader.items(tree, name, EXAMPLE).flatMap(list -> listed(name, leaf, list, true));
        } else if (tree instanceof Fields fields) {
            return leaf != null && !leaf.kind().numeric()
                    ? reader.refuse(tree.place(), name + " takes " + leaf.domain() + ", which has no range; list them")
                    : range(name, fields).flatMap(places -> placed(tree.place(), leaf, places));
        }
        return reader.refuse(
                tree.place(),
                name + " is an axis, as " + EXAMPLE + ", and here is " + tree.kind() + "; one value goes under fixed");
    }

    /** The values of an axis that goes together with others: in a list a value may come again. */
    Optional<List<Value>> paired(String name, Leaf leaf, Tree tree) {
        return tree instanceof Items
                ? reader.items(tree, name, EXAMPLE).flatMap(list -> listed(name, leaf, list, false))
                : values(name, leaf, tree);
    }

    private Optional<List<Value>> listed(String name, Leaf leaf, Items list, boolean once) {
        List<Value> values = new ArrayList<>();
        Map<Value, Place> seen = new HashMap<>();
        list.items().stream().takeWhile(item -> !reader.problems().full()).forEach(item -> reader.value(
                        name, leaf, item)
                .filter(v -> !once || first(name, v, item, seen))
                .ifPresent(values::add));
        boolean sound = values.size() == list.items().size();
        return sound
                        && fits(name, list.place(), BigDecimal.valueOf(values.size()))
                                .isPresent()
                ? Optional.of(values)
                : Optional.empty();
    }

    private boolean first(String name, Value value, Tree item, Map<Value, Place> seen) {
        Place before = seen.putIfAbsent(value, item.place());
        if (before != null) {
            reader.refuse(
                    item.place(),
                    name + " = " + value.text() + " is on the axis twice, first at " + before.brief() + "; keep one");
        }
        return before == null;
    }

    /** The count, if that many values may be held. */
    private Optional<Integer> fits(String name, Place place, BigDecimal count) {
        if (count.add(BigDecimal.valueOf(held)).compareTo(BigDecimal.valueOf(LONGEST)) > 0) {
            return reader.refuse(
                    place,
                    name + " has " + count.toPlainString() + " values, and all axes together may have " + LONGEST
                            + "; take a larger step or fewer points");
        }
        held += count.intValueExact();
        return Optional.of(count.intValueExact());
    }

    private Optional<Stream<BigDecimal>> range(String name, Fields fields) {
        reader.keys(fields, "the range of " + name, KEYS);
        Optional<BigDecimal> from = required(name, fields, "from");
        Optional<BigDecimal> to = required(name, fields, "to");
        boolean stepped = fields.field("step").isPresent();
        if (stepped == fields.field("points").isPresent()) {
            return reader.refuse(fields.place(), "the range of " + name + " wants either a step or a number of points");
        } else if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        Range range = new Range(name, fields.place(), from.get(), to.get(), fields);
        return stepped ? stepped(range) : pointed(range);
    }

    private Optional<BigDecimal> required(String name, Fields fields, String key) {
        Optional<Field> field = fields.field(key);
        return field.isPresent()
                ? reader.exact(name + "." + key, field.get().value())
                : reader.refuse(fields.place(), "the range of " + name + " wants " + key);
    }

    private Optional<Stream<BigDecimal>> stepped(Range range) {
        Tree tree = range.fields().field("step").orElseThrow().value();
        if (logarithmic(range)) {
            return reader.refuse(tree.place(), "a logarithmic range has points, not a step; write points: 10");
        }
        return reader.exact(range.name() + ".step", tree)
                .filter(step -> runs(range, tree, step))
                .flatMap(step -> fits(range.name(), tree.place(), Decimals.count(range.from(), range.to(), step))
                        .map(n -> Decimals.stepped(range.from(), step, n)));
    }

    private boolean runs(Range range, Tree tree, BigDecimal step) {
        int direction = range.to().compareTo(range.from());
        if (step.signum() == 0) {
            reader.refuse(tree.place(), "the step of " + range.name() + " is 0; give another, or write points: 1");
        } else if (direction * step.signum() < 0) {
            reader.refuse(
                    tree.place(),
                    range.name() + " runs " + range.text() + " against its step " + step + "; write " + step.negate());
        }
        return direction * step.signum() >= 0 && step.signum() != 0;
    }

    private Optional<Stream<BigDecimal>> pointed(Range range) {
        Tree tree = range.fields().field("points").orElseThrow().value();
        boolean logarithmic = logarithmic(range);
        return reader.whole(range.name() + ".points", tree, BigDecimal.ONE, BigDecimal.valueOf(1_000_000_000_000L))
                .filter(n -> reaches(range, tree, n))
                .flatMap(n -> fits(range.name(), tree.place(), BigDecimal.valueOf(n)))
                .filter(n -> !logarithmic || positive(range))
                .map(n -> n == 1
                        ? Stream.of(range.from())
                        : logarithmic
                                ? Decimals.logarithmic(range.from(), range.to(), n)
                                : Decimals.linear(range.from(), range.to(), n));
    }

    private boolean reaches(Range range, Tree tree, long n) {
        if (n == 1 && !range.single()) {
            reader.refuse(tree.place(), "one point can't run " + range.text() + "; give 2 or more points");
        }
        return n > 1 || range.single();
    }

    private boolean positive(Range range) {
        boolean positive = range.from().signum() > 0 && range.to().signum() > 0;
        if (!positive) {
            reader.refuse(
                    range.place(), "a logarithmic range is positive, and " + range.name() + " runs " + range.text());
        }
        return positive;
    }

    private boolean logarithmic(Range range) {
        Optional<Tree> scale = range.fields().field("scale").map(Field::value);
        String word = scale.flatMap(tree -> reader.text(tree, range.name() + ".scale"))
                .map(Tree.Text::text)
                .orElse("linear");
        if (!word.equals("log") && !word.equals("linear")) {
            reader.refuse(scale.get().place(), "a scale is linear or log, and this is " + Shown.of(word));
        }
        return word.equals("log");
    }

    private Optional<List<Value>> placed(Place place, Leaf leaf, Stream<BigDecimal> places) {
        List<Value> values = new ArrayList<>();
        for (BigDecimal exact : (Iterable<BigDecimal>) places::iterator) {
            Value value = Spelling.number(exact);
            Optional<Value> checked = reader.checked(place, leaf, value);
            if (checked.isEmpty() || repeats(place, checked.get(), values)) {
                return Optional.empty();
            }
            values.add(checked.get());
        }
        return Optional.of(values);
    }

    private boolean repeats(Place place, Value value, List<Value> before) {
        boolean repeats = !before.isEmpty() && before.get(before.size() - 1).equals(value);
        if (repeats) {
            reader.refuse(
                    place, "the range gives " + value.text() + " twice, as the places round to one number; take fewer");
        }
        return repeats;
    }
}
