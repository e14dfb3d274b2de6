package phasegrid.export.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Table;

/** What theory says of fits: the transition lines of the points that each was made of. */
public final class FitLines {
    private FitLines() {}

    /** The transition lines along the axis of the first fit, one number for each fit, NaN where there is none. */
    public static Map<String, double[]> of(FitTable fits, PhaseTable table) {
        return fits.rows().isEmpty()
                ? Map.of()
                : of(fits, table, Lines.along(table, (String)
                        fits.values("along").get(0)));
    }

    static Map<String, double[]> of(FitTable fits, PhaseTable table, List<String> names) {
        List<String> parameters = fits.columns().stream()
                .filter(c -> c.role() == Column.Role.PARAMETER)
                .map(Column::name)
                .filter(table::has)
                .toList();
        Map<List<Object>, Integer> points = new HashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            points.putIfAbsent(place(table, parameters, row), row);
        }
        Map<String, double[]> lines = new LinkedHashMap<>();
        names.forEach(name -> lines.put(name, line(table.numbers(name), fits, parameters, points)));
        return lines;
    }

    private static double[] line(
            double[] values, FitTable fits, List<String> parameters, Map<List<Object>, Integer> points) {
        double[] line = new double[fits.rows().size()];
        for (int fit = 0; fit < line.length; fit++) {
            Integer row = points.get(place(fits, parameters, fit));
            line[fit] = row == null ? Double.NaN : values[row];
        }
        return line;
    }

    /** The parameters of a row; numbers compare by value, whatever their column's type. */
    private static List<Object> place(Table table, List<String> parameters, int row) {
        List<Object> place = new ArrayList<>();
        for (String name : parameters) {
            Object value = table.rows().get(row).get(table.index(name));
            place.add(value instanceof Number number ? (Object) number.doubleValue() : value);
        }
        return place;
    }

    /** What was fitted, as a quantity: the place on the axis, with that axis's unit. */
    static Quantity quantity(FitTable fits, PhaseTable table) {
        String name = (String) fits.values("fit").get(0);
        Column along =
                table.columns().get(table.index((String) fits.values("along").get(0)));
        Object observable = fits.values("observable").get(0);
        Object level = fits.values("level").get(0);
        String what = level == null
                ? "where curves of " + observable + " cross"
                : "where " + observable + " crosses " + level;
        return new Quantity(new Column(
                name, Column.Type.DOUBLE, Column.Role.MEASURED, "", along.unit(), what + " along " + along.name()));
    }
}
