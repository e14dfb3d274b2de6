package phasegrid.engine.statistics;

/** Effective sample size of several chains together, which falls where they disagree. */
public final class EffectiveSampleSize {

    private EffectiveSampleSize() {}

    /**
     * m·n/(−1 + 2ΣP_t) over the m halves of all chains, n bins each, P_t = ρ_2t + ρ_2t+1.
     *
     * <p>ρ_t = 1 − (W − mean autocovariance at t)/var⁺; the sum is Geyer's initial monotone sequence. At most m·n:
     * anticorrelation is not credited. 0 if every half is constant (frozen); NaN without chains, below four bins, or with a bin that is
     * not finite. chains[i] holds the bin means of chain i, all of one length.
     *
     * <p>Source: Vehtari et al. 2021, doi 10.1214/20-BA1221, section 3.2. Cost O(values · correlation time).
     */
    public static double of(double[][] chains) {
        if (!Chains.defined(chains)) {
            return Double.NaN;
        }
        Chains halves = Chains.halves(chains);
        return halves.within() == 0 ? 0 : size(halves);
    }

    private static double size(Chains halves) {
        int n = halves.sequences()[0].length;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t + 1 < n && least > 0; t += 2) {
            least = Math.min(least, Math.max(0, correlation(halves, t) + correlation(halves, t + 1)));
            sum += least;
        }
        return halves.sequences().length * (double) n / Math.max(1, 2 * sum - 1);
    }

    private static double correlation(Chains halves, int lag) {
        if (lag == 0) {
            return 1;
        }
        double covariance = 0;
        for (int i = 0; i < halves.cells().length; i++) {
            covariance += autocovariance(halves.sequences()[i], halves.cells()[i].mean(), lag);
        }
        return 1 - (halves.within() - covariance / halves.cells().length) / halves.total();
    }

    private static double autocovariance(double[] x, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < x.length; i++) {
            sum += (x[i] - mean) * (x[i - lag] - mean);
        }
        return sum / (x.length - 1);
    }
}
