package phasegrid.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Column.Role;
import phasegrid.jobs.table.Column.Type;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;

/** Small tables of a made-up model: {@code m} falls from 1 to 0 where t passes t_c = d/100; σ follows d. */
public final class Tables {
    public static final String QUESTION = "Is <m> & \"σ\" ordered?";
    private static final String SPEC = """
        {"grids":[{"axes":[{"names":["d","sigma"]},{"names":["t"]}],"fixed":{"route":"left"},"derived":{"n":"d"}},
         {"axes":[{"names":["d"]},{"names":["t"]}],"fixed":{"route":"right","sigma":8}}]}
        """;

    private Tables() {}

    private static Column column(String name, Type type, Role role, String symbol, String unit, String definition) {
        return new Column(name, type, role, symbol, unit, definition);
    }

    private static Column real(String name, Role role, String definition) {
        return column(name, Type.DOUBLE, role, "", "1", definition);
    }

    private static List<Column> columns() {
        return List.of(
                column("model", Type.STRING, Role.KEY, "", "", "A made-up model"),
                column("point_key", Type.STRING, Role.KEY, "", "", "key"),
                column("d", Type.LONG, Role.PARAMETER, "d", "", "dimension"),
                column("n", Type.LONG, Role.PARAMETER, "n", "", "derived"),
                column("t", Type.DOUBLE, Role.PARAMETER, "τ", "passes", "time"),
                column("sigma", Type.DOUBLE, Role.PARAMETER, "σ", "", "width"),
                column("route", Type.STRING, Role.PARAMETER, "route", "", "route"),
                column("replicas", Type.LONG, Role.MEASURED, "", "1", "replicas"),
                column("failed_replicas", Type.LONG, Role.MEASURED, "", "1", "failed"),
                real("m", Role.MEASURED, "order"),
                real("m_stderr", Role.MEASURED, "error"),
                real("m_theory", Role.THEORY, "theory"),
                real("m_z", Role.THEORY, "z"),
                column("m_theory_kind", Type.STRING, Role.THEORY, "", "", "kind"),
                real("t_c", Role.THEORY, "where it falls (made up), on the axis t"),
                column("status", Type.STRING, Role.MEASURED, "", "", "status"),
                column("cpu_seconds", Type.DOUBLE, Role.CIRCUMSTANCE, "", "s", "seconds"));
    }

    /** Two routes, three d, times 0 … 4 in falling order and one at infinity. */
    public static PhaseTable phase() {
        List<List<Object>> rows = new ArrayList<>();
        for (String route : List.of("left", "right")) {
            for (long d : new long[] {64, 256, 1024}) {
                rows.add(row(route, d, Double.POSITIVE_INFINITY));
                for (int t = 4; t >= 0; t--) {
                    rows.add(row(route, d, t));
                }
            }
        }
        return of(rows);
    }

    /** The same columns with other rows. */
    public static PhaseTable of(List<List<Object>> rows) {
        return new PhaseTable(
                columns(),
                rows,
                Map.of("phasegrid.spec", SPEC, "phasegrid.question", QUESTION, "phasegrid.model", "made-up@1"));
    }

    /** One row; at t = 4 there is a limit only, at t = 0 nothing was measured for d = 64 on the left. */
    public static List<Object> row(String route, long d, double t) {
        double line = d / 256.0;
        Double m = d == 64 && t == 0 && route.equals("left") ? null : (Double) (1 / (1 + Math.exp(3 * (t - line))));
        boolean limit = t == 4;
        return Arrays.asList(
                "made-up",
                route + d + t,
                d,
                d,
                t,
                Math.sqrt((double) d),
                route,
                1000L,
                0L,
                m,
                m == null ? null : (Double) 0.013,
                limit ? (Double) 0.5 : m,
                limit ? null : (Double) 0.25,
                limit ? "limit" : "exact",
                line,
                "ok",
                0.5);
    }

    /** Four axes β, h, d and t, every point in a phase, with a line along t. */
    public static PhaseTable four() {
        List<Column> columns = List.of(
                column("model", Type.STRING, Role.KEY, "", "", "A made-up magnet"),
                column("point_key", Type.STRING, Role.KEY, "", "", "key"),
                column("beta", Type.DOUBLE, Role.PARAMETER, "β", "", "inverse temperature"),
                column("field", Type.DOUBLE, Role.PARAMETER, "h", "", "field"),
                column("d", Type.LONG, Role.PARAMETER, "d", "", "dimension"),
                column("t", Type.DOUBLE, Role.PARAMETER, "t", "OU time", "time"),
                column("replicas", Type.LONG, Role.MEASURED, "", "1", "replicas"),
                column("failed_replicas", Type.LONG, Role.MEASURED, "", "1", "failed"),
                real("still", Role.MEASURED, "does not vary"),
                real("still_stderr", Role.MEASURED, "error"),
                real("still_theory", Role.THEORY, "theory"),
                real("still_z", Role.THEORY, "z"),
                column("still_theory_kind", Type.STRING, Role.THEORY, "", "", "kind"),
                real("m", Role.MEASURED, "order"),
                real("m_stderr", Role.MEASURED, "error"),
                real("m_theory", Role.THEORY, "theory"),
                real("m_z", Role.THEORY, "z"),
                column("m_theory_kind", Type.STRING, Role.THEORY, "", "", "kind"),
                real("t_sigma", Role.THEORY, "where it falls, on the axis t"),
                column("phase", Type.STRING, Role.MEASURED, "", "", "phase"),
                column("status", Type.STRING, Role.MEASURED, "", "", "status"),
                column("cpu_seconds", Type.DOUBLE, Role.CIRCUMSTANCE, "", "s", "seconds"));
        List<List<Object>> rows = new ArrayList<>();
        for (double beta : new double[] {0.5, 1, 2}) {
            for (double field : new double[] {0, 0.1}) {
                for (long d : new long[] {64, 256}) {
                    for (double t = 0; t < 4; t++) {
                        double m = Math.tanh(beta * (1 + field) * d / 64 / (1 + t));
                        rows.add(Arrays.asList(
                                "magnet",
                                "" + beta + field + d + t,
                                beta,
                                field,
                                d,
                                t,
                                1000L,
                                0L,
                                0.5,
                                0.01,
                                0.5,
                                0.1,
                                "exact",
                                m,
                                0.013,
                                m,
                                0.25,
                                "exact",
                                beta + d / 256.0,
                                m > 0.5 ? "ordered" : "disordered",
                                "ok",
                                0.5));
                    }
                }
            }
        }
        return new PhaseTable(
                columns,
                rows,
                Map.of(
                        "phasegrid.spec",
                        "{\"grids\":[{\"axes\":[{\"names\":[\"temperature\"]},{\"names\":[\"field\"]},{\"names\":[\"d\"]},{\"names\":[\"t\"]}]}]}",
                        "phasegrid.question",
                        "Four axes?",
                        "phasegrid.model",
                        "magnet@1"));
    }

