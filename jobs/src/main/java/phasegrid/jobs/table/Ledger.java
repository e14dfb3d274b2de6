package phasegrid.jobs.table;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import phasegrid.engine.sweep.Address;

/**
 * A grow-only set of rows, in Parquet segments that are named by the SHA-256 of their bytes. Any number of processes
 * may add and read at once: there is no lock, no manifest and no pointer, and nothing is ever moved; only a
 * {@link Compaction} deletes, and only what it has copied.
 *
 * <p>A segment of which a complete read disagrees with its name, twice, is corrupt: a marker under {@code quarantine/}
 * names it, every reader leaves it out from then on, and what it held counts as never computed. Files with other names
 * are no segments. Thread-safe, and as cheap to make as its output's text, so executors make their own.
 */
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
        if (!rows.isEmpty()) {
            publish(Segment.encode(rows));
        }
    }

    /** Publishes a segment and returns its name. */
    String publish(byte[] segment) {
        String name = Segment.name(segment);
        output.publish(Part.LEDGER, name, segment);
        return name;
    }

    /** Reads the whole ledger and keeps all but the payloads. */
    public Inventory inventory() {
        return new Inventory(this).refresh();
    }

    /** The names of its segments, in order, those in quarantine left out. */
    public List<String> segments() {
        Set<String> quarantine = Quarantine.names(output);
        return output.list(Part.LEDGER).stream()
                .filter(Segment::named)
                .filter(name -> !quarantine.contains(name))
                .toList();
    }

    /** Whether a segment is there and not in quarantine, asked of itself and not of a listing. */
    boolean holds(String segment) {
        return output.exists(Part.LEDGER, segment) && !Quarantine.holds(output, segment);
    }

    /**
     * Hands every row of a segment whose key {@code keys} accepts to {@code use}; rows of equal (key, address) may come
     * from several segments.
     *
     * @return false where the segment is gone, or corrupt and now in quarantine, so that nothing was handed out: list
     *     the segments again
     */
    public boolean forEach(String segment, Predicate<String> keys, Consumer<LedgerRow> use) {
        return read(segment, stored -> {
                    if (keys.test(stored.keyText())) {
                        use.accept(stored.row());
                    }
                })
                >= 0;
    }

    /** Hands every row to {@code use} and returns the segment's length in bytes, or −1 where it can't be used. */
    long read(String segment, Consumer<Segment.Stored> use) {
        Optional<byte[]> bytes = whole(segment);
        bytes.ifPresent(b -> Segment.decode(b, use));
        return bytes.map(b -> (long) b.length).orElse(-1L);
    }

    private Optional<byte[]> whole(String segment) {
        Optional<byte[]> bytes = output.read(Part.LEDGER, segment);
        if (bytes.isPresent() && !sound(segment, bytes.get())) {
            bytes = output.read(Part.LEDGER, segment);
        }
        if (bytes.isPresent() && !sound(segment, bytes.get())) {
            Quarantine.add(output, Part.LEDGER, segment, bytes.get());
            return Optional.empty();
        }
        return bytes;
    }

    private static boolean sound(String segment, byte[] bytes) {
        return Segment.name(bytes).equals(segment);
    }

    /**
     * The rows of some points, each address once, in address order; a key without rows is left out. Where payloads
     * differ, that of the first segment by name counts.
     */
    public Map<String, List<LedgerRow>> rows(Set<String> keys) {
        Map<String, Map<Address, LedgerRow>> found = new TreeMap<>();
        Set<String> wanted = new HashSet<>(keys);
        segments()
                .forEach(segment -> forEach(segment, wanted::contains, r -> found.computeIfAbsent(
                                r.row().key(), key -> new TreeMap<>())
                        .putIfAbsent(r.row().address(), r)));
        Map<String, List<LedgerRow>> rows = new TreeMap<>();
        found.forEach((key, byAddress) -> rows.put(key, List.copyOf(byAddress.values())));
        return rows;
    }
}
