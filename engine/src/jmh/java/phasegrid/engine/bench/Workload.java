package phasegrid.engine.bench;

/**
 * One kernel at a size that sweeps use.
 *
 * @param kernel its name, also to the peers
 * @param unit what one unit of its time is
 * @param units units of one call
 * @param operations floating-point operations of a unit, a fused one counted as two; 0 where they are not what limits it
 * @param target17 the ratio to C++ that is wanted on JDK 17; NaN for none
 * @param target25 the same on JDK 25
 * @param call one call
 */
record Workload(
        String kernel, String unit, double units, double operations, double target17, double target25, Runnable call) {
    /** The target of the Java that runs this. */
    double target() {
        return Runtime.version().feature() >= 25 ? target25 : target17;
    }
}
