package phasegrid.engine.model.memory;

import phasegrid.engine.random.RandomStream;

/**
 * One question to an exponential memory: a pattern ξ, a state x, and the overlaps x·ξ^μ with the other patterns. Cues lie on a
 * path that leaves the pattern in a random direction û ⟂ ξ, of {@link #stations} + 1 states: station 0 is the pattern. Real
 * cues keep its norm, x = aξ + √(1−a²)|ξ|û; binary ones flip the sites of a random order.
 */
interface ExponentialQuery {
    /** Chooses a pattern and a direction. */
    void draw(float[] patterns, RandomStream random, RandomStream overlaps);

    /** How many steps the path has. */
    int stations();

    /** The overlap x·ξ/|ξ|² at a station. */
    double overlap(int station);

    /** Puts x at a station of the path. */
    void at(int station);

    /** Puts x at overlap {@code a} of the path, or as near as a binary state can be. */
    void at(double a);

    /** Puts x at ξ + √variance z. */
    void diffuse(double variance);

    /** |ξ|². */
    double norm();

    /** |x|². */
    double squared();

    /** x·ξ. */
    double signal();

    /** The overlaps of x with the other patterns from {@code from}, into {@code out[0]}, …. */
    void scores(int from, int count, double[] out);

    /** The overlaps of ξ with the same. */
    void aligned(int from, int count, double[] out);

    /** |ξ^μ|² of the same. */
    void norms(int from, int count, double[] out);

    /** Moves x to Σ w_μ ξ^μ until it stays, with weights of {@code weighing}; answers x·ξ/|ξ|². Explicit patterns only. */
    default double settle(Softmax weighing) {
        throw new IllegalStateException("Cannot iterate a memory of which only one query's overlaps are known");
    }
}
