package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.testing.Everything;
import phasegrid.engine.testing.Exchange;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.TwoStates;

class GridTest {
    private static final Definition<Everything.Point, Void> EVERYTHING = Definition.of(new Everything());
    private static final Definition<TwoStates.Point, Void> STATES = Definition.of(new TwoStates());
    private static final Definition<Exchange.Point, Void> EXCHANGE = Definition.of(new Exchange());

    private static Axis axis(String name, double... values) {
        return Axis.of(
                name,
                java.util.Arrays.stream(values)
                        .mapToObj(v -> phasegrid.engine.definition.Spelling.number(v))
                        .toList());
    }

    private static SweepSpec.Region region(List<Axis> axes, String fixed, Map<String, String> derived, String where) {
        Map<String, Value> values =
                Sweeps.spec(EVERYTHING, 1, fixed).regions().get(0).fixed();
        Map<String, Expression> formulas = new java.util.LinkedHashMap<>();
        derived.forEach((name, text) -> formulas.put(name, Expression.parse(text)));
        Optional<Expression> condition = where.isEmpty() ? Optional.empty() : Optional.of(Expression.parse(where));
        return new SweepSpec.Region(axes, values, formulas, condition);
    }

    private static Grid<Everything.Point> grid(SweepSpec.Region... regions) {
        return Grid.of(EVERYTHING, Sweeps.spec(1, List.of(regions), List.of(), List.of()));
    }

    private static List<Everything.Point> points(SweepSpec.Region... regions) {
        return grid(regions).points().stream().map(Point::parameters).toList();
    }

    @Test
    void theLastAxisRunsFastest() {
        SweepSpec.Region region = region(List.of(axis("d", 2, 3), axis("beta", 1, 2, 4)), "", Map.of(), "");
        assertThat(points(region))
                .extracting(p -> p.d() + "/" + p.beta())
                .containsExactly("2/1.0", "2/2.0", "2/4.0", "3/1.0", "3/2.0", "3/4.0");
        assertThat(grid(region).cells()).isEqualTo(BigInteger.valueOf(6));
        assertThat(grid(region).cell(region, 4).orElseThrow().get("beta").number())
                .isEqualTo(2);
    }

    @Test
    void pairedAxesGoTogether() {
        Axis paired = new Axis(
                List.of("d", "beta"),
                List.of(
                        List.of(new Value.Whole(2), new Value.Real(0.5)),
                        List.of(new Value.Whole(5), new Value.Real(8))));
        assertThat(points(region(List.of(paired, axis("n", 1, 2)), "", Map.of(), "")))
                .extracting(p -> p.d() + "/" + p.beta() + "/" + p.n())
                .containsExactly("2/0.5/1", "2/0.5/2", "5/8.0/1", "5/8.0/2");
    }

    @Test
    void whereLeavesOut() {
        List<Axis> axes = List.of(axis("d", 1, 2, 3, 4), axis("n", 1, 2, 3, 4));
        assertThat(points(region(axes, "", Map.of(), "d * n == 4"))).hasSize(3);
        assertThat(points(region(axes, "", Map.of(), "rule.steps > 3"))).isEmpty();
        assertThat(points(region(axes, "", Map.of(), "rule.steps")))
                .as("NaN is not true")
                .isEmpty();
        assertThat(points(region(axes, "rule=stepped", Map.of(), "rule.steps > 3")))
                .hasSize(16);
        assertThat(points(region(axes, "rule=stepped", Map.of(), "rule == 'stepped' and rule.rate == 0.25 and d > 3")))
                .hasSize(4);
    }

    @Test
    void derivedValuesSeeAxesFixedUsualAndEarlierOnes() {
        Map<String, String> formulas = new java.util.LinkedHashMap<>();
        formulas.put("half", "d / 2");
        formulas.put("n", "half * n0 + rule.steps");
        formulas.put("n0", "1");
        assertThatThrownBy(() -> points(region(List.of(axis("d", 4)), "rule=stepped", formulas, "")))
                .isInstanceOf(PointProblem.class)
                .hasMessageContaining("n: its formula gives no number");
        formulas.remove("n");
        formulas.put("n", "half * n0 + rule.steps");
        assertThat(points(region(List.of(axis("d", 4, 6)), "rule=stepped", formulas, "half > 2")))
                .extracting(Everything.Point::n)
                .containsExactly(13);
    }

    @Test
    void aliasesGiveTheirParameterAndKnowTheRealisedValue() {
        SweepSpec.Region region = region(List.of(axis("alpha", 0.4, 0.5, 0.51)), "d=10", Map.of(), "");
        List<Point<Everything.Point>> points = grid(region).points();
        assertThat(points).extracting(p -> p.parameters().n()).containsExactly(55, 148, 164);
        List<Alias> aliases = Alias.of(EVERYTHING.schema());
        assertThat(Alias.realised(aliases, points.get(1).values()).get("alpha")).isEqualTo(Math.log(148) / 10);
        SweepSpec.Region close = region(List.of(axis("alpha", 0.5, 0.50001, 0.50002)), "d=10", Map.of(), "");
        assertThat(points(close)).as("values that realise one point merge").hasSize(1);
        assertThat(points(region(List.of(axis("alpha", 0.4, 0.5)), "d=10", Map.of(), "alpha > 0.45")))
                .hasSize(1);
        assertThat(points(region(List.of(axis("n", 1, 148)), "d=10", Map.of(), "alpha > 0.45")))
                .as("where sees the realised value")
                .hasSize(1);
    }

