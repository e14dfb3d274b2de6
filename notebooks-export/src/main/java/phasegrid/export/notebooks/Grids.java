package phasegrid.export.notebooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Lattice;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.PhaseTable;

/**
 * A table as NumPy arrays: {@code axes} names the dimensions, {@code axis_d} holds the coordinates along d, {@code mask}
 * tells which cells have a row, and every other column is one dense array over the axes: NaN (−1 for counts, the empty
 * word) where there is none.
 */
final class Grids {
    private static final double MOST_CELLS = 2e7;

    private final PhaseTable table;
    private final Lattice lattice;
    private final int[] shape;
    private final int size;

    private Grids(PhaseTable table, Lattice lattice) {
        this.table = table;
        this.lattice = lattice;
        shape = lattice.extents().stream().mapToInt(n -> n).toArray();
        size = (int) lattice.size();
    }

    /** The archive; nothing where the rows make no grid, or one with too many holes to be dense. */
    static Optional<byte[]> npz(PhaseTable table) {
        return Lattice.of(table)
                .filter(lattice -> lattice.size() <= MOST_CELLS)
                .map(lattice -> zip(new Grids(table, lattice).arrays()));
    }

    private Map<String, byte[]> arrays() {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        List<Axis> axes = lattice.axes();
        arrays.put("axes", Npy.words(axes.stream().map(Axis::name).toList(), axes.size()));
        for (int i = 0; i < axes.size(); i++) {
            arrays.put("axis_" + axes.get(i).name(), coordinates(axes.get(i), shape[i]));
        }
        arrays.put("mask", mask());
        table.columns().forEach(column -> arrays.put(column.name(), dense(column)));
        return arrays;
    }

    private static byte[] coordinates(Axis axis, int extent) {
        if (!axis.numeric()) {
            String[] words = new String[extent];
            Arrays.setAll(
                    words,
                    i -> i < axis.values().size() ? (String) axis.values().get(i) : "");
            return Npy.words(List.of(words), extent);
        }
        double[] at = new double[extent];
        Arrays.setAll(
                at, i -> i < axis.values().size() ? ((Number) axis.values().get(i)).doubleValue() : Double.NaN);
        return Npy.doubles(at, extent);
    }

    private byte[] mask() {
        boolean[] mask = new boolean[size];
        lattice.cells().forEach(cell -> mask[cell.intValue()] = true);
        return Npy.truths(mask, shape);
    }

    private byte[] dense(Column column) {
        List<Object> values = table.values(column.name());
        return switch (column.type()) {
            case DOUBLE -> Npy.doubles(reals(values), shape);
            case LONG -> Npy.longs(wholes(values), shape);
            case STRING -> Npy.words(words(values), shape);
        };
    }

    private double[] reals(List<Object> values) {
        double[] all = new double[size];
        Arrays.fill(all, Double.NaN);
        for (int row = 0; row < values.size(); row++) {
            all[cell(row)] = values.get(row) == null ? Double.NaN : (Double) values.get(row);
        }
        return all;
    }

    private long[] wholes(List<Object> values) {
        long[] all = new long[size];
        Arrays.fill(all, -1);
        for (int row = 0; row < values.size(); row++) {
            all[cell(row)] = values.get(row) == null ? -1 : (Long) values.get(row);
        }
        return all;
    }

    private List<String> words(List<Object> values) {
        String[] all = new String[size];
        Arrays.fill(all, "");
        for (int row = 0; row < values.size(); row++) {
            all[cell(row)] = values.get(row) == null ? "" : (String) values.get(row);
        }
        return List.of(all);
    }

    private int cell(int row) {
        return lattice.cells().get(row).intValue();
    }

    /** Entries carry no time, so that equal tables make equal files. */
    private static byte[] zip(Map<String, byte[]> arrays) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(array.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to memory", e);
        }
        return bytes.toByteArray();
    }
}
