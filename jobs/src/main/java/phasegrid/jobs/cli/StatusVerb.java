package phasegrid.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how much of a sweep is done: what a scheduler asks before it submits again. */
@Command(
        name = "status",
        description = {
            "Say how much of a sweep is done; exit status 0 when all is, else 75.",
            "",
            "What a segment says at its end that it holds is believed: few bytes are read, whatever the ledger's size."
                    + " Damage elsewhere in it is found by what reads payloads, which are run and table, and by --check."
        },
        footer = {
            "",
            "Examples:",
            "  phasegrid status sweeps/quickstart.yaml",
            "  phasegrid status sweeps/quickstart.yaml --check",
            "  phasegrid status sweeps/quickstart.yaml --watch 5"
        })
public final class StatusVerb implements Verb {
    private static final int INCOMPLETE = 75;

    @Mixin
    private Console console;

    @Mixin
    private SweepArguments arguments;

    @SuppressWarnings("UnusedVariable") // so that the words of a run can be asked about as they are
    @Mixin
    private SparkOptions spark;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--check",
            description =
                    "Read every byte of the ledger first: what a corrupt segment held counts as missing from then on.")
    private boolean check;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "10",
            description =
                    "Say it again every so many seconds, 10 if not said, with the points that matter, until all is done.")
    private Integer watch;

    @Override
    public Integer call() {
        if (watch != null && watch < 1) {
            throw new BadInput("Cannot watch every " + watch + " seconds: give --watch a number from 1");
        }
        CompletableFuture<Inventory> listed =
                CompletableFuture.supplyAsync(() -> Ledger.at(arguments.place()).inventory());
        Sweep sweep = arguments.read();
        if (check) {
            check(sweep);
        }
        int status = once(sweep, check ? Ledger.at(sweep.output()).inventory() : found(listed));
        return watch == null ? status : watched(sweep, status);
    }

    /** The ledger, which was listed while the sweep was read. */
    private static Inventory found(CompletableFuture<Inventory> listed) {
        try {
            return listed.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    private void check(Sweep sweep) {
        long corrupt = Ledger.at(sweep.output()).check();
        if (corrupt > 0) {
            console.err()
                    .println(corrupt + (corrupt == 1 ? " segment is" : " segments are")
                            + " corrupt; named in " + sweep.output().uri(Part.QUARANTINE)
                            + ", and computed again by the next run");
        }
    }

    private int watched(Sweep sweep, int first) {
        int status = first;
        while (status != 0 && paused()) {
            status = once(sweep, Ledger.at(sweep.output()).inventory());
        }
        return status;
    }

    private boolean paused() {
        try {
            TimeUnit.SECONDS.sleep(watch);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int once(Sweep sweep, Inventory held) {
        Census census = Census.of(sweep, held);
        if (watch != null && !json) {
            LiveTable.of(sweep).stream()
                    .flatMap(table -> Notable.of(sweep.spec(), table).lines().stream())
                    .forEach(console.out()::println);
        }
        if (json) {
            console.out().println(Json.of(json(sweep, census)));
        } else {
            console.out().println(text(sweep, census));
        }
        console.out().flush();
        return census.missing() == 0 ? 0 : INCOMPLETE;
    }

    private static String text(Sweep sweep, Census census) {
        return String.format(
                Locale.ROOT,
                "%.0f/%.0f points, %.0f of %.0f batches missing, in %s",
                census.pointsDone(),
                census.points(),
                census.missing(),
                census.batches(),
                sweep.output());
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
