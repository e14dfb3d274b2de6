package phasegrid.engine.theory;

/**
 * One step of a sampler in the Ornstein-Uhlenbeck form u = e^{−t}x/s: u′ = keep·u + mean·⟨a⟩_t + √noise z.
 *
 * @param time t of the posterior mean
 * @param keep factor of the state
 * @param mean factor of the posterior mean
 * @param noise variance of the noise
 * @param carried factor of the state before the step before, with which the result is averaged; 0 where it is not
 */
public record SchemeStep(double time, double keep, double mean, double noise, double carried) {
    /** A step that is not averaged. */
    public SchemeStep(double time, double keep, double mean, double noise) {
        this(time, keep, mean, noise, 0);
    }
}
