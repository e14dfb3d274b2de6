package phasegrid.jobs.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import phasegrid.engine.sweep.Address;

/**
 * What a ledger held when it was last listed: which addresses of which keys, and where rows came from. What a segment
 * says of itself is believed until somebody reads it whole, as every fold does: one that turns out to be corrupt then is
 * marked, and its rows are missing from the next listing on.
 *
 * <p>Memory: some 100 bytes a key. Listing reads the end of every new segment. Thread-safe.
 */
public final class Inventory {
    private static final int MOST_LISTINGS = 3;

    private final Ledger ledger;
    private final Map<String, Long> read = new TreeMap<>();
    private final Set<Circumstances> origins = new LinkedHashSet<>();
    private AddressIndex index = new AddressIndex();
    private long bytes;
    private int losses;

    Inventory(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Lists the ledger again and reads what is new; returns this. A segment found corrupt since is forgotten. */
    public synchronized Inventory refresh() {
        boolean missed = true;
        for (int i = 0; missed && i < MOST_LISTINGS; i++) {
            List<String> there = ledger.segments();
            if (!Set.copyOf(there).containsAll(read.keySet()) && lost(there)) {
                forget();
            }
            missed = there.stream()
                            .filter(segment -> !read.containsKey(segment))
                            .filter(this::unreadable)
                            .count()
                    > 0;
        }
        return this;
    }

    /** Commits rows to the ledger as one segment, and knows of them without reading it again. */
    public synchronized void commit(List<LedgerRow> rows) {
        if (!rows.isEmpty()) {
            byte[] segment = Segment.encode(rows);
            Contents contents = new Contents();
            rows.forEach(row -> contents.add(row.row().key(), row.row().address(), row.circumstances()));
            add(ledger.publish(segment), new Ledger.Listed(segment.length, contents));
        }
    }

    /** Whether a segment that was read is gone or corrupt, and not only left out by a listing that lags. */
    private boolean lost(List<String> there) {
        Set<String> unlisted = new TreeSet<>(read.keySet());
        there.forEach(unlisted::remove);
        return !unlisted.stream().allMatch(ledger::holds);
    }

    /** How often segments that had been read were gone or corrupt at a later listing. */
    public synchronized int losses() {
        return losses;
    }

    private void forget() {
        losses++;
        read.clear();
        bytes = 0;
        index = new AddressIndex();
    }

    private boolean unreadable(String segment) {
        Optional<Ledger.Listed> listed = ledger.listed(segment).or(() -> whole(segment));
        listed.ifPresent(known -> add(segment, known));
        return listed.isEmpty();
    }

    /** Of a segment whose end doesn't tell; nothing where it is corrupt, and marked now. */
    private Optional<Ledger.Listed> whole(String segment) {
        Contents contents = new Contents();
        long length = ledger.read(segment, row -> contents.add(row.keyText(), row.address(), row.circumstances()));
        return length < 0 ? Optional.empty() : Optional.of(new Ledger.Listed(length, contents));
    }

    private void add(String segment, Ledger.Listed listed) {
        read.put(segment, listed.length());
        bytes += listed.length();
        origins.addAll(listed.contents().origins());
        index.addAll(listed.contents().rows());
    }

    /** Whether the row of {@code key} at {@code address} is there. */
    public synchronized boolean contains(String key, Address address) {
        return index.get(key).contains(address);
    }

    /** Tells which addresses of {@code key} are there now, many times at little cost. */
    public synchronized Predicate<Address> of(String key) {
        return index.get(key).copy()::contains;
    }

    /**
     * How many rows of {@code key} there are on a leg with disorder indices below {@code disorder} and thermal ones below
     * {@code thermal}; costs no more where they are many.
     */
    public synchronized long count(String key, int disorder, int thermal, long leg) {
        Addresses held = index.get(key);
        long count = 0;
        for (int t = 0; t < thermal; t++) {
            long first = Addresses.place(new Address(0, t, leg));
            count += held.count(leg, first, first + disorder - 1);
        }
        return count;
    }

    /** How many rows there are, each (key, address) once. */
    public synchronized long rows() {
        return index.size();
    }

    /** The segments that are there, those known to be corrupt left out, in order. */
    public synchronized List<String> segments() {
        return List.copyOf(read.keySet());
    }

    /** The bytes of all segments. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Where and by which builds rows were computed, each once, without seconds. */
    public synchronized List<Circumstances> origins() {
        return List.copyOf(origins);
    }

    /** What a fold would fold of the keys and addresses that {@code wanted} tells; nothing of a key without predicate. */
    public synchronized Folded folded(Function<String, Optional<Predicate<Address>>> wanted) {
        Folded[] folded = {Folded.NOTHING};
        index.forEach((key, addresses) -> wanted.apply(key).ifPresent(these -> {
            Addresses own = new Addresses();
            addresses.forEach(address -> {
                if (these.test(address)) {
                    own.add(address);
                }
            });
            folded[0] = own.size() == 0 ? folded[0] : folded[0].plus(Folded.of(key, own));
        }));
        return folded[0];
    }
}
