package phasegrid.export.tidy;

import java.util.Set;

/**
 * One value on a curve; NaN where there is none.
 *
 * @param x its place on the horizontal axis, finite
 * @param value the measured value
 * @param stderr its standard error
 * @param theory what theory says
 * @param kind what kind of theory: {@code exact}, {@code step-corrected}, {@code limit} …; empty where it says nothing
 * @param z how far apart they are, in standard errors
 * @param phase the phase; empty where it is not told
 */
public record Sample(double x, double value, double stderr, double theory, String kind, double z, String phase) {
    private static final Set<String> BINDING = Set.of("exact", "step-corrected");

    /** Theory of the sampler as it is; NaN where there is only a limit of it, or nothing. */
    public double binding() {
        return BINDING.contains(kind) ? theory : Double.NaN;
    }

    /** Theory that the sampler nears in a limit; NaN where there is none or {@link #binding} theory. */
    public double limiting() {
        return BINDING.contains(kind) ? Double.NaN : theory;
    }
}
