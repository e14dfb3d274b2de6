package phasegrid.jobs.spark;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

/** Random walks with a drift back to zero: chains that are read at several passes. A batch is 4 x 16 chains. */
public final class Wanderers implements Model<Wanderers.Walk, Void> {
    static final Scalar SQUARE = Scalar.real("square", "1", "x²");
    private static final int GRANULE = 16;

    record Walk(
            @Param(symbol = "k", doc = "pull to zero", min = 0, max = 1)
            double pull,

            @Param(
                    symbol = "t",
                    doc = "time",
                    unit = "passes",
                    usual = ".inf",
                    min = 1,
                    along = Along.READOUT,
                    definition = "passes")
            double t) {}

    @Override
    public Card card() {
        return new Card("wanderers", 1, "Random walks", "Random walks with a drift back to zero.", "memory");
    }

    @Override
    public Class<Walk> parameters() {
        return Walk.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(SQUARE);
    }

    @Override
    public long pass(Walk point) {
        return Double.isInfinite(point.t()) ? 0 : (long) point.t();
    }

    @Override
    public int granule(Walk point) {
        return GRANULE;
    }

    @Override
    public long operations(Walk point) {
        return 1 << 15;
    }

    @Override
    public List<String> testPoints() {
        return List.of("pull=0.5");
    }

    @Override
    public Simulation<Void> simulation(List<Walk> rungs) {
        return new Steps(rungs.get(0).pull());
    }

    private static final class Steps implements Simulation.Chain<Void> {
        private final double pull;
        private final double[] x = new double[GRANULE];

        private Steps(double pull) {
            this.pull = pull;
        }

        @Override
        public void start(Void quench, ReplicaBlock block) {
            java.util.Arrays.fill(x, 0);
        }

        @Override
        public void pass(Void quench, ReplicaBlock block) {
            for (int r = 0; r < GRANULE; r++) {
                x[r] += block.random(r).gaussian() - pull * x[r];
            }
        }

        @Override
        public void measure(Void quench, Recorder out) {
            for (int r = 0; r < GRANULE; r++) {
                out.record(SQUARE, r, x[r] * x[r]);
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            for (double one : x) {
                out.writeDouble(one);
            }
        }

        @Override
        public void load(Void quench, DataInput in) throws IOException {
            for (int r = 0; r < GRANULE; r++) {
                x[r] = in.readDouble();
            }
        }
    }
}
