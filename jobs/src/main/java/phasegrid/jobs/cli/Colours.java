package phasegrid.jobs.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Colours on a terminal, as the launcher says: not where {@code NO_COLOR} is set, nor in what goes into a file or a pipe. */
final class Colours {
    private static final boolean ON = Boolean.getBoolean("phasegrid.colours");
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final Pattern GOOD = ending("ok|agrees|complete");
    private static final Pattern DOUBTFUL =
            ending("incomplete|over_budget|not_equilibrated|frozen|two_states|few_samples|no_crossing");
    private static final Pattern BAD = ending("inconsistent|failed|diverged|DOUBTFUL");

    private Colours() {}

    private static Pattern ending(String words) {
        return Pattern.compile("(?m)(?<=[ ])(?:" + words + ")$");
    }

    /** How help looks. */
    static ColorScheme help() {
        return Help.defaultColorScheme(ON ? Ansi.ON : Ansi.OFF);
    }

    /** {@code text} with the statuses and verdicts at the ends of its lines in colour, where there are colours. */
    static String of(String text) {
        return ON ? painted(text) : text;
    }

    /** The same in colour. */
    static String painted(String text) {
        return paint(BAD, RED, paint(DOUBTFUL, YELLOW, paint(GOOD, GREEN, text)));
    }

    private static String paint(Pattern words, String colour, String text) {
        return words.matcher(text).replaceAll("\u001B[" + colour + "m$0\u001B[0m");
    }
}
