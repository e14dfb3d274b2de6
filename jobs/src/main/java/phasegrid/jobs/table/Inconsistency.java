package phasegrid.jobs.table;

import phasegrid.engine.sweep.Address;

/**
 * Two computations of one row that gave different payloads: determinism is broken.
 *
 * @param key the point's key
 * @param address the batch
 * @param one how one came about
 * @param other how the other came about
 */
public record Inconsistency(String key, Address address, Circumstances one, Circumstances other) {
    @Override
    public String toString() {
        return "point " + key + ", batch (" + address.disorder() + ", " + address.thermal() + ", " + address.leg()
                + "): " + text(one) + " and " + text(other) + " disagree";
    }

    private static String text(Circumstances c) {
        return c.host() + " (commit " + c.commit() + ", classes " + c.classes() + ", JDK " + c.jdk() + ")";
    }
}
