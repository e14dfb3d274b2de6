package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Status;

class PhaseTableTest {
    private static final Definition<Coins.Toss, Void> DEFINITION = Definition.of(new Coins());
    private static final Folded FOLDED = Folded.of(Rows.key(1), new Address(0, 0, 0));

    @TempDir
    Path folder;

    private final PhaseTable table = Coins.table(DEFINITION);

    private PhaseTable readBack() {
        Output output = Output.at(folder.toString());
        table.write(output, FOLDED);
        return PhaseTable.read(output).orElseThrow();
    }

    @Test
    void columnsStandInTheOrderOfTheContract() {
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly(
                        "model",
                        "version",
                        "point_key",
                        "track_id",
                        "beta",
                        "alpha",
                        "d",
                        "n",
                        "t",
                        "hand",
                        "sampler",
                        "sampler.turns",
                        "sampler.length",
                        "disorder",
                        "thermal",
                        "replicas",
                        "failed_replicas",
                        "heads",
                        "heads_stderr",
                        "heads_low",
                        "heads_high",
                        "heads_theory",
                        "heads_z",
                        "heads_theory_kind",
                        "height",
                        "height_stderr",
                        "height_theory",
                        "height_z",
                        "height_theory_kind",
                        "odds",
                        "odds_stderr",
                        "odds_theory",
                        "odds_z",
                        "odds_theory_kind",
                        "t_fair",
                        "status",
                        "cpu_seconds");
    }

    @Test
    void quenchedModelsTellBothVariancesAndNoInterval() {
        PhaseTable biased = Coins.table(Definition.of(new Coins.Biased()));
        assertThat(biased.has("heads_within")).isTrue();
        assertThat(biased.has("height_between")).isTrue();
        assertThat(biased.has("odds_within")).isFalse();
        assertThat(biased.has("heads_low")).isFalse();
        assertThat(biased.numbers("heads_between")).containsOnly(0.01);
    }

    @Test
    void aliasesShowWhatIsRealised() {
        double[] alpha = table.numbers("alpha");
        assertThat(alpha[0]).isCloseTo(Math.log(55) / 4, Offset.offset(1e-15));
        assertThat(table.values("n")).containsExactly(55L, 100L, 55L, 100L);
        assertThat(table.columns().get(table.index("alpha")).symbol()).isEqualTo("α");
        assertThat(table.columns().get(table.index("beta")).definition()).isEqualTo("1/T of the hand");
    }

    @Test
    void whatAModelOrAVariantHasNotIsMissing() {
        assertThat(table.values("t")).containsOnlyNulls();
        assertThat(table.values("sampler.turns")).containsOnlyNulls();
        assertThat(table.values("sampler.length")).containsOnly(0.5);
        assertThat(table.values("height")).containsExactly(-0.0, null, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
        assertThat(table.values("odds_theory")).containsOnlyNulls();
        assertThat(table.values("odds_theory_kind")).containsOnlyNulls();
    }

    @Test
    void aTableComesBackAsItWas() {
        PhaseTable back = readBack();
        assertThat(back.columns()).isEqualTo(table.columns());
        assertThat(back.rows()).isEqualTo(table.rows());
        assertThat(back.hash()).isEqualTo(table.hash());
        assertThat(back.folded()).contains(FOLDED);
        assertThat(back.metadata()).containsAllEntriesOf(table.metadata());
        assertThat(table.folded()).isEmpty();
    }

    @Test
    void anotherTableReplacesItAndNothingIsLeft() throws IOException {
        readBack();
        PhaseTable shorter = new PhaseTable(table.columns(), table.rows().subList(0, 1), table.metadata());
        shorter.write(Output.at(folder.toString()), Folded.NOTHING);
        assertThat(PhaseTable.read(Output.at(folder.toString())).orElseThrow().rows())
                .hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly("phase.parquet");
        }
    }

