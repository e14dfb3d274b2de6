package phasegrid.engine.model.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.model.Memo;
import phasegrid.engine.theory.ClassTree;
import phasegrid.engine.theory.SpeciationTimes;
import phasegrid.engine.theory.TwoGaussianMixture;

/**
 * Clones and U-turns of many Gaussian classes N(v_k, σ²): orthogonal centres, hierarchies that decide level by level, signs
 * that decide one by one.
 *
 * <p>A level whose vectors have length μ_l per coordinate decides where r_l(t) = μ_l √d e^{−t}/√Γ_t is about 1. Clones and
 * U-turns agree with probability {@code E Σ_k p(k | x_t)²} at λ = 1; the information on the class is
 * {@code E Σ_k p(k | x_t) ln p(k | x_t) − Σ_k p_k ln p_k}. Simulated in the span of the centres. Cost of a replica:
 * O(classes · dimension of the span) a step, at any d.
 */
public final class GaussianClasses implements Model<GaussianClasses.Point, Void> {
    /** How many levels have columns of their own. */
    static final int LEVELS = 3;

    /** One point of the model. */
    public record Point(
            @Param(symbol = "d", doc = "dimension of a data point", definition = "dimension", min = 1, max = 1 << 20)
            int d,

            @Param(
                    symbol = "t",
                    doc = "branching time, turning time of a U-turn",
                    definition = "Ornstein-Uhlenbeck time",
                    min = 0,
                    max = 100)
            double t,

            @Param(symbol = "v_k", doc = "how the centres lie", usual = "orthogonal")
            ClassArrangement arrangement,

            @Param(symbol = "σ", doc = "standard deviation of a class", usual = "1", min = 0.01, max = 100)
            double width,

            @Param(symbol = "f, g", doc = "forward process", usual = "ou")
            ForwardProcess process,

            @Param(symbol = "step", doc = "backward sampler", usual = "exact-kernel")
            ReverseSampler sampler,

            @Param(symbol = "T", doc = "time at which the grid of steps begins", usual = "10", min = 0.001, max = 100)
            double horizon) {
        /** Refuses what no grid can reach, and more orthogonal vectors than dimensions. */
        public Point {
            Descent.check(process, sampler, horizon, t);
            if (arrangement.vectors()[0].length > d) {
                throw new IllegalArgumentException("d = " + d + " has no room for "
                        + arrangement.vectors()[0].length + " orthogonal vectors; raise d");
            }
        }

        /** r_l(t) = μ_l √d s/√Γ. */
        double[] signal() {
            double scale = Math.sqrt(d / process.spread(t, width * width)) * process.shrink(t);
            return IntStream.range(0, arrangement.levels())
                    .mapToDouble(l -> scale * arrangement.length(l))
                    .toArray();
        }

        boolean exactEnds() {
            return sampler instanceof ReverseSampler.ExactKernel
                    && (!sampler.grid().denoise() || sampler.grid().tMin() == 0);
        }

        boolean reversal() {
            return sampler.noiseLevel() == 1 && sampler.followsPaths();
        }
    }

    static final Scalar SAME_CLASS_CLONE =
            Scalar.event("same_class_clone", "both clones of x_t end with one class, drawn from p(k | x_0)");
    static final Scalar SAME_CLASS_UTURN =
            Scalar.event("same_class_uturn", "a data point noised to t and run back ends with its own class");
    static final Scalar SAME_CLASS_EXACT =
            Scalar.real("same_class_exact", "probability", "Σ_k p(k | x_t)²: what two exact clones would do");
    static final Scalar CLONE_EXCESS =
            Scalar.real("clone_excess", "1", "same_class_clone − same_class_exact: 0 on average without step error");
    static final Scalar UTURN_EXCESS = Scalar.real("uturn_excess", "1", "same_class_uturn − same_class_exact");
    static final Observable.Curve SAME_LEVEL_CLONE = new Observable.Curve(
            "same_level_clone", "probability", "both clones end in one group of the level", List.of(0.0, 1.0, 2.0));
    static final Observable.Curve SAME_LEVEL_EXACT = new Observable.Curve(
            "same_level_exact",
            "probability",
            "Σ over the groups of the level of p(group | x_t)²",
            List.of(0.0, 1.0, 2.0));
    static final Scalar INFORMATION =
            Scalar.real("information", "nat", "entropy of the classes less that of p(k | x_t): I(class; x_t)");
    static final Scalar FIRST_FRACTION = Scalar.event("first_fraction", "a clone ends with the first class");
    static final Scalar PROJECTION_SQ =
            Scalar.real("projection_sq", "1", "squared length of a clone's end in the span of the centres, over d");

