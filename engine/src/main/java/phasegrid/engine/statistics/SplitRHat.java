package phasegrid.engine.statistics;

import java.util.List;
import phasegrid.engine.linear.Elementary;

/** Split R-hat: whether chains, each cut into halves, agree with one another. */
public final class SplitRHat {

    private SplitRHat() {}

    /**
     * √(var⁺/W) over the halves of all chains; 1 in equilibrium, larger where chains or their halves differ.
     *
     * <p>chains[i] holds the bin means of chain i in time order, all of one length (an odd one's middle is left out). NaN
     * without chains, below four bins, with a bin that is not finite, and if all values are equal; ∞ if every half is
     * constant but they differ.
     *
     * <p>Source: Gelman et al., Bayesian Data Analysis 3rd ed., eq. (11.4). Cost O(values).
     */
    public static double of(double[][] chains) {
        if (!Chains.defined(chains)) {
            return Double.NaN;
        }
        return of(List.<double[][]>of(chains));
    }

    /**
     * The same for groups of chains, each with a law of its own, such as one disorder sample: √(Σ var⁺/Σ W) over the groups,
     * so that differences between groups don't count. NaN for a group without four bins or with a bin that is not finite.
     */
    public static double of(List<double[][]> groups) {
        double total = 0;
        double within = 0;
        for (double[][] chains : groups) {
            Chains halves = Chains.defined(chains) ? Chains.halves(chains) : null;
            total += halves == null ? Double.NaN : halves.total();
            within += halves == null ? Double.NaN : halves.within();
        }
        return Math.sqrt(total / within);
    }

    /**
     * How far the R-hat of groups lies above what chains of this many bins have by chance: the normal score of
     * {@code F = n (R̂² − (n − 1)/n)} with G (m − 1) and G m (n − 1) degrees of freedom, for G groups of m halves of n bins
     * each. Correlated bins raise it, so it tells that a large R-hat is no noise, never that a small one is none.
     *
     * <p>Source: Paulson's approximation, Abramowitz and Stegun eq. (26.6.15); within 0.1 below 4 for 3 and more degrees of
     * freedom below the line. NaN where R-hat is.
     */
    public static double score(List<double[][]> groups) {
        double rHat = of(groups);
        double n = groups.isEmpty() ? 0 : groups.get(0)[0].length / 2;
        double halves =
                groups.stream().mapToDouble(chains -> 2.0 * chains.length).sum();
        double f = Math.max(0, n * (rHat * rHat - (n - 1) / n));
        double between = 2 / (9 * (halves - groups.size()));
        double within = 2 / (9 * halves * (n - 1));
        double root = Elementary.exp(Elementary.log(f) / 3);
        return f == 0
                ? Double.NEGATIVE_INFINITY
                : ((1 - within) * root - (1 - between)) / Math.sqrt(within * root * root + between);
    }
}
