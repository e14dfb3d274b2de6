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

    /** The fewest letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + d[i - 2][j - 2]) : best;
    }
}
