package phasegrid.engine.definition;

/**
 * A mean with its error.
 *
 * @param mean the mean over the replicas that gave a number, NaN where none did
 * @param stderr its standard error from independent units, NaN where fewer than two
 * @param count how many numbers were averaged
 * @param failed how many replicas gave none
 */
public record Estimate(double mean, double stderr, long count, long failed) {
    /** N (1 − φ) of a mean that is a probability φ: how often it was missed. */
    public double misses() {
        return count * (1 - mean);
    }

    /** N φ (1 − φ) of a mean that is a probability φ: the variance of its events' number. */
    public double spread() {
        return mean * misses();
    }
}
