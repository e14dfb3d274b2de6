package phasegrid.engine.testing;

import java.util.List;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/** Every kind of parameter, and replicas that record wrongly where they are told to. */
public final class Everything implements Model<Everything.Point, Void> {
    /** What replica 1 of each block does. */
    public enum Fault {
        /** Nothing wrong. */
        NONE,
        /** Records not a number. */
        NOT_A_NUMBER,
        /** Every replica does. */
        NEVER_A_NUMBER,
        /** Records twice. */
        TWICE,
        /** Records nothing. */
        FORGETS,
        /** Records what the model does not list. */
        UNKNOWN {
            @Override
            boolean strange() {
                return true;
            }
        };

        boolean strange() {
            return false;
        }
    }

    /** A choice. */
    public sealed interface Rule {
        /** By rate. */
        record Smooth(
                @Param(symbol = "r", doc = "rate", usual = "0.5", min = 0, max = 1)
                double rate) implements Rule {}

        /** By steps. */
        record Stepped(
                @Param(symbol = "k", doc = "steps", usual = "10", min = 1, max = 100)
                int steps,

                @Param(symbol = "r", doc = "rate", usual = "0.25", min = 0, max = 1)
                double rate)
                implements Rule {}
    }

    /** A point. */
    public record Point(
            @Param(symbol = "β", doc = "inverse temperature", usual = "inf", definition = "1/temperature", min = 0)
            double beta,

            @Param(symbol = "d", doc = "dimension", definition = "dimension", min = 1, max = 1000)
            int d,

            @Param(
                    symbol = "n",
                    doc = "patterns",
                    usual = "7",
                    definition = "patterns",
                    given = "alpha: round(exp(alpha*d)); log(n)/d",
                    min = 1,
                    max = 100000)
            int n,

            @Param(symbol = "s", doc = "a long", usual = "123456789012", min = 0)
            long count,

            @Param(symbol = "q", doc = "yes or no", usual = "false")
            boolean flag,

            @Param(symbol = "l", doc = "numbers", usual = "[1,2.5]", min = -10, max = 10)
            List<Double> list,

            @Param(symbol = "rule", doc = "rule", usual = "smooth")
            Rule rule,

            @Param(symbol = "fault", doc = "what goes wrong", usual = "none")
            Fault fault) {
        /** Refuses what no single parameter shows. */
        public Point {
            if (d == 13) {
                throw new IllegalArgumentException("d = 13 brings bad luck; take 12");
            }
        }
    }

    /** A Gaussian. */
    public static final Scalar X = Scalar.real("x", "1", "z");
    /** Whether it is positive. */
    public static final Scalar UP = Scalar.event("up", "z > 0");

    private static final Scalar STRANGER = Scalar.real("stranger", "1", "not listed");

    @Override
    public Card card() {
        return new Card("everything", 1, "Everything", "Every kind of parameter.", "testing");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(X, UP);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        Fault fault = rungs.get(0).fault();
        return Simulation.Sampler.each((quench, block, r, out) -> {
            double z = block.random(r).gaussian();
            Fault now = r == 1 || fault == Fault.NEVER_A_NUMBER ? fault : Fault.NONE;
            switch (now) {
                case NOT_A_NUMBER, NEVER_A_NUMBER ->
                    out.record(X, r, r % 2 == 1 ? Double.NaN : Double.POSITIVE_INFINITY);
                case FORGETS -> {}
                case UNKNOWN -> out.record(STRANGER, r, z);
                case TWICE -> {
                    out.record(X, r, z);
                    out.record(X, r, z);
                }
                case NONE -> out.record(X, r, z);
            }
            out.record(UP, r, z > 0 ? 1 : 0);
        });
    }

    @Override
    public long operations(Point p) {
        return 1 << 20;
    }

    @Override
    public List<String> testPoints() {
        return List.of("d=4");
    }
}
