package phasegrid.export.tidy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.PhaseTable;

/**
 * The rows of a table on the grid of its axes: a dense box, of which some cells may have no row.
 *
 * @param axes the axes, the last one running fastest
 * @param extents how many places each axis has: its values, and a last place where rows lack one
 * @param cells for each row its cell in row-major order
 */
public record Lattice(List<Axis> axes, List<Integer> extents, List<Long> cells) {
    /** Keeps its own copies. */
    public Lattice {
        axes = List.copyOf(axes);
        extents = List.copyOf(extents);
        cells = List.copyOf(cells);
    }

    /**
     * The lattice of a table: its varying axes, and where two rows would share a cell the other parameters that differ,
     * one by one. Nothing where no parameters tell rows apart.
     */
    public static Optional<Lattice> of(PhaseTable table) {
        List<Axis> axes = new ArrayList<>(Axes.of(table));
        List<Axis> others = table.columns().stream()
                .filter(c -> c.role() == Column.Role.PARAMETER)
                .map(c -> Axis.of(table, c))
                .filter(axis -> axis.values().size() > 1 && !axes.contains(axis))
                .toList();
        Lattice lattice = over(table, axes);
        for (int i = 0; i < others.size() && !lattice.injective(); i++) {
            axes.add(others.get(i));
            lattice = over(table, axes);
        }
        return Optional.of(lattice).filter(Lattice::injective);
    }

    private static Lattice over(PhaseTable table, List<Axis> axes) {
        long[] cells = new long[table.rows().size()];
        List<Integer> extents = new ArrayList<>();
        for (Axis axis : axes) {
            List<Object> values = table.values(axis.name());
            Map<Object, Integer> places = places(axis, values);
            extents.add(places.size());
            for (int row = 0; row < cells.length; row++) {
                cells[row] = cells[row] * places.size() + places.get(values.get(row));
            }
        }
        return new Lattice(axes, extents, Arrays.stream(cells).boxed().toList());
    }

    private static Map<Object, Integer> places(Axis axis, List<Object> values) {
        Map<Object, Integer> places = new HashMap<>();
        axis.values().forEach(value -> places.put(value, places.size()));
        if (values.contains(null)) {
            places.put(null, places.size());
        }
        return places;
    }

    private boolean injective() {
        return new HashSet<>(cells).size() == cells.size();
    }

    /** How many cells the box has; infinite where a long can't hold it. */
    public double size() {
        return extents.stream().mapToDouble(n -> n).reduce(1, (a, b) -> a * b);
    }
}
