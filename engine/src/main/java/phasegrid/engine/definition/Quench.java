package phasegrid.engine.definition;

/** How a parameter takes part in the quenched disorder. */
public enum Quench {
    /** The disorder sample is the same whatever the value. */
    NO,
    /** A larger value extends the sample: patterns and data are drawn one after another. */
    NESTS,
    /** The sample's shape depends on the value, so no sample can be shared along it. */
    FIXES
}
