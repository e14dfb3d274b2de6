package phasegrid.engine.definition;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How values are written, read and checked against a parameter's domain. */
public final class Spelling {
    private static final BigDecimal LARGEST_WHOLE = BigDecimal.TEN.pow(18);

    private static final Pattern INFINITE = Pattern.compile("[+]?[.]?inf");
    private static final Pattern MINUS_INFINITE = Pattern.compile("-[.]?inf");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]{1,4})?");

    private Spelling() {}

    /** The usual value of a parameter; null where it has none. */
    public static Value usual(Leaf leaf) {
        String text = leaf.param().usual();
        return text.isEmpty() ? null : fitted(leaf, read(leaf, text));
    }

    /**
     * Reads {@code text} as a value of {@code leaf}; what it can't be read as stays a word, for {@link #problem} to
     * name.
     */
    public static Value read(Leaf leaf, String text) {
        return switch (leaf.kind()) {
            case WORD, CHOICE -> new Value.Word(text);
            case DATA -> DataFile.parse(text).<Value>map(Value.Data::new).orElseGet(() -> new Value.Word(text));
            case REALS -> reals(text);
            case REAL, INT, LONG -> number(text);
        };
    }

    /** Reads a number in decimal, correctly rounded; {@code inf} and {@code .inf} are infinite; else a word. */
    public static Value number(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (INFINITE.matcher(plain).matches()) {
            return new Value.Real(Double.POSITIVE_INFINITY);
        } else if (MINUS_INFINITE.matcher(plain).matches()) {
            return new Value.Real(Double.NEGATIVE_INFINITY);
        }
        return DECIMAL.matcher(plain).matches() ? number(new BigDecimal(plain)) : new Value.Word(text);
    }

    /** The value of an exact decimal: whole where a long holds it to 18 digits, else real, rounded once; too large a one stays a word. */
    public static Value number(BigDecimal exact) {
        if (exact.stripTrailingZeros().scale() <= 0 && exact.abs().compareTo(LARGEST_WHOLE) < 0) {
            return new Value.Whole(exact.longValueExact());
        }
        double rounded = exact.doubleValue();
        return Double.isInfinite(rounded) ? new Value.Word(exact.toString()) : new Value.Real(rounded);
    }

    /** The value of a computed number: whole where it is a whole one below 10¹⁸, else real; not of NaN. */
    public static Value number(double computed) {
        boolean whole = computed == Math.rint(computed) && Math.abs(computed) < 1e18;
        return whole ? new Value.Whole((long) computed) : new Value.Real(computed);
    }

    private static Value reals(String text) {
        String inner = text.strip().replaceAll("^\\[|]$", "");
        List<Value> values = inner.isBlank()
                ? List.of()
                : Arrays.stream(inner.split(",")).map(part -> number(part)).toList();
        return values.stream().anyMatch(v -> v instanceof Value.Word)
                ? new Value.Word(text)
                : new Value.Reals(values.stream().map(Value::number).toList());
    }

    /** The value in the type that {@code leaf} holds: a whole number becomes real where a real one is wanted. */
    public static Value fitted(Leaf leaf, Value value) {
        if (leaf.kind() == Leaf.Kind.REAL && value instanceof Value.Whole whole) {
            return new Value.Real(whole.value());
        }
        return leaf.kind() == Leaf.Kind.REALS && !Double.isNaN(value.number())
                ? new Value.Reals(List.of(value.number()))
                : value;
    }

    /** What is wrong with {@code value} for {@code leaf}, with the allowed range or the nearest valid word. */
    public static Optional<String> problem(Leaf leaf, Value value) {
        Value fitted = fitted(leaf, value);
        boolean good =
                switch (leaf.kind()) {
                    case WORD, CHOICE -> leaf.words().contains(fitted.text());
                    case REAL -> fitted instanceof Value.Real r && inside(leaf, r.value());
                    case INT ->
                        fitted instanceof Value.Whole w
                                && w.value() == (int) w.value()
                                && inside(leaf, (double) w.value());
                    case LONG -> fitted instanceof Value.Whole w && inside(leaf, (double) w.value());
                    case REALS ->
                        fitted instanceof Value.Reals l && l.values().stream().allMatch(v -> inside(leaf, v));
                    case DATA -> fitted instanceof Value.Data;
                };
        return good ? Optional.empty() : Optional.of(reason(leaf, value));
    }

    private static boolean inside(Leaf leaf, double v) {
        return v >= leaf.param().min() && v <= leaf.param().max();
    }

    private static String reason(Leaf leaf, Value value) {
        String name = leaf.name() + " = " + value.text();
        String doc = " (" + leaf.param().symbol() + ", " + leaf.param().doc() + ")";
        return leaf.words().isEmpty()
                ? name + " is not " + (leaf.kind().whole() ? leaf.domain() : "in " + leaf.domain()) + doc
                : name + " is unknown; " + Nearest.remedy(value.text(), leaf.words());
    }
}
