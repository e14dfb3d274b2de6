package phasegrid.engine.definition;

/**
 * A number recorded exactly once per replica.
 *
 * @param name column name in snake case
 * @param unit the unit, {@code 1} for a pure number
 * @param definition the formula in words and symbols
 * @param event whether the number is 0 or 1, so that its mean is a probability with binomial law
 */
public record Scalar(String name, String unit, String definition, boolean event) implements Observable {
    /** A number of 0 or 1 whose mean is a probability. */
    public static Scalar event(String name, String definition) {
        return new Scalar(name, "probability", definition, true);
    }

    /** A real number. */
    public static Scalar real(String name, String unit, String definition) {
        return new Scalar(name, unit, definition, false);
    }
}
