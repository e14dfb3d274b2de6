package phasegrid.engine.statistics;

/** The distance of a measured mean from theory, in standard errors. */
public final class ZScore {

    private ZScore() {}

    /**
     * sign(Δ)·max(0, |Δ| − allowance)/stderr with Δ = mean − theory: only what exceeds the theory's allowance counts.
     *
     * <p>No excess, or one infinity on both sides, gives 0 also at stderr 0; an excess at stderr 0 gives ±∞; any NaN gives NaN; a negative stderr or
     * allowance is an error.
     */
    public static double of(double mean, double stderr, double theory, double allowance) {
        if (stderr < 0 || allowance < 0) {
            throw new IllegalArgumentException(
                    "Cannot score: stderr " + stderr + ", allowance " + allowance + "; give neither below 0");
        }
        double delta = mean == theory ? 0 : mean - theory;
        double excess = Math.max(0, Math.abs(delta) - allowance);
        if (excess == 0 && !Double.isNaN(stderr)) {
            return 0;
        }
        return delta < 0 ? -excess / stderr : excess / stderr;
    }
}
