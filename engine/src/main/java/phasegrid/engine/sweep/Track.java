package phasegrid.engine.sweep;

import java.util.List;

/**
 * One simulation and the points that it serves.
 *
 * @param <P> the model's point
 * @param key the key of all its thermal noise, 64 hexadecimal digits
 * @param disorderKey the key of its quenched disorder
 * @param rungs the points it simulates together: the ladder, or one; read-out parameters hold their usual value
 * @param served the points that are asked for
 */
public record Track<P extends Record>(String key, String disorderKey, List<P> rungs, List<Served<P>> served) {
    /** Keeps its own copies. */
    public Track {
        rungs = List.copyOf(rungs);
        served = List.copyOf(served);
    }

    /**
     * A point and where in the simulation it is read.
     *
     * @param <P> the model's point
     * @param point the point
     * @param rung its rung
     * @param pass the pass at which it is read; 0 for independent draws and for the stationary average
     */
    public record Served<P extends Record>(Point<P> point, int rung, long pass) {}

    /** The last pass at which a point is read, 0 if none is read at a finite one. */
    public long lastPass() {
        long last = 0;
        for (Served<P> one : served) {
            last = Math.max(last, one.pass());
        }
        return last;
    }

    /** Whether a point is read as a stationary average or from independent draws. */
    public boolean stationary() {
        return served.stream().anyMatch(s -> s.pass() == 0);
    }
}
