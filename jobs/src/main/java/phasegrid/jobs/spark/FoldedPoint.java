package phasegrid.jobs.spark;

import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Point;
import phasegrid.jobs.table.PointRow;

/**
 * A point's line of the table as it travels: without the point itself, whose class only its model knows.
 *
 * @param key the point's key
 * @param track its track's key
 * @param measured what was measured
 * @param judgements theory beside it
 * @param lines the transition lines
 * @param phase its phase; none or one
 * @param cpuSeconds what its rows cost
 * @param inconsistent whether two payloads of one of its rows differ
 * @param leftOut for each fitted observable its means with one group of batches left out
 */
record FoldedPoint(
        String key,
        String track,
        Measured measured,
        Map<String, Judgement> judgements,
        Map<String, Double> lines,
        List<Phase> phase,
        double cpuSeconds,
        boolean inconsistent,
        Map<String, double[]> leftOut) {
    static FoldedPoint of(PointRow row, boolean inconsistent, Map<String, double[]> leftOut) {
        return new FoldedPoint(
                row.point().key(),
                row.trackKey(),
                row.measured(),
                row.judgements(),
                row.lines(),
                row.phase().stream().toList(),
                row.cpuSeconds(),
                inconsistent,
                leftOut);
    }

    PointRow row(Point<?> point, Measured judged) {
        return new PointRow(
                point, track, judged, judgements, lines, phase.stream().findFirst(), cpuSeconds);
    }
}