    @Test
    void aTornTableCountsAsNone() throws IOException {
        readBack();
        Path file = folder.resolve("phase.parquet");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 4, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(PhaseTable.read(Output.at(folder.toString())))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void aTableOfNoPointsIsATable() {
        PhaseTable none = PhaseTable.of(DEFINITION, Coins.spec(), List.of(), Map.of());
        none.write(Output.at(folder.toString()), Folded.NOTHING);
        assertThat(PhaseTable.read(Output.at(folder.toString())).orElseThrow().rows())
                .isEmpty();
        assertThat(none.toText(80)).contains("coins@3, 0 points");
    }

    private PhaseTable changed(int row, String column, Object value) {
        List<List<Object>> rows = new ArrayList<>(table.rows());
        List<Object> values = new ArrayList<>(rows.get(row));
        values.set(table.index(column), value);
        rows.set(row, Collections.unmodifiableList(values));
        return new PhaseTable(table.columns(), rows, table.metadata());
    }

    @Test
    void theHashKnowsNothingOfOrderTheoryAndCircumstances() {
        List<List<Object>> rows = new ArrayList<>(table.rows());
        Collections.reverse(rows);
        assertThat(new PhaseTable(table.columns(), rows, Map.of()).hash()).isEqualTo(table.hash());
        for (String column : List.of("heads_theory", "heads_z", "t_fair", "cpu_seconds")) {
            assertThat(changed(1, column, 99.0).hash()).as(column).isEqualTo(table.hash());
        }
        assertThat(changed(1, "heads_theory_kind", "limit").hash()).isEqualTo(table.hash());
        assertThat(table.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void theHashKnowsEveryBitThatWasChosenOrMeasured() {
        for (String column : List.of("beta", "sampler.length", "heads", "heads_stderr", "heads_low", "height")) {
            double value = table.numbers(column)[0];
            assertThat(changed(0, column, Math.nextUp(value)).hash()).as(column).isNotEqualTo(table.hash());
        }
        assertThat(changed(0, "height", 0.0).hash()).isNotEqualTo(table.hash());
        assertThat(changed(0, "height", null).hash()).isNotEqualTo(table.hash());
        assertThat(changed(0, "status", "few_samples").hash()).isNotEqualTo(table.hash());
        assertThat(changed(0, "failed_replicas", 1L).hash()).isNotEqualTo(table.hash());
        assertThat(new PhaseTable(table.columns(), table.rows().subList(0, 3), Map.of()).hash())
                .isNotEqualTo(table.hash());
    }

    @Test
    void theHashKnowsNamesAndTypes() {
        List<Column> renamed = new ArrayList<>(table.columns());
        int heads = table.index("heads");
        Column c = renamed.get(heads);
        renamed.set(heads, new Column("tails", c.type(), c.role(), c.symbol(), c.unit(), c.definition()));
        assertThat(new PhaseTable(renamed, table.rows(), Map.of()).hash()).isNotEqualTo(table.hash());
    }

    @Test
    void jsonIsStrict() throws IOException {
        String text = table.toJson();
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(json.at("/rows/2/beta").asText()).isEqualTo("inf");
        assertThat(json.at("/rows/2/height").asText()).isEqualTo("-inf");
        assertThat(json.at("/rows/1/height").isNull()).isTrue();
        assertThat(json.at("/rows/0/heads").doubleValue()).isEqualTo(0.4869);
        assertThat(json.at("/rows/0/n").isIntegralNumber()).isTrue();
        assertThat(json.at("/columns/4/symbol").asText()).isEqualTo("β");
        assertThat(json.at("/metadata/phasegrid.model").asText()).isEqualTo("coins@3");
    }

    @Test
    void theSweepIsSpelledOut() throws IOException {
        JsonNode spec = new ObjectMapper().readTree(table.metadata().get("phasegrid.spec"));
        assertThat(spec.at("/question").asText()).isEqualTo("Are the coins \"fair\"?");
        assertThat(spec.at("/grids/0/axes/0/values/1/0").asText()).isEqualTo("inf");
        assertThat(spec.at("/grids/0/fixed/d").asLong()).isEqualTo(4);
        assertThat(spec.at("/grids/0/derived/m").asText()).isEqualTo("round(exp((alpha * d)))");
        assertThat(spec.at("/grids/0/where").asText()).isEqualTo("((beta < 1) or (n == 55))");
        assertThat(spec.at("/replicas/disorder").asInt()).isEqualTo(1000);
        assertThat(spec.at("/fits/0/along").asText()).isEqualTo("beta");
    }

    @Test
    void csvKeepsBitsAndQuotesWords() {
        String[] lines = changed(3, "sampler", "a \"b\", c").toCsv().split("\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).startsWith("model,version,point_key,track_id,beta,alpha,d,n,t,hand,sampler,");
        assertThat(lines[1].split(",")[4]).isEqualTo("0.5");
        assertThat(lines[1]).contains(",-0.0,,");
        assertThat(lines[3].split(",")[4]).isEqualTo("inf");
        assertThat(lines[4]).contains(",\"a \"\"b\"\", c\",").contains(",4.9E-324,");
    }

    @Test
    void theTerminalTableIsReadable() {
        assertThat(table.toText(100)).isEqualTo("""
                        coins@3, 4 points: Are the coins "fair"?
                        d=4, hand=left, sampler=drop, sampler.length=0.5, replicas=1000

                            β        α    n      heads  theory     z    height      odds  status
                          0.5  1.00183   55  0.487(16)  0.5000  -1.3     0      1.50(12)  ok
                          0.5  1.15129  100  0.5(0)     0.5     -1.3     –      1.50(12)  failed
                        inf    1.00183   55  0.510(16)  0.5000  -1.3  -inf      1.50(12)  ok
                        inf    1.15129  100  0.600(16)  0.5000  -1.3     0(12)  1.50(12)  diverged

                        exact theory: heads
                        """);
    }

    @Test
    void aNarrowTerminalGetsSeveralBlocks() {
        String text = table.toText(60);
        assertThat(text.lines()).allMatch(line -> TextColumn.width(line) <= 60);
        assertThat(text.lines().filter(line -> line.contains("status"))).hasSizeGreaterThan(1);
        assertThat(IntStream.of(60, 100, 300)).allMatch(w -> table.toText(w).contains("odds"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.86192, 0.00342, 0.8619(34)",
        "0.5, 0.00996, 0.500(10)",
        "12.3456, 3.42, 12.3(3.4)",
        "-1234.5, 56.7, -1234(57)",
        "1234567, 5678, 1234567(5678)",
        "0.5, 0, 0.5(0)",
        "3, 0.1, 3.00(10)",
        "1.5e-9, 2e-11, 1.500(20)e-9",
        "6.02214e23, 1.5e21, 6.022(15)e23",
        "0, 0, 0(0)",
        "0, 0.25, 0.00(25)",
        "0.99999999998, 9.1e-10, 1.00000000(91)",
        "-9.9999999999e-12, 1e-20, -1.00000000(10)e-11",
    })
    void errorsAreWrittenAsPhysicistsDo(double value, double error, String text) {
        assertThat(Digits.withError(value, error)).isEqualTo(text);
    }

    @Test
    void numbersAreShort() {
        assertThat(Digits.plain(0.1)).isEqualTo("0.1");
        assertThat(Digits.plain(1 / 3.0)).isEqualTo("0.333333");
        assertThat(Digits.plain(-1e-9 / 3)).isEqualTo("-3.33333e-10");
        assertThat(Digits.plain(Double.POSITIVE_INFINITY)).isEqualTo("inf");
        assertThat(Digits.plain(null)).isEqualTo("–");
        assertThat(Digits.deviation(-0.04)).isEqualTo("-0.0");
        assertThat(Digits.deviation(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }

    @Test
    void fitsComeBackAndAreReadable() {
        List<FitRow> rows = List.of(
                new FitRow("t_s", "heads", 0.7752, "t", Map.of("d", new Value.Whole(256)), 2.51234, 0.0034, Status.OK),
                new FitRow(
                        "t_s",
                        "heads",
                        0.7752,
                        "t",
                        Map.of("d", new Value.Whole(1024)),
                        Double.NaN,
                        Double.NaN,
                        Status.NO_CROSSING));
        FitTable fits = FitTable.of(rows, Map.of("phasegrid.version", "0.1.0"));
        fits.write(Output.at(folder.toString()));
        FitTable back = FitTable.read(Output.at(folder.toString())).orElseThrow();
        assertThat(back).isEqualTo(fits);
        assertThat(back.columns().stream().map(Column::name))
                .containsExactly("fit", "observable", "level", "along", "d", "value", "stderr", "status");
        assertThat(back.toText()).isEqualTo("""
                        fit  observable   level  along     d       value  status
                        t_s  heads       0.7752  t       256  2.5123(34)  ok
                        t_s  heads       0.7752  t      1024  –           no_crossing
                        """);
    }
}
