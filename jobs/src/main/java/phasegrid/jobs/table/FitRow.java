package phasegrid.jobs.table;

import java.util.Map;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Status;

/**
 * Where an observable crosses a level, for one choice of the other parameters.
 *
 * @param name the fit's name
 * @param observable the observable
 * @param level the level
 * @param along the axis of the crossing
 * @param at the other parameters that vary, by dotted name
 * @param value where the crossing lies, NaN where there is none
 * @param stderr its standard error
 * @param status how it stands
 */
public record FitRow(
        String name,
        String observable,
        double level,
        String along,
        Map<String, Value> at,
        double value,
        double stderr,
        Status status) {}
