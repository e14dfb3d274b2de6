package phasegrid.jobs.spark;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;

/**
 * A particle in a quenched random field, which can be slow, throw, or give no number. A batch is four disorder samples.
 */
public final class Fields implements Model<Fields.Place, double[]> {
    static final Scalar ENERGY = Scalar.real("energy", "1", "field times position");
    static final Scalar UP = Scalar.event("up", "the position is positive");

    /** Where the particle throws; nowhere while this is NaN. */
    static volatile double abyss = Double.NaN;

    /** Nanoseconds that a sample takes longer. */
    static volatile long pause;

    record Place(
            @Param(symbol = "β", doc = "strength", definition = "strength of the field")
            double beta,

            @Param(symbol = "d", doc = "components", min = 1, quench = Quench.FIXES, definition = "components")
            int d,

            @Param(symbol = "l", doc = "positions above it are lost", usual = ".inf")
            double lost) {}

    @Override
    public Card card() {
        return new Card("fields", 1, "Random fields", "A particle in a quenched random field.", "glass");
    }

    @Override
    public Class<Place> parameters() {
        return Place.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(ENERGY, UP);
    }

    @Override
    public double[] quench(Place point, RandomStream disorder) {
        double[] field = new double[point.d()];
        for (int i = 0; i < field.length; i++) {
            field[i] = disorder.gaussian();
        }
        return field;
    }

    @Override
    public long operations(Place point) {
        return 1 << 22;
    }

    @Override
    public List<String> testPoints() {
        return List.of("beta=1 d=4");
    }

    @Override
    public Simulation<double[]> simulation(List<Place> rungs) {
        Place place = rungs.get(0);
        return Simulation.Sampler.each((field, block, r, out) -> {
            if (place.beta() == abyss) {
                throw new LinkageError("the particle fell");
            }
            LockSupport.parkNanos(pause);
            double energy = 0;
            double last = 0;
            for (double one : field) {
                last = block.random(r).gaussian() + place.beta() * one;
                energy += last * one;
            }
            out.record(ENERGY, r, last > place.lost() ? Double.NaN : energy);
            out.record(UP, r, last > 0 ? 1 : 0);
        });
    }
}
