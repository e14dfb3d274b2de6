package phasegrid.engine.linear;

/** Whether the vector form of kernels can run here, and the remedy where it can't. Both forms give the same bits. */
public final class VectorForm {
    private static final String MODULE = "jdk.incubator.vector";

    /** Whether the Java runtime was started with the vector module. */
    static final boolean AVAILABLE = ModuleLayer.boot().findModule(MODULE).isPresent();

    private VectorForm() {}

    /** The form that runs, for provenance: {@code vector, 8 lanes}, or {@code scalar} with the flag that repairs it. */
    public static String description() {
        return AVAILABLE
                ? "vector, " + VectorPairs.lanes() + " lanes"
                : "scalar; start Java with --add-modules " + MODULE + " for the vector form";
    }
}
