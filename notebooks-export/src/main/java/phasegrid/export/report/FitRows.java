package phasegrid.export.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.export.tidy.FitLines;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Digits;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;

/** The fits of a sweep, each beside the transition lines and its distance from them. */
final class FitRows {
    private final FitTable fits;
    private final Map<String, double[]> lines;
    private final List<Column> varying;

    private FitRows(FitTable fits, PhaseTable table) {
        this.fits = fits;
        lines = FitLines.of(fits, table);
        varying = fits.columns().stream()
                .filter(c -> c.role() == Column.Role.PARAMETER
                        && fits.values(c.name()).stream().distinct().count() > 1)
                .toList();
    }

    static String html(FitTable fits, PhaseTable table) {
        return new FitRows(fits, table).html();
    }

    private String html() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < fits.rows().size(); i++) {
            rows.append("<tr>").append(String.join("", cells(i))).append("</tr>\n");
        }
        return "<div class=\"scroll tall\"><table class=\"sortable\">" + head() + "<tbody>" + rows
                + "</tbody></table></div>"
                + Html.text("p class=\"note\"", "z: distance of the fit from the line before it, in standard errors.");
    }

    private String head() {
        List<String> names = new ArrayList<>(List.of("fit"));
        varying.forEach(column -> names.add(column.name()));
        names.addAll(List.of("value", "status"));
        lines.keySet().forEach(line -> names.addAll(List.of(line, "z")));
        return names.stream()
                .map(name -> Html.tag("th", Html.text("button type=\"button\"", name)))
                .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>"));
    }

    private List<String> cells(int i) {
        List<String> cells = new ArrayList<>();
        double value = fits.numbers("value")[i];
        double stderr = fits.numbers("stderr")[i];
        cells.add(Html.text("td", (String) fits.values("fit").get(i)));
        varying.forEach(column -> cells.add(parameter(fits.values(column.name()).get(i))));
        cells.add(Html.cell(value, Digits.withError(present(value), present(stderr))));
        cells.add(Html.text("td", (String) fits.values("status").get(i)));
        new LinkedHashMap<>(lines).values().forEach(line -> {
            double z = (value - line[i]) / stderr;
            cells.add(Html.cell(line[i], Html.number(line[i], 6)));
            cells.add(Html.cell(z, Digits.deviation(present(z))));
        });
        return cells;
    }

    private static Double present(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    private static String parameter(Object value) {
        return value instanceof Number number
                ? Html.cell(number.doubleValue(), Digits.plain(number.doubleValue()))
                : Html.text("td", String.valueOf(value));
    }
}
