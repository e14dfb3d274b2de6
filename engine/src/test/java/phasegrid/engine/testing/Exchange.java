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
import phasegrid.engine.random.RandomStream;

/** Coordinates of energy x²/2 at each β of a ladder, exchanged between neighbours: {@code ⟨x²⟩ = 1/β} on every rung. */
public final class Exchange implements Model<Exchange.Point, Void> {
    /** A point. */
    public record Point(
            @Param(
                    symbol = "β",
                    doc = "inverse temperature",
                    definition = "1/temperature",
                    min = 0.01,
                    max = 100,
                    along = Along.LADDER)
            double beta,

            @Param(symbol = "c", doc = "what a pass keeps", usual = "0.5", min = 0, max = 1)
            double keep,

            @Param(symbol = "t", doc = "pass", usual = "inf", definition = "passes", min = 1, along = Along.READOUT)
            double t) {}

    /** x². */
    public static final Scalar SQUARE = Scalar.real("square", "1", "x²");

    @Override
    public Card card() {
        return new Card("exchange", 1, "Exchange", "Gaussian coordinates at exchanged temperatures.", "testing");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(SQUARE);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        return new Rungs(rungs);
    }

    @Override
    public long pass(Point p) {
        return Double.isInfinite(p.t()) ? 0 : (long) p.t();
    }

    @Override
    public long operations(Point p) {
        return 4096;
    }

    @Override
    public List<String> testPoints() {
        return List.of("beta=1");
    }

    private static final class Rungs implements Simulation.Chain<Void> {
        private final double[] betas;
        private final double keep;
        private final double[] x;

        Rungs(List<Point> rungs) {
            betas = rungs.stream().mapToDouble(Point::beta).toArray();
            keep = rungs.get(0).keep();
            x = new double[betas.length];
        }

        @Override
        public void start(Void quench, ReplicaBlock block) {
            Arrays.setAll(x, k -> block.random(0).gaussian() / Math.sqrt(betas[k]));
        }

        @Override
        public void pass(Void quench, ReplicaBlock block) {
            RandomStream random = block.random(0);
            for (int k = 0; k < x.length; k++) {
                x[k] = keep * x[k] + Math.sqrt((1 - keep * keep) / betas[k]) * random.gaussian();
            }
            for (int k = 0; k + 1 < x.length; k++) {
                double gain = (betas[k + 1] - betas[k]) * (x[k + 1] * x[k + 1] - x[k] * x[k]) / 2;
                if (-random.exponential() < gain) {
                    double kept = x[k];
                    x[k] = x[k + 1];
                    x[k + 1] = kept;
                }
            }
        }

        @Override
        public void measure(Void quench, Recorder out) {
            for (int k = 0; k < x.length; k++) {
                out.record(SQUARE, k, 0, x[k] * x[k]);
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
            for (int k = 0; k < x.length; k++) {
                x[k] = in.readDouble();
            }
        }
    }
}
