package phasegrid.engine.theory;

import java.util.List;

/**
 * The clone experiment of a program without noise (λ = 0): y_0 is a function of y_t, and y_t of the start.
 *
 * <p>Both clones have one endpoint, whose two labels are drawn independently. Where the Gaussians part the map is steeper
 * than any fixed grid, so that the integrals over the start are adaptive.
 */
final class FlowClones {
    private static final double TAIL = 9;

    private final CloneProgram program;
    private final TwoGaussianMixture mixture;
    private final List<MixtureStep> trajectory;
    private final List<MixtureStep> descent;

    private FlowClones(CloneProgram program) {
        this.program = program;
        this.mixture = program.mixture();
        this.trajectory = program.trajectory();
        this.descent = program.descent();
    }

    static EulerClones of(CloneProgram program) {
        FlowClones flow = new FlowClones(program);
        double[] mean = flow.integral(program.top(), flow::observed);
        double uturn = flow.integral(program.branching(), flow::returned)[0];
        return new EulerClones(
                mean[0],
                uturn,
                1,
                mean[1],
                mean[2],
                mean[3] * flow.scale(),
                mean[4] * flow.scale() * flow.scale(),
                EulerClones.across(program));
    }

    private double[] integral(double time, AdaptiveQuadrature.Integrand integrand) {
        double edge = mixture.centre(time) + TAIL * Math.sqrt(Math.max(program.noise(), mixture.variance(time)));
        return AdaptiveQuadrature.integrate(integrand, -edge, edge);
    }

    /** Same label, label +, exact same label at the branching, scaled square and fourth power of the endpoint, times the start's density. */
    private double[] observed(double y) {
        double branched = follow(trajectory, y);
        double end = follow(descent, branched);
        double label = mixture.plus(end, program.end());
        double density = EulerClones.density(program, y);
        return new double[] {
            density * EulerClones.agreement(label),
            density * label,
            density * EulerClones.agreement(mixture.plus(branched, program.branching())),
            density * end * end / scale(),
            density * end * end * end * end / (scale() * scale())
        };
    }

    /** The label returns: class and noised position are drawn together. */
    private double[] returned(double y) {
        double label = mixture.plus(follow(descent, y), program.end());
        double plus = mixture.weight() * mixture.density(y, program.branching(), 1);
        double minus = (1 - mixture.weight()) * mixture.density(y, program.branching(), -1);
        return new double[] {plus * label + minus * (1 - label)};
    }

    /** E y_0² of the data, so that all integrals are of order 1. */
    private double scale() {
        return mixture.finalRadiusSquared(1);
    }

    private static double follow(List<MixtureStep> steps, double start) {
        double y = start;
        double before = start;
        for (MixtureStep step : steps) {
            double next = step.mean(y);
            double after = step.carried() == 0 ? next : 0.5 * (step.carried() * before + next);
            before = y;
            y = after;
        }
        return y;
    }
}