    /** A bias that falls with the steps of two samplers, −1/N and 1/N², and the slopes of both. */
    public static PhaseTable powers() {
        List<Column> columns = List.of(
                column("model", Type.STRING, Role.KEY, "", "", "A made-up sampler"),
                column("point_key", Type.STRING, Role.KEY, "", "", "key"),
                column("sampler", Type.STRING, Role.PARAMETER, "step", "", "scheme"),
                column("steps", Type.LONG, Role.PARAMETER, "N", "", "steps"),
                column("replicas", Type.LONG, Role.MEASURED, "", "1", "replicas"),
                column("failed_replicas", Type.LONG, Role.MEASURED, "", "1", "failed"),
                real("x", Role.MEASURED, "varies too"),
                real("x_stderr", Role.MEASURED, "error"),
                real("x_theory", Role.THEORY, "theory"),
                real("x_z", Role.THEORY, "z"),
                column("x_theory_kind", Type.STRING, Role.THEORY, "", "", "kind"),
                real("bias", Role.MEASURED, "bias"),
                real("bias_stderr", Role.MEASURED, "error"),
                real("bias_theory", Role.THEORY, "theory"),
                real("bias_z", Role.THEORY, "z"),
                column("bias_theory_kind", Type.STRING, Role.THEORY, "", "", "kind"),
                real("bias_slope", Role.THEORY, "power s in |bias| ∝ (steps)^s, along the axis steps"),
                column("status", Type.STRING, Role.MEASURED, "", "", "status"),
                column("cpu_seconds", Type.DOUBLE, Role.CIRCUMSTANCE, "", "s", "seconds"));
        List<List<Object>> rows = new ArrayList<>();
        for (int order = 1; order <= 2; order++) {
            for (long steps : new long[] {10, 20, 40, 80}) {
                double bias = order == 1 ? -1.0 / steps : 1.0 / steps / steps;
                String sampler = order == 1 ? "euler" : "heun";
                rows.add(Arrays.asList(
                        "made-up",
                        sampler + steps,
                        sampler,
                        steps,
                        1000L,
                        0L,
                        1 + bias,
                        1e-5,
                        null,
                        null,
                        null,
                        bias,
                        1e-4,
                        bias,
                        0.0,
                        "exact",
                        (double) -order,
                        "ok",
                        0.5));
            }
        }
        return new PhaseTable(
                columns,
                rows,
                Map.of(
                        "phasegrid.spec",
                        "{\"grids\":[{\"axes\":[{\"names\":[\"sampler\"]},{\"names\":[\"steps\"]}]}]}",
                        "phasegrid.question",
                        "Which order?",
                        "phasegrid.model",
                        "made-up@1"));
    }

    /** A fit for each d and route, of which the last has no crossing. */
    public static FitTable fits() {
        List<Column> columns = List.of(
                column("fit", Type.STRING, Role.KEY, "", "", ""),
                column("observable", Type.STRING, Role.KEY, "", "", ""),
                column("level", Type.DOUBLE, Role.KEY, "", "", ""),
                column("along", Type.STRING, Role.KEY, "", "", ""),
                column("d", Type.DOUBLE, Role.PARAMETER, "", "", "a parameter that varies"),
                column("route", Type.STRING, Role.PARAMETER, "", "", "a parameter that varies"),
                column("value", Type.DOUBLE, Role.MEASURED, "", "", ""),
                column("stderr", Type.DOUBLE, Role.MEASURED, "", "", ""),
                column("status", Type.STRING, Role.MEASURED, "", "", ""));
        List<List<Object>> rows = new ArrayList<>();
        for (String route : List.of("left", "right")) {
            for (double d : new double[] {64, 256, 1024}) {
                boolean none = route.equals("right") && d == 1024;
                rows.add(Arrays.asList(
                        "t_s",
                        "m",
                        0.5,
                        "t",
                        d,
                        route,
                        none ? null : (Double) (d / 256 + 0.02),
                        none ? null : (Double) 0.01,
                        none ? "no_crossing" : "ok"));
            }
        }
        return new FitTable(columns, rows, Map.of());
    }
}
