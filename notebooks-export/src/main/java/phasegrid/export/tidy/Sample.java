package phasegrid.export.tidy;

/**
 * One value on a curve; NaN where there is none.
 *
 * @param x its place on the horizontal axis, finite
 * @param value the measured value
 * @param stderr its standard error
 * @param theory what theory says
 * @param z how far apart they are, in standard errors
 */
public record Sample(double x, double value, double stderr, double theory, double z) {}
