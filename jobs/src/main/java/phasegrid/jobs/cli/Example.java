package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;

/** A small sweep around a model's first test point. */
final class Example {
    private static final int AXES = 2;

    private Example() {}

    /** The text of a sweep file: the first numbers of the test point become axes, the rest is fixed. */
    static String of(Definition<?, ?> definition) {
        Map<String, String> axes = new LinkedHashMap<>();
        Map<String, String> fixed = new LinkedHashMap<>();
        for (String word : firstPoint(definition)) {
            String[] parts = word.split("=", 2);
            Leaf leaf = definition.schema().leaf(parts[0]);
            boolean axis = leaf != null && leaf.kind().numeric() && axes.size() < AXES;
            (axis ? axes : fixed).put(parts[0], axis ? values(leaf, parts[1]) : parts[1]);
        }
        return text(definition.model().card().reference(), axes, fixed);
    }

    private static List<String> firstPoint(Definition<?, ?> definition) {
        List<String> points = definition.model().testPoints();
        return points.isEmpty() ? List.of() : List.of(points.get(0).split(" +"));
    }

    /** The value and, where the range holds it, its double. */
    private static String values(Leaf leaf, String text) {
        double twice = 2 * Spelling.number(text).number();
        return twice <= leaf.param().max() ? "[" + text + ", " + Value.text(twice) + "]" : "[" + text + "]";
    }

    private static String text(String model, Map<String, String> axes, Map<String, String> fixed) {
        List<String> lines = new ArrayList<>(List.of("model: " + model, "seed: 1", "axes:"));
        axes.forEach((name, values) -> lines.add("  " + name + ": " + values));
        if (!fixed.isEmpty()) {
            lines.add("fixed:");
            fixed.forEach((name, value) -> lines.add("  " + name + ": " + value));
        }
        lines.add("replicas: 1000");
        return String.join("\n", lines) + "\n";
    }
}
