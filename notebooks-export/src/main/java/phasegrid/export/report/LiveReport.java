package phasegrid.export.report;

import java.util.Map;
import java.util.Optional;
import phasegrid.jobs.table.PhaseTable;

/** The figures of a sweep that is still running, and their data, which the page asks for every few seconds. */
public final class LiveReport {
    private LiveReport() {}

    /** The page; it asks for {@code data} beside it and for nothing else. */
    public static String page(String title, PhaseTable table) {
        return new Page(title, table, Optional.empty(), Map.of()).live();
    }

    /** What the figures are drawn from. */
    public static String data(PhaseTable table) {
        return Explorer.json(table);
    }
}
