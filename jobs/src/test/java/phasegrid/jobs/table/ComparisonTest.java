package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.Address;
import phasegrid.jobs.cli.Phasegrid;
import phasegrid.jobs.table.Column.Role;
import phasegrid.jobs.table.Column.Type;

class ComparisonTest {
    private static final List<Column> COLUMNS = List.of(
            column("point_key", Type.STRING, Role.KEY),
            column("d", Type.LONG, Role.PARAMETER),
            column("t", Type.DOUBLE, Role.PARAMETER),
            column("replicas", Type.LONG, Role.MEASURED),
            column("m", Type.DOUBLE, Role.MEASURED),
            column("m_stderr", Type.DOUBLE, Role.MEASURED),
            column("m_theory", Type.DOUBLE, Role.THEORY));

    private static Column column(String name, Type type, Role role) {
        return new Column(name, type, role, "", "", name);
    }

    private static List<Object> row(String key, long d, double t, long replicas, double m) {
        return Arrays.asList(key, d, t, replicas, m, 0.3, null);
    }

    private static PhaseTable table(List<List<Object>> rows) {
        return new PhaseTable(COLUMNS, rows, Map.of());
    }

    /** Twenty points whose values lie so many errors above zero. */
    private static PhaseTable shifted(String seed, double sigmas) {
        List<List<Object>> rows = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> rows.add(row(seed + i, 8, i, 100, 0.3 * (sigmas + (i % 5 - 2) / 1.5))));
        return table(rows);
    }

    @Test
    void independentRowsAreComparedInStandardErrors() {
        Comparison same = Comparison.of(shifted("a", 0), table(List.of(row("b", 8, 2, 50, 0.4))));
        assertThat(same.both()).isEqualTo(1);
        assertThat(same.onlyFirst()).isEqualTo(19);
        assertThat(same.onlySecond()).isZero();
        assertThat(same.differences().get(0).z()).isEqualTo(-0.4 / Math.sqrt(0.18), within(1e-12));
    }

    @Test
    void aShiftIsSeenAndNoneIsNot() {
        PhaseTable zero = table(IntStream.range(0, 20)
                .mapToObj(i -> row("z" + i, 8, i, 100, 0.3 * (i % 3 - 1)))
                .toList());
        assertThat(Comparison.of(shifted("a", 0), zero).agreement("m").doubtful())
                .isFalse();
        assertThat(Comparison.of(shifted("a", 3), zero).agreement("m").doubtful())
                .isTrue();
    }

    @Test
    void theSameSamplesAreComparedToTheBit() {
        PhaseTable one = table(List.of(row("k", 8, 1, 100, 0.5)));
        assertThat(Comparison.of(one, one).broken()).isFalse();
        assertThat(Comparison.of(one, one).differences().get(0).z()).isNaN();
        PhaseTable other = table(List.of(row("k", 8, 1, 100, Math.nextUp(0.5))));
        assertThat(Comparison.of(one, other).broken()).isTrue();
        PhaseTable more = table(List.of(row("k", 8, 1, 200, 0.6)));
        assertThat(Comparison.of(one, more).broken()).isFalse();
        assertThat(Comparison.of(one, more).agreement("m").rows()).isZero();
    }

    @Test
    void tablesWithoutACommonParameterAreRefused() {
        PhaseTable none = new PhaseTable(List.of(column("beta", Type.DOUBLE, Role.PARAMETER)), List.of(), Map.of());
        assertThatThrownBy(() -> Comparison.of(shifted("a", 0), none)).hasMessageContaining("no parameter in common");
    }

    @Test
    void theVerbSaysWhetherTablesAgree(@TempDir Path folder) {
        write(folder.resolve("a"), shifted("a", 0));
        write(folder.resolve("b"), shifted("b", 4));
        assertThat(status(folder, "a", "a")).isZero();
        assertThat(status(folder, "a", "b")).isEqualTo(1);
        assertThat(status(folder, "a", "absent")).isEqualTo(2);
    }

    private static void write(Path folder, PhaseTable table) {
        table.write(Output.at(folder.toString()), Folded.of("k", new Address(0, 0, 0)));
    }

    private static int status(Path folder, String a, String b) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return Phasegrid.run(
                nowhere,
                nowhere,
                "diff",
                folder.resolve(a).toString(),
                folder.resolve(b).toString(),
                "--json");
    }
}
