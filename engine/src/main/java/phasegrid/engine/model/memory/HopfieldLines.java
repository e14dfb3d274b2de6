package phasegrid.engine.model.memory;

import phasegrid.engine.model.Memo;
import phasegrid.engine.theory.HopfieldSaddle;

/** What {@link HopfieldSaddle} says, kept: a plane of (α, T) asks the same again and again. */
final class HopfieldLines {
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
}
