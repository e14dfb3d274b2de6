package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A column of text with its header: numbers stand with their points below one another, words to the left. */
record TextColumn(String header, List<String> cells) {
    private static final String GAP = "  ";

    /** A column of numbers, padded so that their points align. */
    static TextColumn numbers(String header, List<String> cells) {
        int before = cells.stream().mapToInt(TextColumn::point).max().orElse(0);
        int after =
                cells.stream().mapToInt(cell -> width(cell) - point(cell)).max().orElse(0);
        int short0 = Math.max(0, width(header) - before - after);
        List<String> padded = cells.stream()
                .map(cell -> " ".repeat(short0 + before - point(cell))
                        + cell
                        + " ".repeat(after - width(cell) + point(cell)))
                .toList();
        return new TextColumn(" ".repeat(Math.max(0, before + after - width(header))) + header, padded);
    }

    /** A column of words. */
    static TextColumn words(String header, List<String> cells) {
        return new TextColumn(header, cells);
    }

    private static int point(String cell) {
        int end = cell.indexOf('.') >= 0 ? cell.indexOf('.') : cell.indexOf('(');
        return width(end >= 0 ? cell.substring(0, end) : cell);
    }

    /** Characters that take a place; combining ones don't. */
    static int width(String text) {
        return (int) text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }

    /** The width of the column. */
    int width() {
        return Math.max(
                width(header), cells.stream().mapToInt(TextColumn::width).max().orElse(0));
    }

    private String line(String cell) {
        return cell + " ".repeat(width() - width(cell));
    }

    /** The width of several columns side by side. */
    static int width(List<TextColumn> columns) {
        return columns.stream().mapToInt(c -> c.width() + GAP.length()).sum();
    }

    /** Columns side by side, a header line and one line a row. */
    static String text(List<TextColumn> columns) {
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(c -> c.line(c.header())).collect(Collectors.joining(GAP)));
        int rows = columns.isEmpty() ? 0 : columns.get(0).cells().size();
        IntStream.range(0, rows)
                .forEach(i -> lines.add(
                        columns.stream().map(c -> c.line(c.cells().get(i))).collect(Collectors.joining(GAP))));
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    /** Words in lines of at most {@code width} characters. */
    static String wrapped(String words, int width) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String word : words.split(" ")) {
            if (used > 0 && used + 1 + width(word) > width) {
                text.append("\n  ");
                used = 2;
            } else if (used > 0) {
                text.append(' ');
                used++;
            }
            text.append(word);
            used += width(word);
        }
        return text.append('\n').toString();
    }
}
