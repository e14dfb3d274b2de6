package phasegrid.jobs.table;

/**
 * How a row came about; no part of what it says, so never hashed and never compared.
 *
 * @param cpuSeconds seconds of one core
 * @param host the host's name
 * @param jdk version and vendor of the Java runtime
 * @param commit the commit that was built, {@code unknown} where the build could not tell
 * @param classes SHA-256 of the engine's classes
 */
public record Circumstances(double cpuSeconds, String host, String jdk, String commit, String classes) {
    /** The same without the seconds: where and by which build. */
    Circumstances place() {
        return new Circumstances(0, host, jdk, commit, classes);
    }
}
