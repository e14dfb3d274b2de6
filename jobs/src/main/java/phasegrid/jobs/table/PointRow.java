package phasegrid.jobs.table;

import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Point;

/**
 * Everything that the phase table tells of one point.
 *
 * @param point the point
 * @param trackKey the key of the simulation that served it
 * @param measured what was measured
 * @param judgements theory beside each measured mean, by observable
 * @param lines where the transition lines lie, and slopes, by name
 * @param phase the phase, where the model tells
 * @param cpuSeconds seconds of one core that its rows took
 */
public record PointRow(
        Point<?> point,
        String trackKey,
        Measured measured,
        Map<String, Judgement> judgements,
        Map<String, Double> lines,
        Optional<Phase> phase,
        double cpuSeconds) {}
