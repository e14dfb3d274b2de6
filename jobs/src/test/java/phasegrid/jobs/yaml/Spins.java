package phasegrid.jobs.yaml;

import java.io.DataInput;
import java.io.DataOutput;
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
import phasegrid.engine.random.RandomStream;

/** A quenched chain: a ladder of inverse temperatures, read at several times. */
final class Spins implements Model<Spins.Point, double[]> {
    record Point(
            @Param(symbol = "β", doc = "inverse temperature", min = 0, along = Along.LADDER)
            double beta,

            @Param(symbol = "d", doc = "spins", min = 1, max = 1000)
            int d,

            @Param(symbol = "t", doc = "pass", usual = ".inf", min = 1, along = Along.READOUT)
            double t) {}

    private static final class Still implements Simulation.Chain<double[]> {
        @Override
        public void start(double[] quench, ReplicaBlock block) {}

        @Override
        public void pass(double[] quench, ReplicaBlock block) {}

        @Override
        public void measure(double[] quench, Recorder out) {}

        @Override
        public void save(DataOutput out) {}

        @Override
        public void load(double[] quench, DataInput in) {}
    }

    @Override
    public Card card() {
        return new Card("spins", 3, "Spins", "For tests.", "glass");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(Scalar.real("energy", "1", "energy per spin"));
    }

    @Override
    public double[] quench(Point p, RandomStream disorder) {
        return new double[p.d()];
    }

    @Override
    public Simulation<double[]> simulation(List<Point> rungs) {
        return new Still();
    }

    @Override
    public long operations(Point p) {
        return p.d();
    }

    @Override
    public List<String> testPoints() {
        return List.of("d=10 beta=1 ladder=0.5,1");
    }
}
