package phasegrid.export.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phasegrid.export.Tables;
import phasegrid.jobs.table.PhaseTable;

class CurvesTest {
    private final PhaseTable table = Tables.phase();
    private final Curves curves = Curves.of(table).get(0);

    @Test
    void everyFiniteRowIsOneSampleWithTheTablesOwnNumbers() {
        int i = table.values("point_key").indexOf("right2561.0");
        Sample sample = curves.panels().get(1).curves().get(1).samples().get(1);
        assertThat(sample)
                .isEqualTo(new Sample(
                        1,
                        table.numbers("m")[i],
                        table.numbers("m_stderr")[i],
                        table.numbers("m_theory")[i],
                        "exact",
                        table.numbers("m_z")[i],
                        ""));
        assertThat(curves.samples()).hasSize(6 * 5 - 1);
    }

    @Test
    void panelsAndCurvesStandInOrderAndSamplesAscend() {
        assertThat(curves.panels().stream().map(Panel::title)).containsExactly("left", "right");
        List<Curve> left = curves.panels().get(0).curves();
        assertThat(left.stream().map(Curve::key)).containsExactly(64L, 256L, 1024L);
        assertThat(left.get(0).samples().stream().map(Sample::x)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(left.get(1).samples().stream().map(Sample::x)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void linesLieOnTheHorizontalAxisOfTheirCurve() {
        assertThat(curves.lines()).containsExactly("t_c");
        assertThat(curves.panels().get(0).curves().stream().map(curve -> curve.line("t_c")))
                .containsExactly(0.25, 1.0, 4.0);
    }

    @Test
    void aLimitIsNeverTakenForBindingTheory() {
        Sample limit = curves.panels().get(0).curves().get(1).samples().get(4);
        assertThat(limit.limiting()).isEqualTo(0.5);
        assertThat(limit.binding()).isNaN();
        Sample exact = curves.panels().get(0).curves().get(1).samples().get(3);
        assertThat(exact.binding()).isEqualTo(exact.theory());
        assertThat(exact.limiting()).isNaN();
    }

    @Test
    void fitsAreCurvesOverTheOtherAxesWithTheLinesOfTheirPoints() {
        Curves fits = Curves.of(Tables.fits(), table).get(0);
        assertThat(fits.design().x().label()).isEqualTo("d  (dimension)");
        assertThat(fits.design().colour().map(Axis::name)).contains("route");
        assertThat(fits.samples()).hasSize(5);
        Curve left = fits.panels().get(0).curves().get(0);
        assertThat(left.samples().get(2)).isEqualTo(new Sample(1024, 4.02, 0.01, Double.NaN, "", Double.NaN, ""));
        assertThat(left.lines().get("t_c")).containsExactly(0.25, 1, 4);
        assertThat(FitLines.of(Tables.fits(), table)).isInstanceOf(Map.class).containsOnlyKeys("t_c");
    }

    /** As a whole word: a question of {@code m_stderr} names no {@code m}. */
    @Test
    void aQuestionNamesWhatItAsksFor() {
        assertThat(curves.asked(asking("At what t does m vanish?"))).isTrue();
        assertThat(curves.asked(asking("How large is m_stderr?"))).isFalse();
        assertThat(curves.asked(asking(""))).isFalse();
    }

    private PhaseTable asking(String question) {
        return new PhaseTable(table.columns(), table.rows(), Map.of("phasegrid.question", question));
    }

    @Test
    void levelCurvesDoNotVary() {
        assertThat(curves.varies()).isTrue();
        PhaseTable level = Tables.of(List.of(Tables.row("left", 64, 3), Tables.row("left", 64, 4)));
        assertThat(Curves.of(level).get(0).varies()).isFalse();
    }

    @Test
    void onePointHasNoCurves() {
        assertThat(Curves.of(Tables.of(List.of(Tables.row("left", 64, 1))))).isEmpty();
    }
}
