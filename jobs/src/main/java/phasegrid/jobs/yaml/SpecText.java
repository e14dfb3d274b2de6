package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Fit;
import phasegrid.engine.sweep.SweepSpec;

/** Writes a sweep as JSON in the keys of a sweep file. */
record SpecText(SweepSpec spec) {
    String json() {
        Map<String, String> parts = new LinkedHashMap<>();
        if (!spec.question().isEmpty()) {
            parts.put("question", quoted(spec.question()));
        }
        parts.put("model", quoted(spec.model() + "@" + spec.version()));
        parts.put("seed", Long.toString(spec.seed()));
        parts.put("grids", list(spec.regions(), SpecText::region));
        parts.put("replicas", replicas());
        if (spec.effort().passes() > 0) {
            parts.put("passes", Long.toString(spec.effort().passes()));
        }
        putList(parts, "share", spec.share(), SpecText::quoted);
        putList(parts, "ladder", spec.ladder(), SpecText::value);
        putList(parts, "fits", spec.fits(), SpecText::fit);
        return map(parts);
    }

    private String replicas() {
        return "{\"disorder\":" + spec.effort().disorder() + ",\"thermal\":"
                + spec.effort().thermal() + "}";
    }

    private static String region(SweepSpec.Region region) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (!region.axes().isEmpty()) {
            parts.put("axes", axes(region.axes()));
        }
        putMap(parts, "fixed", region.fixed(), SpecText::value);
        putMap(parts, "derived", region.derived(), formula -> quoted(FormulaText.of(formula)));
        region.where().ifPresent(where -> parts.put("where", quoted(FormulaText.of(where))));
        return map(parts);
    }

    /** From the first group to the last every axis is written as a group, so that their order stays. */
    private static String axes(List<Axis> axes) {
        Map<String, String> parts = new LinkedHashMap<>();
        List<String> groups = new ArrayList<>();
        int last = IntStream.range(0, axes.size())
                .filter(i -> axes.get(i).names().size() > 1)
                .max()
                .orElse(-1);
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            if (i <= last && (axis.names().size() > 1 || !groups.isEmpty())) {
                groups.add(group(axis));
                parts.put(Scopes.TOGETHER, "[" + String.join(",", groups) + "]");
            } else {
                parts.put(axis.names().get(0), list(axis.values(), row -> value(row.get(0))));
            }
        }
        return map(parts);
    }

    private static String group(Axis axis) {
        Map<String, String> members = new LinkedHashMap<>();
        IntStream.range(0, axis.names().size())
                .forEach(i -> members.put(axis.names().get(i), list(axis.values(), row -> value(row.get(i)))));
        return map(members);
    }

    private static String fit(Fit fit) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("name", quoted(fit.name()));
        parts.put("kind", quoted("crossing"));
        parts.put("observable", quoted(fit.observable()));
        if (!fit.ofSizes()) {
            parts.put("level", Value.text(fit.level()));
        }
        parts.put("along", quoted(fit.along()));
        if (fit.ofSizes()) {
            parts.put("over", quoted(fit.over()));
        }
        return map(parts);
    }

    private static String value(Value value) {
        boolean number = value instanceof Value.Whole || Double.isFinite(value.number());
        return value instanceof Value.Reals list
                ? list(list.values(), v -> value(new Value.Real(v)))
                : number ? value.text() : quoted(value.text());
    }

    private static <T> void putList(Map<String, String> parts, String key, List<T> list, Function<T, String> text) {
        if (!list.isEmpty()) {
            parts.put(key, list(list, text));
        }
    }

    private static <T> void putMap(
            Map<String, String> parts, String key, Map<String, T> map, Function<T, String> text) {
        if (!map.isEmpty()) {
            Map<String, String> texts = new LinkedHashMap<>();
            map.forEach((name, value) -> texts.put(name, text.apply(value)));
            parts.put(key, map(texts));
        }
    }

    private static <T> String list(List<T> list, Function<T, String> text) {
        return list.stream().map(text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String map(Map<String, String> parts) {
        return parts.entrySet().stream()
                .map(e -> quoted(e.getKey()) + ":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    private static String escaped(char c) {
        boolean plain = c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0x2028 && c != 0x2029 && c != 0xfeff;
        return c == '"' || c == '\\'
                ? "\\" + c
                : plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c);
    }
}
