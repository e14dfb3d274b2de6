package phasegrid.export.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.sweep.Agreement;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;

/**
 * The page of a sweep.
 *
 * @param title what it asks
 * @param table its phase table
 * @param fits its fits, where it asks for any
 * @param agreements how each judged observable agrees with theory
 */
record Page(String title, PhaseTable table, Optional<FitTable> fits, Map<String, Agreement> agreements) {
    private static final String SPEC = "phasegrid.spec";

    /** The page, whole in itself: it asks nothing of a network, and its policy forbids it to. */
    String html() {
        return whole(title, "", body(), script(resource("explore.js")));
    }

    /** Figures alone, drawn again as rows come in. */
    String live() {
        String body = Html.tag("header", Html.text("h1", title))
                + Html.text("p id=\"live\" role=\"status\"", "")
                + Explorer.html(table, Optional.empty());
        return whole(title, "; connect-src 'self'", body, script(resource("explore.js")) + script(resource("live.js")));
    }

    /** A page of some body, with the scripts that draw and {@code more} of them. */
    static String whole(String title, String policy, String body, String more) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                + "style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'" + policy + "\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + Html.text("title", title)
                + Html.tag("style", resource("report.css"))
                + "</head>\n<body>\n<main>\n" + body + "</main>\n"
                + scripts()
                + more
                + "</body>\n</html>\n";
    }

    private String body() {
        Setup setup = new Setup(table);
        return Html.tag("header", Html.text("h1", title))
                + Html.section("verdict", "Does it agree with theory?", new Verdict(table, agreements).html())
                + Html.section("setup", "What was run", setup.html())
                + Explorer.html(table, fits.filter(all -> !all.rows().isEmpty()))
                + Html.section("fits", "Fits", fitted())
                + Html.section("cost", "Cost", setup.cost())
                + Html.section("table", "Table", Rows.html(table))
                + Html.section("provenance", "Provenance", provenance());
    }

    private String fitted() {
        return fits.filter(all -> !all.rows().isEmpty())
                .map(all -> FitRows.html(all, table))
                .orElse("");
    }

    private String provenance() {
        Map<String, String> facts = new LinkedHashMap<>();
        table.metadata().forEach((key, value) -> {
            if (!key.equals(SPEC)) {
                facts.put(key.replaceFirst("^phasegrid\\.", ""), value);
            }
        });
        facts.put("table hash", table.hash());
        String spec = table.metadata().getOrDefault(SPEC, "");
        return Setup.list(facts) + "<details><summary>The sweep, spelled out</summary>" + Html.text("pre", spec)
                + "</details>";
    }

    /** Vega compiles its expressions, which is why the policy lets scripts of the page evaluate text. */
    private static String scripts() {
        return script(Vega.runtime()) + script(Vega.grammar()) + script(resource("report.js"));
    }

    static String script(String text) {
        return Html.tag("script", text.replace("</script", "<\\/script"));
    }

    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " of this program: build it again", e);
        }
    }
}
