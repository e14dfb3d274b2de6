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

    /** Letters put in, left out, replaced, or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : smallest(distance, a, b, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int smallest(int[][] distance, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int replaced = distance[i - 1][j - 1] + same;
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        int best = swapped ? Math.min(replaced, distance[i - 2][j - 2] + 1) : replaced;
        return Math.min(best, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
    }
}
