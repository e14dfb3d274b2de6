package phasegrid.export.tidy;

import java.util.Optional;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.PhaseTable;

/**
 * The slopes in a phase table: theory columns {@code x_slope} whose definition ends with the axis along which the size of x is
 * a power. Where there is one, x and that axis are read on logarithmic scales.
 */
public final class Slopes {
    private Slopes() {}

    /** The column of an observable's slope along one axis, where theory knows one at some point. */
    public static Optional<String> of(PhaseTable table, String observable, String axis) {
        String name = observable + "_slope";
        return table.columns().stream()
                .filter(c -> c.name().equals(name) && c.role() == Column.Role.THEORY)
                .filter(c -> c.definition().endsWith(", along the axis " + axis))
                .filter(c -> table.values(name).stream().anyMatch(v -> v instanceof Double s && Double.isFinite(s)))
                .map(Column::name)
                .findFirst();
    }
}
