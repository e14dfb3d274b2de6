package phasegrid.engine.definition;

import java.util.Map;

/** What was measured at a point: an estimate for each observable, by name. */
public record Summary(Map<String, Estimate> estimates) {
    /** The estimate of {@code x}. */
    public Estimate of(Observable x) {
        return estimates.get(x.name());
    }
}
