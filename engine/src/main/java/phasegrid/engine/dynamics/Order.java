package phasegrid.engine.dynamics;

/** In which order the spins of a network are updated in one pass of d attempts. */
public enum Order {
    /** Each attempt takes a site at random, with replacement: the only sequential order that is reversible. */
    RANDOM_SITE,
    /** Every site once, in a new random order at each pass. */
    PERMUTATION,
    /** Every site once, from the first to the last. */
    FIXED,
    /** All sites at once, from the state before the pass. */
    PARALLEL;

    /** Whether every site sees the state before the pass. */
    public boolean parallel() {
        return this == PARALLEL;
    }
}
