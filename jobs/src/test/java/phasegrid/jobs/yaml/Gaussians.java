package phasegrid.jobs.yaml;

import java.util.List;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/** Independent draws with two sealed parameters and a bound between two others. */
final class Gaussians implements Model<Gaussians.Point, Void> {
    record Point(
            @Param(symbol = "d", doc = "dimension", min = 1, max = 1 << 20)
            int d,

            @Param(symbol = "t", doc = "branching time", min = 0, max = 20)
            double t,

            @Param(symbol = "c", doc = "centre", usual = "1", min = 0, max = 10)
            double centre,

            @Param(symbol = "s", doc = "width", usual = "1", min = 0, max = 10)
            double width,

            @Param(symbol = "P", doc = "process", usual = "ou")
            Process process,

            @Param(symbol = "S", doc = "sampler", usual = "euler-maruyama")
            Sampler sampler,

            @Param(symbol = "T", doc = "horizon", usual = "10", min = 1, max = 100)
            double horizon,

            @Param(symbol = "r", doc = "route", usual = "projected")
            Route route,

            @Param(symbol = "e", doc = "exact start", usual = "true")
            boolean exact,

            @Param(symbol = "w", doc = "weights", usual = "[0.5, 0.5]", min = 0, max = 1)
            List<Double> weights) {
        Point {
            if (t > horizon) {
                throw new IllegalArgumentException("t = " + t + " is later than the horizon " + horizon);
            }
        }
    }

    enum Route {
        DIRECT,
        PROJECTED
    }

    sealed interface Process {
        record Ou() implements Process {}
    }

    sealed interface Sampler {
        record EulerMaruyama(
                @Param(symbol = "l", doc = "noise", usual = "1", min = 0, max = 2)
                double noiseLevel,

                @Param(symbol = "N", doc = "steps", usual = "1000", min = 1, max = 100_000)
                int steps)
                implements Sampler {}

        record Exact() implements Sampler {}
    }

    static final Scalar SAME = Scalar.event("same_label", "both clones have one label");

    @Override
    public Card card() {
        return new Card("gaussians", 2, "Gaussians", "For tests.", "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(SAME, Scalar.real("radius_sq", "1", "mean square"));
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        return (Simulation.Sampler<Void>) (quench, block, out) -> {};
    }

    @Override
    public long operations(Point p) {
        return p.d();
    }

    @Override
    public List<String> testPoints() {
        return List.of("d=4 t=1 weights=[0.25,0.75]");
    }
}
