package phasegrid.jobs.table;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import phasegrid.engine.sweep.Address;

/** What a ledger held when it was last listed: keys, addresses and circumstances, not payloads. */
public final class Inventory {
    /** Whether the row of {@code key} at {@code address} is there. */
    public boolean contains(String key, Address address) {
        throw new UnsupportedOperationException(key + address);
    }

    /** The keys of which two payloads differ at one address. */
    public Set<String> inconsistent() {
        throw new UnsupportedOperationException();
    }

    /** Every pair of computations that differ. */
    public List<Inconsistency> inconsistencies() {
        throw new UnsupportedOperationException();
    }

    /** How many rows there are, each (key, address) once. */
    public long rows() {
        throw new UnsupportedOperationException();
    }

    /** The segments that were read, corrupt ones left out. */
    public List<String> segments() {
        throw new UnsupportedOperationException();
    }

    /** The bytes of all segments. */
    public long bytes() {
        throw new UnsupportedOperationException();
    }

    /** The hashes of the engine's classes by which rows were computed. */
    public Set<String> classes() {
        throw new UnsupportedOperationException();
    }

    /** What a fold of the rows that {@code wanted} accepts would fold. */
    public Folded folded(BiPredicate<String, Address> wanted) {
        throw new UnsupportedOperationException("" + wanted);
    }

    /** Lists the ledger again and reads what is new; returns this. */
    public Inventory refresh() {
        return this;
    }
}
