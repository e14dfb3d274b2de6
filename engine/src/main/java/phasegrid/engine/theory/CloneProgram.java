package phasegrid.engine.theory;

import java.util.List;

/** A discretised clone experiment whose every step is linear in the state and the posterior mean. */
public interface CloneProgram {
    /** The data. */
    TwoGaussianMixture mixture();

    /** t, the time at which the clones part. */
    double branching();

    /** T, where a run from noise begins. */
    double horizon();

    /** The law from which the run begins. */
    EulerProgram.Start start();

    /** Variance of the pure noise that a run from T begins with, in the Ornstein-Uhlenbeck form of unit temperature. */
    default double noise() {
        return 1;
    }

    /** The time of the endpoint's law, at which its label is drawn. */
    double end();

    /** The steps from the top down to the branching time; none for the exact start. */
    List<MixtureStep> trajectory();

    /** The steps of one clone, from the branching time down to the end. */
    List<MixtureStep> descent();

    /** The time at which the run begins: T, or t for the exact start. */
    default double top() {
        return start() == EulerProgram.Start.HORIZON ? horizon() : branching();
    }
}
