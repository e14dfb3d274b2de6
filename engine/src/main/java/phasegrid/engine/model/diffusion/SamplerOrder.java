package phasegrid.engine.model.diffusion;

import static java.lang.Double.NaN;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Slope;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.model.Memo;
import phasegrid.engine.theory.EulerClones;
import phasegrid.engine.theory.EulerProgram;
import phasegrid.engine.theory.Scheme;
import phasegrid.engine.theory.SchemeProgram;
import phasegrid.engine.theory.SchemeRun;
import phasegrid.engine.theory.TwoGaussianMixture;

/**
 * The bias of a backward sampler in one coordinate whose data are ½ N(m, σ²) + ½ N(−m, σ²), under the exact score.
 *
 * <p>Generated ⟨x²⟩ and ⟨x⁴⟩ are laid beside the same recursion of densities by quadrature; KL and W2 compare the Gaussians of those
 * second moments, at m = 0 the laws themselves. Cost of a replica: O(steps).
 */
public final class SamplerOrder implements Model<SamplerOrder.Point, Void> {
    /** Where a run begins. */
    public enum Start {
        /** The data noised to the horizon, exactly. */
        EXACT,
        /** Pure noise, N(0, T) in the form e^{−t}x/s. */
        NOISE
    }

    /** One point of the model. */
    public record Point(
            @Param(symbol = "m", doc = "distance of a class from 0", usual = "0", min = 0, max = 100)
            double centre,

            @Param(symbol = "σ", doc = "standard deviation of a class", usual = "2", min = 0.01, max = 100)
            double width,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "step", doc = "backward sampler", usual = "euler-maruyama")
            ReverseSampler sampler,

            @Param(symbol = "T", doc = "time at which a run begins", usual = "5", min = 0.001, max = 100)
            double horizon,

