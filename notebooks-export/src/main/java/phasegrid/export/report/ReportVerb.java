package phasegrid.export.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import phasegrid.export.plot.Figure;
import phasegrid.export.tidy.Places;
import phasegrid.export.tidy.Quantity;
import phasegrid.jobs.cli.AgreementTable;
import phasegrid.jobs.cli.BadInput;
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

/** Writes the page of a sweep, and on request its figures for print. */
@Command(
        name = "report",
        description =
                "Write a page that shows a sweep: figures over theory, agreement, cost, table; nothing is sampled.",
        footer = {
            "",
            "Examples:",
            "  phasegrid report sweeps/quickstart.yaml",
            "  phasegrid report sweeps/quickstart.yaml --figures figures",
            "  phasegrid report sweeps/quickstart.yaml --figures figures --observable same_label_clone"
        })
public final class ReportVerb implements Verb {
    private static final String PAGE = "index.html";

    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Mixin
    private SparkOptions spark;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "Write figures for print there too, each as PNG and SVG, at a journal column's width.")
    private String figures;

    @Option(
            names = "--thumbnail",
            paramLabel = "FILE",
            description = "Write the figure that tells most there too, as a small PNG.")
    private String thumbnail;

    @Option(
            names = "--observable",
            paramLabel = "NAME",
            description = "What these are of. Usual: every observable; the small PNG is of the first that varies.")
    private String observable = "";

    @Override
    public Integer call() {
        Sweep sweep = arguments.read();
        PhaseTable table = StoredTable.of(sweep, spark, console);
        Optional<FitTable> fits = sweep.spec().fits().isEmpty() ? Optional.empty() : FitTable.read(sweep.output());
        Page page = new Page(sweep.title(), table, fits, AgreementTable.of(sweep, table));
        sweep.output().publish(Part.REPORT, PAGE, page.html().getBytes(StandardCharsets.UTF_8));
        console.out().println("page    " + sweep.output().uri(Part.REPORT) + "/" + PAGE);
        if (figures != null) {
            draw(table, fits);
        }
        if (thumbnail != null) {
            small(table);
        }
        return 0;
    }

    private void small(PhaseTable table) {
        Figure figure = Figures.telling(table, observable)
                .orElseThrow(() -> new BadInput("Cannot draw a thumbnail: "
                        + (observable.isEmpty()
                                ? "no numeric axis of this sweep varies"
                                : "no curve of " + observable)));
        int folder = thumbnail.lastIndexOf('/');
        Output.at(folder < 0 ? "." : thumbnail.substring(0, Math.max(1, folder)))
                .publish(thumbnail.substring(folder + 1), figure.thumbnail());
        console.out().println("figure  " + thumbnail);
    }

    private void draw(PhaseTable table, Optional<FitTable> fits) {
        Output place = Output.at(figures);
        for (Figure figure : figures(table, fits)) {
            place.publish(figure.name() + ".png", figure.png());
            place.publish(figure.name() + ".svg", figure.svg());
            console.out().println("figure  " + place + "/" + figure.name() + ".{png,svg}");
        }
    }

    private List<Figure> figures(PhaseTable table, Optional<FitTable> fits) {
        List<String> names = Stream.concat(
                        Quantity.of(table).stream().map(Quantity::name),
                        Places.of(table).stream().map(Places::name))
                .toList();
        if (!observable.isEmpty() && !names.contains(observable)) {
            throw new BadInput("Cannot draw " + observable + ": the table has no such observable; it has "
                    + String.join(", ", names));
        }
        return Figures.of(table, fits, observable);
    }
}
