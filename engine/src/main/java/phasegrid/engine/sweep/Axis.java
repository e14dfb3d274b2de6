package phasegrid.engine.sweep;

import java.util.List;
import phasegrid.engine.definition.Value;

/**
 * One direction of a grid: a parameter and its values, or several parameters that go together.
 *
 * @param names dotted parameter names
 * @param values one tuple for each step along the axis, as long as {@code names}
 */
public record Axis(List<String> names, List<List<Value>> values) {
    /** Keeps its own copies. */
    public Axis {
        names = List.copyOf(names);
        values = values.stream().map(List::copyOf).toList();
    }

    /** The axis of one parameter. */
    public static Axis of(String name, List<? extends Value> values) {
        return new Axis(
                List.of(name), values.stream().map(v -> List.<Value>of(v)).toList());
    }
}
