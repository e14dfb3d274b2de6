package phasegrid.engine.definition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.random.RandomStream;

/**
 * Everything the engine, the command line, the documentation and the tests need to know about one physical model.
 *
 * @param <P> its point: a record whose every component carries {@link Param}
 * @param <Q> its quenched disorder: immutable; {@link Void} where there is none
 */
public interface Model<P extends Record, Q> {
    /** Name, version and summary. */
    Card card();

    /** The class of its points. */
    Class<P> parameters();

    /** What it measures, in the order of the table's columns. */
    List<Observable> observables();

    /** Whether a simulation of this point measures x; where it does not, x has no column entry, whatever is recorded. */
    default boolean measures(P point, Scalar x) {
        return true;
    }

    /** Draws one disorder sample: patterns, a training set, couplings. Immutable; cached per executor. */
    default Q quench(P point, RandomStream disorder) {
        return null;
    }

    /** The same for a model of data files, whose numbers are in {@code data}. */
    default Q quench(P point, Data data, RandomStream disorder) {
        return quench(point, disorder);
    }

    /** Makes the simulation of one point, or of a ladder of points; read-out parameters hold their usual value. */
    Simulation<Q> simulation(List<P> rungs);

    /** The pass at which a read-out point is read; 0 means the stationary average. */
    default long pass(P point) {
        return 0;
    }

    /** How many thermal replicas move together: a power of two. */
    default int granule(P point) {
        return 1;
    }

    /** The work of one replica, or of one pass of one rung of one chain, in operations of about a nanosecond. */
    long operations(P point);

    /** The work of drawing one disorder sample, in the same operations; 0 where it is next to nothing. */
    default long preparation(P point) {
        return 0;
    }

    /** Points that a test can afford, as on the command line: {@code "d=256 t=2.5"}. */
    List<String> testPoints();

    /** What is +∞ at {@code point} for every disorder sample and replica, as a true value and not as a failure. */
    default Set<Observable> infinite(P point) {
        return Set.of();
    }

    /** What theory says of the observables; the first that holds at a point judges it. */
    default List<Reference<P>> references() {
        return List.of();
    }

    /** Named transition lines. */
    default List<Line<P>> lines() {
        return List.of();
    }

    /** Powers with which observables go; the observable and the parameter are then drawn on logarithmic axes. */
    default List<Slope<P>> slopes() {
        return List.of();
    }

    /** Scalars that measure the same from two starts, for chains that begin in both. */
    default List<Twins> twins() {
        return List.of();
    }

    /** The phase at a point, where the model can tell. */
    default Optional<Phase> phase(P point, Summary summary) {
        return Optional.empty();
    }
}
