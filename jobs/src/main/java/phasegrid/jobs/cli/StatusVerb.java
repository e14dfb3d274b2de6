package phasegrid.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how much of a sweep is done: what a scheduler asks before it submits again. */
@Command(name = "status", description = "Say how much of a sweep is done; exit status 0 when all is, else 75.")
public final class StatusVerb implements Verb {
    private static final int INCOMPLETE = 75;

    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Mixin
    private SparkOptions spark;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Sweep sweep = arguments.read();
        Census census = Census.of(sweep);
        if (json) {
            console.out().println(Json.of(json(sweep, census)));
        } else {
            console.out()
                    .printf(
                            "%.0f/%.0f points, %.0f of %.0f batches missing, in %s%n",
                            census.pointsDone(), census.points(), census.missing(), census.batches(), sweep.output());
        }
        return census.missing() == 0 ? 0 : INCOMPLETE;
    }

    private static Map<String, Object> json(Sweep sweep, Census census) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", sweep.file());
        json.put("output", sweep.output().toString());
        json.put("points", census.points());
        json.put("points_done", census.pointsDone());
        json.put("batches", census.batches());
        json.put("batches_missing", census.missing());
        json.put("complete", census.missing() == 0);
        return json;
    }
}
