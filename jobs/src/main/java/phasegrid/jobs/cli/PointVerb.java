package phasegrid.jobs.cli;

import java.util.Arrays;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Status;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Trace;
import phasegrid.jobs.table.PointRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Samples one point here and now, without Spark and without a ledger. */
@Command(
        name = "point",
        description = {
            "Sample one point here and now, and lay theory beside it.",
            "",
            "Besides parameters: seed=S (1), replicas=N or D,T (1000), passes=N, share=a,b, ladder=a,b. With the "
                    + "values of a sweep's row the numbers are that row's, to the bit.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  phasegrid point two-gaussians d=256 t=2.5",
            "  phasegrid point hopfield d=500 alpha=0.1 temperature=0.2 passes=500 --json",
            "  phasegrid point two-gaussians d=64 t=2 route=direct replicas=1 --trace way.svg"
        })
public final class PointVerb implements Verb {
    @Mixin
    private Console console;

    @Mixin
    private PointArguments arguments;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Follow one replica and write its way there: the states of a backward run, the passes of a "
                    + "chain. The ending says how: .csv .json .svg .png .html")
    private String file;

    @Option(
            names = "--replica",
            paramLabel = "D[,T]",
            defaultValue = "0",
            description = "Which replica: the index of its disorder sample, then of its thermal history. Usual: 0.")
    private String replica;

    @Override
    public Integer call() {
        return sampled(arguments.definition());
    }

    private <P extends Record, Q> int sampled(Definition<P, Q> definition) {
        SweepSpec spec = arguments.spec();
        Optional<TraceFile> traced = Optional.ofNullable(file).map(TraceFile::of);
        long[] which = which();
        PointRun<P, Q> run = PointRun.of(definition, arguments.jar(), spec);
        traced.ifPresent(to -> trace(run, definition, spec, which, to));
        PointRow row = run.row();
        PointReport report = new PointReport(definition, spec.seed(), row);
        if (json) {
            console.out().println(Json.of(report.json()));
        } else {
            report.text(Console.width()).stream().map(Colours::of).forEach(console.out()::println);
        }
        return row.measured().status().compareTo(Status.FAILED) <= 0 ? 1 : 0;
    }

    private long[] which() {
        if (!replica.matches("[0-9]{1,9}(,[0-9]{1,9})?")) {
            throw new BadInput("Cannot follow replica " + replica
                    + ": write the index of a disorder sample, as in 3, or " + "that and a thermal one, as in 3,1");
        }
        return Arrays.stream(replica.split(",")).mapToLong(Long::parseLong).toArray();
    }

    private <P extends Record, Q> void trace(
            PointRun<P, Q> run, Definition<P, Q> definition, SweepSpec spec, long[] which, TraceFile to) {
        Trace trace;
        try {
            trace = run.trace(which[0], which.length > 1 ? which[1] : 0);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage());
        }
        PointTrace point = new PointTrace(definition, run.values(), spec.seed(), trace);
        to.write(point);
        console.err().println("trace " + to.file() + ": " + point.replica());
    }
}
