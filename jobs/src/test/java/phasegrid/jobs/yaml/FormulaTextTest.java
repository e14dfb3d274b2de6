package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Expression;

class FormulaTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a - b - c",
                "a - (b - c)",
                "a ^ b ^ c",
                "(a ^ b) ^ -c",
                "-a ^ 2",
                "(-a) ^ 2",
                "-(a + b) * -c",
                "not a > 1 and not (b or c)",
                "not not a == 0",
                "(a < b) == (b < c)",
                "a == 'x y' or b != 'z'",
                "max(a, min(b, -3)) + exp(1.5e-7)",
                "a / b * c",
                "a / (b * c)",
                "0 - a",
                "1e999 * a",
                "x.y + 3"
            })
    void readsBackAsTheSameFormula(String text) {
        Expression formula = Expression.parse(text);
        assertThat(Expression.parse(FormulaText.of(formula))).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "not a > 1; 1",
                "not a == 'x'; 1",
                "not w == 'x'; 0",
                "not a < 1 and 0; 0",
                "b > 1; 0",
                "-a ^ 2; -0.25"
            })
    void negationBindsLooserThanComparison(String text, double value) {
        Map<String, Value> names = Map.of("a", new Value.Real(0.5), "w", new Value.Word("x"));
        assertThat(Expression.parse(text).value(names)).isEqualTo(value);
    }
}
