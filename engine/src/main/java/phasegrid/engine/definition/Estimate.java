package phasegrid.engine.definition;

/**
 * A mean with its error.
 *
 * @param mean the mean over the replicas that gave a number, NaN where none did
 * @param stderr its standard error from independent units, NaN where fewer than two
 * @param count how many numbers were averaged
 * @param failed how many replicas gave none
 */
public record Estimate(double mean, double stderr, long count, long failed) {}
