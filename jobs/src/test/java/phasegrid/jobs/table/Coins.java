package phasegrid.jobs.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Value;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.statistics.Interval;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Expression;
import phasegrid.engine.sweep.Fit;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Measurement;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.Status;
import phasegrid.engine.sweep.SweepSpec;

/** Tossed coins: a model with an alias, a choice of samplers, an event, a real scalar, a derived one and a line. */
class Coins implements Model<Coins.Toss, Void> {
    static final Scalar HEADS = Scalar.event("heads", "a head is up");
    static final Scalar HEIGHT = Scalar.real("height", "m", "how high it flew");
    static final Observable.Derived<Toss> ODDS = new Observable.Derived<>(
            "odds", "1", "heads / (1 − heads)", false, (p, m) -> m.of(HEADS) / (1 - m.of(HEADS)));

    record Toss(
            @Param(symbol = "β", doc = "inverse temperature", definition = "1/T of the hand")
            double beta,

            @Param(symbol = "d", doc = "coins") int d,

            @Param(symbol = "n", doc = "throws", given = "alpha: round(exp(alpha*d)); log(n)/d")
            int n,

            @Param(symbol = "h", doc = "hand", usual = "left")
            Hand hand,

            @Param(symbol = "S", doc = "sampler", usual = "spin")
            Sampler sampler) {}

    enum Hand {
        LEFT,
        RIGHT
    }

    sealed interface Sampler {}

    record Spin(
            @Param(symbol = "k", doc = "turns", usual = "3") int turns) implements Sampler {}

    record Drop(
            @Param(symbol = "l", doc = "length", unit = "m", usual = "0.5")
            double length) implements Sampler {}

    @Override
    public Card card() {
        return new Card("coins", 3, "Tossed coins", "Coins are tossed.", "memory");
    }

    @Override
    public Class<Toss> parameters() {
        return Toss.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(HEADS, HEIGHT, ODDS);
    }

    @Override
    public Simulation<Void> simulation(List<Toss> rungs) {
        return (Simulation.Sampler<Void>) (quench, block, out) -> {};
    }

    @Override
    public long operations(Toss point) {
        return 1;
    }

    @Override
    public List<String> testPoints() {
        return List.of();
    }

    @Override
    public List<Line<Toss>> lines() {
        return List.of(new Line<>("t_fair", "beta", "β = 1/d", new Citation("Huygens1657", "p. 1"), p -> 1.0 / p.d()));
    }

    /** The same coins with a quenched bias. */
    static final class Biased extends Coins {
        @Override
        public Void quench(Toss point, RandomStream disorder) {
            return null;
        }
    }

    static SweepSpec spec() {
        Map<String, Value> fixed = new LinkedHashMap<>();
        fixed.put("d", new Value.Whole(4));
        fixed.put("sampler", new Value.Word("drop"));
        SweepSpec.Region region = new SweepSpec.Region(
                List.of(
                        Axis.of("beta", List.of(new Value.Real(0.5), new Value.Real(Double.POSITIVE_INFINITY))),
                        Axis.of("n", List.of(new Value.Whole(55), new Value.Whole(100)))),
                fixed,
                Map.of("m", Expression.parse("round(exp(alpha*d))")),
                Optional.of(Expression.parse("beta < 1 or n == 55")));
        return new SweepSpec(
                "Are the coins \"fair\"?",
                "coins",
                3,
                7,
                List.of(region),
                Effort.of(1000),
                List.of(),
                List.of(),
                List.of(new Fit("b_c", "heads", 0.5, "beta")));
    }

    /** The points of {@link #spec} without {@code where}: their sweep would be the same. */
    static List<Point<Toss>> points(Definition<Toss, Void> definition) {
        SweepSpec.Region r = spec().regions().get(0);
        SweepSpec.Region all = new SweepSpec.Region(r.axes(), r.fixed(), Map.of(), Optional.empty());
        SweepSpec s = spec();
        return Grid.of(
                        definition,
                        new SweepSpec("", s.model(), 3, 7, List.of(all), s.effort(), List.of(), List.of(), List.of()))
                .points();
    }

    static Measurement measurement(double mean, double stderr) {
        return new Measurement(
                new Estimate(mean, stderr, 1000, 0),
                new Interval(mean - 0.03, mean + 0.03),
                0.25,
                0.01,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    static Measurement bare(double mean, double stderr) {
        return new Measurement(
                new Estimate(mean, stderr, 1000, 0),
                Interval.NONE,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    /** A row with these means of height and odds. */
    static PointRow row(Point<?> point, Measurement heads, Measurement height, Status status) {
        Map<String, Measurement> measured = new LinkedHashMap<>();
        measured.put("heads", heads);
        measured.put("height", height);
        measured.put("odds", bare(1.5, 0.125));
        return new PointRow(
                point,
                "track",
                new Measured(1000, 1, 1000, 0, measured, status, List.of()),
                Map.of("heads", new Judgement(0.5, "exact", 0, -1.25, false)),
                Map.of("t_fair", 0.25),
                Optional.<Phase>empty(),
                0.5);
    }

    /** A table with everything odd in it. */
    static PhaseTable table(Definition<Toss, Void> definition) {
        List<Point<Toss>> points = points(definition);
        return PhaseTable.of(
                definition,
                spec(),
                List.of(
                        row(points.get(0), measurement(0.4869, 0.0158), bare(-0.0, Double.NaN), Status.OK),
                        row(points.get(1), measurement(0.5, 0), bare(Double.NaN, Double.NaN), Status.FAILED),
                        row(points.get(2), measurement(0.51, 0.0158), bare(Double.NEGATIVE_INFINITY, 1), Status.OK),
                        row(points.get(3), measurement(0.6, 0.0158), bare(Double.MIN_VALUE, 12.34), Status.DIVERGED)),
                Map.of("phasegrid.version", "0.1.0", "phasegrid.hosts", "tarr"));
    }
}
