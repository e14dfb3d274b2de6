package phasegrid.engine.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * An Euler–Maruyama run of the clone experiment: dy = [y + (1+λ) ∇log P_t] dτ + √(2λ) dW from the top of the grid to 0.
 *
 * @param mixture the data, whose exact score drives the run
 * @param branching t, the time at which the clones part, at least 0; for {@link Start#HORIZON} at most the horizon
 * @param noiseLevel λ ≥ 0: 1 is the time reversal, 0 the deterministic flow
 * @param horizon T, above 0
 * @param steps number of steps between T and 0: Δt = T/steps
 * @param start the law from which the run begins
 * @param grid the times at which the score is taken
 */
public record EulerProgram(
        TwoGaussianMixture mixture,
        double branching,
        double noiseLevel,
        double horizon,
        int steps,
        Start start,
        Grid grid)
        implements CloneProgram {

    /** A step shorter than this fraction of Δt is not made: it moves a probability by less than 1e-7. */
    private static final double NEGLIGIBLE = 1e-6;

    /** Where a run begins. */
    public enum Start {
        /** y ~ N(0, 1) at t = T, as a program does that knows no more than the score. */
        HORIZON,
        /** y from its exact law at the branching time. */
        EXACT
    }

    /** The convention of the time grid. */
    public enum Grid {
        /**
         * Steps at T, T − Δt, …, Δt, each with the score at its own starting time. A branching time between two grid times
         * is reached by a shortened step and left by a shortened step down to the next grid time.
         */
        STEP_START,
        /**
         * The authors' published program: T/Δt steps of full length with the score at T − Δt, …, Δt, 0, that is at the end
         * of each step; the clones part before the first step whose time is ≤ t.
         */
        PUBLISHED
    }

    /** Refuses values outside their domain. */
    public EulerProgram {
        require(
                branching >= 0 && branching < Double.POSITIVE_INFINITY,
                "branching",
                branching,
                "a finite time of at least 0");
        require(
                noiseLevel >= 0 && noiseLevel < Double.POSITIVE_INFINITY,
                "noiseLevel",
                noiseLevel,
                "a finite number of at least 0");
        require(horizon > 0 && horizon < Double.POSITIVE_INFINITY, "horizon", horizon, "a finite time above 0");
        require(steps > 0, "steps", steps, "at least 1");
        require(
                branching <= horizon || (start == Start.EXACT && grid == Grid.STEP_START),
                "branching",
                branching,
                "a time up to the horizon " + horizon + ", or the exact start on the default grid");
    }

    /** The run of the default convention, {@link Grid#STEP_START}. */
    public EulerProgram(
            TwoGaussianMixture mixture, double branching, double noiseLevel, double horizon, int steps, Start start) {
        this(mixture, branching, noiseLevel, horizon, steps, start, Grid.STEP_START);
    }

    /** Δt = T/steps. */
    public double stepLength() {
        return horizon / steps;
    }

    @Override
    public double end() {
        return 0;
    }

    @Override
    public List<MixtureStep> trajectory() {
        List<MixtureStep> made = new ArrayList<>();
        int offset = grid == Grid.PUBLISHED ? 1 : 0;
        for (int j = start == Start.HORIZON ? steps : 0; j > 0 && time(j - offset) > branching + shortest(); j--) {
            double length = offset == 1 ? stepLength() : Math.min(stepLength(), time(j) - branching);
            made.add(step(time(j - offset), length));
        }
        return made;
    }

    @Override
    public List<MixtureStep> descent() {
        return grid == Grid.PUBLISHED ? publishedDescent() : stepStartDescent();
    }

    private List<MixtureStep> stepStartDescent() {
        List<MixtureStep> made = new ArrayList<>();
        int first = (int) Math.ceil(branching / stepLength() - NEGLIGIBLE);
        for (int j = first; j > 0; j--) {
            double from = j == first ? branching : time(j);
            made.add(step(from, from - time(j - 1)));
        }
        return made;
    }

    private List<MixtureStep> publishedDescent() {
        List<MixtureStep> made = new ArrayList<>();
        for (int j = (int) Math.min(steps - 1, Math.floor(branching / stepLength() + NEGLIGIBLE)); j >= 0; j--) {
            made.add(step(time(j), stepLength()));
        }
        return made;
    }

    private MixtureStep step(double time, double length) {
        return MixtureStep.of(mixture, noiseLevel, time, length);
    }

    private double time(int j) {
        return horizon * j / steps;
    }

    private double shortest() {
        return NEGLIGIBLE * stepLength();
    }

    private static void require(boolean holds, String name, double value, String domain) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Cannot follow an Euler program: " + name + " is " + value + "; give " + domain + ".");
        }
    }
}
