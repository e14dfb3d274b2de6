package phasegrid.engine.sweep;

/**
 * What theory says of one measured mean.
 *
 * @param theory the value, NaN where theory says nothing
 * @param kind {@code exact}, {@code step-corrected}, {@code limit} or {@code golden}; empty where theory says nothing
 * @param allowance how far the truth may be from the value; NaN where a limit states none
 * @param z deviation in standard errors beyond the allowance; of a probability, in those of theory; of a saturated one,
 *     the normal quantile of its exact binomial p. NaN where it is not judged; of a mean without noise NaN where it is what
 *     theory says, else infinite
 * @param saturated whether the mean is a probability with {@code N φ (1 − φ) < 5}, judged by the binomial law alone; or
 *     one of probabilities themselves with {@code N φ (1 − φ) < 50}, which no law judges
 */
public record Judgement(double theory, String kind, double allowance, double z, boolean saturated) {
    /** Nothing is known. */
    public static final Judgement NONE = new Judgement(Double.NaN, "", Double.NaN, Double.NaN, false);

    /** Whether the value belongs into a χ². */
    public boolean inChiSquared() {
        return Double.isFinite(z) && !saturated && allowance == 0;
    }
}
