package phasegrid.jobs.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import phasegrid.jobs.spark.Portion;
import phasegrid.jobs.spark.RunOutcome;
import phasegrid.jobs.spark.RunRequest;
import phasegrid.jobs.spark.SweepRun;
import phasegrid.jobs.table.PhaseTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes what a sweep wants and its ledger lacks, then shows the table. */
@Command(
        name = "run",
        description = {
            "Run a sweep: compute what its ledger lacks, write the phase table, show it.",
            "",
            "Running it again computes nothing; with more replicas or more values only what is new.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  phasegrid run sweeps/quickstart.yaml",
            "  phasegrid run sweeps/quickstart.yaml replicas=20000 --time-limit 30m",
            "  phasegrid run sweeps/quickstart.yaml axes.d=64,256 --output runs/mine --json"
        })
public final class RunVerb implements Verb {
    /** Points that are watched, so that the first of them to finish can be shown. */
    private static final int WATCHED = 20;

    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Mixin
    private SparkOptions spark;

    @Mixin
    private Form form;

    @Option(
            names = "--part",
            paramLabel = "i/k",
            description = {
                "Compute only part i, from 0, of k: so that k runs that know nothing of each other, such as the jobs of"
                        + " an array, fill one ledger. The last of them makes the table."
            })
    private String part;

    @Option(
            names = "--serve",
            description = "Show the figures while they fill in, on a page for browsers of this machine alone.")
    private boolean serve;

    @Override
    public Integer call() {
        Portion taken = portion();
        Sweep sweep = arguments.read();
        Log.in(sweep.output());
        Optional<Function<PhaseTable, String>> form = this.form.chosen();
        PrintWriter people = form.isPresent() ? console.err() : console.out();
        RunRequest request = spark.request(sweep, WATCHED).portion(taken);
        people.println(sweep.title());
        long start = System.nanoTime();
        Progress progress = new Progress(sweep.spec(), console.quiet() ? console.err() : people, console.err());
        RunOutcome outcome = run(request, progress, sweep, people);
        progress.ends();
        form.ifPresent(f -> outcome.table().map(f).ifPresent(console.out()::println));
        RunReport report = new RunReport(sweep, outcome, (System.nanoTime() - start) * 1e-9, form.isEmpty());
        report.lines(Console.width()).stream().map(Colours::of).forEach(people::println);
        return outcome.exitStatus();
    }

    @SuppressWarnings("try") // the page is open while the sweep runs
    private RunOutcome run(RunRequest request, Progress progress, Sweep sweep, PrintWriter people) {
        if (!serve) {
            return SweepRun.run(request, progress);
        }
        Viewer viewer = ServiceLoader.load(Viewer.class)
                .findFirst()
                .orElseThrow(() ->
                        new BadInput("Cannot serve a page: this installation has no viewer; run without --serve"));
        try (Viewer.View view = viewer.open(sweep, people::println)) {
            return SweepRun.run(request, progress);
        }
    }

    private Portion portion() {
        try {
            return part == null ? Portion.ALL : Portion.parse(part);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage());
        }
    }
}
