package phasegrid.jobs.spark;

import java.util.stream.Collectors;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Track;

/**
 * A missing batch.
 *
 * @param track its track
 * @param address its place there
 * @param work its predicted work, in operations of about a nanosecond
 */
public record Batch(Track<?> track, Address address, double work) {
    /** Its first point and its place, for messages. */
    String name() {
        String point = track.served().get(0).point().values().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue().text())
                .collect(Collectors.joining(" "));
        return point + ", batch (" + address.disorder() + ", " + address.thermal() + ") leg " + address.leg();
    }
}
