package phasegrid.jobs.yaml;

import java.util.List;

/** Says everything that is wrong with a sweep: one line each, in the order of the file. */
public final class SweepProblems extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    SweepProblems(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    /** {@code path:line:column: message}, or {@code override key=value: message}. */
    public List<String> lines() {
        return lines;
    }
}
