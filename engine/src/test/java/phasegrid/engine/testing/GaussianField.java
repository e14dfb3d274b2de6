package phasegrid.engine.testing;

import java.util.List;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;

/**
 * A value {@code x = h + z/√β} in a quenched field: h is the first of n d Gaussians, so that the variance between disorder
 * samples is 1 and that within one is 1/β.
 */
public final class GaussianField implements Model<GaussianField.Point, double[]> {
    /** A point. */
    public record Point(
            @Param(
                    symbol = "β",
                    doc = "inverse temperature",
                    usual = "1",
                    definition = "1/temperature",
                    min = 0.01,
                    max = 100)
            double beta,

            @Param(
                    symbol = "n",
                    doc = "patterns",
                    usual = "2",
                    definition = "patterns",
                    min = 1,
                    max = 100,
                    quench = Quench.NESTS)
            int n,

            @Param(
                    symbol = "d",
                    doc = "their dimension",
                    usual = "3",
                    definition = "dimension",
                    min = 1,
                    max = 100,
                    quench = Quench.FIXES)
            int d,

            @Param(symbol = "w", doc = "operations of a replica", usual = "1", min = 1)
            long work) {}

    /** x. */
    public static final Scalar X = Scalar.real("x", "1", "h + z/√β");
    /** x². */
    public static final Scalar SQUARE = Scalar.real("square", "1", "x²");
    /** Sum of all Gaussians of the sample. */
    public static final Scalar SUM = Scalar.real("sum", "1", "sum of the sample");
    /** Powers of x. */
    public static final Observable.Curve POWERS = new Observable.Curve("power", "1", "x^k", List.of(1.0, 2.0, 3.0));

    private static final List<Scalar> POWER = POWERS.scalars();

    /** ⟨x²⟩ − ⟨x⟩² in one disorder sample: 1/β. */
    public static final Observable.Derived<Point> WITHIN =
            new Observable.Derived<>("within", "1", "⟨x²⟩ − ⟨x⟩²", true, (p, m) -> m.of(SQUARE) - m.of(X) * m.of(X));
    /** The same of all means: 1 + 1/β. */
    public static final Observable.Derived<Point> TOTAL =
            new Observable.Derived<>("total", "1", "⟨x²⟩ − ⟨x⟩²", false, (p, m) -> m.of(SQUARE) - m.of(X) * m.of(X));

    @Override
    public Card card() {
        return new Card("gaussian-field", 1, "A field", "A quenched Gaussian field.", "testing");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(X, TOTAL, SQUARE, POWERS, WITHIN, SUM);
    }

    @Override
    public double[] quench(Point p, RandomStream disorder) {
        double[] sample = new double[p.n() * p.d()];
        for (int pattern = 0; pattern < p.n(); pattern++) {
            disorder.gaussians(sample, pattern * p.d(), (pattern + 1) * p.d());
        }
        return sample;
    }

    @Override
    public Simulation<double[]> simulation(List<Point> rungs) {
        double deviation = 1 / Math.sqrt(rungs.get(0).beta());
        return Simulation.Sampler.each((quench, block, r, out) -> {
            double x = quench[0] + deviation * block.random(r).gaussian();
            out.record(SQUARE, r, x * x);
            out.record(X, r, x);
            double sum = 0;
            for (double one : quench) {
                sum += one;
            }
            out.record(SUM, r, sum);
            out.record(POWER.get(2), r, x * x * x);
            out.record(POWER.get(0), r, x);
            out.record(POWER.get(1), r, x * x);
        });
    }

    @Override
    public long operations(Point p) {
        return p.work();
    }

    @Override
    public List<String> testPoints() {
        return List.of("beta=4");
    }
}
