package phasegrid.engine.model.diffusion;

import java.util.List;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.theory.NoiseProcess;

/**
 * The forward processes on one scale: what is left of a data point and how much noise there is at each Ornstein-Uhlenbeck time,
 * with a coordinate a ~ N(m, v) noised by the exact jump {@code x = s a + sσ z} as a check of ⟨x⟩ = s m and
 * ⟨x²⟩ = s²(m² + v + σ²). Cost of a replica: O(1).
 */
public final class Schedules implements Model<Schedules.Point, Void> {
    /** One process at one time. */
    public record Point(
            @Param(
                    symbol = "t",
                    doc = "how long the data are noised",
                    definition = "Ornstein-Uhlenbeck time",
                    min = 1.0e-6,
                    max = 100)
            double t,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "m", doc = "mean of the data", usual = "1", min = -100, max = 100)
            double mean,

            @Param(symbol = "v", doc = "variance of the data", usual = "1", min = 0, max = 10_000)
            double variance) {
        /** Refuses a time that the process does not reach. */
        public Point {
            process.at(t);
        }

        Level level() {
            return process.at(t);
        }

        private Witness witness() {
            return new Witness(process, null, 0);
        }

        /** s by the witness. */
        double scale() {
            return witness().noise().scale(witness().time(t));
        }

        /** σ² by its definition. */
        double ratio() {
            return process.noiseTemperature() * Elementary.expm1(2 * t);
        }

        double clock() {
            NoiseProcess noise = witness().noise();
            return noise.clock(witness().time(t));
        }

        double square() {
            return scale() * scale() * (mean * mean + variance + ratio());
        }
    }

    static final Scalar STATE = Scalar.real("state", "1", "x = s a + sσ z");
    static final Scalar STATE_SQ = Scalar.real("state_sq", "1", "x²");
    static final Observable.Derived<Point> SCALE = column("scale", "s: what is left of a data point", Level::shrink);
    static final Observable.Derived<Point> SIGMA =
            column("sigma", "σ: noise to signal", level -> Math.sqrt(level.ratio()));
    static final Observable.Derived<Point> CLOCK = column("clock", "the process' own clock", Level::clock);

    private static final Citation PROCESS = new Citation("song2021score", "section 3.4 and appendix B");

    /** Columns are computed twice in double precision. */
    private static final double ROUNDING = 1e-9;

    private static Observable.Derived<Point> column(String name, String definition, ToDoubleFunction<Level> value) {
        return new Observable.Derived<>(name, "1", definition, false, (p, means) -> value.applyAsDouble(p.level()));
    }

    @Override
    public Card card() {
        return new Card(
                "schedules",
                1,
                "Forward processes on one scale",
                "What each noising process leaves of the data, how much noise it has added and what its own clock shows at a "
                        + "given Ornstein-Uhlenbeck time; everything else depends on σ alone.",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(STATE, STATE_SQ, SCALE, SIGMA, CLOCK);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        Point p = rungs.get(0);
        Level level = p.level();
        double deviation = Math.sqrt(p.variance());
        double noise = Math.sqrt(level.noise());
        return Simulation.Sampler.each((quench, block, r, out) -> {
            double a = Math.fma(deviation, block.random(r).gaussian(), p.mean());
            double x = Math.fma(noise, block.random(r).gaussian(), level.shrink() * a);
            out.record(STATE, r, x);
            out.record(STATE_SQ, r, x * x);
        });
    }

    @Override
    public long operations(Point p) {
        return 64;
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "t=0.7 process.noiseTemperature=0.5",
                "t=2 process=variance-exploding",
                "t=1.5 process=variance-preserving mean=-2",
                "t=3 process=ddpm variance=4",
                "t=1.2 process=power-law process.power=0.5",
                "t=2 process=localisation");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                new Reference.ExactLaw<>(STATE, PROCESS, p -> p.scale() * p.mean()),
                new Reference.ExactLaw<>(STATE_SQ, PROCESS, Point::square),
                rounded(SCALE, Point::scale),
                rounded(SIGMA, p -> Math.sqrt(p.ratio())),
                rounded(CLOCK, Point::clock));
    }

    private static Reference<Point> rounded(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, PROCESS, value, p -> ROUNDING * Math.max(1, Math.abs(value.applyAsDouble(p))));
    }
}
