package phasegrid.jobs.cli;

import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Status;
import phasegrid.engine.sweep.SweepSpec;
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
        })
public final class PointVerb implements Verb {
    @Mixin
    private Console console;

    @Mixin
    private PointArguments arguments;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        return sampled(arguments.definition());
    }

    private <P extends Record, Q> int sampled(Definition<P, Q> definition) {
        SweepSpec spec = arguments.spec();
        PointRow row = PointRun.of(definition, arguments.jar(), spec).row();
        PointReport report = new PointReport(definition, spec.seed(), row);
        if (json) {
            console.out().println(Json.of(report.json()));
        } else {
            report.text(Console.width()).forEach(console.out()::println);
        }
        return row.measured().status().compareTo(Status.FAILED) <= 0 ? 1 : 0;
    }
}
