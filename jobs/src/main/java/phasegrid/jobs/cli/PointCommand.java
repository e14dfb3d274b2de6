package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.SweepSpec;

/** Writes the command that samples one row of a sweep by itself and gives its numbers to the bit. */
final class PointCommand {
    private PointCommand() {}

    static String of(Definition<?, ?> definition, SweepSpec spec, Point<?> point) {
        List<String> words = new ArrayList<>(List.of("./phasegrid", "point", definition.model().card().reference()));
        point.values().forEach((name, value) -> words.add(word(name, value.text())));
        words.add("seed=" + spec.seed());
        words.addAll(effort(spec.effort()));
        if (!spec.share().isEmpty()) {
            words.add("share=" + String.join(",", spec.share()));
        }
        if (!spec.ladder().isEmpty()) {
            words.add("ladder=" + spec.ladder().stream().map(Value::text).collect(Collectors.joining(",")));
        }
        return String.join(" ", words);
    }

    private static List<String> effort(Effort effort) {
        List<String> words = new ArrayList<>();
        words.add("replicas=" + effort.disorder() + (effort.thermal() > 1 ? "," + effort.thermal() : ""));
        if (effort.passes() > 0) {
            words.add("passes=" + effort.passes());
        }
        return words;
    }

    private static String word(String name, String value) {
        return value.matches("[A-Za-z0-9.+-]+") ? name + "=" + value : name + "='" + value + "'";
    }
}
