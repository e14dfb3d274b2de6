package phasegrid.export.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Column.Role;
import phasegrid.jobs.table.Column.Type;
import phasegrid.jobs.table.PhaseTable;

/** A made-up density p(x) = d + x at six places for two d, and two levels that are no function. */
class PlacesTest {
    private static final int COUNT = 6;
    private static final Map<String, String> SPEC =
            Map.of("phasegrid.spec", "{\"grids\":[{\"axes\":[{\"names\":[\"d\"]}]}]}");

    private final PhaseTable table = table();
    private final List<Places> functions = Places.of(table);

    private static double place(int i) {
        return -0.5 + 0.25 * i;
    }

    private static PhaseTable table() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("d", Type.LONG, Role.PARAMETER, "d", "", "dimension"));
        for (int i = 0; i < COUNT; i++) {
            add(columns, "p_of_x_" + i, "density of x in bins of 0.25 around at " + place(i));
        }
        add(columns, "level_0", "share at 1.0");
        add(columns, "level_1", "share at 2.0");
        return new PhaseTable(columns, List.of(row(64), row(256)), SPEC);
    }

    private static void add(List<Column> columns, String name, String definition) {
        columns.add(new Column(name, Type.DOUBLE, Role.MEASURED, "", "1", definition));
        columns.add(new Column(name + "_stderr", Type.DOUBLE, Role.MEASURED, "", "1", "error"));
        columns.add(new Column(name + "_theory", Type.DOUBLE, Role.THEORY, "", "1", "theory"));
        columns.add(new Column(name + "_theory_kind", Type.STRING, Role.THEORY, "", "", "kind"));
        columns.add(new Column(name + "_z", Type.DOUBLE, Role.THEORY, "", "1", "z"));
    }

    private static List<Object> row(long d) {
        List<Object> row = new ArrayList<>(List.of(d));
        for (int i = 0; i < COUNT; i++) {
            row.addAll(Arrays.asList(d + place(i), 0.1 + i, d + 1.0, "exact", i == 0 ? null : (Double) (double) -i));
        }
        for (int i = 0; i < 2; i++) {
            row.addAll(Arrays.asList(0.5, 0.1, null, null, null));
        }
        return row;
    }

    @Test
    void namesThatCountAndDefinitionsThatEndWithPlacesMakeAFunction() {
        assertThat(functions.stream().map(Places::name)).containsExactly("p_of_x");
        assertThat(functions.get(0).at()).containsExactly(-0.5, -0.25, 0.0, 0.25, 0.5, 0.75);
        assertThat(functions.get(0).has("p_of_x_5")).isTrue();
        assertThat(functions.get(0).has("level_0")).isFalse();
    }

    @Test
    void everyPointIsACurveOverThePlacesWithTheTablesOwnNumbers() {
        Curves curves = Curves.of(functions.get(0), table);
        assertThat(curves.design().x().label()).isEqualTo("x");
        assertThat(curves.design().colour().map(Axis::name)).contains("d");
        assertThat(curves.quantity().column().definition()).isEqualTo("density of x in bins of 0.25");
        List<Curve> both = curves.panels().get(0).curves();
        assertThat(both.stream().map(Curve::key)).containsExactly(64L, 256L);
        assertThat(both.get(1).samples()).hasSize(COUNT);
        assertThat(both.get(1).samples().get(2)).isEqualTo(new Sample(0, 256, 2.1, 257, "exact", -2, ""));
        assertThat(both.get(1).samples().get(0).z()).isNaN();
    }
}
