package phasegrid.export.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import phasegrid.engine.sweep.Agreement;
import phasegrid.jobs.table.PhaseTable;

/** What the sweep says as a whole: how its rows stand, and whether they agree with theory. */
record Verdict(PhaseTable table, Map<String, Agreement> agreements) {
    private static final int MOST = 8;

    String html() {
        return statuses() + judged();
    }

    private String statuses() {
        Map<Object, Long> counts = table.values("status").stream()
                .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> badge(e.getKey().equals("ok") ? "good" : "bad", e.getValue() + " " + e.getKey()))
                .collect(Collectors.joining(" ", "<p>Points: ", "</p>"));
    }

    private static String badge(String kind, String text) {
        return Html.text("span class=\"badge " + kind + "\"", text);
    }

    private String judged() {
        if (agreements.isEmpty()) {
            return Html.text(
                    "p", "No row was judged: theory says nothing of what was measured, or rows share their disorder.");
        }
        String rows = agreements.entrySet().stream()
                .map(e -> row(e.getKey(), e.getValue()))
                .collect(Collectors.joining("\n"));
        String explained = "χ² sums z² over independent rows; p is the probability of a larger one, doubtful outside "
                + "[0.0001, 0.9999]. KS p tests the z against N(0, 1). Probabilities too near 0 or 1 are judged by the "
                + "binomial law alone and stay out of both.";
        String table = "<div class=\"scroll\"><table>" + head() + "<tbody>" + rows + "</tbody></table></div>"
                + Html.text("p class=\"note\"", explained);
        return Html.text("p", summary())
                + (agreements.size() <= MOST
                        ? table
                        : "<details><summary>Each observable</summary>" + table + "</details>");
    }

    /** How many of the judged observables agree, and the worst of them. */
    private String summary() {
        List<String> judged = agreements.entrySet().stream()
                .filter(e -> e.getValue().rows() > 0)
                .map(Map.Entry::getKey)
                .toList();
        List<String> doubtful =
                judged.stream().filter(name -> agreements.get(name).doubtful()).toList();
        return judged.size() - doubtful.size() + " of " + judged.size() + " judged observables agree with theory"
                + ": smallest p of χ² " + Html.number(of(Agreement::p).min().orElse(Double.NaN), 2)
                + ", largest |z| " + Html.number(of(Agreement::largest).max().orElse(Double.NaN), 2)
                + (doubtful.isEmpty() ? "." : "; doubtful: " + String.join(", ", doubtful) + ".");
    }

    private DoubleStream of(ToDoubleFunction<Agreement> number) {
        return agreements.values().stream().mapToDouble(number).filter(x -> !Double.isNaN(x));
    }

    private static String head() {
        return List.of("observable", "verdict", "χ²", "rows", "p", "KS p", "largest |z|", "near 0 or 1").stream()
                .map(name -> Html.text("th", name))
                .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>"));
    }

    private static String row(String name, Agreement a) {
        String verdict = a.doubtful()
                ? badge("bad", "doubtful")
                : a.rows() == 0 ? badge("plain", "not judged") : badge("good", "agrees");
        return "<tr>" + Html.text("th scope=\"row\"", name) + Html.tag("td", verdict)
                + Html.cell(a.chiSquared(), Html.number(a.chiSquared(), 4))
                + Html.cell((double) a.rows(), Long.toString(a.rows()))
                + Html.cell(a.p(), Html.number(a.p(), 3))
                + Html.cell(a.normality(), Html.number(a.normality(), 3))
                + Html.cell(a.largest(), Html.number(a.largest(), 3))
                + Html.cell((double) a.saturated(), Long.toString(a.saturated()))
                + "</tr>";
    }
}
