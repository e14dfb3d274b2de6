package phasegrid.jobs.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Value;

/**
 * Strict JSON of maps, lists, words, numbers, truth values and null: NaN becomes null, the infinities {@code "inf"} and
 * {@code "-inf"}; numbers keep their bits.
 */
final class Json {
    private static final String INDENT = "  ";

    private Json() {}

    /** The text of {@code tree}, indented, with plain lists on one line. */
    static String of(Object tree) {
        return of(tree, "\n");
    }

    private static String of(Object tree, String line) {
        if (tree instanceof Map<?, ?> map) {
            return map(map, line);
        } else if (tree instanceof List<?> list) {
            return list(list, line);
        } else if (tree instanceof Value value) {
            return value(value);
        } else if (tree instanceof Double number) {
            return number(number);
        }
        return tree instanceof String text ? quoted(text) : String.valueOf(tree);
    }

    private static String map(Map<?, ?> map, String line) {
        String inner = line + INDENT;
        return map.isEmpty()
                ? "{}"
                : map.entrySet().stream()
                        .map(e -> inner + quoted((String) e.getKey()) + ": " + of(e.getValue(), inner))
                        .collect(Collectors.joining(",", "{", line + "}"));
    }

    private static String list(List<?> list, String line) {
        String inner = line + INDENT;
        boolean plain = list.stream().noneMatch(x -> x instanceof Map || x instanceof List);
        return plain
                ? list.stream().map(x -> of(x, line)).collect(Collectors.joining(", ", "[", "]"))
                : list.stream().map(x -> inner + of(x, inner)).collect(Collectors.joining(",", "[", line + "]"));
    }

    private static String value(Value value) {
        if (value instanceof Value.Reals reals) {
            return of(reals.values());
        }
        return Double.isFinite(value.number()) ? value.text() : quoted(value.text());
    }

    private static String number(double number) {
        if (Double.isNaN(number)) {
            return "null";
        }
        return Double.isInfinite(number) ? quoted(Value.text(number)) : Value.text(number);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            default -> c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
        };
    }
}
