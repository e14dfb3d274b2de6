package phasegrid.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import phasegrid.jobs.spark.Portion;
import phasegrid.jobs.spark.RunRequest;
import picocli.CommandLine.Option;

/** Where Spark runs and for how long: a mixin of the verbs that may run a sweep. */
public final class SparkOptions {
    private static final Pattern END = Pattern.compile("[0-9]{1,12}");
    private static final Pattern LIMIT = Pattern.compile("([0-9]{1,9})(s|m|h)");

    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "local[*]",
            description = "Spark's master. Usual: ${DEFAULT-VALUE}, every core of this machine.")
    private String master;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            description = {
                "Stop after 90s, 30m or 2h with everything committed (exit status 75). Usual: none; inside a Slurm job"
                        + " shortly before its end."
            })
    private String timeLimit;

    /** What to ask of Spark for {@code sweep}, told of the first {@code shown} points. */
    public RunRequest request(Sweep sweep, int shown) {
        return new RunRequest(
                sweep.definition(),
                sweep.jar(),
                sweep.spec(),
                sweep.canonical(),
                sweep.output(),
                master,
                limit(),
                shown,
                Portion.ALL);
    }

    private Optional<Duration> limit() {
        return timeLimit == null
                ? allocation(System.getenv("SLURM_JOB_END_TIME"), Instant.now())
                : Optional.of(duration("--time-limit", timeLimit));
    }

    /**
     * How long a run may go on in an allocation that ends at {@code end}, in seconds since 1970: all but a tenth of what
     * is left, of which 10 s to 2 min are kept for the last commit; nothing where no end is told.
     */
    static Optional<Duration> allocation(String end, Instant now) {
        if (end == null || !END.matcher(end).matches()) {
            return Optional.empty();
        }
        long left = Long.parseLong(end) - now.getEpochSecond();
        return Optional.of(Duration.ofSeconds(Math.max(0, left - Math.min(120, Math.max(10, left / 10)))));
    }

    String master() {
        return master;
    }

    /** Reads the time that an option gives. */
    static Duration duration(String option, String text) {
        Matcher limit = LIMIT.matcher(text);
        if (!limit.matches()) {
            throw new BadInput("Cannot use " + option + " " + text + ": write 90s, 30m or 2h");
        }
        long seconds = limit.group(2).equals("h") ? 3600 : limit.group(2).equals("m") ? 60 : 1;
        return Duration.ofSeconds(Long.parseLong(limit.group(1)) * seconds);
    }
}
