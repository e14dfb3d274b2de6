package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;
import phasegrid.jobs.yaml.Tree.Items;

/** The places of a file that may have axes and fixed values: the file itself and each of its grids. */
final class Scopes {
    static final String TOGETHER = "together";

    private Scopes() {}

    /** The file, then its grids. */
    static List<Fields> of(Fields root) {
        return Stream.concat(
                        Stream.of(root),
                        grids(root).stream().filter(Fields.class::isInstance).map(Fields.class::cast))
                .toList();
    }

    /** The grids of a union. */
    static List<Tree> grids(Fields root) {
        return root.field("grids").map(Field::value).orElse(null) instanceof Items list ? list.items() : List.of();
    }

    /** The file with each scope changed. */
    static Fields each(Fields root, UnaryOperator<Fields> change) {
        return eachGrid(change.apply(root), change);
    }

    /** The file with each grid of a union changed. */
    static Fields eachGrid(Fields root, UnaryOperator<Fields> change) {
        List<Tree> grids = new ArrayList<>(grids(root));
        grids.replaceAll(grid -> grid instanceof Fields fields ? change.apply(fields) : grid);
        return grids.isEmpty() ? root : withGrids(root, grids);
    }

    /** The file with other grids. */
    static Fields withGrids(Fields root, List<Tree> grids) {
        Field old = root.field("grids").orElseThrow();
        return root.with(new Field(old.place(), "grids", new Items(old.value().place(), grids)));
    }

    /** Whether one of {@code names} goes together with other axes in this scope. */
    static boolean pairs(Fields scope, Set<String> names) {
        Fields axes = scope.section("axes");
        return sweeps(scope, names) && axes.fields().stream().noneMatch(f -> names.contains(f.key()));
    }

    /** The scope where {@code names} go together with nothing any more. */
    static Fields unpair(Fields scope, Set<String> names) {
        return scope.inside("axes", axes -> {
            Fields left = eachField(axes, f -> f.key().equals(TOGETHER) ? unpair(f, names) : f);
            return left.field(TOGETHER)
                            .filter(f -> f.value() instanceof Items groups
                                    && groups.items().isEmpty())
                            .isPresent()
                    ? left.without(TOGETHER::equals)
                    : left;
        });
    }

    private static Field unpair(Field together, Set<String> names) {
        if (!(together.value() instanceof Items groups)) {
            return together;
        }
        List<Tree> left = groups.items().stream()
                .map(g -> g instanceof Fields members ? members.without(names::contains) : g)
                .filter(g -> !(g instanceof Fields members && members.fields().isEmpty()))
                .toList();
        return new Field(together.place(), together.key(), new Items(groups.place(), left));
    }

    /** Whether one of {@code names} is on an axis of this scope. */
    static boolean sweeps(Fields scope, Set<String> names) {
        return members(scope.section("axes")).anyMatch(f -> names.contains(f.key()));
    }

    private static Stream<Field> members(Fields axes) {
        return axes.fields().stream()
                .flatMap(f -> f.key().equals(TOGETHER) && f.value() instanceof Items groups
                        ? groups.items().stream()
                                .filter(Fields.class::isInstance)
                                .flatMap(g -> ((Fields) g).fields().stream())
                        : Stream.of(f));
    }

    /** The scope with a change of every axis called by one of {@code names}, paired ones too. */
    static Fields changeAxes(Fields scope, Set<String> names, UnaryOperator<Field> change) {
        UnaryOperator<Field> one = f -> names.contains(f.key()) ? change.apply(f) : f;
        return scope.inside(
                "axes", axes -> eachField(axes, f -> f.key().equals(TOGETHER) ? together(f, one) : one.apply(f)));
    }

    private static Field together(Field field, UnaryOperator<Field> one) {
        if (!(field.value() instanceof Items groups)) {
            return field;
        }
        List<Tree> changed = groups.items().stream()
                .map(g -> g instanceof Fields members ? eachField(members, one) : g)
                .toList();
        return new Field(field.place(), field.key(), new Items(groups.place(), changed));
    }

    private static Fields eachField(Fields fields, UnaryOperator<Field> change) {
        return new Fields(fields.place(), fields.fields().stream().map(change).toList());
    }
}
