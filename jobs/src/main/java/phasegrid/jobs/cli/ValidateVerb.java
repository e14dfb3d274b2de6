package phasegrid.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import phasegrid.engine.sweep.Grid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a sweep and says everything that is wrong with it. */
@Command(
        name = "validate",
        description = "Check a sweep file: every error at once, each with its line and column.",
        footer = {
            "",
            "Examples:",
            "  phasegrid validate sweeps/quickstart.yaml",
            "  phasegrid validate sweeps/quickstart.yaml replicas=10 --json"
        })
public final class ValidateVerb implements Verb {
    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Sweep sweep = arguments.read();
        String model = sweep.definition().model().card().reference();
        String cells = Grid.of(sweep.definition(), sweep.spec()).cells().toString();
        if (json) {
            console.out().println(Json.of(json(sweep.file(), model, Long.parseLong(cells))));
        } else {
            console.out().println(sweep.file() + " is good: " + model + ", " + cells + " grid cells");
        }
        return 0;
    }

    private static Map<String, Object> json(String file, String model, long cells) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file);
        json.put("model", model);
        json.put("cells", cells);
        return json;
    }
}
