package phasegrid.engine.model.memory;

import phasegrid.engine.definition.Param;

/** The state from which an {@link ExponentialHopfield} is asked for a pattern. */
public sealed interface Cue {
    /**
     * A state of the pattern's norm at a given overlap x·ξ/|ξ|², in a random direction; of binary patterns with
     * round(d(1−a)/2) flipped sites.
     */
    record Overlap(
            @Param(symbol = "a", doc = "overlap of the cue with the pattern", usual = "1", min = 0, max = 1)
            double overlap)
            implements Cue {}

    /** The pattern noised by a variance-exploding diffusion up to the time t = 1/λ at which its empirical score is the memory. */
    record Diffused() implements Cue {}
}
