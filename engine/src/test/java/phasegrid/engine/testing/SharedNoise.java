package phasegrid.engine.testing;

import java.util.List;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/** 64 replicas that share the noise c of their granule: {@code x = c + z}, variance 2, of a granule's mean 1 + 1/64. */
public final class SharedNoise implements Model<SharedNoise.Point, Void> {
    /** A point. */
    public record Point(
            @Param(symbol = "w", doc = "operations of a replica", usual = "1024", min = 1)
            long work,

            @Param(symbol = "g", doc = "replicas that move together", usual = "64", min = 1, max = 64)
            int granule) {}

    /** c + z. */
    public static final Scalar X = Scalar.real("x", "1", "c + z");
    /** Whether it is positive. */
    public static final Scalar POSITIVE = Scalar.event("positive", "x > 0");
    /** A function of the mean that is 1 at 0. */
    public static final Observable.Derived<Point> CUBE = new Observable.Derived<>(
            "cube", "1", "(1 + ⟨x⟩)³", true, (p, m) -> (1 + m.of(X)) * (1 + m.of(X)) * (1 + m.of(X)));

    @Override
    public Card card() {
        return new Card("shared-noise", 1, "Shared noise", "Replicas that share noise.", "testing");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(X, POSITIVE, CUBE);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        int granule = rungs.get(0).granule();
        Simulation.Sampler<Void> sampler = (quench, block, out) -> {
            double shared = granule == 1 ? 0 : block.granule().gaussian();
            for (int r = block.size() - 1; r >= 0; r--) {
                double x = shared + block.random(r).gaussian();
                out.record(X, r, x);
                out.record(POSITIVE, r, x > 0 ? 1 : 0);
            }
        };
        return sampler;
    }

    @Override
    public int granule(Point p) {
        return p.granule();
    }

    @Override
    public long operations(Point p) {
        return p.work();
    }

    @Override
    public List<String> testPoints() {
        return List.of("work=1024");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(new Reference.ExactLaw<>(X, new Citation("box1958note", "eq. (1)"), p -> 0));
    }
}
