package phasegrid.jobs.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import phasegrid.engine.definition.DataFile;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Nearest;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;
import phasegrid.jobs.data.DataFiles;
import phasegrid.jobs.data.DataProblem;
import phasegrid.jobs.yaml.Tree.Fields;
import phasegrid.jobs.yaml.Tree.Items;
import phasegrid.jobs.yaml.Tree.Text;

/** Reads single values: of parameters against their domain, and of the file's own keys. */
record ValueReader(Problems problems) {
    /** The value of a parameter; {@code leaf} is null for another name of one, which is a number. */
    Optional<Value> value(String name, Leaf leaf, Tree tree) {
        if (tree instanceof Text text) {
            return text(text, name).flatMap(t -> value(name, leaf, text));
        } else if (tree instanceof Items list && leaf != null && leaf.kind() == Leaf.Kind.REALS) {
            return reals(leaf, list);
        }
        String remedy = tree instanceof Items ? "; a list of values goes under axes" : "";
        return refuse(tree.place(), name + " wants " + domain(leaf) + ", and this is " + tree.kind() + remedy);
    }

    /** What a parameter wants, in words. */
    static String domain(Leaf leaf) {
        return leaf == null
                ? "one number"
                : leaf.kind() == Leaf.Kind.REAL ? "a number in " + leaf.domain() : leaf.domain();
    }

    private Optional<Value> value(String name, Leaf leaf, Text text) {
        boolean word = leaf != null && !leaf.kind().numeric();
        Optional<String> spelt = word ? Optional.empty() : Literals.problem(text.text());
        if (spelt.isPresent()) {
            return refuse(text.place(), name + ": " + spelt.get());
        }
        if (leaf != null && leaf.kind() == Leaf.Kind.DATA) {
            return data(text);
        }
        return leaf == null ? number(name, text) : checked(text.place(), leaf, Spelling.read(leaf, text.text()));
    }

    /** A file with what it holds: as it is written, or of a bare path as it is read now. */
    private Optional<Value> data(Text text) {
        try {
            DataFile file = DataFile.parse(text.text()).orElseGet(() -> DataFiles.HERE.file(text.text()));
            return Optional.of(new Value.Data(file));
        } catch (DataProblem e) {
            return refuse(text.place(), e.getMessage());
        }
    }

    private Optional<Value> number(String name, Text text) {
        Value value = Spelling.number(text.text());
        return value instanceof Value.Word
                ? refuse(text.place(), name + " = " + Shown.of(text.text()) + " is not a number")
                : Optional.of(value);
    }

    private Optional<Value> reals(Leaf leaf, Items list) {
        List<Double> values = new ArrayList<>();
        list.items().forEach(item -> value(leaf.name(), null, item).ifPresent(v -> values.add(v.number())));
        return values.size() == list.items().size()
                ? checked(list.place(), leaf, new Value.Reals(values))
                : Optional.empty();
    }

    /** The value, if it lies in the parameter's domain. */
    Optional<Value> checked(Place place, Leaf leaf, Value value) {
        Optional<String> problem = leaf == null ? Optional.empty() : Spelling.problem(leaf, value);
        problem.ifPresent(message -> problems.add(place, message));
        return problem.isPresent() ? Optional.empty() : Optional.of(fitted(leaf, value));
    }

    /** A real number where the parameter is one, so that equal values are equal however they were spelt. */
    private static Value fitted(Leaf leaf, Value value) {
        return leaf != null && leaf.kind() == Leaf.Kind.REAL ? new Value.Real(value.number()) : value;
    }

    /** A finite number exactly as written. */
    Optional<BigDecimal> exact(String name, Tree tree) {
        return text(tree, name).flatMap(text -> {
            Optional<BigDecimal> exact = Literals.exact(text.text());
            return exact.isPresent() ? exact : refuse(tree.place(), name + ": " + inexact(text.text()));
        });
    }

    private static String inexact(String text) {
        return Literals.problem(text).orElse(Shown.of(text) + " is not a finite number");
    }

    /** A whole number of the file's own, in a range. */
    Optional<Long> whole(String name, Tree tree, BigDecimal least, BigDecimal most) {
        return exact(name, tree).flatMap(exact -> {
            boolean inside = exact.compareTo(least) >= 0 && exact.compareTo(most) <= 0;
            return inside && exact.stripTrailingZeros().scale() <= 0
                    ? Optional.of(exact.longValueExact())
                    : refuse(
                            tree.place(),
                            name + " = " + Shown.of(((Text) tree).text()) + " is not a whole number in ["
                                    + least.toPlainString() + ", " + most.toPlainString() + "]");
        });
    }

    /** Letters that say something. */
    Optional<Text> text(Tree tree, String name) {
        return tree instanceof Text text && !text.empty()
                ? Optional.of(text)
                : refuse(tree.place(), name + " wants a value, and here is " + tree.kind());
    }

    /** A map. */
    Optional<Fields> fields(Tree tree, String name, String example) {
        return tree instanceof Fields fields
                ? Optional.of(fields)
                : refuse(tree.place(), name + " is a map, as " + example + ", and here is " + tree.kind());
    }

    /** A list with something in it. */
    Optional<Items> items(Tree tree, String name, String example) {
        return tree instanceof Items list && !list.items().isEmpty()
                ? Optional.of(list)
                : refuse(
                        tree.place(),
                        name + " is a list, as " + example + ", and here is "
                                + (tree instanceof Items ? "an empty one" : tree.kind()));
    }

    /** Reports every key that is not one of {@code valid}. */
    void keys(Fields fields, String what, List<String> valid) {
        fields.fields().stream()
                .filter(f -> !valid.contains(f.key()))
                .takeWhile(f -> !problems.full())
                .forEach(f -> problems.add(
                        f.place(),
                        what + " has no key " + Shown.of(f.key()) + "; " + Nearest.remedy(Shown.of(f.key()), valid)));
    }

    <T> Optional<T> refuse(Place place, String message) {
        problems.add(place, message);
        return Optional.empty();
    }
}
