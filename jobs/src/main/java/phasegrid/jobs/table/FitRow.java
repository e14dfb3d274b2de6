package phasegrid.jobs.table;

import java.util.Map;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Status;

/**
 * Where an observable crosses a level, or its curves of two sizes each other, for one choice of the other parameters.
 *
 * @param name the fit's name
 * @param observable the observable
 * @param level the level, NaN where two curves cross each other
 * @param along the axis of the crossing
 * @param at the other parameters that vary, by dotted name; of two sizes the larger is called {@code d_next}, say
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
