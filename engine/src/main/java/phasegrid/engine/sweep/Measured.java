package phasegrid.engine.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Summary;

/**
 * What was measured at one point.
 *
 * @param disorder disorder samples, or independent replicas where nothing is quenched
 * @param thermal thermal replicas on each, the fewest
 * @param replicas replicas in all
 * @param failed replicas that gave no number for some observable, the most over observables
 * @param measurements one for each column of the model, in its order
 * @param status how the row stands
 * @param unsettled the scalars by which chains are not in equilibrium: they differ from one another or along themselves
 */
public record Measured(
        long disorder,
        long thermal,
        long replicas,
        long failed,
        Map<String, Measurement> measurements,
        Status status,
        List<String> unsettled) {
    /** The same with {@code other} as its status, where that is worse. */
    public Measured atBest(Status other) {
        Status worse = status.compareTo(other) <= 0 ? status : other;
        return new Measured(disorder, thermal, replicas, failed, measurements, worse, unsettled);
    }

    /** The estimates, as a model sees them. */
    public Summary summary() {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        measurements.forEach((name, m) -> estimates.put(name, m.estimate()));
        return new Summary(estimates);
    }
}
