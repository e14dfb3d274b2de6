package phasegrid.engine.model.memory;

import java.util.List;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Line;
import phasegrid.engine.model.Memo;
import phasegrid.engine.theory.HopfieldSaddle;

/** What {@link HopfieldSaddle} says, kept: a plane of (α, T) asks the same again and again. */
final class HopfieldLines {
    static final Citation AGS = new Citation("amit1987statistical", "section 3, replica symmetry");
    /** Passes after which a network that stays in its state has settled there. */
    static final int SETTLED = 50;

    private static final double FINITE_SIZE = 2;
    private static final double NEAR_SPINODAL = 0.9;
    private static final double ABOVE_GLASS = 1.25;

    private record At(double beta, double alpha) {}

    private final Memo<Double, HopfieldSaddle> saddles = new Memo<>(HopfieldSaddle::at);
    private final Memo<Double, Double> spinodals =
            new Memo<>(beta -> saddles.of(beta).spinodal());
    private final Memo<Double, Double> transitions =
            new Memo<>(beta -> saddles.of(beta).transition());
    private final Memo<At, HopfieldSaddle.State> retrievals =
            new Memo<>(at -> saddles.of(at.beta()).retrieval(at.alpha()));
    private final Memo<At, HopfieldSaddle.State> others =
            new Memo<>(at -> saddles.of(at.beta()).disordered(at.alpha()));
    private final Memo<Double, Double> spinodalTemperatures = new Memo<>(HopfieldSaddle::spinodalTemperature);
    private final Memo<Double, Double> transitionTemperatures = new Memo<>(HopfieldSaddle::transitionTemperature);
    private final Memo<Double, Double> brokenTemperatures = new Memo<>(HopfieldSaddle::brokenTemperature);

    double spinodal(double beta) {
        return spinodals.of(beta);
    }

    double transition(double beta) {
        return transitions.of(beta);
    }

    HopfieldSaddle.State retrieval(double beta, double alpha) {
        return retrievals.of(new At(beta, alpha));
    }

    HopfieldSaddle.State disordered(double beta, double alpha) {
        return others.of(new At(beta, alpha));
    }

    double spinodalTemperature(double alpha) {
        return spinodalTemperatures.of(alpha);
    }

    double transitionTemperature(double alpha) {
        return transitionTemperatures.of(alpha);
    }

    double brokenTemperature(double alpha) {
        return brokenTemperatures.of(alpha);
    }

    /** How far networks of d spins are from the retrieval state: 2/d where the spinodal is not near; else NaN. */
    double ofRetrieval(int d, double beta, double alpha) {
        return alpha <= NEAR_SPINODAL * spinodal(beta) ? FINITE_SIZE / d : Double.NaN;
    }

    /** From the paramagnet: 2/d well above the glass, where loops are small; NaN below, where replica symmetry is broken. */
    static double ofParamagnet(int d, double beta, double alpha) {
        return 1 / beta >= ABOVE_GLASS * HopfieldSaddle.glassTemperature(alpha) ? FINITE_SIZE / d : Double.NaN;
    }

    /** T_M, T_c and T_g as lines in β. */
    <P extends Record> List<Line<P>> inBeta(ToDoubleFunction<P> alpha) {
        return List.of(
                line(
                        "beta_spinodal",
                        "T_M: below it there are retrieval states",
                        p -> spinodalTemperature(alpha.applyAsDouble(p))),
                line(
                        "beta_transition",
                        "T_c: below it they are the global minimum",
                        p -> transitionTemperature(alpha.applyAsDouble(p))),
                line(
                        "beta_glass",
                        "T_g = 1 + √α: below it replicas overlap",
                        p -> HopfieldSaddle.glassTemperature(alpha.applyAsDouble(p))));
    }

    static <P extends Record> Line<P> line(String name, String definition, ToDoubleFunction<P> temperature) {
        return new Line<>(name, "beta", definition, AGS, p -> 1 / temperature.applyAsDouble(p));
    }
}
