package phasegrid.engine.testing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/**
 * Spins that start up and turn over with probability p in each pass: {@code ⟨s_t⟩ = (1 − 2p)^t}, correlation time
 * {@code (1 − p)/(2p)}.
 */
public final class TwoStates implements Model<TwoStates.Point, Void> {
    /** A point. */
    public record Point(
            @Param(symbol = "p", doc = "probability to turn over", usual = "0.125", min = 0, max = 1)
            double turn,

            @Param(symbol = "t", doc = "pass", usual = "inf", definition = "passes", min = 1, along = Along.READOUT)
            double t,

            @Param(symbol = "g", doc = "spins that move together", usual = "1", min = 1, max = 64)
            int granule,

            @Param(symbol = "w", doc = "operations of a pass", usual = "32768", min = 1)
            long work) {}

    /** The spin. */
    public static final Scalar SPIN = Scalar.real("spin", "1", "s");
    /** Whether it is up. */
    public static final Scalar UP = Scalar.event("up", "s = 1");
    /** Always the same. */
    public static final Scalar ONE = Scalar.real("one", "1", "1");

    @Override
    public Card card() {
        return new Card("two-states", 1, "Two states", "A Markov chain of two states.", "testing");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(SPIN, UP, ONE);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        return new Spins(rungs.get(0));
    }

    @Override
    public long pass(Point p) {
        return Double.isInfinite(p.t()) ? 0 : (long) p.t();
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
        return List.of("turn=0.125");
    }

    private static final class Spins implements Simulation.Chain<Void> {
        private final double turn;
        private final int[] spins;

        Spins(Point p) {
            turn = p.turn();
            spins = new int[p.granule()];
        }

        @Override
        public void start(Void quench, ReplicaBlock block) {
            Arrays.fill(spins, 1);
        }

        @Override
        public void pass(Void quench, ReplicaBlock block) {
            for (int r = 0; r < spins.length; r++) {
                spins[r] = block.random(r).bernoulli(turn) ? -spins[r] : spins[r];
            }
        }

        @Override
        public void measure(Void quench, Recorder out) {
            for (int r = 0; r < spins.length; r++) {
                out.record(ONE, r, 1);
                out.record(SPIN, r, spins[r]);
                out.record(UP, r, spins[r] > 0 ? 1 : 0);
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            for (int spin : spins) {
                out.writeByte(spin);
            }
        }

        @Override
        public void load(Void quench, DataInput in) throws IOException {
            for (int r = 0; r < spins.length; r++) {
                spins[r] = in.readByte();
            }
        }
    }
}
