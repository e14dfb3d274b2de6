package phasegrid.engine.definition;

/**
 * The phase of a point.
 *
 * @param label its name
 * @param criterion what decides
 * @param margin how far from the boundary, in standard errors
 */
public record Phase(String label, String criterion, double margin) {}
