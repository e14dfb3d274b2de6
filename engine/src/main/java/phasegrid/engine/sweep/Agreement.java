package phasegrid.engine.sweep;

import java.util.List;
import phasegrid.engine.statistics.ChiSquared;
import phasegrid.engine.statistics.KolmogorovSmirnov;

/**
 * Whether the independent rows of a sweep agree with theory in one observable.
 *
 * @param rows rows in the χ²: judged exactly, not saturated
 * @param saturated rows judged by the binomial law alone
 * @param chiSquared Σ z²
 * @param p the probability of a larger χ²; agreement where it lies in [1e-4, 1 − 1e-4]
 * @param normality Kolmogorov-Smirnov p of the z against N(0, 1)
 * @param largest the largest |z| of all judged rows
 */
public record Agreement(long rows, long saturated, double chiSquared, double p, double normality, double largest) {
    private static final double EDGE = 1e-4;

    /** The agreement of rows that share no randomness. */
    public static Agreement of(List<Judgement> judgements) {
        double[] z = judgements.stream()
                .filter(Judgement::inChiSquared)
                .mapToDouble(Judgement::z)
                .toArray();
        double sum = 0;
        for (double one : z) {
            sum += one * one;
        }
        long saturated = judgements.stream().filter(Judgement::saturated).count();
        double largest = judgements.stream()
                .mapToDouble(j -> Math.abs(j.z()))
                .filter(a -> !Double.isNaN(a))
                .max()
                .orElse(Double.NaN);
        return new Agreement(
                z.length, saturated, sum, ChiSquared.pValue(sum, z.length), KolmogorovSmirnov.pValue(z), largest);
    }

    /** Whether χ² speaks against theory, for or too much for, or a row without noise differs from it. */
    public boolean doubtful() {
        return p < EDGE || p > 1 - EDGE || largest == Double.POSITIVE_INFINITY;
    }
}
