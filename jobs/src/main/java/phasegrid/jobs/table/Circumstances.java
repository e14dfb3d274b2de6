package phasegrid.jobs.table;

/**
 * How a row came about; no part of what it says, so never hashed and never compared.
 *
 * @param cpuSeconds seconds of one core; of a batch that made several rows, each row's equal share
 * @param host the host's name
 * @param jdk version and vendor of the Java runtime
 * @param commit the commit that was built, {@code unknown} where the build could not tell
 * @param classes SHA-256 of the engine's classes
 */
public record Circumstances(double cpuSeconds, String host, String jdk, String commit, String classes) {
    /** Those of each of so many rows that one batch made: each has cost an equal share. */
    public Circumstances shared(int rows) {
        return rows < 2 ? this : new Circumstances(cpuSeconds / rows, host, jdk, commit, classes);
    }

    /** The same without the seconds: where and by which build. */
    Circumstances place() {
        return new Circumstances(0, host, jdk, commit, classes);
    }
}
