package phasegrid.engine.definition;

/** Where simulations find the numbers of {@link DataFile}s: read outside of the engine, the same on every executor. */
@FunctionalInterface
public interface Data {
    /** No files at all. */
    Data NONE = file -> {
        throw new IllegalStateException("Cannot use " + file.path() + ": nobody has read it");
    };

    /** The rows of a file; its content is what {@code file} says. */
    Rows rows(DataFile file);

    /** Rows of numbers; safe between threads. */
    @FunctionalInterface
    interface Rows {
        /** Copies row {@code i} to place {@code at} of {@code out}. */
        void copy(int i, double[] out, int at);
    }
}
