package phasegrid.export.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.export.Tables;
import phasegrid.jobs.table.PhaseTable;

/** The page in a headless Chromium, where there is one: its figures are drawn, turned and slid by a script of the test. */
class ExplorerTest {
    private static final PhaseTable TABLE = Tables.phase();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Path> BROWSERS = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
    private static final long SECONDS = 60;

    /** Waits until all is drawn, then slides and chooses; the answers go into the page. */
    private static final String SCRIPT = """
            const answers = {errors: [], refused: []};
            addEventListener('securitypolicyviolation', e => answers.refused.push(e.blockedURI));
            addEventListener('error', e => answers.errors.push(e.message));
            const marks = id => document.querySelectorAll('#' + id + ' svg .mark-symbol path, #' + id + ' svg .mark-rect path').length;
            const shape = id => document.querySelector('#' + id + ' svg')?.outerHTML ?? '';
            const wait = ms => new Promise(done => setTimeout(done, ms));
            async function change(selector, value, event) {
              const control = document.querySelector(selector);
              control.value = value;
              control.dispatchEvent(new Event(event));
              await wait(100);
            }
            addEventListener('load', async () => {
              await wait(300);
              answers.marks = {map: marks('map'), curves: marks('curves'), histogram: marks('histogram')};
              const before = shape('curves');
              await change('[data-control="c:route"]', 1, 'input');
              answers.slid = before !== shape('curves');
              const map = shape('map');
              await change('[data-control="mapX"]', 'd', 'change');
              answers.turned = map !== shape('map') && marks('map') > 0;
              answers.slider = document.querySelector('[data-control="c:route"]').nextElementSibling.textContent;
              answers.requests = performance.getEntriesByType('resource').map(e => e.name);
              document.body.textContent = 'ANSWERS' + JSON.stringify(answers) + 'END';
            });
            """;

    private static JsonNode answers;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> browser = BROWSERS.stream().filter(Files::isExecutable).findFirst();
        if (browser.isEmpty()) {
            System.out.println("No Chromium: the page's figures were not drawn");
        }
        assumeTrue(browser.isPresent());
        String html = new Page(Tables.QUESTION, TABLE, Optional.empty(), Map.of()).html();
        Path page = Files.writeString(
                folder.resolve("page.html"), html.replace("<main>", "<script>" + SCRIPT + "</script><main>"));
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=20000",
                        "--window-size=1000,1200",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        Matcher told = Pattern.compile("(?s)ANSWERS(.*)END").matcher(Files.readString(dom, StandardCharsets.UTF_8));
        assertThat(told.find()).isTrue();
        answers = JSON.readTree(told.group(1));
    }

    @Test
    void noScriptFails() {
        assertThat(answers.path("errors")).isEmpty();
    }

    @Test
    void figuresHaveAMarkForEachRow() {
        long left = TABLE.rows().stream()
                .filter(row -> row.contains("left") && row.get(TABLE.index("m")) != null)
                .filter(row -> !row.contains(Double.POSITIVE_INFINITY))
                .count();
        assertThat(answers.path("marks").path("map").asLong()).isGreaterThanOrEqualTo(left);
        assertThat(answers.path("marks").path("curves").asLong()).isGreaterThanOrEqualTo(left);
        assertThat(answers.path("marks").path("histogram").asLong()).isPositive();
    }

    @Test
    void aSliderChangesTheMarks() {
        assertThat(answers.path("slid").asBoolean()).isTrue();
        assertThat(answers.path("slider").asText()).isEqualTo("right");
    }

    @Test
    void aMapCanBeTurned() {
        assertThat(answers.path("turned").asBoolean()).isTrue();
    }

    @Test
    void nothingIsAskedOfTheNetwork() {
        assertThat(answers.path("requests")).isEmpty();
        assertThat(answers.path("refused")).isEmpty();
    }

    @Test
    void everyNumberInThePageIsTheTables() throws IOException {
        Matcher data = Pattern.compile("(?s)id=\"data\">(.*?)</script>")
                .matcher(new Page(Tables.QUESTION, TABLE, Optional.empty(), Map.of()).html());
        assertThat(data.find()).isTrue();
        JsonNode all = JSON.readTree(data.group(1));
        for (int c = 0; c < all.path("columns").size(); c++) {
            List<Object> values =
                    TABLE.values(all.path("columns").path(c).path("name").asText());
            for (int row = 0; row < values.size(); row++) {
                JsonNode shown = all.path("rows").path(row).path(c);
                Object value = values.get(row);
                Object same = shown.isNull()
                        ? null
                        : shown.isTextual() && value instanceof Double
                                ? Double.valueOf(shown.asText().replace("inf", "Infinity"))
                                : value instanceof Double
                                        ? shown.doubleValue()
                                        : value instanceof Long ? (Object) shown.longValue() : shown.asText();
                assertThat(same).isEqualTo(value);
            }
        }
    }
}
