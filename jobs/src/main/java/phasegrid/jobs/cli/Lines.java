package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import phasegrid.engine.definition.Value;

/** Plain text in columns, for people. */
final class Lines {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    /** Adds a row; rows may differ in length. */
    Lines add(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The rows, each {@code indent} deep, columns aligned on the left; the last column is wrapped at {@code width}. */
    List<String> text(String indent, int width) {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.addAll(line(row, indent, widths, width)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(row -> row.length).max().orElse(0)];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        return widths;
    }

    private static List<String> line(String[] row, String indent, int[] widths, int width) {
        StringBuilder start = new StringBuilder(indent);
        for (int i = 0; i < row.length - 1; i++) {
            start.append(row[i]).append(" ".repeat(widths[i] - length(row[i]))).append(GAP);
        }
        String last = row.length == 0 ? "" : row[row.length - 1];
        List<String> wrapped = wrapped(last, Math.max(24, width - start.length()));
        List<String> lines = new ArrayList<>();
        lines.add((start + wrapped.get(0)).stripTrailing());
        wrapped.stream().skip(1).forEach(rest -> lines.add(" ".repeat(start.length()) + rest));
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code text} in lines of at most {@code width} characters, broken at spaces; at least one line. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A number with {@code digits} significant ones, a dash where there is none. */
    static String number(double value, int digits) {
        if (Double.isNaN(value)) {
            return "-";
        } else if (Double.isInfinite(value) || value == 0) {
            return Value.text(value);
        }
        boolean plain = Math.abs(value) < 1e7 && Math.abs(value) >= 1e-4;
        int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(Math.abs(value))));
        return plain
                ? String.format(Locale.ROOT, "%." + decimals + "f", value)
                : String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }

    /** A mean and its error, both to the second digit of the error. */
    static String measured(double mean, double stderr) {
        if (!(stderr > 0) || Double.isInfinite(stderr) || Math.abs(mean) >= 1e7 || stderr < 1e-9) {
            return number(mean, 6) + " ± " + number(stderr, 2);
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(stderr)));
        String format = "%." + decimals + "f";
        return String.format(Locale.ROOT, format, mean) + " ± " + String.format(Locale.ROOT, format, stderr);
    }

    /** A deviation in standard errors, signed. */
    static String z(double z) {
        return Double.isNaN(z) ? "-" : String.format(Locale.ROOT, "%+.1f", z);
    }
}