            @Param(symbol = "start", doc = "law from which a run begins", usual = "exact")
            Start start) {
        /** Refuses what can't be run. */
        public Point {
            Descent.check(process, sampler, horizon, horizon);
        }

        TwoGaussianMixture mixture() {
            return new TwoGaussianMixture(centre, width, 0.5);
        }

        private Witness witness() {
            return new Witness(process, sampler, horizon);
        }

        private double end() {
            return Math.min(horizon, sampler.grid().tMin());
        }

        /** e^{2t} at the end of a run: from the Ornstein-Uhlenbeck form to data. */
        double widening() {
            return Elementary.exp(2 * witness().time(sampler.grid().denoise() ? 0 : end()));
        }

        /** Whether a run ends with the exact law of a noised data point. */
        boolean endsExactly() {
            return sampler instanceof ReverseSampler.ExactKernel
                    && start == Start.EXACT
                    && (!sampler.grid().denoise() || end() == 0);
        }

        /** The recursion of a run, in the coordinates of the data: of its variance where the data are one Gaussian. */
        Optional<Moments> run() {
            return witness().scheme().map(scheme -> centre == 0 ? ofVariance(scheme) : ofDensity(scheme));
        }

        private Moments ofVariance(Scheme scheme) {
            double top = witness().time(horizon);
            double begin =
                    start == Start.NOISE ? witness().pureNoise() : mixture().variance(top);
            double end = witness().time(end());
            SchemeRun run = SchemeRun.of(
                    scheme, witness().times(), top, end, sampler.grid().denoise());
            double variance = widening() * run.variance(width * width, begin);
            return new Moments(variance, 3 * variance * variance);
        }

        /** All of the run lies after the branching at the horizon. */
        private Moments ofDensity(Scheme scheme) {
            EulerClones run = EulerClones.of(new SchemeProgram(
                    mixture(),
                    witness().time(horizon),
                    start == Start.NOISE ? EulerProgram.Start.HORIZON : EulerProgram.Start.EXACT,
                    witness().pureNoise(),
                    scheme,
                    witness().times(),
                    sampler.grid().denoise()));
            return new Moments(widening() * run.alongSquared(), widening() * widening() * run.alongFourth());
        }

        /** Variance of a class at the end of an exact run, in the coordinates of the data. */
        private double endVariance() {
            return width * width + widening() - 1;
        }

        double exactSquare() {
            return centre * centre + endVariance();
        }

        double exactFourth() {
            double square = centre * centre;
            return square * (square + 6 * endVariance()) + 3 * endVariance() * endVariance();
        }

        double dataSquare() {
            return centre * centre + width * width;
        }

        double dataFourth() {
            double square = centre * centre;
            double variance = width * width;
            return square * (square + 6 * variance) + 3 * variance * variance;
        }

        /** Weak order; that of a bridge to the mean alone has a logarithm besides. */
        double order() {
            boolean second =
                    sampler instanceof ReverseSampler.Heun || sampler instanceof ReverseSampler.InterpolantHeun;
            return sampler instanceof ReverseSampler.ExactKernel ? NaN : second ? 2 : 1;
        }

        /** KL = ½(ρ − 1 − ln ρ), ρ the generated second moment by that of the data. */
        double divergence(double square) {
            double ratio = square / dataSquare();
            return 0.5 * (ratio - 1 - Elementary.log(ratio));
        }

        /** W2² = (√generated − √data)². */
        double distance(double square) {
            return Elementary.square(Math.sqrt(square) - Math.sqrt(dataSquare()));
        }
    }

    /** E x_0² and E x_0⁴ after the sampler's own steps. */
    private record Moments(double square, double fourth) {}

    static final Scalar SQUARE = Scalar.real("square", "1", "x_0²");
    static final Scalar FOURTH = Scalar.real("fourth", "1", "x_0⁴");
    static final Observable.Derived<Point> SQUARE_BIAS = new Observable.Derived<>(
            "square_bias", "1", "⟨x_0²⟩ − E a²", false, (p, means) -> means.of(SQUARE) - p.dataSquare());
    static final Observable.Derived<Point> FOURTH_BIAS = new Observable.Derived<>(
            "fourth_bias", "1", "⟨x_0⁴⟩ − E a⁴", false, (p, means) -> means.of(FOURTH) - p.dataFourth());
    static final Observable.Derived<Point> DIVERGENCE = new Observable.Derived<>(
            "kl_divergence",
            "nat",
            "KL of N(0, ⟨x_0²⟩) from N(0, E a²), which are the laws themselves at m = 0",
            false,
            (p, means) -> p.divergence(means.of(SQUARE)));
    static final Observable.Derived<Point> DISTANCE = new Observable.Derived<>(
            "wasserstein_sq",
            "1",
            "W2² between N(0, ⟨x_0²⟩) and N(0, E a²)",
            false,
            (p, means) -> p.distance(means.of(SQUARE)));

    private static final Citation STEPS =
            new Citation("karras2022elucidating", "sections 2 and 3; steps by quadrature");
    private static final Citation DATA = new Citation("song2021score", "equal marginals of every reverse dynamics");

    private final Memo<Point, Optional<Moments>> runs = new Memo<>(Point::run);

    @Override
    public Card card() {
        return new Card(
                "sampler-order",
                1,
                "Bias of backward samplers against steps",
                "Moments of what a sampler makes of noise under the exact score of one or two Gaussians in one"
                        + " dimension, beside the recursion of its own steps: the order of each scheme.",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(SQUARE, FOURTH, SQUARE_BIAS, FOURTH_BIAS, DIVERGENCE, DISTANCE);
    }

    /** Runs a block; the state is one number a replica. */
    private static final class Runs implements Simulation.Sampler<Void> {
        private final Point p;
        private final Descent descent;
        private final TwoGaussianPosterior posterior;
        private double[] x = new double[0];

        Runs(Point p) {
            this.p = p;
            descent = Descent.toData(p.process(), p.sampler(), p.horizon(), p.horizon(), 1);
            posterior = new TwoGaussianPosterior(1, p.centre(), p.width() * p.width(), 0);
        }

        @Override
        public boolean watch(int replica, Watcher watcher) {
            descent.watch(replica, watcher::sees);
            return true;
        }

        @Override
        public void sample(Void quench, ReplicaBlock block, Recorder out) {
            if (x.length < block.size()) {
                x = new double[block.size()];
            }
            begin(block);
            descent.run(posterior, x, block.size(), block::random);
            double scale = 1 / Elementary.square(descent.end().shrink());
            for (int r = 0; r < block.size(); r++) {
                double square = scale * x[r] * x[r];
                out.record(SQUARE, r, square);
                out.record(FOURTH, r, square * square);
            }
        }

        private void begin(ReplicaBlock block) {
            Level top = p.process().at(p.horizon());
            boolean exact = p.start() == Start.EXACT;
            double pure = top.shrink()
                    * Elementary.exp(p.horizon())
                    * Math.sqrt(p.process().noiseTemperature());
            double deviation = exact ? Math.sqrt(top.spread(posterior.variance())) : pure;
            double mean = exact ? top.shrink() * p.centre() : 0;
            for (int r = 0; r < block.size(); r++) {
                int sign = block.random(r).sign();
                x[r] = Math.fma(deviation, block.random(r).gaussian(), sign * mean);
            }
        }
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        return new Runs(rungs.get(0));
    }

    @Override
    public long operations(Point p) {
        return (long) (16 * Descent.evaluations(p.process(), p.sampler(), p.horizon(), p.horizon(), 0));
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "sampler.steps=50",
                "centre=1 width=0.5 horizon=4 sampler.steps=50",
                "centre=1 width=0.5 horizon=4 sampler=ancestral sampler.steps=40 process=ddpm start=noise",
                "centre=1 width=0.5 sampler=heun sampler.steps=20 sampler.grid=log-noise process=variance-exploding",
                "centre=1 width=0.5 sampler=exact-kernel sampler.steps=4");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                stepped(SQUARE, this::square),
                stepped(FOURTH, this::fourth),
                stepped(SQUARE_BIAS, p -> square(p) - p.dataSquare()),
                stepped(FOURTH_BIAS, p -> fourth(p) - p.dataFourth()),
                drawn(SQUARE, Point::dataSquare),
                drawn(FOURTH, Point::dataFourth),
                far(DIVERGENCE, p -> p.divergence(square(p))),
                far(DISTANCE, p -> p.distance(square(p))));
    }

    /** Biases go like a step to the order of the scheme, both distances like their squares. */
    @Override
    public List<Slope<Point>> slopes() {
        return List.of(slope(SQUARE_BIAS, 1), slope(FOURTH_BIAS, 1), slope(DIVERGENCE, 2), slope(DISTANCE, 2));
    }

    private static Slope<Point> slope(Observable x, int power) {
        return new Slope<>(x, "sampler.steps", STEPS, p -> -power * p.order());
    }

    /** A distance, which goes like the square of the bias: judged where that is far above its error, linear there. */
    private static Reference<Point> far(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.Carried<>(
                new Reference.StepCorrected<>(x, STEPS, value),
                s -> Elementary.square(
                        s.of(SQUARE_BIAS).mean() / s.of(SQUARE_BIAS).stderr()));
    }

    /** E x_0² after the sampler's own steps. */
    double square(Point p) {
        return p.endsExactly()
                ? p.exactSquare()
                : runs.of(p).map(Moments::square).orElse(NaN);
    }

    /** E x_0⁴ after the sampler's own steps. */
    double fourth(Point p) {
        return p.endsExactly()
                ? p.exactFourth()
                : runs.of(p).map(Moments::fourth).orElse(NaN);
    }

    private static Reference<Point> stepped(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.StepCorrected<>(x, STEPS, value);
    }

    /** What the steps tend to, or what a mean of few replicas is a biased estimate of: drawn, not judged. */
    private static Reference<Point> drawn(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, DATA, value, p -> NaN);
    }
}
