package phasegrid.engine.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the valid name that someone probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The name of {@code valid} at the smallest edit distance, where that is at most two letters and a third of the word. */
    public static Optional<String> to(String name, Collection<String> valid) {
        return valid.stream()
                .filter(v -> distance(name, v) <= Math.max(1, Math.min(2, name.length() / 3)))
                .min(Comparator.comparingInt((String v) -> distance(name, v)).thenComparing(v -> v));
    }

    /** A remedy for a wrong name: the nearest valid one, else all of them. */
    public static String remedy(String name, Collection<String> valid) {
        return to(name, valid)
                .map(v -> "did you mean " + v + "?")
                .orElseGet(() ->
                        "valid are " + String.join(", ", valid.stream().sorted().toList()));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            advance(row, a.charAt(i - 1), i, b);
        }
        return row[b.length()];
    }

    private static void advance(int[] row, char letter, int i, String b) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j < row.length; j++) {
            int above = row[j];
            int replaced = diagonal + (letter == b.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
            diagonal = above;
        }
    }
}
