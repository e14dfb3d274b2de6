package phasegrid.export.tidy;

import java.util.List;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.PhaseTable;

/** The transition lines in a phase table: theory columns whose definition ends with the axis that they lie on. */
public final class Lines {
    private Lines() {}

    /** The names of those along one axis that exist at some point. */
    public static List<String> along(PhaseTable table, String axis) {
        return table.columns().stream()
                .filter(c -> c.role() == Column.Role.THEORY && c.definition().endsWith(", on the axis " + axis))
                .map(Column::name)
                .filter(name -> table.values(name).stream().anyMatch(v -> v instanceof Double x && Double.isFinite(x)))
                .toList();
    }
}
