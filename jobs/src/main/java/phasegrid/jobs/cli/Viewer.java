package phasegrid.jobs.cli;

import java.util.function.Consumer;

/** Shows a sweep while it runs; found by {@link java.util.ServiceLoader}. */
public interface Viewer {
    /** A view that goes on until it is closed. */
    interface View extends AutoCloseable {
        @Override
        void close();
    }

    /** Opens a view of {@code sweep}; tells {@code says} where it is to be seen. */
    View open(Sweep sweep, Consumer<String> says);
}
