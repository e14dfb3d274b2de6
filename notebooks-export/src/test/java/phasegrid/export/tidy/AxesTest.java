package phasegrid.export.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import phasegrid.export.Tables;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.PhaseTable;

class AxesTest {
    private final List<Axis> axes = Axes.of(Tables.phase());

    private static Axis axis(String name, double... values) {
        Column column = new Column(name, Column.Type.DOUBLE, Column.Role.PARAMETER, "", "", "");
        return new Axis(column, DoubleStream.of(values).<Object>mapToObj(v -> v).toList());
    }

    @Test
    void axesAreWhatTheSweepVariesNotWhatFollows() {
        assertThat(axes.stream().map(Axis::name)).containsExactly("d", "t", "route");
    }

    /** One grid gives λ, the other the temperature: both are β. */
    @Test
    void twoNamesOfOneParameterAreOneAxis() {
        Map<String, String> spec = Map.of(
                "phasegrid.spec",
                "{\"grids\":[{\"axes\":[{\"names\":[\"lambda\"]},{\"names\":[\"n\"]}]},{\"axes\":[{\"names\":[\"temperature\"]}]}]}");
        List<Column> columns = Stream.of("beta", "lambda", "n")
                .map(name -> new Column(name, Column.Type.DOUBLE, Column.Role.PARAMETER, "", "", ""))
                .toList();
        List<List<Object>> rows = List.of(List.of(1.0, 1.0, 2.0), List.of(0.5, 0.5, 1.0), List.of(2.0, 2.0, 2.0));
        assertThat(Axes.of(new PhaseTable(columns, rows, spec)).stream().map(Axis::name))
                .containsExactly("lambda", "n");
    }

    @Test
    void timeLiesHorizontally() {
        Design design = Design.of(axes).orElseThrow();
        assertThat(design.x().name()).isEqualTo("t");
        assertThat(design.colour().map(Axis::name)).contains("d");
        assertThat(design.panels().stream().map(Axis::name)).containsExactly("route");
    }

    @Test
    void withoutTimeTheLongestNumericAxisLiesHorizontally() {
        Design design = Design.of(List.of(axis("a", 1, 2), axes.get(2), axis("b", 1, 2, 3)))
                .orElseThrow();
        assertThat(design.x().name()).isEqualTo("b");
        assertThat(design.colour().map(Axis::name)).contains("a");
        assertThat(Design.of(List.of(axes.get(2)))).isEmpty();
        assertThat(Design.of(List.of())).isEmpty();
    }

    @Test
    void infinityIsAValueWithoutAPlace() {
        assertThat(axes.get(1).values()).hasSize(6).endsWith(Double.POSITIVE_INFINITY);
        assertThat(axes.get(1).numbers()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void equalRatiosAreReadInPowers() {
        assertThat(axis("x", 64, 256, 1024).logarithmic()).isTrue();
        assertThat(axis("x", 1, 2, 5, 10, 20, 50).logarithmic()).isTrue();
        assertThat(axis("x", 1, 3, 5, 7, 9).logarithmic()).isFalse();
        assertThat(axis("x", 0, 1, 10, 100).logarithmic()).isFalse();
        assertThat(axis("x", 1, 100).logarithmic()).isFalse();
    }

    @Test
    void labelsComeFromTheColumns() {
        assertThat(axes.get(1).label()).isEqualTo("τ  (time) [passes]");
        assertThat(axes.get(0).text(256L)).isEqualTo("d = 256");
        assertThat(axes.get(2).text("left")).isEqualTo("left");
        assertThat(axis("x", 0.0498047, 0.10009).text(0.0498047)).isEqualTo("x = 0.0498");
        assertThat(axis("x", 0.13812, 0.13808).text(0.13812)).isEqualTo("x = 0.13812");
    }

    @Test
    void cellsEndHalfwayToTheirNeighbours() {
        assertThat(Edges.of(new double[] {1, 2, 4}, false)).containsExactly(0.5, 1.5, 3, 5);
        assertThat(Edges.of(new double[] {1, 4, 16}, true)).containsExactly(0.5, 2, 8, 32);
    }
}
