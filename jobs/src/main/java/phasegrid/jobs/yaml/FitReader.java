package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.definition.Nearest;
import phasegrid.engine.sweep.Fit;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;

/**
 * Reads the crossings asked for.
 *
 * @param axes the names on axes
 */
record FitReader(Vocabulary vocabulary, ValueReader reader, Set<String> axes) {
    private static final List<String> KEYS = List.of("name", "kind", "observable", "level", "along", "over");
    private static final String EXAMPLE =
            "[{name: t_s, kind: crossing, observable: same_label, level: 0.75, along: t}]";

    List<Fit> read(Fields root) {
        List<Fit> fits = new ArrayList<>();
        Map<String, Place> names = new HashMap<>();
        root.field("fits")
                .flatMap(f -> reader.items(f.value(), "fits", EXAMPLE))
                .ifPresent(list -> list.items().forEach(item -> reader.fields(item, "a fit", EXAMPLE)
                        .flatMap(fit -> fit(fit, names))
                        .ifPresent(fits::add)));
        return fits;
    }

    private Optional<Fit> fit(Fields fit, Map<String, Place> names) {
        reader.keys(fit, "a fit", KEYS);
        Optional<String> name =
                part(fit, "name").filter(field -> named(field, names)).map(this::text);
        part(fit, "kind").ifPresent(this::kind);
        Optional<String> observable =
                part(fit, "observable").filter(this::observable).map(this::text);
        Optional<String> along = part(fit, "along").filter(this::along).map(this::text);
        Optional<String> over = fit.field("over").isEmpty()
                ? Optional.of("")
                : part(fit, "over").filter(field -> over(field, along)).map(this::text);
        Optional<Double> level = fit.field("over").isPresent() ? noLevel(fit) : level(fit);
        boolean all = name.isPresent()
                && observable.isPresent()
                && along.isPresent()
                && level.isPresent()
                && over.isPresent();
        return all
                ? Optional.of(new Fit(name.get(), observable.get(), level.get(), along.get(), over.get()))
                : Optional.empty();
    }

    private Optional<Double> level(Fields fit) {
        return part(fit, "level").flatMap(f -> reader.exact("level", f.value())).map(Number::doubleValue);
    }

    private Optional<Double> noLevel(Fields fit) {
        return fit.field("level").isEmpty()
                ? Optional.of(Double.NaN)
                : reader.refuse(
                        fit.place(), "a fit over an axis is where its curves cross each other; leave out level");
    }

    private boolean over(Field field, Optional<String> along) {
        return along(field)
                && (!along.equals(Optional.of(text(field)))
                        || bad(field, "curves along " + text(field) + " can't be compared over it; name another axis"));
    }

    private String text(Field field) {
        return ((Tree.Text) field.value()).text();
    }

    /** A part that says something. */
    private Optional<Field> part(Fields fit, String key) {
        Optional<Field> field = fit.field(key);
        return field.isPresent()
                ? field.filter(f -> reader.text(f.value(), key).isPresent())
                : reader.refuse(fit.place(), "a fit wants " + key + ", as in " + EXAMPLE);
    }

    private boolean named(Field field, Map<String, Place> names) {
        String name = text(field);
        Place first = names.putIfAbsent(name, field.value().place());
        if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,59}")) {
            return bad(field, "the name " + Shown.of(name) + " can't be a column; use letters, digits and _");
        }
        return first == null
                || bad(field, "the fit " + name + " is here twice, first at " + first.brief() + "; rename one");
    }

    private boolean kind(Field field) {
        return text(field).equals("crossing")
                || bad(field, "there is no kind of fit called " + Shown.of(text(field)) + "; there is crossing");
    }

    private boolean observable(Field field) {
        Set<String> valid =
                vocabulary.definition().map(d -> d.columns().keySet()).orElse(Set.of(text(field)));
        return valid.contains(text(field))
                || bad(
                        field,
                        "there is no observable " + Shown.of(text(field)) + "; "
                                + Nearest.remedy(Shown.of(text(field)), valid));
    }

    private boolean along(Field field) {
        return axes.contains(text(field))
                || bad(
                        field,
                        Shown.of(text(field)) + " is not on an axis, and a crossing lies along one; "
                                + (axes.isEmpty() ? "add an axis" : Nearest.remedy(Shown.of(text(field)), axes)));
    }

    private boolean bad(Field field, String message) {
        return reader.refuse(field.value().place(), message).isPresent();
    }
}
