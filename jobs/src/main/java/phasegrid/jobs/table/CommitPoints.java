package phasegrid.jobs.table;

/**
 * Is told where a publication stands, so that a test can end the process there. A published file is whole before
 * {@link #beforeRename} and visible from {@link #afterRename} on; object stores have no rename, there both are told
 * around the closing of the stream.
 */
public interface CommitPoints {
    /** Nobody listens. */
    CommitPoints NONE = new CommitPoints() {};

    /** Nothing of the file is written. */
    default void beforeWrite(Part part) {}

    /** The file is written under a temporary name. */
    default void beforeRename(Part part) {}

    /** The file is visible to every reader. */
    default void afterRename(Part part) {}
}
