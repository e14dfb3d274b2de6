package phasegrid.engine.sweep;

import java.util.Map;
import phasegrid.engine.definition.Value;

/**
 * A point of a grid with everything that names it.
 *
 * @param <P> the model's point
 * @param key its key, 64 hexadecimal digits
 * @param values its values by dotted name, in canonical order
 * @param parameters the same as the model sees them
 */
public record Point<P extends Record>(String key, Map<String, Value> values, P parameters) {}
