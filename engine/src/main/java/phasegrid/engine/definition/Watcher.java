package phasegrid.engine.definition;

/** Is shown the states through which a replica goes, to look at and not to keep. */
@FunctionalInterface
public interface Watcher {
    /** The state at a time: the numbers of {@code states} from {@code from} on, before {@code to}. */
    void sees(double time, double[] states, int from, int to);
}
