package phasegrid.engine.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A CSV file of the test resources, without quotes; lines that begin with # are remarks. */
public final class Table {
    private Table() {}

    /** Its rows, by column. */
    public static List<Map<String, String>> read(String resource) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Table.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            List<String[]> cells = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .collect(Collectors.toList());
            String[] header = cells.remove(0);
            return cells.stream().map(row -> row(header, row)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(String[] header, String[] cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            row.put(header[i], cells[i]);
        }
        return row;
    }
}
