package phasegrid.jobs.cli;

import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Trace;

/**
 * One replica's way, with what it is of.
 *
 * @param definition the model
 * @param values the point's values
 * @param seed the seed
 * @param trace the way
 */
public record PointTrace(Definition<?, ?> definition, Map<String, Value> values, long seed, Trace trace) {
    /** The model and the values that are not usual ones. */
    public String title() {
        return definition.model().card().reference() + " at " + PointReport.words(definition, values, false);
    }

    /** Which replica of the point's sweep it is. */
    public String replica() {
        String which = "replica " + trace.disorder() + (trace.thermal() > 0 ? "," + trace.thermal() : "");
        String recorded = trace.recorded().entrySet().stream()
                .map(e -> e.getKey() + " " + Value.text(e.getValue()))
                .collect(Collectors.joining(", "));
        return which + " of seed " + seed + " recorded " + recorded;
    }
}
