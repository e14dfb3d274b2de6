package phasegrid.jobs.table;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type what values it holds
 * @param role what they are
 * @param symbol in print, such as {@code β}; empty where there is none
 * @param unit the unit, empty or {@code 1} for a pure number
 * @param definition what it is, in words and symbols
 */
public record Column(String name, Type type, Role role, String symbol, String unit, String definition) {
    /** What values a column holds; any may be missing. */
    public enum Type {
        /** Whole numbers. */
        LONG,
        /** Real numbers, never NaN. */
        DOUBLE,
        /** Words. */
        STRING
    }

    /** What the values of a column are. */
    public enum Role {
        /** They name the row. */
        KEY,
        /** They were chosen. */
        PARAMETER,
        /** They were measured: the same to the bit wherever the sweep runs. */
        MEASURED,
        /** They were computed without sampling. */
        THEORY,
        /** They tell how the row came about. */
        CIRCUMSTANCE
    }
}
