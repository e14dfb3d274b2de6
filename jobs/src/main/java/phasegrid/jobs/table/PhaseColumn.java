package phasegrid.jobs.table;

import java.util.function.Function;

/** A column of the phase table and how a point fills it; a missing value is null. */
record PhaseColumn(Column column, Function<PointRow, Object> value) {
    /** A column of real numbers, NaN becoming a missing value. */
    static PhaseColumn real(
            String name, Column.Role role, String unit, String definition, Function<PointRow, Double> value) {
        Column column = new Column(name, Column.Type.DOUBLE, role, "", unit, definition);
        return new PhaseColumn(column, row -> defined(value.apply(row)));
    }

    /** A column of whole numbers. */
    static PhaseColumn whole(String name, Column.Role role, String definition, Function<PointRow, Long> value) {
        return new PhaseColumn(new Column(name, Column.Type.LONG, role, "", "1", definition), value::apply);
    }

    /** A column of words. */
    static PhaseColumn word(String name, Column.Role role, String definition, Function<PointRow, String> value) {
        return new PhaseColumn(new Column(name, Column.Type.STRING, role, "", "", definition), value::apply);
    }

    /** The number, or null where there is none. */
    static Double defined(Double value) {
        return value == null || value.isNaN() ? null : value;
    }
}
