package phasegrid.engine.model.glass;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Param;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.theory.RandomEnergies;

/**
 * The random energy model: 2^d independent energies of variance v d, weights w ∝ e^{−βE}.
 *
 * <p>Entropy s(e) = ln 2 − e²/(2v); below T_c = √(v/(2 ln 2)) a few levels hold the weight and E Y2 = 1 − T/T_c, Y2 = Σ w².
 * Everything is quenched: a sample is its levels, thermal means over them are exact, and references are exact at every d.
 * Cost: 2^d draws, or 1024 order statistics at any d.
 */
public final class RandomEnergy implements Model<RandomEnergy.Point, RandomLevels> {
    /** Which levels are drawn. */
    public enum Levels {
        /** All 2^d. */
        ALL,
        /** The lowest, exactly, and the rest as three sums. */
        EXTREME
    }

    /** One point. */
    public record Point(
            @Param(
                    symbol = "N",
                    doc = "spins, of 2^N configurations",
                    definition = "spins",
                    min = 1,
                    max = 900,
                    quench = Quench.FIXES)
            int d,

            @Param(symbol = "β", doc = "inverse temperature", definition = "1/temperature", min = 0.001, max = 100)
            double beta,

            @Param(symbol = "v", doc = "variance of a level, over d", usual = "0.5", min = 0.01, max = 100)
            double variance,

            @Param(symbol = "levels", doc = "which levels are drawn", usual = "extreme", quench = Quench.FIXES)
            Levels levels) {
        private static final int MOST_BITS = 20;

        /** Refuses to draw more levels than memory has room for. */
        public Point {
            if (levels == Levels.ALL && d > MOST_BITS) {
                throw new IllegalArgumentException("levels = all are 2^" + d + " of them, more than 2^" + MOST_BITS
                        + "; use levels = extreme, which is as good");
            }
        }

        /** Standard deviation of a level. */
        double deviation() {
            return Math.sqrt(variance * d);
        }

        double criticalBeta() {
            return Math.sqrt(2 * Elementary.log(2) / variance);
        }

        RandomEnergies theory() {
            return new RandomEnergies(d, beta * deviation());
        }

        /** What the participation ratio is at T_c. */
        double criticalParticipation() {
            return new RandomEnergies(d, criticalBeta() * deviation()).participation();
        }
    }

