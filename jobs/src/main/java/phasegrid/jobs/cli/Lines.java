package phasegrid.jobs.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import phasegrid.jobs.table.Digits;

/** Plain text in columns, for people. */
final class Lines {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    /** Adds a row; rows may differ in length. */
    Lines add(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
        return this;
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

    /** A number with {@code digits} significant ones. */
    static String number(double value, int digits) {
        return Double.isFinite(value)
                ? Digits.plain(new BigDecimal(value)
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        .doubleValue())
                : Digits.plain(defined(value));
    }

    /** A mean with its error in brackets, {@code 0.8619(34)}. */
    static String measured(double mean, double stderr) {
        return Digits.withError(defined(mean), defined(stderr));
    }

    /** A deviation in standard errors, signed. */
    static String z(double z) {
        return Digits.deviation(defined(z));
    }

    private static Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
