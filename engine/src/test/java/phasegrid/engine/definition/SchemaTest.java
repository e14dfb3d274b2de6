package phasegrid.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.testing.Everything;

class SchemaTest {
    private static final Schema<Everything.Point> SCHEMA = Schema.of(Everything.Point.class);

    private static Map<String, Value> values(String words) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String word : words.split(" ")) {
            String[] parts = word.split("=");
            Leaf leaf = SCHEMA.leaf(parts[0]);
            values.put(parts[0], leaf == null ? new Value.Word(parts[1]) : Spelling.read(leaf, parts[1]));
        }
        return values;
    }

    private static List<Problem> problems(String words) {
        List<Problem> problems = new ArrayList<>();
        SCHEMA.complete(values(words), problems);
        return problems;
    }

    @Test
    void aPointIsBoundFromGivenAndUsualValuesAndGivesThemBack() {
        Everything.Point p = SCHEMA.point(values("d=4 rule=stepped rule.steps=3 flag=true list=[1,-2]"));
        assertThat(p)
                .isEqualTo(new Everything.Point(
                        Double.POSITIVE_INFINITY,
                        4,
                        7,
                        123456789012L,
                        true,
                        List.of(1.0, -2.0),
                        new Everything.Rule.Stepped(3, 0.25),
                        Everything.Fault.NONE));
        assertThat(SCHEMA.bind(SCHEMA.values(p))).isEqualTo(p);
        assertThat(SCHEMA.values(p).keySet())
                .containsExactly("beta", "d", "n", "count", "flag", "list", "rule", "rule.steps", "rule.rate", "fault");
        assertThat(SCHEMA.names())
                .containsExactly("beta", "d", "n", "count", "flag", "list", "rule", "rule.rate", "rule.steps", "fault");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "n=3; d; needs a value: a whole number in [1, 1000] (dimension)",
                "d=0; d; d = 0 is not a whole number in [1, 1000] (d, dimension)",
                "d=2.5; d; d = 2.5 is not a whole number",
                "d=3000000000; d; d = 3000000000 is not",
                "d=x; d; d = x is not a whole number",
                "d=4 beta=-1; beta; beta = -1 is not in [0, inf] (β, inverse temperature)",
                "d=4 count=-1; count; count = -1",
                "d=4 count=1e30; count; count = 1.0E30",
                "d=4 flag=maybe; flag; flag = maybe is unknown; valid are false, true",
                "d=4 fault=twise; fault; fault = twise is unknown; did you mean twice?",
                "d=4 list=[1,99]; list; list = [1,99] is not in a list of numbers in [-10, 10]",
                "d=4 rule=steped; rule; rule = steped is unknown; did you mean stepped?",
                "d=4 rule.steps=3; rule.steps; rule is smooth, which has no rule.steps; it belongs to stepped",
                "d=4 bets=3; bets; no such parameter; did you mean beta?",
                "d=4 rule=stepped rule.steps=0; rule.steps; rule.steps = 0 is not a whole number in [1, 100]"
            })
    void whatIsWrongIsNamedWithItsRemedy(String words, String name, String message) {
        assertThat(problems(words)).singleElement().satisfies(problem -> {
            assertThat(problem.name()).isEqualTo(name);
            assertThat(problem.message()).startsWith(message);
        });
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThat(problems("beta=-1 n=0 fault=x zz=1 aa=1"))
                .extracting(Problem::name)
                .containsExactly("beta", "d", "n", "fault", "aa", "zz");
        assertThatThrownBy(() -> SCHEMA.point(Map.of())).hasMessageContaining("Cannot make a point: d: needs a value");
    }

    @ParameterizedTest
    @CsvSource({
        "1, whole", "1.0, whole", "1e3, whole", "-0.0, whole", "0.1, real", "1e18, real", "1e300, real", "inf, real",
        ".inf, real", "-.inf, real", "1e9999, word", "nan, word", "1e, word", "0x10, word", "--1, word", "1_000, word"
    })
    void numbersAreReadInDecimal(String text, String type) {
        assertThat(Spelling.number(text).type()).isEqualTo(type);
    }

    @Test
    void numbersHaveOneSetOfBits() {
        assertThat(new Value.Real(-0.0).bits())
                .isEqualTo(new Value.Real(0).bits())
                .isEqualTo("0");
        assertThat(new Value.Real(0.1 + 0.2).bits()).isNotEqualTo(new Value.Real(0.3).bits());
        assertThat(Spelling.number("0.30000000000000004")).isEqualTo(new Value.Real(0.1 + 0.2));
        assertThat(Spelling.number(0.1 + 0.2)).isEqualTo(new Value.Real(0.1 + 0.2));
        assertThat(Spelling.number(3.0)).isEqualTo(new Value.Whole(3));
        assertThat(Spelling.number(0x1p63)).isEqualTo(new Value.Real(0x1p63));
        assertThat(SCHEMA.complete(values("d=4 beta=1"), new ArrayList<>()).get("beta"))
                .isEqualTo(new Value.Real(1));
        assertThat(SCHEMA.complete(values("d=4.0"), new ArrayList<>()).get("d")).isEqualTo(new Value.Whole(4));
        assertThat(new Value.Reals(List.of(-0.0))).isEqualTo(new Value.Reals(List.of(0.0)));
        assertThatThrownBy(() -> new Value.Real(Double.NaN)).hasMessageContaining("it is not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-3",
                "0.1",
                "0.30000000000000004",
                "1.0E-300",
                "9007199254740993",
                "inf",
                "-inf",
                "123456.789"
            })
    void spellingsAreReadBack(String text) {
        Value value = Spelling.number(text);
        assertThat(value.text()).isEqualTo(text);
        assertThat(Spelling.number(value.text())).isEqualTo(value);
    }
}
