package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import phasegrid.engine.definition.Nearest;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;
import phasegrid.jobs.yaml.Tree.Items;
import phasegrid.jobs.yaml.Tree.Text;

/**
 * Edits a file by words of the command line: {@code key=value}, where the key is a path into the file or the bare name
 * of a parameter. Later words win.
 */
record Overrides(Vocabulary vocabulary, Problems problems) {
    private static final Set<String> RAW = Set.of("question", "model", "seed", "passes", "where");
    private static final Set<String> RANGE = Set.of("from", "to", "step", "points", "scale");

    /** One word, split at its first {@code =}. */
    record Word(Place place, String key, String value) {
        static Word of(String kind, String word) {
            int split = word.indexOf('=');
            Place place = Place.word(kind, word);
            return split < 1
                    ? new Word(place, "", word)
                    : new Word(
                            place,
                            word.substring(0, split).strip(),
                            word.substring(split + 1).strip());
        }

        boolean broken() {
            return key.isEmpty();
        }

        String head() {
            return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        }

        /** The same word with the first part of its path taken off. */
        Word rest() {
            return new Word(place, key.contains(".") ? key.substring(key.indexOf('.') + 1) : "", value);
        }

        Text text() {
            return new Text(place, value, true);
        }

        Field field(String name, Tree tree) {
            return new Field(place, name, tree);
        }
    }

    /** The file after one word. */
    Fields apply(Fields root, Word word) {
        boolean path = !word.rest().broken();
        if (word.broken()) {
            problems.add(word.place(), "not an override; write key=value");
            return root;
        } else if (!SpecReader.KEYS.contains(word.head())) {
            return parameter(root, word);
        }
        return path ? inside(root, word.head(), word.rest()) : whole(root, word);
    }

    private Fields parameter(Fields root, Word word) {
        if (!vocabulary.known(word.key())) {
            Set<String> valid = new java.util.TreeSet<>(SpecReader.KEYS);
            valid.addAll(vocabulary.names());
            problems.add(
                    word.place(),
                    "nothing is called " + Shown.of(word.key()) + "; " + Nearest.remedy(Shown.of(word.key()), valid));
            return root;
        }
        return value(word)
                .map(tree -> new Nested(vocabulary, problems).dotted(word.field(word.key(), tree)))
                .map(fields -> fields.reduce(root, this::give, (a, b) -> b))
                .orElse(root);
    }

    /** One value for a parameter: on an axis of its own if it has one, else fixed, and out of any pair. */
    private Fields give(Fields root, Field field) {
        Set<String> group = vocabulary.group(field.key());
        boolean swept = Scopes.of(root).stream().anyMatch(scope -> Scopes.sweeps(scope, group));
        UnaryOperator<Field> one =
                f -> new Field(field.place(), field.key(), new Items(field.place(), List.of(field.value())));
        Fields freed = Scopes.each(
                root,
                scope -> Scopes.pairs(scope, group)
                        ? fix(Scopes.unpair(without(scope, group), group), field)
                        : Scopes.changeAxes(without(scope, group), group, one));
        return swept
                ? Scopes.eachGrid(freed, grid -> Scopes.sweeps(grid, group) ? grid : fix(grid, field))
                : fix(freed, field);
    }

    private static Fields fix(Fields scope, Field field) {
        return section(scope, "fixed", field.place()).inside("fixed", fixed -> fixed.with(field));
    }

    private static Fields without(Fields scope, Set<String> names) {
        return scope.inside("fixed", f -> f.without(names::contains))
                .inside("derived", f -> f.without(names::contains));
    }

    private static Fields section(Fields scope, String key, Place place) {
        return scope.field(key).isPresent() ? scope : scope.with(new Field(place, key, new Fields(place, List.of())));
    }

    private Fields whole(Fields root, Word word) {
        Optional<Tree> tree = RAW.contains(word.key()) ? Optional.of(word.text()) : list(word);
        return tree.map(t -> root.with(word.field(word.key(), word.key().equals("replicas") ? replicas(t) : t)))
                .orElse(root);
    }

    /** {@code 40,500} as {@code {disorder: 40, thermal: 500}}. */
    static Tree replicas(Tree tree) {
        if (!(tree instanceof Items list) || list.items().size() != 2) {
            return tree;
        }
        return new Fields(
                tree.place(),
                List.of(
                        new Field(tree.place(), "disorder", list.items().get(0)),
                        new Field(tree.place(), "thermal", list.items().get(1))));
    }

    /** A value: what stands in brackets or braces as YAML, else its letters. */
    Optional<Tree> value(Word word) {
        return word.value().startsWith("[") || word.value().startsWith("{")
                ? YamlText.word(word.place(), word.value(), problems)
                : Optional.of(word.text());
    }

    /** A value or, where commas separate several, a list. */
    Optional<Tree> list(Word word) {
        return value(word).map(tree -> tree instanceof Text text && text.text().contains(",") ? split(text) : tree);
    }

