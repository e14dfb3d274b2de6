package phasegrid.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import phasegrid.jobs.table.Compaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes few large segments of a ledger's many small ones. */
@Command(
        name = "compact",
        description = {
            "Copy the small files of a ledger into few large ones, and delete what was copied a grace period ago.",
            "",
            "Runs may go on meanwhile. The first call copies; a call after the grace period deletes.",
            ""
        },
        footer = {"", "Examples:", "  phasegrid compact sweeps/quickstart.yaml"})
public final class CompactVerb implements Verb {
    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "Delete what was copied this long ago: longer than any run or clock error. Usual: 24h.")
    private String grace;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Duration period = SparkOptions.duration("--grace", grace);
        Compaction.Result result = Compaction.run(arguments.read().output(), period, Instant.now());
        console.out().println(json ? Json.of(json(result)) : text(result));
        return 0;
    }

    private String text(Compaction.Result result) {
        return String.format(
                Locale.ROOT,
                "%d segments copied into %d; %d deleted; %d copied ones wait until %s have passed",
                result.copied(),
                result.written(),
                result.deleted(),
                result.waiting() + result.copied(),
                grace);
    }

    private static Map<String, Object> json(Compaction.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("copied", result.copied());
        json.put("written", result.written());
        json.put("deleted", result.deleted());
        json.put("waiting", result.waiting() + result.copied());
        return json;
    }
}
