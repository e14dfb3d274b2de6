package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Expression;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.Mutants;

/** Whatever is written in a sweep file, the answer is a sweep or a list of problems with their places, soon. */
class SweepFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LETTERS = "{}[]:,&*!|>'\"%@`#-?~ \t\n\r\0\\01e._<";
    private static final Map<String, Value> NAMES =
            Map.of("a", new Value.Real(0.5), "b", new Value.Whole(3), "w", new Value.Word("x"));

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(Stream.of("good-sweeps", "bad-sweeps")
                .flatMap(Examples::files)
                .map(SweepFuzzTest::text)
                .toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<List<Mutants.Edit>> edits() {
        return Mutants.edits(
                Arbitraries.of(LETTERS.chars().mapToObj(letter -> (byte) letter).toList()));
    }

    @Property
    void brokenTextIsASweepOrAListOfProblems(@ForAll("files") String text, @ForAll("edits") List<Mutants.Edit> edits) {
        byte[] mutant = Mutants.apply(text.getBytes(StandardCharsets.UTF_8), edits);
        Assertions.assertTimeoutPreemptively(SOON, () -> read(new String(mutant, StandardCharsets.UTF_8)));
    }

    @Property
    void anyTextIsASweepOrAListOfProblems(@ForAll String text) {
        Assertions.assertTimeoutPreemptively(SOON, () -> read(text));
    }

    private static void read(String text) {
        try {
            SweepSpec spec = Examples.READER.read("mutant", text, List.of());
            assertThat(spec.regions()).isNotEmpty();
        } catch (SweepProblems e) {
            assertThat(e.lines()).isNotEmpty().allMatch(line -> line.matches("mutant:[0-9]+:[0-9]+: .+"));
        }
    }

    @Provide
    Arbitrary<String> formulas() {
        return Arbitraries.of(
                        "a", "b", "w", "c.d", "1", "2.5e-3", "1e999", ".5", "'x'", "'", "+", "-", "*", "/", "^", "(",
                        ")", ",", "<", "<=", "==", "!=", "and ", "or ", "not ", "max(", "log(", "exp(", "round(",
                        "sqrt", " ", "$", "\0", "π")
                .list()
                .ofMaxSize(30)
                .map(words -> String.join("", words));
    }

    @Property
    void aFormulaHasAValueOrAProblem(@ForAll("formulas") String text) {
        Assertions.assertTimeoutPreemptively(SOON, () -> evaluate(text));
    }

    private static void evaluate(String text) {
        Expression formula;
        try {
            formula = Expression.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("Cannot ").doesNotContain("\n");
            return;
        }
        Expression back = Expression.parse(FormulaText.of(formula));
        assertThat(back).isEqualTo(formula);
        assertThat(Double.doubleToLongBits(back.value(NAMES))).isEqualTo(Double.doubleToLongBits(formula.value(NAMES)));
    }
}
