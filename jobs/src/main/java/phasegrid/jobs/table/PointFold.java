package phasegrid.jobs.table;

import java.util.List;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Fold;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.sweep.Track;

/**
 * Makes the line of the phase table for a point of one track: its rows folded, with theory beside them.
 *
 * @param <P> the model's point
 */
public final class PointFold<P extends Record> {
    private final Definition<P, ?> definition;
    private final Track<P> track;
    private final Fold<P> fold;
    private final Theory<P> theory;

    private PointFold(Definition<P, ?> definition, Track<P> track) {
        this.definition = definition;
        this.track = track;
        fold = Fold.of(definition, track);
        theory = Theory.of(definition);
    }

    /** The fold for the points of {@code track}. */
    public static <P extends Record> PointFold<P> of(Definition<P, ?> definition, Track<P> track) {
        return new PointFold<>(definition, track);
    }

    /** The line of point {@code served}; rows come in any order, each address once. */
    public PointRow row(Track.Served<P> served, List<Row> rows, double cpuSeconds, Effort effort) {
        P parameters = served.point().parameters();
        Measured measured = fold.fold(served, rows, effort);
        Optional<Phase> phase = definition.model().phase(parameters, measured.summary());
        return new PointRow(
                served.point(),
                track.key(),
                measured,
                theory.judge(parameters, measured),
                theory.lines(parameters),
                phase,
                cpuSeconds);
    }

    /** The means of an observable with one group of batches left out, for a jackknife over batches. */
    public double[] leftOut(Track.Served<P> served, List<Row> rows, Effort effort, String observable) {
        return fold.leftOut(served, rows, effort, observable);
    }
}
