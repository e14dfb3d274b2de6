package phasegrid.export.notebooks;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import phasegrid.jobs.cli.Console;
import phasegrid.jobs.cli.SparkOptions;
import phasegrid.jobs.cli.StoredTable;
import phasegrid.jobs.cli.Sweep;
import phasegrid.jobs.cli.SweepArguments;
import phasegrid.jobs.cli.Verb;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.Part;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the tables of a sweep for other tools. */
@Command(
        name = "export",
        description = "Write a sweep's tables as Parquet, CSV, JSON Lines, Arrow and NumPy grids, with a notebook that "
                + "draws them; nothing is sampled.")
public final class ExportVerb implements Verb {
    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Mixin
    private SparkOptions spark;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder, or its URI, in which to write. Usual: export in the sweep's output.")
    private String to;

    @Override
    public Integer call() {
        Sweep sweep = arguments.read();
        PhaseTable table = StoredTable.of(sweep, spark, console);
        String folder = to == null ? sweep.output().uri(Part.EXPORT) : to;
        Output place = Output.at(folder);
        files(table, sweep).forEach((name, bytes) -> {
            place.publish(name, bytes);
            console.out().println(place + "/" + name);
        });
        return 0;
    }

    private Map<String, byte[]> files(PhaseTable table, Sweep sweep) {
        Map<String, byte[]> files = new LinkedHashMap<>(tables("phase", table));
        Optional<byte[]> grids = Grids.npz(table);
        grids.ifPresent(npz -> files.put("phase.npz", npz));
        if (grids.isEmpty()) {
            console.err().println("No phase.npz: the rows lie on no grid that is dense enough.");
        }
        Optional<FitTable> fits = sweep.spec().fits().isEmpty() ? Optional.empty() : FitTable.read(sweep.output());
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