    private static final Citation CLONES = new Citation("biroli2024dynamical", "cloning of trajectories");
    private static final Citation DERIVED =
            new Citation("biroli2024dynamical", "posterior of the class, by quadrature");

    private record Seen(ClassArrangement arrangement, List<Double> signal) {}

    /** Agreement at each level, at all levels together, and the information. */
    private record Curves(double[] level, double all, double information) {}

    private final Memo<Seen, Curves> curves = new Memo<>(GaussianClasses::curves);

    @Override
    public Card card() {
        return new Card(
                "gaussian-classes",
                1,
                "Speciation of many Gaussian classes",
                "Clone and U-turn experiments on many classes: when does a backward trajectory decide, and do the levels "
                        + "of a hierarchy decide one after another?",
                "diffusion");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                SAME_CLASS_CLONE,
                SAME_CLASS_UTURN,
                SAME_CLASS_EXACT,
                CLONE_EXCESS,
                UTURN_EXCESS,
                SAME_LEVEL_CLONE,
                SAME_LEVEL_EXACT,
                INFORMATION,
                FIRST_FRACTION,
                PROJECTION_SQ);
    }

    @Override
    public Simulation<Void> simulation(List<Point> rungs) {
        return new GaussianClassesSampler(rungs.get(0));
    }

    @Override
    public long operations(Point p) {
        double steps = Descent.evaluations(p.process(), p.sampler(), p.horizon(), p.t(), 0);
        double[][] vectors = p.arrangement().vectors();
        return (long) (vectors.length * (20.0 + 2 * vectors[0].length) * (4 + 2 * steps));
    }

    @Override
    public List<String> testPoints() {
        return List.of(
                "d=64 t=2 sampler.steps=4",
                "d=30 t=1.2 width=2 arrangement.centre=0.8 arrangement.weights=[1,2,5,3] sampler.steps=3",
                "d=100 t=1 width=0.5 arrangement=tree arrangement.centres=[0.3,0.2,0.1] arrangement.weights=[2,1]"
                        + " arrangement.branching=[3,2] process.noiseTemperature=2 sampler.steps=5",
                "d=50 t=0.8 arrangement=cross arrangement.centres=[0.4,0.2] sampler=euler-maruyama sampler.steps=40"
                        + " horizon=2");
    }

    private static Curves curves(Seen seen) {
        double[] r = seen.signal().stream().mapToDouble(Double::doubleValue).toArray();
        if (seen.arrangement() instanceof ClassArrangement.Cross) {
            return ofSigns(r);
        }
        ClassTree tree = seen.arrangement() instanceof ClassArrangement.Tree t
                ? new ClassTree(t.weights(), t.branching(), r)
                : new ClassTree(((ClassArrangement.Orthogonal) seen.arrangement()).weights(), List.of(), r);
        double[] level = IntStream.range(0, r.length).mapToDouble(tree::same).toArray();
        return new Curves(level, level[r.length - 1], tree.information());
    }

    /** Signs are independent: probabilities multiply, information adds. Two classes at ±r are two orthogonal ones of length √2 r. */
    private static Curves ofSigns(double[] r) {
        double[] level = new double[r.length];
        double all = 1;
        double information = 0;
        for (int l = 0; l < r.length; l++) {
            level[l] = TwoGaussianMixture.sameLabelAt(r[l], 0.5);
            all *= level[l];
            information +=
                    new ClassTree(List.of(1.0, 1.0), List.of(), new double[] {Math.sqrt(2) * r[l]}).information();
        }
        return new Curves(level, all, information);
    }

    private Curves curves(Point p) {
        List<Double> signal = new ArrayList<>();
        for (double r : p.signal()) {
            signal.add(r);
        }
        return curves.of(new Seen(p.arrangement(), signal));
    }

    /** Agreement in the groups of a level; beyond the last, in the class. */
    private double level(Point p, int l) {
        return l < p.arrangement().levels() ? curves(p).level()[l] : curves(p).all();
    }

    @Override
    public List<Reference<Point>> references() {
        List<Reference<Point>> references = new ArrayList<>(List.of(
                new Reference.ExactLaw<>(
                        SAME_CLASS_EXACT, DERIVED, p -> curves(p).all()),
                new Reference.Carried<>(
                        new Reference.ExactLaw<>(
                                INFORMATION, DERIVED, p -> curves(p).information()),
                        s -> s.of(SAME_CLASS_EXACT).misses())));
        ofClones(references, SAME_CLASS_CLONE, p -> curves(p).all());
        ofClones(references, SAME_CLASS_UTURN, p -> curves(p).all());
        balance(references, CLONE_EXCESS);
        balance(references, UTURN_EXCESS);
        for (int l = 0; l < LEVELS; l++) {
            int level = l;
            references.add(new Reference.ExactLaw<>(SAME_LEVEL_EXACT.scalar(l), DERIVED, p -> level(p, level)));
            ofClones(references, SAME_LEVEL_CLONE.scalar(l), p -> level(p, level));
        }
        ofEnds(references, FIRST_FRACTION, p -> p.arrangement().prior()[0]);
        ofEnds(references, PROJECTION_SQ, GaussianClasses::projection);
        return references;
    }

    /** E|P x_0|²/d, P on the span of the centres; the end of a run may keep some noise. */
    private static double projection(Point p) {
        double[][] vectors = p.arrangement().vectors();
        double[] prior = p.arrangement().prior();
        double mean = 0;
        for (int k = 0; k < vectors.length; k++) {
            for (double v : vectors[k]) {
                mean += prior[k] * v * v;
            }
        }
        double end = Math.min(p.t(), p.sampler().grid().tMin());
        double shrink = p.process().shrink(end);
        double spread = p.process().spread(end, p.width() * p.width());
        return shrink * shrink * mean + spread * vectors[0].length / p.d();
    }

    /** What only the time reversal gives. */
    private static void ofClones(List<Reference<Point>> to, Scalar x, ToDoubleFunction<Point> value) {
        ofEnds(to, x, p -> p.reversal() ? value.applyAsDouble(p) : Double.NaN);
    }

    private static void balance(List<Reference<Point>> to, Scalar excess) {
        to.add(new Reference.Carried<>(
                new Reference.ExactLaw<>(excess, DERIVED, p -> p.exactEnds() ? 0 : Double.NaN),
                s -> s.of(SAME_CLASS_EXACT).spread()));
        to.add(new Reference.Limit<>(excess, CLONES, p -> p.reversal() ? 0 : Double.NaN, p -> Double.NaN));
    }

    private static void ofEnds(List<Reference<Point>> to, Scalar x, ToDoubleFunction<Point> value) {
        to.add(new Reference.ExactLaw<>(x, DERIVED, p -> p.exactEnds() ? value.applyAsDouble(p) : Double.NaN));
        to.add(new Reference.Limit<>(x, CLONES, value, p -> Double.NaN));
    }

    /**
     * I before all levels have parted, II after: φ against 0.7752, the value of two equal classes at r = 1. None where the weights
     * alone exceed it.
     */
    @Override
    public Optional<Phase> phase(Point p, Summary s) {
        Estimate same = s.of(SAME_CLASS_EXACT);
        double chosen = (same.mean() - SpeciationTimes.USUAL_LEVEL) / same.stderr();
        double chance = Arrays.stream(p.arrangement().prior()).map(k -> k * k).sum();
        return Double.isNaN(chosen) || chance >= SpeciationTimes.USUAL_LEVEL
                ? Optional.empty()
                : Optional.of(new Phase(chosen < 0 ? "I" : "II", "φ against 0.7752", Math.abs(chosen)));
    }

    @Override
    public List<Line<Point>> lines() {
        return IntStream.range(0, LEVELS)
                .mapToObj(l -> new Line<Point>(
                        "t_level_" + l, "t", "r_l = 1: the groups of the level part", CLONES, p -> parting(p, l)))
                .toList();
    }

    /** e^{2t} = 1 + (μ_l² d − σ²)/T; absent where μ_l² d &lt; σ². */
    private static double parting(Point p, int l) {
        double length = l < p.arrangement().levels() ? p.arrangement().length(l) : Double.NaN;
        double ratio = length * length * p.d() - p.width() * p.width();
        return ratio >= 0 ? 0.5 * Elementary.log1p(ratio / p.process().noiseTemperature()) : Double.NaN;
    }
}
