package phasegrid.jobs.table;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Row;

/**
 * What a ledger held when it was last listed: keys, addresses and circumstances, and a digest of each payload.
 *
 * <p>Memory: some 100 bytes a row. Reading costs one pass over the bytes of every new segment. Thread-safe.
 */
public final class Inventory {
    private static final int MOST_LISTINGS = 3;

    private final Ledger ledger;
    private final Map<String, Long> read = new TreeMap<>();
    private final Map<Circumstances, Integer> origins = new LinkedHashMap<>();
    private final List<Circumstances> byOrigin = new ArrayList<>();
    private final List<Inconsistency> differing = new ArrayList<>();
    private RowIndex index = new RowIndex();
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
            read.put(ledger.publish(segment), (long) segment.length);
            MessageDigest sha = sha256();
            rows.forEach(row -> add(Segment.Stored.of(row), sha));
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
        differing.clear();
        index = new RowIndex();
    }

    private boolean unreadable(String segment) {
        MessageDigest sha = sha256();
        long bytes = ledger.read(segment, stored -> add(stored, sha));
        if (bytes >= 0) {
            read.put(segment, bytes);
        }
        return bytes < 0;
    }

    private void add(Segment.Stored stored, MessageDigest sha) {
        long digest = digest(stored.payload(), sha);
        int origin = origin(stored.circumstances());
        int row = index.add(stored.keyText(), stored.address(), digest, origin);
        if (index.digest(row) != digest) {
            differing.add(new Inconsistency(
                    stored.keyText(), stored.address(), byOrigin.get(index.origin(row)), byOrigin.get(origin)));
        }
    }

    private static long digest(byte[] payload, MessageDigest sha) {
        return ByteBuffer.wrap(sha.digest(payload)).getLong();
    }

    private int origin(Circumstances c) {
        Circumstances place = new Circumstances(0, c.host(), c.jdk(), c.commit(), c.classes());
        return origins.computeIfAbsent(place, p -> {
            byOrigin.add(p);
            return byOrigin.size() - 1;
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether the row of {@code key} at {@code address} is there. */
    public synchronized boolean contains(String key, Address address) {
        return index.find(key, address) >= 0;
    }

    /** Where a row of the same key and address came from that has another payload; nothing where there is none. */
    public synchronized Optional<Circumstances> differing(Row row) {
        int found = index.find(row.key(), row.address());
        byte[] payload = Segment.payload(row.payload());
        return found < 0 || index.digest(found) == digest(payload, sha256())
                ? Optional.empty()
                : Optional.of(byOrigin.get(index.origin(found)));
    }

    /** The keys of which two payloads differ at one address. */
    public synchronized Set<String> inconsistent() {
        return differing.stream().map(Inconsistency::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every computation that differs from the first of its row; circumstances without their seconds. */
    public synchronized List<Inconsistency> inconsistencies() {
        return List.copyOf(differing);
    }

    /** How many rows there are, each (key, address) once. */
    public synchronized long rows() {
        return index.size();
    }

    /** The segments that were read, corrupt ones left out, in order. */
    public synchronized List<String> segments() {
        return List.copyOf(read.keySet());
    }

    /** The bytes of all segments. */
    public synchronized long bytes() {
        return read.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where and by which builds rows were computed, each once, without seconds. */
    public synchronized List<Circumstances> origins() {
        return List.copyOf(byOrigin);
    }

    /** What a fold of the rows that {@code wanted} accepts would fold. */
    public synchronized Folded folded(BiPredicate<String, Address> wanted) {
        Folded folded = Folded.NOTHING;
        for (int i = 0; i < index.size(); i++) {
            String key = index.key(i);
            Address address = index.address(i);
            folded = wanted.test(key, address) ? folded.plus(Folded.of(key, address)) : folded;
        }
        return folded;
    }
}
