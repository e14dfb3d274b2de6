package phasegrid.jobs.table;

import java.util.Map;

/**
 * What runs here.
 *
 * @param version of Phasegrid
 * @param commit the commit that was built, {@code unknown} where the build could not tell
 * @param dirty {@code true} where files differed from that commit, {@code false}, or {@code unknown}
 * @param jdk version and vendor of the Java runtime
 * @param host the host's name
 * @param kernels the numeric kernels in use
 * @param classes SHA-256 of the engine's classes
 */
public record Provenance(
        String version, String commit, String dirty, String jdk, String host, String kernels, String classes) {
    /** The provenance of this process; computed once. */
    public static Provenance here() {
        throw new UnsupportedOperationException();
    }

    /** The circumstances of a row that this process computed. */
    public Circumstances circumstances(double cpuSeconds) {
        return new Circumstances(cpuSeconds, host, jdk, commit, classes);
    }

    /** As metadata of a table, {@code phasegrid.version} and so on. */
    public Map<String, String> metadata() {
        throw new UnsupportedOperationException();
    }
}
