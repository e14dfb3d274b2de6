package phasegrid.jobs.cli;

import java.util.Set;

/** A way to write a trace, chosen by the ending of its file; found by {@link java.util.ServiceLoader}. */
public interface TraceForm {
    /** The endings of the files that it writes, without the dot. */
    Set<String> endings();

    /** The bytes of a file with this ending. */
    byte[] bytes(String ending, PointTrace trace);
}
