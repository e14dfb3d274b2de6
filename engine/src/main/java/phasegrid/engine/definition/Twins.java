package phasegrid.engine.definition;

/**
 * One quantity from two starts of the same system: where each is stationary and they differ there are two states.
 *
 * @param one from one start, such as a stored pattern
 * @param other from another, such as random spins
 */
public record Twins(Scalar one, Scalar other) {}
