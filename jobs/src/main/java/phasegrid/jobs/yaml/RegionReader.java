package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Expression;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;

/** Reads one grid: axes, fixed and derived values, and the condition; then what the whole file adds to it. */
final class RegionReader {
    private static final int MOST_DERIVED = 100;

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final ValueReader reader;
    private final AxisReader axes;

    RegionReader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        reader = new ValueReader(problems);
        axes = new AxisReader(reader);
    }

    /** The grid written in {@code scopes}: the whole file and, in a union, one of its grids. */
    Draft read(Place place, List<Fields> scopes) {
        long before = problems.count();
        Draft draft = new Draft(place);
        scopes.forEach(scope -> fixed(draft, scope));
        scopes.forEach(scope -> axes(draft, scope));
        scopes.forEach(scope -> derived(draft, scope));
        scopes.forEach(scope -> where(draft, scope));
        if (vocabulary.definition().isPresent()) {
            new RegionCheck(vocabulary, problems, draft).names();
        }
        draft.sound = problems.count() == before;
        return draft;
    }

    private void fixed(Draft draft, Fields scope) {
        List<Field> fields = section(scope, "fixed", "{width: 2}");
        fields.stream().filter(this::choice).forEach(f -> fixed(draft, f));
        fields.stream().takeWhile(f -> !problems.full()).filter(f -> !choice(f)).forEach(f -> fixed(draft, f));
    }

    private void fixed(Draft draft, Field field) {
        Leaf leaf = vocabulary.leaf(field.key(), draft.fixed);
        if (named(draft, field, "fixed")) {
            reader.value(field.key(), leaf, field.value()).ifPresent(v -> draft.fixed.put(field.key(), v));
        }
    }

    /** Choices come first, since they decide what the other names mean. */
    private boolean choice(Field field) {
        Leaf leaf = vocabulary.leaf(field.key());
        return leaf != null && leaf.kind() == Leaf.Kind.CHOICE;
    }

    private List<Field> section(Fields scope, String key, String example) {
        return scope.field(key)
                .flatMap(f -> reader.fields(f.value(), key, example))
                .map(Fields::fields)
                .orElse(List.of());
    }

    /** Whether the name is a parameter's, and given here for the first time. */
    private boolean named(Draft draft, Field field, String where) {
        String name = field.key();
        if (!vocabulary.known(name)) {
            problems.add(field.place(), vocabulary.unknown(name));
            return false;
        }
        Optional<String> other = vocabulary.group(name).stream()
                .filter(draft.places::containsKey)
                .findFirst();
        other.ifPresent(o -> problems.add(
                field.place(),
                name + " is given twice, here under " + where + " and "
                        + (o.equals(name) ? "" : "as " + o + " ") + "at "
                        + draft.places.get(o).brief() + "; keep one"));
        draft.places.putIfAbsent(name, field.place());
        return other.isEmpty();
    }

    private void axes(Draft draft, Fields scope) {
        if (scope.field("axes").isEmpty()) {
            return;
        }
        Field section = scope.field("axes").get();
        List<Field> fields = section(scope, "axes", "{d: [256, 1024], t: {from: 1, to: 10, step: 0.5}}");
        if (fields.isEmpty() && section.value() instanceof Fields) {
            problems.add(section.place(), "axes is empty; give at least one axis, as {d: [256, 1024]}");
        }
        fields.stream().takeWhile(field -> !problems.full()).forEach(field -> axis(draft, field));
    }

    private void axis(Draft draft, Field field) {
        if (field.key().equals(Scopes.TOGETHER)) {
            reader.items(field.value(), field.key(), "[{centre: [1, 2], width: [3, 4]}]")
                    .ifPresent(groups -> groups.items().forEach(group -> together(draft, group)));
        } else {
            values(draft, field).ifPresent(values -> draft.axes.add(Axis.of(field.key(), values)));
        }
    }

    private Optional<List<Value>> values(Draft draft, Field field) {
        boolean named = named(draft, field, "axes");
        draft.swept.add(vocabulary.parameter(field.key()));
        return named
                ? axes.values(field.key(), vocabulary.leaf(field.key(), draft.fixed), field.value())
                : Optional.empty();
    }

    private void together(Draft draft, Tree group) {
        Optional<Fields> members = reader.fields(group, "a group of axes", "{centre: [1, 2], width: [3, 4]}");
        if (members.isEmpty()) {
            return;
        }
        List<String> names = members.get().fields().stream().map(Field::key).toList();
        List<List<Value>> columns = new ArrayList<>();
        members.get().fields().forEach(f -> paired(draft, f).ifPresent(columns::add));
        if (names.isEmpty()) {
            problems.add(group.place(), "a group of axes is empty; name the axes that go together");
        } else if (columns.size() == names.size() && equallyLong(group.place(), names, columns)) {
            draft.axes.add(new Axis(names, rows(columns)));
        }
    }

    /** The values of one axis of a group; there a value may come again, since only the tuples differ. */
    private Optional<List<Value>> paired(Draft draft, Field field) {
        boolean named = named(draft, field, "together");
        draft.swept.add(vocabulary.parameter(field.key()));
        return named
                ? axes.paired(field.key(), vocabulary.leaf(field.key(), draft.fixed), field.value())
                : Optional.empty();
    }

    private boolean equallyLong(Place place, List<String> names, List<List<Value>> columns) {
        int length = columns.get(0).size();
        boolean equal = columns.stream().allMatch(c -> c.size() == length);
        if (!equal) {
            List<String> lengths = IntStream.range(0, names.size())
                    .mapToObj(i -> names.get(i) + " has " + columns.get(i).size())
                    .toList();
            problems.add(
                    place, "axes that go together are equally long, and " + String.join(", ", lengths) + " values");
        }
        return equal && distinct(place, rows(columns));
    }

    private boolean distinct(Place place, List<List<Value>> rows) {
        Set<List<Value>> seen = new HashSet<>();
        Optional<List<Value>> twice =
                rows.stream().filter(row -> !seen.add(row)).findFirst();
        twice.ifPresent(row -> problems.add(
                place,
                "the values " + String.join(", ", row.stream().map(Value::text).toList())
                        + " go together twice; keep one"));
        return twice.isEmpty();
    }

    private static List<List<Value>> rows(List<List<Value>> columns) {
        return IntStream.range(0, columns.get(0).size())
                .mapToObj(i -> columns.stream().map(c -> c.get(i)).toList())
                .toList();
    }

    private void derived(Draft draft, Fields scope) {
        List<Field> fields = section(scope, "derived", "{n: \"round(exp(alpha * d))\"}");
        if (fields.size() > MOST_DERIVED) {
            Place place = scope.field("derived").orElseThrow().place();
            problems.add(place, "a sweep derives at most " + MOST_DERIVED + " names, and here are " + fields.size());
            return;
        }
        for (Field field : fields) {
            Optional<Expression> formula = expression(field);
            if (vocabulary.known(field.key())) {
                draft.swept.add(vocabulary.parameter(field.key()));
            }
            if (once(draft, field)) {
                formula.ifPresent(f -> draft.derived.put(field.key(), f));
            }
        }
    }

    /** Derived names may be new ones; a parameter's is given once in all. */
    private boolean once(Draft draft, Field field) {
        if (vocabulary.known(field.key())) {
            return named(draft, field, "derived");
        }
        Place first = draft.places.putIfAbsent(field.key(), field.place());
        if (first != null) {
            problems.add(field.place(), field.key() + " is derived twice, first at " + first.brief() + "; keep one");
        }
        return first == null;
    }

    private void where(Draft draft, Fields scope) {
        scope.field("where").ifPresent(field -> expression(field)
                .ifPresent(e -> draft.and(field.value().place(), e)));
    }

    private Optional<Expression> expression(Field field) {
        return reader.text(field.value(), field.key()).flatMap(text -> {
            try {
                return Optional.of(Expression.parse(text.text()));
            } catch (IllegalArgumentException e) {
                return reader.refuse(
                        text.place(), field.key() + ": " + e.getMessage().replace(text.text(), Shown.of(text.text())));
            }
        });
    }
}
