package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.SweepSpec;

/**
 * The phase table: one row a point, in grid order.
 *
 * @param columns the columns, in order
 * @param rows the values
 * @param metadata provenance: keys that begin with {@code phasegrid.}
 */
public record PhaseTable(List<Column> columns, List<List<Object>> rows, Map<String, String> metadata) implements Table {
    private static final String FOLDED = "phasegrid.folded";

    /** Keeps its own copies of the lists. */
    public PhaseTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** The table of a sweep: its points, the sweep itself and {@code provenance}, of which keys are metadata keys. */
    public static PhaseTable of(
            Definition<?, ?> definition, SweepSpec spec, List<PointRow> points, Map<String, String> provenance) {
        List<PhaseColumn> fields = PhaseColumns.of(definition, points);
        List<List<Object>> rows = new ArrayList<>();
        for (PointRow point : points) {
            List<Object> row = new ArrayList<>();
            fields.forEach(field -> row.add(field.value().apply(point)));
            rows.add(Collections.unmodifiableList(row));
        }
        Map<String, String> metadata = new TreeMap<>(provenance);
        metadata.put("phasegrid.spec", SpecNotation.json(spec));
        metadata.put("phasegrid.question", spec.question());
        metadata.put("phasegrid.model", definition.model().card().reference());
        return new PhaseTable(fields.stream().map(PhaseColumn::column).toList(), rows, metadata);
    }

    /** Replaces the output's table by this one, atomically; {@code folded} tells later readers whether it is stale. */
    public void write(Output output, Folded folded) {
        Map<String, String> all = new TreeMap<>(metadata);
        all.put(FOLDED, folded.toString());
        output.publish(Part.PHASE, TableFile.encode(new PhaseTable(columns, rows, all)));
    }

    /** The table of {@code output}; nothing where there is none, or none that is whole. */
    public static Optional<PhaseTable> read(Output output) {
        return TableFile.read(output, Part.PHASE)
                .map(file -> new PhaseTable(file.columns(), file.rows(), file.metadata()));
    }

    /** Which rows of the ledger the table was made of; nothing where it was not read from a file. */
    public Optional<Folded> folded() {
        return Optional.ofNullable(metadata.get(FOLDED)).map(Folded::parse);
    }

    /**
     * SHA-256 of everything that names a row, was chosen or was measured: names and types of those columns, then their
     * values to the bit, rows in the order of their keys. 64 hexadecimal digits; theory and circumstances are not in it.
     */
    public String hash() {
        return TableHash.of(this);
    }

    /** A table for a terminal {@code width} characters wide: what varies, what was measured, what theory says. */
    public String toText(int width) {
        return PhaseText.of(this, width);
    }
}
