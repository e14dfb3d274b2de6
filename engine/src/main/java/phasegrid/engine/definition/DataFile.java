package phasegrid.engine.definition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's file of numbers, one row a data point: where it is and what it holds. The engine never opens it.
 *
 * @param path where it was read, a path or a URI; no key depends on it
 * @param rows data points
 * @param columns coordinates of each
 * @param hash SHA-256 of its shape and numbers, 64 hexadecimal digits: the same for the same numbers in another format
 */
public record DataFile(String path, int rows, int columns, String hash) {
    private static final Pattern TEXT =
            Pattern.compile("(.+)#([0-9]{1,9})x([0-9]{1,9}):([0-9a-f]{64})", Pattern.DOTALL);

    /** The file whose {@link #text} this is; nothing for a bare path, whose content is not known. */
    public static Optional<DataFile> parse(String text) {
        Matcher m = TEXT.matcher(text);
        return m.matches()
                ? Optional.of(new DataFile(
                        m.group(1), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)), m.group(4)))
                : Optional.empty();
    }

    /** {@code path#rowsxcolumns:hash}: a path with its content, as keys, tables and executors see it. */
    public String text() {
        return path + '#' + content();
    }

    /** {@code rowsxcolumns:hash}: what a key holds. */
    public String content() {
        return rows + "x" + columns + ':' + hash;
    }
}
