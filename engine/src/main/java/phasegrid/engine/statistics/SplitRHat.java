package phasegrid.engine.statistics;

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
        Chains halves = Chains.halves(chains);
        return Math.sqrt(halves.total() / halves.within());
    }
}
