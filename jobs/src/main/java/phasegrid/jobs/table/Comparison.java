package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import phasegrid.engine.sweep.Agreement;
import phasegrid.engine.sweep.Judgement;

/**
 * Two phase tables, point by point. Points are paired by the parameters that both tables have, whatever seed or effort
 * they were sampled with.
 *
 * <p>Of independent rows the deviation is {@code z = (a − b)/√(σ_a² + σ_b²)}. Rows of one key are the same samples as far
 * as both go: they are compared to the bit where their effort is equal, and not judged where it is not.
 *
 * @param both points in both tables
 * @param onlyFirst points in the first alone
 * @param onlySecond points in the second alone
 * @param differences one for each point in both and observable in both, in the first table's order
 */
public record Comparison(int both, int onlyFirst, int onlySecond, List<Difference> differences) {
    private static final String KEY = "point_key";
    private static final String REPLICAS = "replicas";

    /** How two rows relate. */
    public enum Kind {
        /** Other seed or version: other samples. */
        INDEPENDENT,
        /** The same samples. */
        SAME,
        /** One row holds the other's samples and more. */
        EXTENDED
    }

    /**
     * One observable at one point.
     *
     * @param at the parameters by name
     * @param observable its name
     * @param kind how the rows relate
     * @param a value of the first table, NaN where it has none
     * @param aError its standard error
     * @param b value of the second
     * @param bError its standard error
     */
    public record Difference(
            Map<String, Object> at, String observable, Kind kind, double a, double aError, double b, double bError) {
        /** (a − b)/√(σ_a² + σ_b²) of independent rows; NaN elsewhere and where there is no error. */
        public double z() {
            double error = Math.sqrt(aError * aError + bError * bError);
            return kind == Kind.INDEPENDENT && error > 0 ? (a - b) / error : Double.NaN;
        }

        /** Whether both values have the same bits. */
        public boolean sameBits() {
            return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
        }

        /** Whether the same samples gave other bits. */
        public boolean broken() {
            return kind == Kind.SAME && !sameBits();
        }
    }

    /** Keeps its own copy. */
    public Comparison {
        differences = List.copyOf(differences);
    }

    /** Compares two tables of one model; refuses tables that share no parameter. */
    public static Comparison of(PhaseTable first, PhaseTable second) {
        List<String> parameters = shared(first, second);
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot compare the tables: they have no parameter in common; give tables of " + "one model");
        }
        Map<List<Object>, Integer> places = new LinkedHashMap<>();
        for (int row = 0; row < second.rows().size(); row++) {
            places.put(place(second, parameters, row), row);
        }
        List<Difference> differences = new ArrayList<>();
        int both = 0;
        for (int row = 0; row < first.rows().size(); row++) {
            Integer other = places.get(place(first, parameters, row));
            if (other != null) {
                both++;
                differences.addAll(new Pair(first, row, second, other).differences(at(first, parameters, row)));
            }
        }
        return new Comparison(both, first.rows().size() - both, second.rows().size() - both, differences);
    }

    private static List<String> shared(PhaseTable first, PhaseTable second) {
        return first.columns().stream()
                .filter(c -> c.role() == Column.Role.PARAMETER && second.has(c.name()))
                .map(Column::name)
                .filter(name -> first.values(name).stream().anyMatch(Objects::nonNull)
                        || second.values(name).stream().anyMatch(Objects::nonNull))
                .toList();
    }

    private static List<Object> place(PhaseTable table, List<String> parameters, int row) {
        return new ArrayList<>(at(table, parameters, row).values());
    }

    /** Numbers compare by value, whatever their column's type. */
    private static Map<String, Object> at(PhaseTable table, List<String> parameters, int row) {
        Map<String, Object> at = new LinkedHashMap<>();
        for (String name : parameters) {
            Object value = table.rows().get(row).get(table.index(name));
            at.put(name, value instanceof Number number ? (Object) number.doubleValue() : value);
        }
        return at;
    }

    private record Pair(PhaseTable first, int i, PhaseTable second, int j) {
        List<Difference> differences(Map<String, Object> at) {
            return first.columns().stream()
                    .map(Column::name)
                    .filter(name -> observable(first, name) && observable(second, name))
                    .map(name -> difference(at, name))
                    .toList();
        }

        private static boolean observable(PhaseTable table, String name) {
            return table.has(name) && table.has(name + "_stderr") && table.has(name + "_theory");
        }

        private Difference difference(Map<String, Object> at, String x) {
            return new Difference(
                    at,
                    x,
                    kind(),
                    number(first, i, x),
                    number(first, i, x + "_stderr"),
                    number(second, j, x),
                    number(second, j, x + "_stderr"));
        }

        private Kind kind() {
            if (!value(first, i, KEY).equals(value(second, j, KEY))) {
                return Kind.INDEPENDENT;
            }
            boolean equal = Objects.equals(value(first, i, REPLICAS), value(second, j, REPLICAS));
            return equal ? Kind.SAME : Kind.EXTENDED;
        }

        private static Object value(PhaseTable table, int row, String column) {
            return table.rows().get(row).get(table.index(column));
        }

        private static double number(PhaseTable table, int row, String column) {
            Object value = value(table, row, column);
            return value == null ? Double.NaN : ((Number) value).doubleValue();
        }
    }

    /** The observables that were compared. */
    public List<String> observables() {
        return differences.stream().map(Difference::observable).distinct().toList();
    }

    /** The differences of one observable. */
    public List<Difference> of(String observable) {
        return differences.stream()
                .filter(d -> d.observable().equals(observable))
                .toList();
    }

    /** How the independent rows of one observable agree. */
    public Agreement agreement(String observable) {
        return Agreement.of(of(observable).stream()
                .map(d -> new Judgement(d.b(), "exact", 0, d.z(), false))
                .toList());
    }

    /** Whether the same samples gave other bits anywhere. */
    public boolean broken() {
        return differences.stream().anyMatch(Difference::broken);
    }
}