    @Test
    void temperatureGivesBetaAndZeroIsInfinite() {
        assertThat(points(region(List.of(axis("temperature", 0, 0.5, 4)), "d=2", Map.of(), "")))
                .extracting(Everything.Point::beta)
                .containsExactly(Double.POSITIVE_INFINITY, 2.0, 0.25);
        assertThat(Alias.realised(
                        Alias.of(EVERYTHING.schema()),
                        grid(region(List.of(), "d=2", Map.of(), ""))
                                .points()
                                .get(0)
                                .values()))
                .containsEntry("temperature", 0.0);
        assertThat(points(region(List.of(axis("temperature", 0.5, 4)), "d=2", Map.of(), "temperature < 1")))
                .hasSize(1);
    }

    @Test
    void aliasesAreRefusedWhereTheyContradictOrSayNothing() {
        assertThatThrownBy(() -> points(region(List.of(axis("temperature", 1)), "d=2 beta=1", Map.of(), "")))
                .isInstanceOf(PointProblem.class)
                .hasMessageContaining("beta is given twice");
        assertThatThrownBy(() -> points(region(List.of(axis("alpha", 0.5)), "", Map.of(), "")))
                .isInstanceOf(PointProblem.class)
                .hasMessageContaining("alpha = 0.5 gives no n here; its formula wants alpha, d");
        assertThatThrownBy(() -> points(region(List.of(axis("alpha", 0.5)), "d=999", Map.of(), "")))
                .isInstanceOf(PointProblem.class)
                .hasMessageContaining("n = ");
    }

    @Test
    void unionsMergeEqualPointsAtTheirFirstPlace() {
        SweepSpec.Region one = region(List.of(axis("d", 1, 2, 3)), "", Map.of(), "");
        SweepSpec.Region two = region(List.of(axis("d", 4, 2, 5)), "beta=inf", Map.of(), "");
        assertThat(points(one, two)).extracting(Everything.Point::d).containsExactly(1, 2, 3, 4, 5);
        assertThat(grid(one, two).tracks().flatMap(t -> t.served().stream())).hasSize(5);
        assertThat(grid(one, two).cells()).isEqualTo(BigInteger.valueOf(6));
    }

    @Test
    void problemsNameTheCell() {
        assertThatThrownBy(() -> points(region(List.of(axis("d", 0)), "beta=-1 list=99", Map.of(), "")))
                .isInstanceOfSatisfying(
                        PointProblem.class, e -> assertThat(e.problems()).hasSize(3))
                .hasMessageContaining("Cannot make the point")
                .hasMessageContaining("d = 0 is not a whole number in [1, 1000]");
        assertThatThrownBy(() -> points(region(List.of(axis("d", 13)), "", Map.of(), "")))
                .hasMessageContaining("bad luck");
    }

    @Test
    void tracksGatherReadOutsAndLaddersInGridOrder() {
        List<Point<TwoStates.Point>> points =
                Sweeps.grid(STATES, 1, "t=4,2 turn=0.1,0.2").points();
        assertThat(points)
                .extracting(p -> p.parameters().t() + "/" + p.parameters().turn())
                .containsExactly("4.0/0.1", "4.0/0.2", "2.0/0.1", "2.0/0.2");
        assertThat(Sweeps.grid(STATES, 1, "t=4,2 turn=0.1,0.2").tracks()).hasSize(2);
        assertThat(Sweeps.grid(EXCHANGE, 1, "beta=1,2 keep=0.1,0.2 t=1,inf").tracks())
                .hasSize(2)
                .allMatch(t -> t.rungs().size() == 2 && t.served().size() == 4);
    }

    @Test
    void whereOnALadderLeavesTheListThatIsInTheKeys() {
        SweepSpec.Region region = new SweepSpec.Region(
                List.of(axis("beta", 1, 2, 4), axis("keep", 0.1, 0.2)),
                Map.of(),
                Map.of(),
                Optional.of(Expression.parse("keep < 0.15 or beta > 1")));
        List<Track<Exchange.Point>> tracks = Grid.of(EXCHANGE, Sweeps.spec(1, List.of(region), List.of(), List.of()))
                .tracks()
                .toList();
        assertThat(tracks).extracting(t -> t.rungs().size()).containsExactly(3, 2);
    }

    @Test
    void aValueOutsideTheLadderIsRefused() {
        assertThatThrownBy(() -> Sweeps.track(EXCHANGE, 1, "beta=1,2 ladder=1,4"))
                .isInstanceOf(PointProblem.class)
                .hasMessageContaining("beta = 2 is not in the ladder");
    }

    @Test
    void aHundredThousandPointsTakeASecond() {
        SweepSpec.Region region = region(
                List.of(
                        axis(
                                "d",
                                IntStream.rangeClosed(20, 335).asDoubleStream().toArray()),
                        axis("beta", IntStream.range(0, 316).asDoubleStream().toArray())),
                "",
                Map.of(),
                "");
        var cpu = java.lang.management.ManagementFactory.getThreadMXBean();
        long start = cpu.getCurrentThreadCpuTime();
        assertThat(grid(region).tracks().map(Track::key).distinct().count()).isEqualTo(316 * 316);
        assertThat((cpu.getCurrentThreadCpuTime() - start) / 1e9).isLessThan(6);
    }
}
