package phasegrid.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries a small sweep here and on a cluster, undisturbed and disturbed, and compares the tables to the bit. */
@Command(
        name = "selftest",
        description = {
            "Run a small sweep on this machine and on a master, and compare the tables to the bit.",
            "",
            "With --faults the sweep is also stopped, cut into parts, damaged and compacted on the way.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  phasegrid selftest                     on this machine",
            "  phasegrid selftest --faults"
        })
public final class SelftestVerb implements Verb {
    @Mixin
    private Console console;

    @Option(names = "--master", paramLabel = "URL", defaultValue = "local[*]", description = "Spark's master.")
    private String master;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "An empty folder or URI that every executor sees. Usual: a temporary folder.")
    private String output;

    @Option(names = "--faults", description = "Disturb it too.")
    private boolean faults;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final List<Map<String, Object>> trials = new ArrayList<>();

    @Override
    public Integer call() {
        try {
            Path folder = Files.createTempDirectory("phasegrid-selftest");
            try {
                return run(new Selftest(folder, output == null ? folder.toString() : output, master));
            } finally {
                Warming.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot test: no temporary folder can be used", e);
        }
    }

    private int run(Selftest test) {
        boolean held = tell("undisturbed, here", test, test::undisturbed)
                && tell("undisturbed, on " + test.master(), test, test::onMaster);
        if (held && faults) {
            held = tell("stopped again and again", test, test::stopped)
                    & tell("in three parts, the last first", test, test::inParts)
                    & tell("a segment damaged, then run again", test, test::damaged)
                    & tell("segments copied into one and deleted", test, test::compacted);
        }
        say(
                json
                        ? Json.of(json(test.master(), trials))
                        : held ? "all tables are the same to the bit" : "a trial failed, or its table differs");
        return held ? 0 : 1;
    }

    private void say(String text) {
        console.out().println(text);
    }

    /** What held on a master. */
    static Map<String, Object> json(String master, List<Map<String, Object>> trials) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("master", master);
        json.put("trials", trials);
        json.put("same", trials.stream().allMatch(trial -> (boolean) trial.get("held")));
        return json;
    }

    /** How one trial ended. */
    static Map<String, Object> json(String name, double seconds, boolean held) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trial", name);
        json.put("seconds", seconds);
        json.put("held", held);
        return json;
    }

    private interface Trial {
        boolean held() throws IOException;
    }

    private boolean tell(String name, Selftest test, Trial trial) {
        test.begins();
        long start = System.nanoTime();
        boolean held = held(trial);
        double seconds = (System.nanoTime() - start) * 1e-9;
        trials.add(json(name, seconds, held));
        if (!json) {
            say(String.format(Locale.ROOT, "%-40s %6.1f s  %s", name, seconds, verdict(held, test)));
        }
        if (!held) {
            console.err().println(test.said());
        }
        return held;
    }

    private static String verdict(boolean held, Selftest test) {
        if (held) {
            return "held";
        }
        return test.failed() ? "FAILED" : "DIFFERS";
    }

    private static boolean held(Trial trial) {
        try {
            return trial.held();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot test: " + e.getMessage(), e);
        }
    }
}
