package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.SweepSpec;

/** Ranges are exact decimals, rounded to a double once. */
class AxisTest {
    private static SweepSpec t(String range) {
        return Examples.sweep("axes: {d: [1], t: " + range + "}\nfixed: {horizon: 100}");
    }

    private static double[] values(SweepSpec spec) {
        return spec.regions().get(0).axes().get(1).values().stream()
                .mapToDouble(row -> row.get(0).number())
                .toArray();
    }

    @Test
    void tenthsDoNotDrift() {
        assertThat(values(t("{from: 0, to: 1, step: 0.1}")))
                .containsExactly(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1);
    }

    @Test
    void everyValueIsItsLiteral() {
        double[] literals = IntStream.rangeClosed(0, 2000)
                .mapToDouble(i -> Double.parseDouble(i / 100 + "." + i % 100 / 10 + i % 10))
                .toArray();
        assertThat(values(t("{from: 0, to: 20, step: 0.01}"))).containsExactly(literals);
        assertThat(values(t("{from: 0, to: 20, points: 2001}"))).containsExactly(literals);
    }

    @Test
    void pointsThatNoDecimalMeetsAreRoundedOnce() {
        assertThat(values(t("{from: 0, to: 1, points: 4}"))).containsExactly(0, 1.0 / 3, 2.0 / 3, 1);
        assertThat(values(t("{from: 1, to: 0, points: 4}"))).containsExactly(1, 2.0 / 3, 1.0 / 3, 0);
    }

    @Test
    void aStepThatDoesNotDivideStopsBelow() {
        assertThat(values(t("{from: 0, to: 1, step: 0.3}"))).containsExactly(0, 0.3, 0.6, 0.9);
        assertThat(values(t("{from: 1, to: 0, step: -0.4}"))).containsExactly(1, 0.6, 0.2);
        assertThat(values(t("{from: 1, to: 1, step: 5}"))).containsExactly(1);
        assertThat(values(t("{from: 1, to: 1, points: 1}"))).containsExactly(1);
    }

    @Test
    void aLogarithmicAxisHasTwelveDigitsAndExactEnds() {
        assertThat(values(t("{from: 0.01, to: 10, points: 4, scale: log}"))).containsExactly(0.01, 0.1, 1, 10);
        assertThat(values(t("{from: 1, to: 2, points: 3, scale: log}"))).containsExactly(1, 1.41421356237, 2);
        assertThat(values(t("{from: 12.3456789012345, to: 1, points: 2, scale: log}")))
                .containsExactly(12.3456789012345, 1);
        assertThat(Examples.axis(
                        Examples.sweep("axes: {t: [1], d: {from: 1, to: 1048576, points: 21, scale: log}}"), "d"))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 20)
                        .mapToObj(i -> Integer.toString(1 << i))
                        .toList());
    }

    @Test
    void pairedAxesMayRepeatAValue() {
        SweepSpec spec = Examples.sweep("axes: {together: [{d: [1, 1, 2], t: {from: 1, to: 3, step: 1}}]}");
        assertThat(spec.regions().get(0).axes().get(0).values())
                .contains(List.of(new Value.Whole(1), new Value.Real(2)));
    }

    @Test
    void aListMayBeOneValue() {
        SweepSpec spec = Examples.sweep("axes: {d: [1], t: [1], weights: [[0.5, 0.5], 1]}");
        assertThat(Examples.axis(spec, "weights")).containsExactly("[0.5,0.5]", "[1]");
    }
}
