package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import phasegrid.jobs.table.Circumstances;
import phasegrid.jobs.table.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes some of a sweep's stored batches once more, here, and compares their bits. */
@Command(
        name = "reproduce",
        description =
                "Compute some stored batches once more, here and now, and compare them with the ledger to the bit; "
                        + "exit status 1 where one differs. Nothing is written.",
        footer = {
            "",
            "Examples:",
            "  phasegrid reproduce sweeps/quickstart.yaml",
            "  phasegrid reproduce sweeps/quickstart.yaml --batches=20 --json"
        })
public final class ReproduceVerb implements Verb {
    private static final int USUAL = 8;

    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @Option(names = "--batches", paramLabel = "N", description = "How many batches; usual: 8.")
    private int batches = USUAL;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (batches < 1) {
            throw new BadInput("Cannot reproduce " + batches + " batches: give --batches a number from 1");
        }
        Sweep sweep = arguments.read();
        long start = System.nanoTime();
        Reproduction again = Reproduction.of(sweep, batches);
        if (again.rows() == 0) {
            throw new BadInput("Cannot reproduce " + sweep.file() + ": nothing of it is stored in " + sweep.output()
                    + "; run it first, or name the folder with --output");
        }
        if (json) {
            console.out().println(Json.of(json(again)));
        } else {
            text(again, (System.nanoTime() - start) * 1e-9).forEach(console.out()::println);
        }
        return again.differing().isEmpty() ? 0 : 1;
    }

    private static List<String> text(Reproduction again, double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d batches, %d rows computed again in %.1f s: %s",
                again.batches(),
                again.rows(),
                seconds,
                again.differing().isEmpty()
                        ? "every bit is the same"
                        : again.differing().size() + " rows differ"));
        again.origins().forEach(origin -> lines.add("  stored by  " + place(origin)));
        Provenance here = Provenance.here();
        lines.add("  here       " + place(here.host(), here.jdk(), here.commit()));
        again.differing()
                .forEach(d ->
                        lines.add("  differs    " + d.key() + " at " + d.address() + ", stored by " + place(d.from())));
        return lines;
    }

    private static String place(Circumstances c) {
        return place(c.host(), c.jdk(), c.commit());
    }

    private static String place(String host, String jdk, String commit) {
        return host + ", Java " + jdk + ", commit " + commit;
    }

    private static Map<String, Object> json(Reproduction again) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("batches", again.batches());
        json.put("rows", again.rows());
        json.put("same", again.differing().isEmpty());
        json.put(
                "differing", again.differing().stream().map(ReproduceVerb::json).toList());
        return json;
    }

    private static Map<String, Object> json(Reproduction.Differing d) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("point_key", d.key());
        json.put("disorder", d.address().disorder());
        json.put("thermal", d.address().thermal());
        json.put("leg", d.address().leg());
        json.put("stored_by", place(d.from()));
        return json;
    }
}
