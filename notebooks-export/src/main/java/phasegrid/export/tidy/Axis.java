package phasegrid.export.tidy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Digits;
import phasegrid.jobs.table.Table;

/**
 * A parameter that varies.
 *
 * @param column its column
 * @param values its values, each once: numbers ascending, words as they come
 */
public record Axis(Column column, List<Object> values) {
    private static final double FAR = 8;
    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_DIGITS = 9;
    private static final Set<String> PURE = Set.of("", "1", "probability");
    private static final int LONGEST_DEFINITION = 30;
    private static final Map<String, String> LETTERS =
            Map.of("alpha", "α", "beta", "β", "gamma", "γ", "lambda", "λ", "sigma", "σ", "theta", "θ", "rho", "ρ");

    /** Keeps its own copy of the values. */
    public Axis {
        values = List.copyOf(values);
    }

    /** The axis of a column; infinite values come last or first and have no place on a figure. */
    public static Axis of(Table table, String name) {
        return of(table, table.columns().get(table.index(name)));
    }

    /** The axis that {@code column} describes, with the values that {@code table} has in the column of this name. */
    static Axis of(Table table, Column column) {
        String name = column.name();
        Stream<Object> values =
                table.values(name).stream().filter(Objects::nonNull).distinct();
        Stream<Object> ordered = column.type() == Column.Type.STRING
                ? values
                : values.sorted(Comparator.comparingDouble(value -> ((Number) value).doubleValue()));
        return new Axis(column, ordered.toList());
    }

    /** The name of its column. */
    public String name() {
        return column.name();
    }

    /** Whether its values are numbers. */
    public boolean numeric() {
        return column.type() != Column.Type.STRING;
    }

    /** The finite numbers among its values, ascending. */
    public double[] numbers() {
        return values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite)
                .toArray();
    }

    /** Whether it is read in powers: positive, wide, and nearer to equal ratios than to equal steps. */
    public boolean logarithmic() {
        double[] at = numeric() ? numbers() : new double[0];
        if (at.length < 3 || at[0] <= 0 || at[at.length - 1] / at[0] < FAR) {
            return false;
        }
        List<Double> steps = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 1; i < at.length; i++) {
            steps.add(at[i] - at[i - 1]);
            ratios.add(Math.log(at[i] / at[i - 1]));
        }
        return unevenness(ratios) < unevenness(steps);
    }

    /** Largest over smallest. */
    private static double unevenness(List<Double> gaps) {
        return gaps.stream().max(Double::compare).orElseThrow()
                / gaps.stream().min(Double::compare).orElseThrow();
    }

    /** Its symbol, or its name where there is none: a letter's name as the letter. */
    public String symbol() {
        String symbol = column.symbol().isEmpty() ? column.name() : column.symbol();
        return LETTERS.getOrDefault(symbol, symbol);
    }

    /** A name with the names of letters as letters: {@code t_sigma} is t_σ. */
    public static String written(String name) {
        return Arrays.stream(name.split("_"))
                .map(word -> LETTERS.getOrDefault(word, word))
                .collect(Collectors.joining("_"));
    }

    /** What stands beside the axis: symbol, then what it is where that is short, then the unit. */
    public String label() {
        String first = column.definition().replaceFirst("[,;].*", "");
        String what = first.isEmpty() || first.length() > LONGEST_DEFINITION
                ? column.name().equals(symbol()) || symbol().equals(LETTERS.get(column.name())) ? "" : column.name()
                : first;
        return symbol() + (what.isEmpty() ? "" : "  (" + what + ")") + unit(column);
    }

    /** The unit of a column in brackets, nothing for a pure number. */
    static String unit(Column column) {
        return PURE.contains(column.unit()) ? "" : " [" + column.unit() + "]";
    }

    /** One of its values with its symbol, such as {@code d = 64}; a word alone. */
    public String text(Object value) {
        return numeric() ? symbol() + " = " + shortly(((Number) value).doubleValue()) : (String) value;
    }

    /** A number in as few digits, three at least, as tell all values of this axis apart; a whole number in all of its own. */
    private String shortly(double value) {
        return value == Math.rint(value) || Double.isInfinite(value)
                ? Digits.plain(value)
                : Digits.plain(rounded(value, digits()));
    }

    private int digits() {
        double[] at = numbers();
        return IntStream.rangeClosed(FEWEST_DIGITS, MOST_DIGITS)
                .filter(digits -> Arrays.stream(at)
                                .map(v -> rounded(v, digits))
                                .distinct()
                                .count()
                        == at.length)
                .findFirst()
                .orElse(MOST_DIGITS);
    }

    private static double rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }
}
