package phasegrid.jobs.table;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import phasegrid.engine.sweep.Row;

/** A grow-only set of rows in Parquet segments; any number of processes may add and read at once. */
public final class Ledger {
    private final Output output;

    private Ledger(Output output) {
        this.output = output;
    }

    /** The ledger of {@code output}; touches nothing. */
    public static Ledger at(Output output) {
        return new Ledger(output);
    }

    /** Adds rows as one segment, visible whole or not at all; nothing happens where there are none. */
    public void commit(List<LedgerRow> rows) {
        throw new UnsupportedOperationException(output.toString() + rows);
    }

    /** Lists the ledger and reads all but the payloads. */
    public Inventory inventory() {
        throw new UnsupportedOperationException();
    }

    /** The names of its segments, in order, those in quarantine left out. */
    public List<String> segments() {
        throw new UnsupportedOperationException();
    }

    /**
     * Hands every row of a segment whose key {@code keys} accepts to {@code use}; rows of equal (key, address) may come
     * from several segments.
     *
     * @return false where the segment is corrupt, now in quarantine, and nothing was handed out
     */
    public boolean forEach(String segment, Predicate<String> keys, Consumer<LedgerRow> use) {
        throw new UnsupportedOperationException(segment + keys + use);
    }

    /** The rows of some points, each address once, in address order; a key without rows is left out. */
    public Map<String, List<Row>> rows(Set<String> keys) {
        throw new UnsupportedOperationException("" + keys);
    }
}
