package phasegrid.jobs.spark;

import java.util.List;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Row;
import phasegrid.jobs.table.Circumstances;

/**
 * What came of one batch.
 *
 * @param track the track's key
 * @param address the batch
 * @param rows its rows; none where it failed
 * @param state the end state of its chains; empty where there is none
 * @param failure why it failed; empty where it didn't
 * @param circumstances where and how long it ran
 */
record Outcome(
        String track, Address address, List<Row> rows, byte[] state, String failure, Circumstances circumstances) {
    /** The outcome of a batch that can't be computed. */
    static Outcome failure(Batch batch, String reason) {
        return new Outcome(
                batch.track().key(),
                batch.address(),
                List.of(),
                new byte[0],
                reason,
                new Circumstances(0, "", "", "", ""));
    }

    boolean failed() {
        return !failure.isEmpty();
    }
}
