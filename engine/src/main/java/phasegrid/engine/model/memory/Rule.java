package phasegrid.engine.model.memory;

/** How a Hebbian network learns from noisy examples. */
public enum Rule {
    /** From the average example of each archetype: somebody tells which examples belong together. */
    SUPERVISED,
    /** From every example by itself. */
    UNSUPERVISED
}
