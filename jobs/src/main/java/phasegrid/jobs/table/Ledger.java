package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Row;

/**
 * A grow-only set of rows, in Parquet segments that are named by the SHA-256 of their bytes. Any number of processes
 * may add and read at once: there is no lock, no manifest and no pointer, and nothing is ever moved; only a
 * {@link Compaction} deletes, and only what it has copied.
 *
 * <p>A segment of which a complete read disagrees with its name, twice, or that is no segment whatever its name says, is
 * corrupt: a marker under {@code quarantine/} names it, every reader leaves it out from then on, and what it held counts as never computed. Files with other names
 * are no segments. Thread-safe, and as cheap to make as its output's text, so executors make their own.
 */
public final class Ledger {
    private static final int USUAL_END = 1 << 18;

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

    /** Reads what every segment says it holds. */
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

    /** Reads every segment whole, which marks the corrupt ones; returns how many were found now. */
    public long check() {
        return segments().stream()
                .filter(segment -> !forEach(segment, key -> false, row -> {}))
                .count();
    }

    /**
     * Hands every row to {@code use} and returns the segment's length in bytes, or −1 where it can't be used. A lack of
     * memory says nothing of a segment: it is told, and nothing is marked.
     */
    long read(String segment, Consumer<Segment.Stored> use) {
        try {
            Optional<byte[]> bytes = whole(segment);
            Optional<List<Segment.Stored>> rows = bytes.flatMap(Segment::decode);
            if (bytes.isPresent() && rows.isEmpty()) {
                Quarantine.add(output, Part.LEDGER, segment, bytes.get());
            }
            rows.ifPresent(all -> all.forEach(use));
            return rows.isPresent() ? bytes.get().length : -1;
        } catch (OutOfMemoryError lack) {
            throw new IllegalStateException(
                    "Cannot read " + output.uri(Part.LEDGER) + "/" + segment + ": it needs more than what is left of "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory; give Java more, as by -Xmx8g",
                    lack);
        }
    }

    /** Where the end of a segment tells what it holds: its length and its contents. Its payloads are not looked at. */
    Optional<Listed> listed(String segment) {
        Optional<Storage.End> end = output.end(Part.LEDGER, segment, USUAL_END);
        long needed = end.map(e -> Segment.needed(e.bytes())).orElse(0L);
        if (end.isPresent()
                && needed > end.get().bytes().length
                && needed <= end.get().length()) {
            end = output.end(Part.LEDGER, segment, Math.toIntExact(needed));
        }
        return end.flatMap(e -> Segment.contents(e.bytes()).map(contents -> new Listed(e.length(), contents)));
    }

    /**
     * What a segment holds.
     *
     * @param length its bytes
     * @param contents its keys, addresses and origins
     */
    record Listed(long length, Contents contents) {}

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

    /**
     * Every stored computation of the rows of some keys whose payload differs from that of the first by segment name;
     * one pass over the ledger.
     */
    public List<Inconsistency> inconsistencies(Set<String> keys) {
        Map<String, LedgerRow> first = new HashMap<>();
        List<Inconsistency> differing = new ArrayList<>();
        forEach(keys, row -> {
            LedgerRow one = first.putIfAbsent(row.row().key() + row.row().address(), row);
            if (one != null && !same(row.row(), one.row())) {
                differing.add(new Inconsistency(
                        row.row().key(),
                        row.row().address(),
                        one.circumstances().place(),
                        row.circumstances().place()));
            }
        });
        return differing;
    }

    /** Where a row of the same key and address came from that has another payload; nothing where there is none. */
    public Optional<Circumstances> differing(Row row) {
        List<Circumstances> differing = new ArrayList<>();
        forEach(Set.of(row.key()), stored -> {
            if (stored.row().address().equals(row.address()) && !same(stored.row(), row)) {
                differing.add(stored.circumstances().place());
            }
        });
        return differing.stream().findFirst();
    }

    private static boolean same(Row a, Row b) {
        return Arrays.equals(a.payload(), b.payload());
    }

    private void forEach(Set<String> keys, Consumer<LedgerRow> use) {
        segments().forEach(segment -> forEach(segment, keys::contains, use));
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
        forEach(new HashSet<>(keys), r -> found.computeIfAbsent(r.row().key(), key -> new TreeMap<>())
                .putIfAbsent(r.row().address(), r));
        Map<String, List<LedgerRow>> rows = new TreeMap<>();
        found.forEach((key, byAddress) -> rows.put(key, List.copyOf(byAddress.values())));
        return rows;
    }
}
