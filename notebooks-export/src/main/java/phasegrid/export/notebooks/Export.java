package phasegrid.export.notebooks;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Table;

/** The files of an export, by name; equal tables give equal bytes. */
final class Export {
    private Export() {}

    static Map<String, byte[]> files(PhaseTable table, Optional<FitTable> fits) {
        Map<String, byte[]> files = new LinkedHashMap<>(tables("phase", table));
        Grids.npz(table).ifPresent(npz -> files.put("phase.npz", npz));
        fits.ifPresent(all -> files.putAll(tables("fits", all)));
        files.put("columns.json", utf8(Description.of(table)));
        files.put("phase.ipynb", utf8(Notebook.of(table)));
        return files;
    }

    private static Map<String, byte[]> tables(String name, Table table) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(name + ".parquet", table.toParquet(Map.of("ARROW:schema", ArrowFile.schemaMessage(table))));
        files.put(name + ".csv", utf8(table.toCsv()));
        files.put(name + ".jsonl", utf8(table.toJsonLines()));
        files.put(name + ".arrow", ArrowFile.of(table));
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
