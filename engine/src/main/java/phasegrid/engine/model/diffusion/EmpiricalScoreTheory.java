package phasegrid.engine.model.diffusion;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.model.Memo;
import phasegrid.engine.model.diffusion.EmpiricalScore.Point;
import phasegrid.engine.theory.CollapseTime;
import phasegrid.engine.theory.EmpiricalPosterior;
import phasegrid.engine.theory.ExcessEntropy;
import phasegrid.engine.theory.PosteriorEnergies;

/** What theory says of {@link EmpiricalScore}: averages of posterior weights at any d and n, and the lines of transitions. */
final class EmpiricalScoreTheory {
    private static final Citation COLLAPSE = new Citation("biroli2024dynamical", "collapse transition");
    private static final Citation RACE =
            new Citation("biroli2024dynamical", "posterior weights of the training points, by quadrature");
    private static final Citation BAYES =
            new Citation("biroli2024dynamical", "two draws from the posterior and the truth are exchangeable");

    private static final int MOST_LOOKS = 128;
    private static final double RARE = 0.05;

    private final Memo<EmpiricalPosterior, EmpiricalPosterior.Averages> averages =
            new Memo<>(EmpiricalPosterior::averages);
    private final Memo<EmpiricalPosterior, EmpiricalPosterior.Nearest> nearest =
            new Memo<>(EmpiricalPosterior::nearest);
    private final Memo<Point, Double> finalTime = new Memo<>(this::finalTime);

    List<Reference<Point>> references() {
        ToDoubleFunction<EmpiricalPosterior> participation = l -> averages.of(l).participation();
        ToDoubleFunction<EmpiricalPosterior> sameClass = l -> averages.of(l).sameClass();
        ToDoubleFunction<EmpiricalPosterior> entropy = l -> averages.of(l).entropy();
        ToDoubleFunction<EmpiricalPosterior> largest = l -> nearest.of(l).largest();
        return List.of(
                exact(EmpiricalScore.PARTICIPATION, participation),
                exact(EmpiricalScore.TRUE_WEIGHT, participation),
                exact(EmpiricalScore.LARGEST_WEIGHT, largest),
                exact(EmpiricalScore.NEAREST_IS_TRUE, largest),
                uncertain(EmpiricalScore.POSTERIOR_ENTROPY, p -> of(p, entropy)),
                uncertain(EmpiricalScore.F_EMP, p -> of(p, entropy) / p.d()),
                uncertain(EmpiricalScore.F_EMP_RATIO, p -> of(p, entropy) / p.logPoints()),
                new Reference.ExactLaw<>(EmpiricalScore.NEAREST_DISTANCE_SQ, RACE, this::nearestDistance),
                exact(EmpiricalScore.CLASS_EXACT, sameClass),
                new Reference.ExactLaw<>(EmpiricalScore.F_TRUE, COLLAPSE, EmpiricalScoreTheory::excessTrue),
                new Reference.ExactLaw<>(EmpiricalScore.RADIUS_SQ, BAYES, EmpiricalScoreTheory::radius),
                new Reference.ExactLaw<>(
                        EmpiricalScore.FINAL_TIME, BAYES, p -> often(p) ? finalTime.of(p) : Double.NaN),
                limit(EmpiricalScore.FINAL_TIME, p -> p.exact() ? finalTime.of(p) : Double.NaN),
                limit(EmpiricalScore.FINAL_TIME, EmpiricalScoreTheory::collapse),
                limit(EmpiricalScore.COLLAPSE_TIME, EmpiricalScoreTheory::collapse),
                new Reference.Carried<>(
                        new Reference.ExactLaw<>(EmpiricalScore.NISHIMORI, BAYES, p -> 0),
                        s -> s.of(EmpiricalScore.PARTICIPATION).spread()),
                back(EmpiricalScore.UTURN, participation),
                back(EmpiricalScore.CLONE, participation),
                back(EmpiricalScore.NEAREST_AT_END, largest),
                back(EmpiricalScore.UTURN_CLASS, sameClass),
                back(EmpiricalScore.CLONE_CLASS, sameClass),
                new Reference.ExactLaw<>(
                        EmpiricalScore.CLONE,
                        BAYES,
                        p -> p.data() instanceof TrainingData.CurieWeiss ? Double.NaN : flow(p)),
                new Reference.ExactLaw<>(EmpiricalScore.CLONE_CLASS, BAYES, EmpiricalScoreTheory::flow),
                drawn(EmpiricalScore.UTURN, participation),
                drawn(EmpiricalScore.CLONE, participation),
                drawn(EmpiricalScore.NEAREST_AT_END, largest),
                drawn(EmpiricalScore.UTURN_CLASS, sameClass),
                drawn(EmpiricalScore.CLONE_CLASS, sameClass),
                limit(EmpiricalScore.PARTICIPATION, EmpiricalScoreTheory::finiteSize),
                limit(EmpiricalScore.F_EMP, p -> Math.max(0, excessTrue(p))),
                limit(EmpiricalScore.PSI, EmpiricalScoreTheory::psi));
    }

    private Reference<Point> exact(Scalar x, ToDoubleFunction<EmpiricalPosterior> value) {
        return new Reference.ExactLaw<>(x, RACE, p -> of(p, value));
    }

