package phasegrid.jobs.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import phasegrid.engine.definition.Leaf;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;
import phasegrid.jobs.yaml.Tree.Text;

/** Spells nested choices in dotted names: {@code sampler: {euler: {steps: 9}}} is {@code sampler: euler, sampler.steps: 9}. */
record Nested(Vocabulary vocabulary, Problems problems) {
    /** The same file with every {@code fixed} in dotted names. */
    Fields dotted(Fields root) {
        return Scopes.each(root, scope -> scope.inside("fixed", this::fixed));
    }

    private Fields fixed(Fields fixed) {
        Map<String, Field> dotted = new LinkedHashMap<>();
        fixed.fields().stream().flatMap(this::dotted).forEach(field -> {
            Field first = dotted.putIfAbsent(field.key(), field);
            if (first != null) {
                twice(field, first);
            }
        });
        return new Fields(fixed.place(), List.copyOf(dotted.values()));
    }

    private void twice(Field field, Field first) {
        problems.add(
                field.place(),
                field.key() + " is given twice, first at " + first.place().brief() + "; keep one");
    }

    /** One field in dotted names. */
    Stream<Field> dotted(Field field) {
        Leaf leaf = vocabulary.leaf(field.key());
        return leaf != null && leaf.kind() == Leaf.Kind.CHOICE && field.value() instanceof Fields choice
                ? choice(field, choice)
                : Stream.of(field);
    }

    private Stream<Field> choice(Field field, Fields choice) {
        if (choice.fields().size() != 1) {
            problems.add(
                    choice.place(),
                    field.key() + " needs one choice with its own parameters, as {"
                            + vocabulary.leaf(field.key()).words().get(0) + ": {…}}, and here are "
                            + choice.fields().size());
            return Stream.empty();
        }
        Field chosen = choice.fields().get(0);
        Field word = new Field(field.place(), field.key(), new Text(chosen.place(), chosen.key(), true));
        return Stream.concat(Stream.of(word), parts(field.key(), chosen));
    }

    private Stream<Field> parts(String name, Field chosen) {
        if (chosen.value() instanceof Fields parts) {
            return parts.fields().stream()
                    .map(f -> new Field(f.place(), name + "." + f.key(), f.value()))
                    .flatMap(this::dotted);
        }
        boolean none = chosen.value() instanceof Text text && text.empty();
        if (!none) {
            problems.add(
                    chosen.value().place(),
                    "the parameters of " + Shown.of(chosen.key()) + " are a map, as {steps: 100}, and this is "
                            + chosen.value().kind());
        }
        return Stream.empty();
    }
}