    private static Items split(Text text) {
        return new Items(
                text.place(),
                Arrays.stream(text.text().split(",", -1))
                        .map(part -> (Tree) new Text(text.place(), part.strip(), true))
                        .toList());
    }

    private Fields inside(Fields root, String head, Word word) {
        return switch (head) {
            case "axes" -> axis(root, word);
            case "fixed" -> parameter(root, word);
            case "derived" ->
                section(root, "derived", word.place())
                        .inside("derived", f -> f.with(word.field(word.key(), word.text())));
            case "replicas" -> replicas(root, word);
            case "grids" -> item(root, head, word, this::inGrid);
            case "fits" -> item(root, head, word, (fit, w) -> fit.with(w.field(w.key(), w.text())));
            default -> refuse(root, word, head + " has no parts; write " + head + "=" + Shown.of(word.value()));
        };
    }

    private Fields refuse(Fields root, Word word, String message) {
        problems.add(word.place(), message);
        return root;
    }

    private static Fields replicas(Fields root, Word word) {
        Tree old = root.field("replicas").map(Field::value).orElse(null);
        Fields parts = old instanceof Fields fields
                ? fields
                : new Fields(word.place(), old == null ? List.of() : List.of(word.field("disorder", old)));
        return root.with(word.field("replicas", parts.with(word.field(word.key(), word.text()))));
    }

    private Fields axis(Fields root, Word word) {
        if (!vocabulary.known(word.key())) {
            return part(root, word);
        }
        Set<String> group = vocabulary.group(word.key());
        boolean swept = Scopes.of(root).stream().anyMatch(scope -> Scopes.sweeps(scope, group));
        if (!swept && root.field("grids").isPresent()) {
            return refuse(root, word, "the grids have their own axes; write grids.0.axes." + word.key() + "=…");
        }
        return list(word)
                .map(tree -> axis(root, word.field(word.key(), tree), group, swept))
                .orElse(root);
    }

    private static Fields axis(Fields root, Field axis, Set<String> group, boolean swept) {
        Tree values = axis.value() instanceof Text ? new Items(axis.place(), List.of(axis.value())) : axis.value();
        Field listed = new Field(axis.place(), axis.key(), values);
        Fields freed = Scopes.each(root, scope -> Scopes.changeAxes(without(scope, group), group, f -> listed));
        return swept ? freed : section(freed, "axes", axis.place()).inside("axes", axes -> axes.with(listed));
    }

    /** A part of a range, such as {@code axes.t.step}. */
    private Fields part(Fields root, Word word) {
        int dot = word.key().lastIndexOf('.');
        String name = word.key().substring(0, Math.max(0, dot));
        String part = word.key().substring(dot + 1);
        Set<String> names = vocabulary.names().contains(name) ? Set.of(name) : Set.of();
        boolean swept = Scopes.of(root).stream().anyMatch(scope -> Scopes.sweeps(scope, names));
        if (!RANGE.contains(part) || !swept) {
            return refuse(root, word, "there is no axis to change; " + vocabulary.unknown(word.key()));
        }
        return Scopes.each(
                root, scope -> Scopes.changeAxes(scope, names, f -> ranged(f, word.field(part, word.text()))));
    }

    private Field ranged(Field axis, Field part) {
        if (!(axis.value() instanceof Fields range)) {
            problems.add(
                    part.place(),
                    axis.key() + " is " + axis.value().kind() + ", which has no " + part.key() + "; write axes."
                            + axis.key() + "={from: …, to: …, step: …}");
            return axis;
        }
        String other = part.key().equals("step") ? "points" : part.key().equals("points") ? "step" : "";
        return new Field(axis.place(), axis.key(), range.without(other::equals).with(part));
    }

    private interface Change {
        Fields apply(Fields item, Word word);
    }

    private Fields item(Fields root, String head, Word word, Change change) {
        List<Tree> items = root.field(head).map(Field::value).orElse(null) instanceof Items list
                ? new ArrayList<>(list.items())
                : new ArrayList<>();
        int i = word.head().matches("[0-9]{1,4}") ? Integer.parseInt(word.head()) : items.size();
        if (i >= items.size() || word.rest().broken() || !(items.get(i) instanceof Fields item)) {
            return refuse(root, word, head + " has " + items.size() + " entries; write " + head + ".0.key=value");
        }
        items.set(i, change.apply(item, word.rest()));
        Field old = root.field(head).orElseThrow();
        return root.with(new Field(old.place(), head, new Items(old.value().place(), items)));
    }

    private Fields inGrid(Fields grid, Word word) {
        return SpecReader.KEYS.contains(word.head()) && !SpecReader.GRID_KEYS.contains(word.head())
                ? refuse(grid, word, "a grid has only " + String.join(", ", SpecReader.GRID_KEYS))
                : apply(grid, word);
    }
}
