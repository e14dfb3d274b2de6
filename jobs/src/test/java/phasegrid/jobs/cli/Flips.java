package phasegrid.jobs.cli;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.linear.Elementary;

/** A model in a user's own jar: one spin in a field, a chain read at several times. */
public final class Flips implements Model<Flips.Point, Void> {
    /** Its point. */
    public record Point(
            @Param(symbol = "β", doc = "inverse temperature", definition = "1/kT", usual = "inf", min = 0)
            double beta,

            @Param(symbol = "t", doc = "time", definition = "passes", usual = "inf", min = 1, along = Along.READOUT)
            double t) {}

    private static final Scalar SPIN = Scalar.real("spin", "1", "the spin");
    private static final Citation SOURCE = new Citation("textbook", "paramagnet");

    @Override
    public Card card() {
        return new Card("flips", 1, "One spin", "A spin in a unit field.", "glass");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(SPIN);
    }

    @Override
    public long pass(Point p) {
        return Double.isInfinite(p.t()) ? 0 : (long) p.t();
    }

    @Override
    public long operations(Point p) {
        return 100_000;
    }

    @Override
    public List<String> testPoints() {
        return List.of("beta=0.5");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(new Reference.ExactLaw<>(
                SPIN, SOURCE, p -> Double.isInfinite(p.t()) ? Elementary.tanh(p.beta()) : Double.NaN));
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(
                new Line<>("beta_none", "beta", "there is no transition", SOURCE, p -> Double.NaN),
                new Line<>("beta_far", "beta", "at zero temperature", SOURCE, p -> Double.POSITIVE_INFINITY));
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        double up = 0.5 * (1 + Elementary.tanh(rungs.get(0).beta()));
        return new Simulation.Chain<>() {
            private int[] spins = new int[0];

            @Override
            public void start(Void quench, ReplicaBlock block) {
                spins = new int[block.size()];
                pass(quench, block);
            }

            @Override
            public void pass(Void quench, ReplicaBlock block) {
                for (int r = 0; r < spins.length; r++) {
                    spins[r] = block.random(r).bernoulli(0.5) ? spins[r] : block.random(r).bernoulli(up) ? 1 : -1;
                }
            }

            @Override
            public void measure(Void quench, Recorder out) {
                for (int r = 0; r < spins.length; r++) {
                    out.record(SPIN, r, spins[r]);
                }
            }

            @Override
            public void save(DataOutput out) throws IOException {
                out.writeInt(spins.length);
                for (int spin : spins) {
                    out.writeInt(spin);
                }
            }

            @Override
            public void load(Void quench, DataInput in) throws IOException {
                spins = new int[in.readInt()];
                for (int r = 0; r < spins.length; r++) {
                    spins[r] = in.readInt();
                }
            }
        };
    }
}
