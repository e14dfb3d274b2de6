package phasegrid.engine.dynamics;

/**
 * States at the rungs of a ladder, hottest first, as a {@link LadderProtocol} moves them. A rung may hold many replicas, which
 * then move together but are exchanged one by one.
 */
public interface Rungs {
    /** How many rungs there are. */
    int size();

    /** Draws the state of a rung anew. */
    void restart(int rung);

    /** Updates all spins of the rungs {@code from} (inclusive) to {@code to} (exclusive) once. */
    void update(int from, int to);

    /** Gives rung {@code to} the state of rung {@code from}. */
    void copy(int from, int to);

    /**
     * Exchanges the states of a rung and the next colder one, each replica with probability
     * {@code min(1, e^{(β' − β)(E' − E)})}, in detailed balance with the product of both Gibbs laws.
     */
    void exchange(int rung);
}