    /** An entropy: that of the x at which not one point has all of the weight. */
    private static Reference<Point> uncertain(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Carried<>(new Reference.ExactLaw<>(x, RACE, value), s -> s.of(EmpiricalScore.PARTICIPATION)
                .misses());
    }

    /** What a backward run without step error does. */
    private Reference<Point> back(Scalar x, ToDoubleFunction<EmpiricalPosterior> value) {
        return new Reference.ExactLaw<>(x, BAYES, p -> p.exact() ? of(p, value) : Double.NaN);
    }

    /** The same where steps have an error that no theory bounds; paths of another noise level have no theory. */
    private Reference<Point> drawn(Scalar x, ToDoubleFunction<EmpiricalPosterior> value) {
        return limit(x, p -> p.sampler().noiseLevel() == 1 && p.sampler().followsPaths() ? of(p, value) : Double.NaN);
    }

    private static Reference<Point> limit(Scalar x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, COLLAPSE, value, p -> Double.NaN);
    }

    /** Both clones of a flow take one path, and end on one point where no two are equal as spins may be. */
    private static double flow(Point p) {
        return p.sampler().noiseLevel() == 0 && p.sampler().followsPaths() ? 1 : Double.NaN;
    }

    private static double of(Point p, ToDoubleFunction<EmpiricalPosterior> value) {
        EmpiricalPosterior law = p.posterior();
        return law == null ? Double.NaN : value.applyAsDouble(law);
    }

    /** Coordinates outside a manifold add their noise to every distance. */
    private double nearestDistance(Point p) {
        double inside = of(p, l -> nearest.of(l).energy());
        TrainingData.Clouds clouds = p.data().clouds(p.d());
        return clouds == null ? Double.NaN : (2 * inside + p.d() - clouds.dimension()) / p.d();
    }

    private static double radius(Point p) {
        return p.process().at(p.t()).spread(p.data().square(p.d()));
    }

    private static double excessTrue(Point p) {
        TrainingData.Clouds c = p.data().clouds(p.d());
        return c == null
                ? Double.NaN
                : (p.logPoints()
                                - ExcessEntropy.information(
                                        c.dimension(),
                                        c.variance() / p.ratio(),
                                        c.norm() / Math.sqrt(p.ratio()),
                                        c.weight()))
                        / p.d();
    }

    private static double finiteSize(Point p) {
        TrainingData.Clouds c = p.data().clouds(p.d());
        return c == null
                ? Double.NaN
                : CollapseTime.participation(c.dimension(), (double) p.n(), c.variance() / p.ratio());
    }

    private static double psi(Point p) {
        TrainingData.Clouds c = p.data().clouds(p.d());
        return c == null || c.dimension() < p.d()
                ? Double.NaN
                : PosteriorEnergies.ofOwnClass(p.alpha(), c.variance() / p.ratio())
                        .psi();
    }

    static List<Line<Point>> lines() {
        return List.of(
                line(
                        "t_c",
                        "collapse: ln n is the information that x_t has on its data point",
                        EmpiricalScoreTheory::collapse),
                line(
                        "t_condensation",
                        "condensation of the random energies of the own class",
                        EmpiricalScoreTheory::condensation),
                line(
                        "t_s",
                        "speciation: the Hessian of log P_t at 0 is marginal along the classes",
                        EmpiricalScoreTheory::speciation));
    }

    private static Line<Point> line(String name, String definition, ToDoubleFunction<Point> value) {
        return new Line<>(name, "t", definition, COLLAPSE, value);
    }

    private static double collapse(Point p) {
        return p.own(p.data().collapse((double) p.n(), p.d()));
    }

    /**
     * Σ_k (t_k − t_{k+1}) E max w(t_k) over the times t_k at which the run looks: at each of them the nearest point is the one at
     * the end with probability E max w. NaN where that is too dear.
     */
    private double finalTime(Point p) {
        double[] looks = p.route() == EmpiricalScore.Route.ORACLE
                ? new double[] {p.t()}
                : Descent.looks(p.process(), p.sampler(), p.horizon(), p.t());
        EmpiricalPosterior law = p.posterior();
        if (law == null || looks.length > (law.overlapping() ? 1 : MOST_LOOKS)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int k = 0; k < looks.length; k++) {
            double below = k + 1 < looks.length ? looks[k + 1] : 0;
            double share =
                    p.settled(looks[k]) ? 1 : nearest.of(p.posterior(looks[k])).largest();
            sum = Math.fma(looks[k] - below, share, sum);
        }
        return sum;
    }

    /** Whether a few hundred runs meet both ends, that at once and that never: only then is their spread known. */
    private boolean often(Point p) {
        double share = p.exact() ? finalTime.of(p) / p.t() : Double.NaN;
        return share > RARE && share < 1 - RARE;
    }

    private static double condensation(Point p) {
        TrainingData.Clouds c = p.data().clouds(p.d());
        return c == null
                ? Double.NaN
                : p.own(PosteriorEnergies.condensation(p.logPoints() / c.dimension(), c.variance()));
    }

    static double speciation(Point p) {
        OptionalDouble unit = p.data().speciation(p.d());
        return unit.isPresent() ? p.own(unit.getAsDouble()) : Double.NaN;
    }
}
