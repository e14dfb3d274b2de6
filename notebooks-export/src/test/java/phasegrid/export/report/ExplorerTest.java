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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.export.Tables;
import phasegrid.jobs.cli.PointTrace;
import phasegrid.jobs.table.PhaseTable;

/** The page in a headless Chromium, where there is one: its figures are drawn, turned and slid by a script of the test. */
@Order(3)
class ExplorerTest {
    private static final PhaseTable TABLE = Tables.phase();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Path> BROWSERS = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
    private static final long SECONDS = 300;

    /** What every page has before its own script: errors and refusals are kept, and told to the page around it. */
    private static final String LISTENING = """
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
        async function tell() {
          answers.requests = performance.getEntriesByType('resource').map(e => e.name);
          parent.told(frameElement.id, answers);
        }
        """;

    /** Slides and chooses on a page of few axes with fits. */
    private static final String PLAIN = """
        addEventListener('load', async () => {
          await wait(300);
          answers.marks = {map: marks('map'), curves: marks('curves'), histogram: marks('histogram'), fitted: marks('fitted')};
          const before = shape('curves');
          await change('[data-control="c:route"]', 1, 'input');
          answers.slid = before !== shape('curves');
          const map = shape('map');
          await change('[data-control="mapX"]', 'd', 'change');
          answers.turned = map !== shape('map') && marks('map') > 0;
          answers.slider = document.querySelector('[data-control="c:route"]').nextElementSibling.textContent;
          answers.theory = document.querySelectorAll('#fitted svg .mark-line path').length;
          tell();
        });
        """;

    /** Moves every slider of a page of four axes from one end to the other. */
    private static final String FOUR = """
        addEventListener('load', async () => {
          await wait(300);
          answers.marks = {map: marks('map'), curves: marks('curves')};
          answers.observable = document.querySelector('[data-control="observable"]').value;
          answers.words = document.querySelector('#map svg').textContent;
          const keys = [...document.querySelectorAll('input[type=range]')].map(i => i.dataset.control);
          answers.sliders = {};
          for (const key of keys) {
            const figure = key.startsWith('m:') ? 'map' : 'curves', control = '[data-control="' + key + '"]';
            await change(control, 0, 'input');
            const before = shape(figure);
            await change(control, document.querySelector(control).max, 'input');
            answers.sliders[key] = before !== shape(figure);
          }
          tell();
        });
        """;

    /** Reads where curves of powers lie, in pixels; then on a linear axis. */
    private static final String POWERS = """
        addEventListener('load', async () => {
          await wait(300);
          answers.observable = document.querySelector('[data-control="observable"]').value;
          answers.words = document.querySelector('#curves svg').textContent;
          const before = shape('curves');
          await change('[data-control="scale:bias:steps"]', 'linear', 'change');
          answers.changed = before !== shape('curves');
          answers.linear = document.querySelector('#curves svg').textContent;
          tell();
        });
        """;

    private static final String TRACE = """
        addEventListener('load', async () => {
          await wait(300);
          answers.lines = document.querySelectorAll('#trace svg .mark-line path[stroke^="#"]').length;
          answers.images = document.querySelectorAll('#trace svg .mark-image image').length;
          tell();
        });
        """;

    /** All pages in frames of one page, so that one browser opens them. */
    private static final String AROUND = """
        <!doctype html><meta charset="utf-8"><body><script>
        const all = {}, pages = PAGES;
        function told(id, answers) {
          all[id] = answers;
          if (Object.keys(all).length === pages.length) document.body.textContent = 'ANSWERS' + JSON.stringify(all) + 'END';
        }
        for (const [id, html] of pages) {
          const frame = document.createElement('iframe');
          frame.id = id;
          frame.style = 'width: 1000px; height: 1200px';
          frame.srcdoc = html;
          document.body.append(frame);
        }
        </script>
        """;

    private static JsonNode all;

    private static List<String> page(String id, String html, String script) {
        return List.of(id, html.replace("<main>", "<script>" + LISTENING + script + "</script><main>"));
    }

