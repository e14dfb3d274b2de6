package phasegrid.jobs.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers as text, a line a data point, separated by commas, semicolons, tabs or spaces; a first line without any number is a
 * header. Empty lines are passed over.
 */
final class Csv {
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private final String name;
    private String separator;
    private Table table;
    private double[] row;

    private Csv(String name) {
        this.name = name;
    }

    static Table read(String name, InputStream in) throws IOException {
        return new Csv(name).read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }

    private Table read(BufferedReader lines) throws IOException {
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && !(table == null && header(line))) {
                add(line, number);
            }
        }
        if (table == null) {
            throw DataProblem.of(name, "it has no line of numbers");
        }
        return table;
    }

    private boolean header(String line) {
        boolean first = separator == null;
        separator = line.contains(",") ? "," : line.contains(";") ? ";" : line.contains("\t") ? "\t" : " +";
        boolean words = true;
        for (String field : line.strip().split(separator, -1)) {
            words &= !NUMBER.matcher(bare(field)).matches();
        }
        return first && words;
    }

    private static String bare(String field) {
        String plain = field.strip();
        boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
        return quoted ? plain.substring(1, plain.length() - 1).strip() : plain;
    }

    private void add(String line, long number) {
        String[] fields = line.strip().split(separator, -1);
        if (table == null) {
            table = new Table(name, fields.length);
            row = new double[fields.length];
        }
        if (fields.length != row.length) {
            throw DataProblem.of(
                    name,
                    "line " + number + " has " + fields.length + " fields, and the first has " + row.length
                            + "; every line is a data point of equally many numbers");
        }
        for (int i = 0; i < fields.length; i++) {
            row[i] = number(bare(fields[i]), number, i);
        }
        table.add(row);
    }

    private double number(String field, long line, int column) {
        if (!NUMBER.matcher(field).matches()) {
            String shown = field.length() > 40 ? field.substring(0, 40) + "…" : field;
            throw DataProblem.of(
                    name,
                    "line " + line + ", column " + (column + 1) + " is "
                            + (field.isEmpty() ? "empty" : "'" + shown + "', no number")
                            + "; keep columns of numbers alone, without labels");
        }
        String plain = field.toLowerCase(Locale.ROOT);
        return plain.endsWith("nan")
                ? Double.NaN
                : plain.contains("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(field);
    }
}
