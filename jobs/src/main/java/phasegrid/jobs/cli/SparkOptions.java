package phasegrid.jobs.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import phasegrid.jobs.spark.RunRequest;
import picocli.CommandLine.Option;

/** Where Spark runs and for how long: a mixin of the verbs that may run a sweep. */
public final class SparkOptions {
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
            description = "Stop after 90s, 30m or 2h with everything committed (exit status 75).")
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
                Optional.ofNullable(timeLimit).map(SparkOptions::duration),
                shown);
    }

    String master() {
        return master;
    }

    static Duration duration(String text) {
        Matcher limit = LIMIT.matcher(text);
        if (!limit.matches()) {
            throw new BadInput("Cannot use --time-limit " + text + ": write 90s, 30m or 2h");
        }
        long seconds = limit.group(2).equals("h") ? 3600 : limit.group(2).equals("m") ? 60 : 1;
        return Duration.ofSeconds(Long.parseLong(limit.group(1)) * seconds);
    }
}
