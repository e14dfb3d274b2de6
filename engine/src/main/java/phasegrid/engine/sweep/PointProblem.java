package phasegrid.engine.sweep;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Problem;
import phasegrid.engine.definition.Value;

/** Says that the values of a cell don't make a point. */
public final class PointProblem extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    PointProblem(Map<String, Value> values, List<Problem> problems) {
        super("Cannot make the point "
                + values.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue().text())
                        .collect(Collectors.joining(" "))
                + ": " + problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one entry a parameter. */
    public List<Problem> problems() {
        return problems;
    }
}
