package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Value;

class ExpressionTest {
    private static final Map<String, Value> NAMES = Map.of(
            "d",
            new Value.Whole(256),
            "t",
            new Value.Real(2.5),
            "sampler.steps",
            new Value.Whole(100),
            "route",
            new Value.Word("direct"));

    private static double of(String text) {
        return Expression.parse(text).value(NAMES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 + 2 * 3; 7",
                "(1 + 2) * 3; 9",
                "2 - 3 - 4; -5",
                "16 / 4 / 2; 2",
                "2 ^ 3 ^ 2; 512",
                "-2 ^ 2; -4",
                "2 ^ -1; 0.5",
                "--3; 3",
                "1e3 + .5; 1000.5",
                "d * t; 640",
                "sampler.steps / 10; 10",
                "round(2.5); 3",
                "round(-2.5); -2",
                "floor(-0.5); -1",
                "ceil(0.5); 1",
                "abs(-3); 3",
                "max(2, min(5, 3)); 3",
                "sqrt(d); 16",
                "log(exp(1)); 1",
                "1 < 2; 1",
                "2 <= 1; 0",
                "2 >= 2; 1",
                "3 > 3; 0",
                "d == 256; 1",
                "d != 256; 0",
                "1 < 2 and 2 < 1; 0",
                "1 < 2 or 2 < 1 and 0; 1",
                "not 0; 1",
                "not 3; 0",
                "route == 'direct'; 1",
                "'direct' != route; 0",
                "route == 'projected'; 0",
                "route == 1; 0",
                "route != d; 1"
            })
    void isWorthWhatItSays(String text, double value) {
        assertThat(of(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unknown", "unknown + 1", "route", "route * 2", "route < 'z'", "log(-1)", "'a' + 'b'", "0 / 0"})
    void isNoNumberWhereThereIsNone(String text) {
        assertThat(of(text)).isNaN();
        assertThat(Expression.truth(of(text))).isFalse();
        assertThat(Expression.truth(of("(" + text + ") and 1"))).isFalse();
        assertThat(Expression.truth(of("0 or (" + text + ")"))).isFalse();
    }

    @Test
    void knowsTheNamesItUses() {
        assertThat(Expression.parse("max(d, 2 * sampler.steps) ^ t - route").names())
                .containsExactly("d", "route", "sampler.steps", "t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "1 +; something is missing at character 4",
                "(1 + 2; ')' is missing at character 7",
                "1 2; unexpected '2' at character 3",
                "sin(1); there is no function sin",
                "max(1); ',' is missing",
                "abs(1, 2); ')' is missing",
                "1 $ 2; unexpected '$'",
                ") 1; unexpected ')' at character 1",
                "2d; unexpected 'd'"
            })
    void tellsWhereItCannotBeRead(String text, String message) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot read the expression")
                .hasMessageContaining(message);
    }

    @Test
    void boundsLengthAndDepth() {
        assertThat(of("0" + "+1".repeat(499))).isEqualTo(499);
        assertThatThrownBy(() -> Expression.parse("1" + "+1".repeat(500))).hasMessageContaining("1001 characters");
        for (String bomb : new String[] {"(", "-", "abs(", "2^", "not "}) {
            assertThatThrownBy(() -> Expression.parse(bomb.repeat(200)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nested deeper than 50");
        }
    }
}
