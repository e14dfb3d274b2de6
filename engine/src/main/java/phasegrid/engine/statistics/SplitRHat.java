package phasegrid.engine.statistics;

import java.util.List;

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
}
