package phasegrid.engine.definition;

import java.util.List;

/**
 * One parameter as it is spelled: a component of the point, or of the chosen variant of a sealed component.
 *
 * @param name the dotted name, such as {@code sampler.steps}
 * @param kind what values it takes
 * @param param what its model states of it
 * @param words the allowed words of a {@link Kind#WORD}; empty otherwise
 * @param variant the variant it belongs to, empty for a component of the point itself
 */
public record Leaf(String name, Kind kind, Param param, List<String> words, String variant) {
    /** What values a parameter takes. */
    public enum Kind {
        /** A real number. */
        REAL,
        /** A whole number that fits an int. */
        INT,
        /** A whole number that fits a long. */
        LONG,
        /** One of some words. */
        WORD,
        /** The choice of a variant; its own parameters follow. */
        CHOICE,
        /** A list of real numbers. */
        REALS,
        /** A data file. */
        DATA;

        /** Whether values are numbers, so that ranges make sense. */
        public boolean numeric() {
            return this == REAL || this == INT || this == LONG;
        }

        /** Whether values are whole. */
        public boolean whole() {
            return this == INT || this == LONG;
        }
    }

    /** The component of the point to which the parameter belongs: the name up to its first dot. */
    public String component() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The choice whose variant the parameter belongs to: the name up to its last dot; empty for one of the point itself. */
    public String choice() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** The range or the words, for messages and help. */
    public String domain() {
        return switch (kind) {
            case WORD, CHOICE -> String.join(" | ", words);
            case REALS -> "a list of numbers in " + range();
            case INT, LONG -> "a whole number in " + range();
            case REAL -> range();
            case DATA -> "a file of numbers: NPY, IDX, CSV or Parquet";
        };
    }

    private String range() {
        return "[" + bound(param.min()) + ", " + bound(param.max()) + "]";
    }

    private static String bound(double v) {
        return Value.text(v);
    }
}
