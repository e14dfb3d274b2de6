package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.statistics.Cell;

/**
 * The cells of a point, arranged as statistics need them: {@code [independent unit][granule][bin][scalar]}. A unit is a
 * disorder sample; where nothing is quenched and nothing is a chain, it is a sub-block of a batch. Only a chain has
 * more than one bin: those of the last leg, and from earlier legs as many joined as make bins of the same length (the first
 * legs are too short for one and are left out). A chain that lacks a leg is left out.
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
        Row last = rows.stream()
                .max((a, b) -> Long.compare(a.address().leg(), b.address().leg()))
                .orElseThrow();
        long length = length(layout, shape, last);
        TreeMap<Long, TreeMap<Integer, List<Cell[]>>> arranged = new TreeMap<>();
        long units = 0;
        for (Row row : rows) {
            place(layout, shape, blocks, row, units++, length, arranged);
        }
        return new Samples(complete(arranged.values()), blocks);
    }

    /** Passes of a bin; 1 for independent draws. */
    private static long length(PayloadLayout layout, BatchShape shape, Row row) {
        int bins = layout.cells(row.payload()) / shape.disorder();
        return shape.chain() ? shape.passes(row.address().leg()) / bins : 1;
    }

    /** The same without burn-in: with the bins that {@link Stationarity#burnIn} leaves, judged by these scalars. */
    Samples settled(List<Integer> scalars) {
        if (units.isEmpty()) {
            return this;
        }
        int cut =
                Stationarity.burnIn(scalars.stream().map(s -> bins(chains(), s)).toList());
        return new Samples(
                units.stream()
                        .map(unit -> unit.stream()
                                .map(chain -> chain.subList(cut, chain.size()))
                                .toList())
                        .toList(),
                blocks);
    }

    /** The same without every unit whose number is {@code group} modulo {@code groups}. */
    Samples without(int group, int groups) {
        return new Samples(
                IntStream.range(0, units.size())
                        .filter(u -> u % groups != group)
                        .mapToObj(units::get)
                        .toList(),
                blocks);
    }

    /** Every chain of every unit. */
    List<List<Cell[]>> chains() {
        return units.stream().flatMap(List::stream).toList();
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

    private static void place(
            PayloadLayout layout,
            BatchShape shape,
            boolean blocks,
            Row row,
            long order,
            long length,
            TreeMap<Long, TreeMap<Integer, List<Cell[]>>> arranged) {
        int cells = layout.cells(row.payload());
        int bins = blocks ? 1 : cells / shape.disorder();
        int joined = shape.chain() ? (int) (length / length(layout, shape, row)) : 1;
        if (joined > bins) {
            return;
        }
        for (int c = 0; c < cells; c += joined) {
            long unit = blocks ? order * cells + c : (long) row.address().disorder() * shape.disorder() + c / bins;
            arranged.computeIfAbsent(unit, u -> new TreeMap<>())
                    .computeIfAbsent(row.address().thermal(), t -> new ArrayList<>())
                    .add(cell(layout, row.payload(), c, joined));
        }
    }

    /** The cell of {@code joined} cells one after another. */
    private static Cell[] cell(PayloadLayout layout, double[] payload, int c, int joined) {
        Cell[] cell = new Cell[layout.scalars()];
        for (int s = 0; s < cell.length; s++) {
            cell[s] = layout.cell(payload, c, s);
            for (int i = 1; i < joined; i++) {
                cell[s] = cell[s].merge(layout.cell(payload, c + i, s));
            }
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
        return unit.size() == 1
                ? ofGranule(unit.get(0), scalar)
                : Cell.merge(
                        unit.stream().map(granule -> ofGranule(granule, scalar)).toList());
    }

    static Cell ofGranule(List<Cell[]> granule, int scalar) {
        return granule.size() == 1
                ? granule.get(0)[scalar]
                : Cell.merge(granule.stream().map(bin -> bin[scalar]).toList());
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
