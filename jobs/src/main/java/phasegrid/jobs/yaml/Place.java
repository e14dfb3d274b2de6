package phasegrid.jobs.yaml;

import java.util.Comparator;

/**
 * Where something was written.
 *
 * @param line the line in the file, from 1; 0 for a word of the command line
 * @param column the column in that line, from 1
 * @param word the word of the command line; empty for a place in the file
 */
record Place(int line, int column, String word) {
    /** The file first, from top to bottom; then the command line. */
    static final Comparator<Place> ORDER = Comparator.comparing((Place p) -> !p.word.isEmpty())
            .thenComparingInt(Place::line)
            .thenComparingInt(Place::column);

    /** The beginning of the file. */
    static final Place START = new Place(1, 1, "");

    /** A word of the command line, with what it is. */
    static Place word(String kind, String word) {
        return new Place(0, 0, (kind + " " + Shown.of(word)).strip());
    }

    /** As messages begin. */
    String in(String file) {
        return word.isEmpty() ? file + ":" + line + ":" + column : word;
    }

    /** As messages name another place in the same file. */
    String brief() {
        return word.isEmpty() ? line + ":" + column : "the " + word;
    }
}
