package phasegrid.jobs.yaml;

import java.util.List;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;

/** Quenched patterns: their size fixes the disorder, their number nests, the temperature leaves it alone. */
final class Patterns implements Model<Patterns.Point, double[]> {
    record Point(
            @Param(symbol = "β", doc = "inverse temperature", usual = "1", min = 0)
            double beta,

            @Param(symbol = "d", doc = "spins", min = 1, max = 1000, quench = Quench.FIXES)
            int d,

            @Param(
                    symbol = "n",
                    doc = "patterns",
                    min = 1,
                    max = 1_000_000,
                    quench = Quench.NESTS,
                    given = "alpha: round(exp(alpha * d)); log(n) / d")
            int n) {}

    @Override
    public Card card() {
        return new Card("patterns", 1, "Patterns", "For tests.", "memory");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(Scalar.real("overlap", "1", "overlap with the first pattern"));
    }

    @Override
    public double[] quench(Point p, RandomStream disorder) {
        return new double[p.d()];
    }

    @Override
    public Simulation<double[]> simulation(List<Point> rungs) {
        return (Simulation.Sampler<double[]>) (quench, block, out) -> {};
    }

    @Override
    public long operations(Point p) {
        return p.d();
    }

    @Override
    public List<String> testPoints() {
        return List.of("d=10 alpha=0.2");
    }
}
