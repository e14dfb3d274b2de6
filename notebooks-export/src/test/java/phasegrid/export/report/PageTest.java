package phasegrid.export.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.Agreement;
import phasegrid.export.Tables;
import phasegrid.jobs.cli.Phasegrid;
import phasegrid.jobs.cli.Verb;
import phasegrid.jobs.table.PhaseTable;

class PageTest {
    private static final PhaseTable TABLE = Tables.phase();
    private static final Agreement AGREEMENT = new Agreement(20, 3, 17.25, 0.6366, 0.4321, 2.5);
    private static final String HTML =
            new Page(Tables.QUESTION, TABLE, Optional.of(Tables.fits()), Map.of("m", AGREEMENT)).html();
    private static final String OURS = HTML.replaceAll("(?s)<script>.*?</script>", "");

    private static String section(String id) {
        Matcher section = Pattern.compile("(?s)<section id=\"" + id + "\">(.*?)</section>")
                .matcher(HTML);
        assertThat(section.find()).as(id).isTrue();
        return section.group(1);
    }

    private static List<String> all(String regex, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void thePageAsksNothingOfANetwork() {
        assertThat(all("(?:src|href|srcset|action)\\s*=\\s*[\"']([^\"':]*:?)", OURS))
                .isNotEmpty()
                .containsOnly("data:");
        assertThat(OURS).doesNotContain("<link", "@import", "url(", "fetch(", "XMLHttpRequest", "<iframe");
        assertThat(HTML).contains("default-src 'none'");
    }

    @Test
    void whatASweepSaysIsEscaped() {
        assertThat(OURS)
                .contains("<h1>Is &lt;m&gt; &amp; &quot;σ&quot; ordered?</h1>")
                .doesNotContain("<m>");
    }

    @Test
    void theTableOnThePageIsTheTable() {
        String body = section("table");
        List<String> rows = all("<tr>(.*?)</tr>", body);
        assertThat(rows).hasSize(TABLE.rows().size() + 1);
        double[] m = TABLE.numbers("m");
        double[] t = TABLE.numbers("t");
        double[] z = TABLE.numbers("m_z");
        for (int i = 0; i < m.length; i++) {
            List<String> full = all("data-v=\"([^\"]*)\"", rows.get(i + 1));
            assertThat(full).hasSize(5);
            assertThat(number(full.get(1))).isEqualTo((Double) t[i]);
            assertThat(number(full.get(2))).isEqualTo((Double) m[i]);
            assertThat(number(full.get(4))).isEqualTo((Double) z[i]);
        }
        assertThat(body).contains(">0.500(13)<", ">inf<", ">+0.3<");
    }

    private static Double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.valueOf(text);
    }

    @Test
    void theDownloadIsTheWholeTable() {
        String csv = all("href=\"data:text/csv;charset=utf-8;base64,([^\"]*)\"", section("table"))
                .get(0);
        assertThat(new String(Base64.getDecoder().decode(csv), StandardCharsets.UTF_8))
                .isEqualTo(TABLE.toCsv());
    }

    @Test
    void theVerdictIsTheAgreement() {
        assertThat(all("data-v=\"([^\"]*)\"", section("verdict")))
                .containsExactly("17.25", "20.0", "0.6366", "0.4321", "2.5", "3.0");
        assertThat(section("verdict")).contains("36 ok", "agrees");
    }

    @Test
    void doubtIsSaid() {
        Agreement doubtful = new Agreement(20, 0, 99, 1e-9, 0.1, 6);
        assertThat(new Verdict(TABLE, Map.of("m", doubtful)).html()).contains("badge bad\">doubtful");
        assertThat(new Verdict(TABLE, Map.of()).html()).contains("No row was judged");
    }

    @Test
    void costIsTheSumOfTheRows() {
        assertThat(section("cost")).contains("<dd>18</dd>", "<dd>36000</dd>", "<dd>0</dd>");
    }

    @Test
    void fitsShowTheirDistanceFromTheLine() {
        assertThat(section("fits")).contains(">0.270(10)<", ">+2.0<", "no_crossing");
    }

    @Test
    void everyFigureForPrintHasItsName() {
        assertThat(Figures.of(TABLE, Optional.of(Tables.fits()), "").stream().map(f -> f.name()))
                .containsExactly("curves-m", "map-m", "collapse-m", "fit-t_s");
    }

    @Test
    void onePointIsAPageWithoutFigures() {
        PhaseTable one = Tables.of(List.of(Tables.row("left", 64, 1)));
        String html = new Page("One", one, Optional.empty(), Map.of()).html();
        assertThat(html).contains("<h1>One</h1>").doesNotContain("<img", "id=\"fits\"", "id=\"data\"");
    }

    @Test
    void theVerbIsFound() {
        assertThat(ServiceLoader.load(Verb.class).stream().map(p -> p.type().getName()))
                .contains(ReportVerb.class.getName());
    }

    @Test
    void aSweepThatNeverRanIsRefused(@TempDir Path folder) throws IOException {
        Path sweep = Files.writeString(
                folder.resolve("never.yaml"), "model: two-gaussians@2\naxes: {d: [16], t: [1, 2]}\nreplicas: 10\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        int status = Phasegrid.run(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                errors,
                "report",
                sweep.toString(),
                "--output",
                folder.resolve("out").toString());
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("nothing is stored", "run it first")
                .hasLineCount(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