    static final Scalar LOG_PARTITION = Scalar.real("log_partition", "1", "ln Z per spin");
    static final Scalar ENERGY = Scalar.real("energy", "1", "⟨E⟩ per spin");
    static final Scalar Y2 = Scalar.real("y2", "1", "Y2 = Σ w², the chance that two replicas share a level");
    static final Scalar Y2_SQUARED = Scalar.real("y2_squared", "1", "Y2²");
    static final Scalar TOP_WEIGHT = Scalar.real("top_weight", "1", "weight of the ground state");
    static final Scalar GROUND_ENERGY = Scalar.real("ground_energy", "1", "lowest energy per spin");
    static final Observable.Curve Y2_BELOW = new Observable.Curve(
            "y2_below", "probability", "chance that Y2 is below", List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9));
    static final Observable.Derived<Point> FREE_ENERGY = new Observable.Derived<>(
            "free_energy", "1", "−T E ln Z per spin", false, (p, m) -> -m.of(LOG_PARTITION) / p.beta());
    static final Observable.Derived<Point> ENTROPY = new Observable.Derived<>(
            "entropy", "1", "E ln Z + β E⟨E⟩ per spin", false, (p, m) -> m.of(LOG_PARTITION) + p.beta() * m.of(ENERGY));

    private static final List<Scalar> BELOW = Y2_BELOW.scalars();
    private static final Citation FINITE = new Citation("derrida1981random", "section V, at every number of levels");
    private static final Citation CONDENSED = new Citation("gross1984simplest", "weights below the transition");
    private static final Citation LINE = new Citation("derrida1981random", "eq. (16)");
    private static final double OFTEN = 0.02;
    private static final double LIGHT = 3;
    private static final int OF_DRAWN = 5;
    private static final int OF_ORDERED = 200;
    private static final int MOST_ORDERED = 10;

    @Override
    public Card card() {
        return new Card(
                "random-energy",
                2,
                "Random energy model",
                "Independent Gaussian energies: where does the Boltzmann weight condense on a few levels, and how is "
                        + "the participation ratio Y2 distributed? Exact at every size.",
                "glass");
    }

    @Override
    public Class<Point> parameters() {
        return Point.class;
    }

    @Override
    public List<Observable> observables() {
        return List.of(
                LOG_PARTITION, ENERGY, Y2, Y2_SQUARED, TOP_WEIGHT, GROUND_ENERGY, Y2_BELOW, FREE_ENERGY, ENTROPY);
    }

    @Override
    public RandomLevels quench(Point p, RandomStream disorder) {
        return p.levels() == Levels.ALL ? RandomLevels.all(p.d(), disorder) : RandomLevels.extreme(p.d(), disorder);
    }

    @Override
    public Simulation<RandomLevels> simulation(List<Point> rungs) {
        Point p = rungs.get(0);
        return Simulation.Sampler.each((levels, block, r, out) -> record(p, levels, r, out));
    }

    static void record(Point p, RandomLevels levels, int r, Recorder out) {
        double scale = p.deviation() / p.d();
        LevelSums sums = new LevelSums(levels, p.beta() * p.deviation());
        double y2 = sums.participation();
        out.record(LOG_PARTITION, r, sums.logPartition() / p.d());
        out.record(ENERGY, r, -scale * sums.mean());
        out.record(Y2, r, y2);
        out.record(Y2_SQUARED, r, y2 * y2);
        out.record(TOP_WEIGHT, r, sums.weight(levels.top()));
        out.record(GROUND_ENERGY, r, -scale * levels.top());
        for (int i = 0; i < BELOW.size(); i++) {
            out.record(BELOW.get(i), r, y2 < Y2_BELOW.at().get(i) ? 1 : 0);
        }
    }

    @Override
    public long operations(Point p) {
        return p.levels() == Levels.ALL ? (long) OF_DRAWN << p.d() : (long) OF_ORDERED << Math.min(p.d(), MOST_ORDERED);
    }

    @Override
    public List<String> testPoints() {
        return List.of("d=20 beta=2", "d=10 beta=1.4", "d=6 beta=2 variance=1", "d=200 beta=2.5");
    }

    @Override
    public List<Reference<Point>> references() {
        return List.of(
                exact(LOG_PARTITION, p -> typical(p) ? logPartition(p) : Double.NaN),
                exact(ENERGY, p -> typical(p) ? energy(p) : Double.NaN),
                exact(Y2, p -> often(p) ? p.theory().participation() : Double.NaN),
                exact(Y2_SQUARED, p -> often(p) ? p.theory().participationSquared() : Double.NaN),
                exact(GROUND_ENERGY, p -> -p.deviation() / p.d() * RandomEnergies.largest(p.d())),
                exact(FREE_ENERGY, p -> typical(p) ? -logPartition(p) / p.beta() : Double.NaN),
                exact(ENTROPY, p -> typical(p) ? entropy(p) : Double.NaN),
                rare(LOG_PARTITION, p -> typical(p) ? Double.NaN : logPartition(p)),
                rare(ENERGY, p -> typical(p) ? Double.NaN : energy(p)),
                rare(Y2, p -> often(p) ? Double.NaN : p.theory().participation()),
                rare(Y2_SQUARED, p -> often(p) ? Double.NaN : p.theory().participationSquared()),
                rare(FREE_ENERGY, p -> typical(p) ? Double.NaN : -logPartition(p) / p.beta()),
                rare(ENTROPY, p -> typical(p) ? Double.NaN : entropy(p)),
                drawn(FREE_ENERGY, RandomEnergy::freeEnergy),
                drawn(Y2, RandomEnergy::condensed),
                drawn(Y2_SQUARED, p -> condensed(p) * (1 + 2 * condensed(p)) / 3),
                drawn(GROUND_ENERGY, p -> -p.variance() * p.criticalBeta()));
    }

    /** Gaussian integration by parts: E⟨E⟩ = −β v d (1 − E Y2). */
    private static double energy(Point p) {
        return -p.beta() * p.variance() * (1 - p.theory().participation());
    }

    private static double logPartition(Point p) {
        return p.theory().logPartition() / p.d();
    }

    private static double entropy(Point p) {
        return logPartition(p) + p.beta() * energy(p);
    }

    /**
     * Whether ln Z and its slopes have means that some hundred samples tell. The ground state's weight falls off with the
     * power −β_c/β: where that is above −3 its rare large values make up the variance, unless they are no longer rare.
     */
    private static boolean typical(Point p) {
        return often(p) || LIGHT * p.beta() < p.criticalBeta();
    }

    /** Whether a table of some hundred samples has met those whose Y2 is of order 1, which make up the means. */
    private static boolean often(Point p) {
        return p.theory().participationSquared() > OFTEN;
    }

    /** The exact value where the law of its mean has so long a tail that no z means anything. */
    private static Reference<Point> rare(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, FINITE, value, p -> Double.NaN);
    }

    /** −T ln 2 − βv/2, frozen at its value at T_c below. */
    private static double freeEnergy(Point p) {
        double beta = Math.min(p.beta(), p.criticalBeta());
        return -Elementary.log(2) / beta - 0.5 * beta * p.variance();
    }

    private static double condensed(Point p) {
        return Math.max(0, 1 - p.criticalBeta() / p.beta());
    }

    @Override
    public List<Line<Point>> lines() {
        return List.of(new Line<>("beta_c", "beta", "condensation: β = √(2 ln 2/v)", LINE, Point::criticalBeta));
    }

    @Override
    public Optional<Phase> phase(Point p, Summary summary) {
        Estimate y2 = summary.of(Y2);
        double margin = (y2.mean() - p.criticalParticipation()) / y2.stderr();
        String label = margin > 0 ? "condensed" : "uncondensed";
        return Double.isNaN(margin)
                ? Optional.empty()
                : Optional.of(new Phase(label, "E Y2 against its exact value at T_c for this d", margin));
    }

    private static Reference<Point> exact(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.ExactLaw<>(x, FINITE, value);
    }

    /** The limit of many spins, beside the exact value. */
    private static Reference<Point> drawn(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, CONDENSED, value, p -> Double.NaN);
    }
}
