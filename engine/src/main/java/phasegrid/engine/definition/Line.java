package phasegrid.engine.definition;

import java.util.function.ToDoubleFunction;

/**
 * A transition line of theory.
 *
 * @param <P> the model's point
 * @param name its column, in snake case
 * @param along the axis on which it is a value
 * @param definition its equation
 * @param source where it comes from
 * @param value where it lies, NaN where there is no transition
 */
public record Line<P extends Record>(
        String name, String along, String definition, Citation source, ToDoubleFunction<P> value) {}
