package phasegrid.jobs.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;

/** Numbers as a sweep may spell them: decimal, and nothing that YAML or a reader could take for another number. */
final class Literals {
    private static final int LONGEST = 100;

    private static final Pattern NOT_A_NUMBER = Pattern.compile("[+-]?[.]?(?i:nan)");
    private static final Pattern UNDERSCORES = Pattern.compile("[+-]?[0-9.]+(_[0-9.]+)+");
    private static final Pattern OCTAL = Pattern.compile("[+-]?0[0-9]+([.].*|[eE].*)?");
    private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");

    private Literals() {}

    /** Why {@code text} is no number, with what to write instead. */
    static Optional<String> problem(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("a number of " + text.length() + " characters; the longest allowed has " + LONGEST);
        } else if (NOT_A_NUMBER.matcher(text).matches()) {
            return Optional.of(text + " is not a number; infinity is .inf");
        } else if (UNDERSCORES.matcher(text).matches()) {
            return Optional.of(text + " has underscores; write " + text.replace("_", ""));
        } else if (OCTAL.matcher(text).matches()) {
            return Optional.of(text + " could be octal; write " + text.replaceFirst("^([+-]?)0+(?=[0-9])", "$1"));
        } else if (COMMA.matcher(text).matches()) {
            return Optional.of(text + " has a comma; write " + text.replace(',', '.'));
        }
        return extreme(text);
    }

    private static Optional<String> extreme(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        Value value = Spelling.number(text);
        boolean vanishes = value instanceof Value.Real && value.number() == 0;
        return vanishes
                ? Optional.of(text + " is smaller than any double; write 0")
                : value instanceof Value.Word
                        ? Optional.of(text + " is larger than any double; infinity is .inf")
                        : Optional.empty();
    }

    /** The number exactly as written; empty where it is not a finite one. */
    static Optional<BigDecimal> exact(String text) {
        return problem(text).isEmpty() && Double.isFinite(Spelling.number(text).number())
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }
}
