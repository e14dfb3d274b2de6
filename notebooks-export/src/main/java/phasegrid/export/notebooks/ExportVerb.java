package phasegrid.export.notebooks;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the tables of a sweep for other tools. */
@Command(
        name = "export",
        description = "Write a sweep's tables as Parquet, CSV, JSON Lines, Arrow and NumPy grids, with a notebook that "
                + "draws them; nothing is sampled.",
        footer = {"", "Examples:", "  phasegrid export sweeps/quickstart.yaml --to data"})
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
        Optional<FitTable> fits = sweep.spec().fits().isEmpty() ? Optional.empty() : FitTable.read(sweep.output());
        Map<String, byte[]> files = Export.files(table, fits);
        files.forEach((name, bytes) -> {
            place.publish(name, bytes);
            console.out().println(place + "/" + name);
        });
        if (!files.containsKey("phase.npz")) {
            console.err().println("No phase.npz: the rows lie on no grid that is dense enough.");
        }
        return 0;
    }
}