    private static String trace(PointTrace trace) {
        return new String(new TraceView().bytes("html", trace), StandardCharsets.UTF_8);
    }

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> browser = BROWSERS.stream().filter(Files::isExecutable).findFirst();
        if (browser.isEmpty()) {
            System.out.println("No Chromium: the page's figures were not drawn");
        }
        assumeTrue(browser.isPresent());
        List<List<String>> pages = List.of(
                page("plain", new Page(Tables.QUESTION, TABLE, Optional.of(Tables.fits()), Map.of()).html(), PLAIN),
                page("four", new Page("Four axes?", Tables.four(), Optional.empty(), Map.of()).html(), FOUR),
                page("powers", new Page("Powers?", Tables.powers(), Optional.empty(), Map.of()).html(), POWERS),
                page("trace", trace(TraceViewTest.clones()), TRACE),
                page("chain", trace(TraceViewTest.chain()), TRACE));
        Path around = Files.writeString(
                folder.resolve("page.html"),
                AROUND.replace("PAGES", JSON.writeValueAsString(pages).replace("<", "\\u003c")));
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
                        around.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        Matcher told = Pattern.compile("(?s)ANSWERS(\\{.*)END").matcher(Files.readString(dom, StandardCharsets.UTF_8));
        assertThat(told.find()).as("every page has told").isTrue();
        all = JSON.readTree(told.group(1));
    }

    private static JsonNode plain() {
        return all.path("plain");
    }

    private static JsonNode four() {
        return all.path("four");
    }

    @Test
    void noScriptFails() {
        assertThat(all).hasSize(5).allSatisfy(page -> assertThat(page.path("errors"))
                .isEmpty());
    }

    @Test
    void figuresHaveAMarkForEachRow() {
        long left = TABLE.rows().stream()
                .filter(row -> row.contains("left") && row.get(TABLE.index("m")) != null)
                .filter(row -> !row.contains(Double.POSITIVE_INFINITY))
                .count();
        assertThat(plain().path("marks").path("map").asLong()).isGreaterThanOrEqualTo(left);
        assertThat(plain().path("marks").path("curves").asLong()).isGreaterThanOrEqualTo(left);
        assertThat(plain().path("marks").path("histogram").asLong()).isPositive();
    }

    @Test
    void aSliderChangesTheMarks() {
        assertThat(plain().path("slid").asBoolean()).isTrue();
        assertThat(plain().path("slider").asText()).isEqualTo("right");
    }

    @Test
    void fitsAreDrawnOverTheirLines() {
        assertThat(plain().path("marks").path("fitted").asLong()).isGreaterThanOrEqualTo(2 * 3);
        assertThat(plain().path("theory").asLong()).isPositive();
    }

    /** Two sliders under each figure, and each of them changes it. */
    @Test
    void fourAxesAreSlid() {
        assertThat(four().path("sliders").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("m:field", "m:d", "c:field", "c:d");
        assertThat(four().path("sliders"))
                .allSatisfy(changed -> assertThat(changed.asBoolean()).isTrue());
        assertThat(four().path("marks").path("map").asLong()).as("3 β by 4 t").isGreaterThanOrEqualTo(12);
    }

    @Test
    void theFirstObservableIsOneThatVariesAndLinesAndPhasesAreNamedOnTheMap() {
        assertThat(four().path("observable").asText()).isEqualTo("m");
        assertThat(four().path("words").asText()).contains("t_σ", "ordered", "disordered");
    }

    @Test
    void powersAreReadOnLogarithmicAxesBesideTheirSlopes() {
        JsonNode powers = all.path("powers");
        assertThat(powers.path("observable").asText()).isEqualTo("bias");
        assertThat(powers.path("words").asText()).contains("|bias|", "∝ N⁻¹", "∝ N⁻²");
        assertThat(powers.path("changed").asBoolean()).isTrue();
        assertThat(powers.path("linear").asText()).doesNotContain("|bias|", "∝");
    }

    @Test
    void aTraceIsDrawn() {
        assertThat(all.path("trace").path("lines").asLong())
                .as("two clones: two coordinates, mean, square")
                .isEqualTo(2 * 4);
        assertThat(all.path("trace").path("images").asLong()).isZero();
        assertThat(all.path("chain").path("lines").asLong()).as("what moves").isEqualTo(2);
        assertThat(all.path("chain").path("images").asLong()).as("spins").isEqualTo(1);
    }

    @Test
    void aMapCanBeTurned() {
        assertThat(plain().path("turned").asBoolean()).isTrue();
    }

    @Test
    void nothingIsAskedOfTheNetwork() {
        assertThat(all).hasSize(5).allSatisfy(page -> {
            assertThat(page.path("requests").isArray()).isTrue();
            assertThat(page.path("requests")).isEmpty();
            assertThat(page.path("refused")).isEmpty();
        });
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
