package phasegrid.engine.theory;

import static java.lang.Double.NaN;

import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.theory.EulerProgram.Start;

/**
 * What an Euler–Maruyama program of the clone experiment must give, step error included.
 *
 * <p>Chapman–Kolmogorov backward recursion of the closed one-dimensional SDE of y = v·x/|v|: u_t(y) = E[f(y_0) | y_t = y] on
 * grids of y. It begins where r is large enough that no trajectory crosses any more (the posterior and the linear
 * continuation are the terminal functions there), else at the endpoint. λ = 0 is followed as the map it is.
 * Probabilities are right to 1e-6; 1000 steps from T = 10 at λ = 1 cost about 50 ms, and the cost grows as
 * Δt^{−3/2} λ^{−1/2}. An endpoint's label is drawn from p(class | x_0). Beyond 3e8 products (steps of h(1+λ)/Γ ≫ 2
 * that tear the Gaussians apart) all but the last are NaN. The dynamics is that of {@code biroli2024dynamical}.
 *
 * @param sameLabel E[P² + (1−P)²], P(y) the probability that a clone from y_t = y ends with the label +
 * @param sameLabelUturn probability that data of a latent class, noised exactly to t, come back with its label
 * @param sameSign probability that both clones end with the same sign of v·x_0; 1 at λ = 0
 * @param plusFraction probability of the label +
 * @param sameLabelExact E[q² + (1−q)²], q = p(+ | y_t), over the program's own law of y_t
 * @param alongSquared E y_0²
 * @param alongFourth E y_0⁴
 * @param acrossVariance variance of each of the d − 1 orthogonal coordinates at the endpoint
 */
public record EulerClones(
        double sameLabel,
        double sameLabelUturn,
        double sameSign,
        double plusFraction,
        double sameLabelExact,
        double alongSquared,
        double alongFourth,
        double acrossVariance) {

    private static final int LABEL = 0;
    private static final int SIGN = 1;
    private static final int SQUARE = 2;
    private static final int FOURTH = 3;
    private static final int PLUS = 4;
    private static final int EXACT = 5;

    /** The values for a program. */
    public static EulerClones of(CloneProgram program) {
        return steps(program).stream().allMatch(step -> step.noise() == 0)
                ? FlowClones.of(program)
                : propagate(program);
    }

    /** E|x_0|²/d = (E y_0² + (d−1) V)/d, V the variance of an orthogonal coordinate. */
    public double finalRadiusSquared(int d) {
        return (alongSquared + (d - 1) * acrossVariance) / d;
    }

    /** V at the endpoint: the linear recursion V′ = α²V + ν from Γ_t, or from that of the noise at the horizon. */
    static double across(CloneProgram program) {
        double before = 0;
        double slope = 0;
        double variance = program.start() == Start.HORIZON
                ? program.noise()
                : program.mixture().variance(program.branching());
        for (MixtureStep step : steps(program)) {
            double next = step.carried() == 0
                    ? step.spread(variance)
                    : before * Elementary.square(0.5 * (step.carried() + step.linear() * slope));
            before = variance;
            slope = step.linear();
            variance = next;
        }
        return variance;
    }

    /** q² + (1−q)². */
    static double agreement(double q) {
        return q * q + (1 - q) * (1 - q);
    }

    private static EulerClones propagate(CloneProgram program) {
        List<MixtureStep> steps = steps(program);
        int branch = program.trajectory().size();
        EulerLattices lattices = new EulerLattices(program, steps, branch);
        if (!lattices.tractable()) {
            return new EulerClones(NaN, NaN, NaN, NaN, NaN, NaN, NaN, across(program));
        }
        BackwardField parted = descent(program, steps, branch, lattices);
        BackwardField together = carry(clones(program, parted), steps, branch, 0, lattices);
        return new EulerClones(
                start(program, together, LABEL),
                uturn(program, parted),
                start(program, together, SIGN),
                start(program, together, PLUS),
                start(program, together, EXACT),
                start(program, together, SQUARE),
                start(program, together, FOURTH),
                across(program));
    }

    /** The functions label, sign, square and fourth power of one clone at the branching. */
    private static BackwardField descent(
            CloneProgram program, List<MixtureStep> steps, int branch, EulerLattices lattices) {
        int level = lattices.terminal();
        TerminalFunctions terminal =
                new TerminalFunctions(program, steps.get(steps.size() - 1), steps.subList(level, steps.size()));
        if (lattices.beginning() < level) {
            level = lattices.beginning();
            MixtureStep last = steps.get(level);
            BackwardField field = BackwardField.of(lattices.lattice(level), 4, y -> terminal.before(last, y));
            return carry(field, steps, level, branch, lattices);
        }
        double time = lattices.time(level);
        BackwardField field = BackwardField.of(lattices.lattice(level), 4, y -> terminal.at(time, y));
        return carry(field, steps, level, branch, lattices);
    }

    private static BackwardField carry(
            BackwardField field, List<MixtureStep> steps, int from, int to, EulerLattices lattices) {
        BackwardField carried = field;
        for (int i = from - 1; i >= to; i--) {
            carried = carried.before(steps.get(i), lattices.lattice(i));
        }
        return carried;
    }

    private static BackwardField clones(CloneProgram program, BackwardField parted) {
        return parted.map(6, (y, u) -> new double[] {
            agreement(u[LABEL]),
            agreement(u[SIGN]),
            u[SQUARE],
            u[FOURTH],
            u[LABEL],
            agreement(program.mixture().plus(y, program.branching()))
        });
    }

    private static double start(CloneProgram program, BackwardField field, int function) {
        return field.expectation(function, y -> density(program, y));
    }

    /** Density of the state with which a run begins. */
    static double density(CloneProgram program, double y) {
        double sd = Math.sqrt(program.noise());
        return program.start() == Start.HORIZON
                ? Quadrature.normalDensity(y / sd) / sd
                : program.mixture().density(y, program.branching());
    }

    private static double uturn(CloneProgram program, BackwardField parted) {
        TwoGaussianMixture mixture = program.mixture();
        double t = program.branching();
        double returned = parted.expectation(LABEL, y -> mixture.density(y, t, 1));
        double strayed = parted.expectation(LABEL, y -> mixture.density(y, t, -1));
        return mixture.weight() * returned + (1 - mixture.weight()) * (1 - strayed);
    }

    private static List<MixtureStep> steps(CloneProgram program) {
        List<MixtureStep> steps = new ArrayList<>(program.trajectory());
        steps.addAll(program.descent());
        return steps;
    }
}
