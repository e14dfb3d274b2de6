package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.statistics.Cell;

/**
 * The cells of a point, arranged as statistics need them: {@code [independent unit][granule][bin][scalar]}. A unit is a
 * disorder sample; where nothing is quenched and nothing is a chain, it is a sub-block of a batch. Only a chain has
 * more than one bin; a chain that lacks a leg is left out.
 */
final class Samples {
    private final List<List<List<Cell[]>>> units;
    private final boolean blocks;

    private Samples(List<List<List<Cell[]>>> units, boolean blocks) {
        this.units = units;
        this.blocks = blocks;
    }

    /** Arranges {@code rows}, which are in address order. */
    static Samples of(Definition<?, ?> definition, BatchShape shape, List<Row> rows) {
        PayloadLayout layout = new PayloadLayout(definition.scalars().size());
        boolean blocks = !definition.quenched() && !shape.chain();
        long lastLeg = rows.stream().mapToLong(row -> row.address().leg()).max().orElse(0);
        long burnIn = shape.chain() ? burnIn(shape, lastLeg) : 0;
        TreeMap<Long, TreeMap<Integer, List<Cell[]>>> arranged = new TreeMap<>();
        long units = 0;
        for (Row row : rows) {
            if (row.address().leg() >= burnIn) {
                place(layout, shape, blocks, row, units++, arranged);
            }
        }
        return new Samples(complete(arranged.values()), blocks);
    }

    private static List<List<List<Cell[]>>> complete(Collection<TreeMap<Integer, List<Cell[]>>> units) {
        int bins = units.stream()
                .flatMap(unit -> unit.values().stream())
                .mapToInt(List::size)
                .max()
                .orElse(0);
        return units.stream()
                .map(unit ->
                        unit.values().stream().filter(g -> g.size() == bins).toList())
                .filter(unit -> !unit.isEmpty())
                .toList();
    }

    /** The first leg that is used: as many legs before it as fit into the first half of the passes. */
    static long burnIn(BatchShape shape, long lastLeg) {
        long half = shape.passesBefore(lastLeg + 1) / 2;
        long leg = 0;
        while (shape.passesBefore(leg + 1) <= half) {
            leg++;
        }
        return leg;
    }

    private static void place(
            PayloadLayout layout,
            BatchShape shape,
            boolean blocks,
            Row row,
            long order,
            TreeMap<Long, TreeMap<Integer, List<Cell[]>>> arranged) {
        int cells = layout.cells(row.payload());
        int bins = blocks ? 1 : cells / shape.disorder();
        for (int c = 0; c < cells; c++) {
            long unit = blocks ? order * cells + c : (long) row.address().disorder() * shape.disorder() + c / bins;
            arranged.computeIfAbsent(unit, u -> new TreeMap<>())
                    .computeIfAbsent(row.address().thermal(), t -> new ArrayList<>())
                    .add(cell(layout, row.payload(), c));
        }
    }

    private static Cell[] cell(PayloadLayout layout, double[] payload, int c) {
        Cell[] cell = new Cell[layout.scalars()];
        for (int s = 0; s < cell.length; s++) {
            cell[s] = layout.cell(payload, c, s);
        }
        return cell;
    }

    /** Independent units. */
    int size() {
        return units.size();
    }

    /** Whether units are sub-blocks of equal size. */
    boolean blocks() {
        return blocks;
    }

    /** Granules of the unit that has fewest. */
    int granules() {
        return units.stream().mapToInt(List::size).min().orElse(0);
    }

    /** Everything of one scalar in one cell. */
    Cell all(int scalar) {
        return Cell.merge(units.stream().map(unit -> ofUnit(unit, scalar)).toList());
    }

    /** One scalar of each unit, everything merged. */
    List<Cell> units(int scalar) {
        return units.stream().map(unit -> ofUnit(unit, scalar)).toList();
    }

    static Cell ofUnit(List<List<Cell[]>> unit, int scalar) {
        return Cell.merge(
                unit.stream().map(granule -> ofGranule(granule, scalar)).toList());
    }

    static Cell ofGranule(List<Cell[]> granule, int scalar) {
        return Cell.merge(granule.stream().map(bin -> bin[scalar]).toList());
    }

    /** For each unit the cell whose values are the means of its chains: a chain counts as one. */
    List<Cell> chainMeans(int scalar) {
        return units.stream()
                .map(unit -> Cell.of(unit.stream()
                        .mapToDouble(g -> ofGranule(g, scalar).mean())
                        .toArray()))
                .toList();
    }

    /** The chains that have one law: those of each disorder sample where something is quenched, else all. */
    List<List<List<Cell[]>>> groups(boolean quenched) {
        return quenched ? units : List.of(units.stream().flatMap(List::stream).toList());
    }

    /** The bin means of every chain of a group. */
    static double[][] bins(List<List<Cell[]>> group, int scalar) {
        return group.stream()
                .map(chain ->
                        chain.stream().mapToDouble(bin -> bin[scalar].mean()).toArray())
                .toArray(double[][]::new);
    }

    /** The means of all scalars in each granule of one unit. */
    double[][] granuleMeans(int unit, int scalars) {
        return units.get(unit).stream().map(granule -> means(granule, scalars)).toArray(double[][]::new);
    }

    /** The means of all scalars in each bin of a point's only chain. */
    double[][] binMeans(int scalars) {
        return units.get(0).get(0).stream()
                .map(bin -> means(List.<Cell[]>of(bin), scalars))
                .toArray(double[][]::new);
    }

    private static double[] means(List<Cell[]> granule, int scalars) {
        double[] means = new double[scalars];
        for (int s = 0; s < scalars; s++) {
            means[s] = ofGranule(granule, s).mean();
        }
        return means;
    }
}
