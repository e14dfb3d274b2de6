package phasegrid.engine.definition;

/**
 * Says why a value can't be a parameter's.
 *
 * @param name the dotted name concerned
 * @param message what is wrong, with the value and the allowed range or the nearest valid name
 */
public record Problem(String name, String message) {}
