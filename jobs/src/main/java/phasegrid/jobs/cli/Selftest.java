package phasegrid.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import phasegrid.engine.definition.Definition;

/** A small sweep and what is done to it; every trial tells whether the table is that of the first. */
final class Selftest {
    private static final String SWEEP = """
            question: Is it the same whatever happens?
            model: %s
            seed: 1
            axes:
              d: [16, 32, 64]
              t: {from: 1, to: 3, step: 0.5}
            fixed: {sampler.steps: 20}
            replicas: 40000
            """;
    private static final String MASTER = "spark.master";
    private static final int STOPPED = 75;
    private static final int LONGEST_STOP = 256;

    private final String file;
    private final String output;
    private final String master;
    private String undisturbed = "";
    private String said = "";
    private boolean failed;

    Selftest(Path folder, String output, String master) throws IOException {
        file = Files.writeString(folder.resolve("selftest.yaml"), sweep()).toString();
        this.output = output;
        this.master = master;
    }

    /** The sweep, of the model's version here. */
    static String sweep() {
        Definition<?, ?> model = ModelCatalogue.here().model("two-gaussians");
        return String.format(Locale.ROOT, SWEEP, model.model().card().reference());
    }

    boolean undisturbed() {
        boolean done = withoutSiteSettings(() -> run("here", "local[2]")) == 0;
        undisturbed = hash("here");
        return done && undisturbed.matches("[0-9a-f]{64}");
    }

    /**
     * In this process alone, whatever a submit script has set: its master, and its authentication, for which Spark would
     * make a secret here that it then keeps.
     */
    private static int withoutSiteSettings(IntSupplier run) {
        Properties all = System.getProperties();
        Properties rest = new Properties();
        all.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("spark."))
                .forEach(name -> rest.setProperty(name, all.getProperty(name)));
        System.setProperties(rest);
        try {
            return run.getAsInt();
        } finally {
            System.setProperties(all);
        }
    }

    /** The master that the other trials run on: a submit script's, or else the one that was asked for. */
    String master() {
        return System.getProperty(MASTER, master);
    }

    /** A trial begins: nothing has failed in it yet. */
    void begins() {
        failed = false;
        said = "";
    }

    /** Whether a run of this trial ended in an error, so that there is no table to compare. */
    boolean failed() {
        return failed;
    }

    boolean onMaster() {
        return run("there", master) == 0 && same("there");
    }

    boolean stopped() {
        int status = STOPPED;
        for (int seconds = 2; status == STOPPED && seconds <= LONGEST_STOP; seconds *= 2) {
            status = run("stopped", master, "--time-limit=" + seconds + "s");
        }
        return status == 0 && same("stopped");
    }

    boolean inParts() {
        boolean done = true;
        for (int i = 2; i >= 0; i--) {
            done &= run("parts", master, "--part=" + i + "/3") == 0;
        }
        return done && same("parts");
    }

    /** On storage that isn't local nothing is damaged, and this is a run that has nothing to do. */
    boolean damaged() throws IOException {
        Path ledger = Path.of(output, "parts", "ledger");
        if (Files.isDirectory(ledger)) {
            try (Stream<Path> files = Files.list(ledger)) {
                Path first = files.sorted().findFirst().orElseThrow();
                byte[] bytes = Files.readAllBytes(first);
                bytes[bytes.length / 2] ^= 1;
                Files.write(first, bytes);
            }
        }
        return run("parts", master) == 0 && same("parts");
    }

    boolean compacted() {
        boolean copied = compact();
        boolean deleted = compact();
        return copied && deleted && same("stopped");
    }

    private boolean compact() {
        return quietly(
                        OutputStream.nullOutputStream(),
                        "compact",
                        file,
                        "--grace=0s",
                        "--output=" + output + "/stopped")
                == 0;
    }

    private boolean same(String place) {
        return hash(place).equals(undisturbed);
    }

    /** Runs the sweep into a place on a master; returns the exit status. */
    int run(String place, String where, String... more) {
        List<String> words =
                new ArrayList<>(List.of("run", file, "--master=" + where, "--output=" + output + "/" + place));
        words.addAll(List.of(more));
        int status = quietly(OutputStream.nullOutputStream(), words.toArray(String[]::new));
        failed |= status != 0 && status != STOPPED;
        return status;
    }

    private String hash(String place) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        quietly(out, "table", file, "--hash", "--output=" + output + "/" + place);
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private int quietly(OutputStream to, String... words) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status = Phasegrid.run(
                new PrintStream(to, true, StandardCharsets.UTF_8),
                new PrintStream(messages, true, StandardCharsets.UTF_8),
                words);
        if (!failed) {
            said = "phasegrid " + String.join(" ", words) + "\n" + messages.toString(StandardCharsets.UTF_8)
                    + "exit status " + status;
        }
        return status;
    }

    /** The first command of this trial that ended in an error, else its last, and what it said. */
    String said() {
        return said;
    }
}
