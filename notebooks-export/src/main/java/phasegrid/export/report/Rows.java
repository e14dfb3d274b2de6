package phasegrid.export.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import phasegrid.export.tidy.Axes;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Quantity;
import phasegrid.jobs.table.Digits;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Table;

/** A table for the eye, sorted by a click on a heading, and the whole of it as CSV. */
final class Rows {
    static final int MOST = 2000;
    private static final int MOST_BYTES = 8 << 20;

    /** A heading, and the cell of each row. */
    private record Field(String heading, Function<List<Object>, String> cell) {}

    private final Table table;
    private final List<Field> fields = new ArrayList<>();

    private Rows(Table table) {
        this.table = table;
    }

    /** What varies, each observable with its error, theory and z, the status. */
    static String html(PhaseTable table) {
        Rows rows = new Rows(table);
        Axes.of(table).forEach(rows::plain);
        Quantity.of(table).forEach(quantity -> rows.observable(quantity.name()));
        rows.word("status");
        return rows.all("phase.csv");
    }

    private void plain(Axis axis) {
        if (axis.numeric()) {
            number(axis.symbol(), axis.name(), row -> Digits.plain(real(row, axis.name())));
        } else {
            word(axis.name());
        }
    }

    private void word(String name) {
        fields.add(new Field(name, row -> Html.text("td", String.valueOf(row.get(table.index(name))))));
    }

    private void number(String heading, String name, Function<List<Object>, String> shown) {
        fields.add(new Field(heading, row -> {
            Double value = real(row, name);
            return Html.cell(value == null ? Double.NaN : value, shown.apply(row));
        }));
    }

    private Double real(List<Object> row, String name) {
        Object value = row.get(table.index(name));
        return value == null ? null : (Double) ((Number) value).doubleValue();
    }

    private void observable(String x) {
        number(x, x, row -> Digits.withError(real(row, x), real(row, x + "_stderr")));
        if (table.values(x + "_theory").stream().anyMatch(v -> v != null)) {
            number("theory", x + "_theory", row -> Digits.plain(real(row, x + "_theory")));
            number("z", x + "_z", row -> Digits.deviation(real(row, x + "_z")));
        }
    }

    private String all(String file) {
        String head = fields.stream()
                .map(field -> Html.tag("th", Html.text("button type=\"button\"", field.heading())))
                .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>"));
        String body = table.rows().stream()
                .limit(MOST)
                .map(row ->
                        fields.stream().map(f -> f.cell().apply(row)).collect(Collectors.joining("", "<tr>", "</tr>")))
                .collect(Collectors.joining("\n"));
        return download(file) + "<div class=\"scroll tall\"><table class=\"sortable\">" + head + "<tbody>" + body
                + "</tbody></table></div>" + cut();
    }

    private String cut() {
        int n = table.rows().size();
        return n <= MOST ? "" : Html.text("p class=\"note\"", "The first " + MOST + " of " + n + " rows.");
    }

    private String download(String file) {
        byte[] csv = table.toCsv().getBytes(StandardCharsets.UTF_8);
        return csv.length > MOST_BYTES
                ? Html.text("p", "All rows and columns are in phase.parquet; as CSV they are too many for a page.")
                : "<p><a download=\"" + file + "\" href=\"" + Html.data("text/csv;charset=utf-8", csv)
                        + "\">All rows and columns as CSV</a></p>";
    }
}
