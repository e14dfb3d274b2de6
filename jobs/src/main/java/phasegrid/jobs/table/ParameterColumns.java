package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Alias;

/** The columns of what was chosen: the five axes that every table has, then every other parameter of the model. */
final class ParameterColumns {
    private static final Map<String, Column> AXES = axes();

    private ParameterColumns() {}

    private static Map<String, Column> axes() {
        Map<String, Column> axes = new LinkedHashMap<>();
        axis(axes, "beta", Column.Type.DOUBLE, "β");
        axis(axes, "alpha", Column.Type.DOUBLE, "α");
        axis(axes, "d", Column.Type.LONG, "d");
        axis(axes, "n", Column.Type.LONG, "n");
        axis(axes, "t", Column.Type.DOUBLE, "t");
        return axes;
    }

    private static void axis(Map<String, Column> axes, String name, Column.Type type, String symbol) {
        axes.put(name, new Column(name, type, Column.Role.PARAMETER, symbol, "", "no parameter of this model"));
    }

    static List<PhaseColumn> of(Definition<?, ?> definition) {
        Map<String, PhaseColumn> columns = new LinkedHashMap<>();
        AXES.forEach((name, column) -> columns.put(name, new PhaseColumn(column, row -> null)));
        for (Leaf leaf : definition.schema().leaves()) {
            PhaseColumn column = parameter(leaf);
            columns.merge(leaf.name(), column, (first, next) -> united(leaf.name(), first, next));
        }
        Alias.of(definition.schema()).stream()
                .filter(alias -> !alias.name().equals("temperature"))
                .forEach(alias -> columns.put(alias.name(), realised(alias, formula(definition, alias))));
        return new ArrayList<>(columns.values());
    }

    /** Two variants may give one name to different things: the column is then as narrow as holds both. */
    private static PhaseColumn united(String name, PhaseColumn first, PhaseColumn next) {
        boolean absent = AXES.containsKey(name) && first.column().equals(AXES.get(name));
        Column.Type type = first.column().type();
        Column c = next.column();
        if (absent || type == c.type()) {
            return absent ? next : first;
        }
        Column.Type both =
                type == Column.Type.STRING || c.type() == Column.Type.STRING ? Column.Type.STRING : Column.Type.DOUBLE;
        return parameter(new Column(name, both, c.role(), c.symbol(), c.unit(), c.definition()));
    }

    private static PhaseColumn parameter(Leaf leaf) {
        String definition = leaf.param().definition().isEmpty()
                ? leaf.param().doc()
                : leaf.param().definition();
        return parameter(new Column(
                leaf.name(),
                type(leaf.kind()),
                Column.Role.PARAMETER,
                leaf.param().symbol(),
                leaf.param().unit(),
                definition));
    }

    private static PhaseColumn parameter(Column column) {
        return new PhaseColumn(column, row -> {
            Value value = row.point().values().get(column.name());
            return value(column.type(), value);
        });
    }

    private static Column.Type type(Leaf.Kind kind) {
        return switch (kind) {
            case REAL -> Column.Type.DOUBLE;
            case INT, LONG -> Column.Type.LONG;
            case WORD, CHOICE, REALS, DATA -> Column.Type.STRING;
        };
    }

    /** A value as a column of this type holds it; null where there is none. */
    static Object value(Column.Type type, Value value) {
        return value == null ? null : present(type, value);
    }

    private static Object present(Column.Type type, Value value) {
        return switch (type) {
            case LONG -> (Object) ((Value.Whole) value).value();
            case DOUBLE -> value.number();
            case STRING -> value.text();
        };
    }

    /** What the alias realises, as its parameter states it. */
    private static String formula(Definition<?, ?> definition, Alias alias) {
        String given = definition.schema().leaf(alias.parameter()).param().given();
        return given.substring(given.indexOf(';') + 1).strip();
    }

    private static PhaseColumn realised(Alias alias, String formula) {
        String symbol = AXES.containsKey(alias.name()) ? AXES.get(alias.name()).symbol() : alias.name();
        String definition = formula + ", realised; another way to give " + alias.parameter();
        Column column = new Column(alias.name(), Column.Type.DOUBLE, Column.Role.PARAMETER, symbol, "", definition);
        Function<PointRow, Object> value = row -> realised(alias, row.point().values());
        return new PhaseColumn(column, value);
    }

    private static Double realised(Alias alias, Map<String, Value> values) {
        return values.keySet().containsAll(alias.realised().names())
                ? PhaseColumn.defined(alias.realised().value(values))
                : null;
    }
}
