package phasegrid.jobs.table;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.sweep.Keys;

/**
 * Copies the small segments of a ledger into few large ones, reads the copies back, and deletes what was copied once a
 * grace period has passed, so that a reader that had listed it has long gone on. A marker under {@code compacted/} says
 * of a copied segment where its rows are now and since when. At every moment each row is in a sound segment, whoever
 * else adds, reads, compacts or is killed.
 */
public final class Compaction {
    private static final String SUFFIX = ".copied";
    private static final long LARGE = 32L << 20;

    private final Output output;
    private final Ledger ledger;
    private final Duration grace;
    private final Instant now;
    private final long large;

    /**
     * What was done.
     *
     * @param copied segments that were copied
     * @param written segments that hold the copies
     * @param deleted segments that were copied a grace period ago and are gone now
     * @param waiting copied segments whose grace period goes on
     */
    public record Result(int copied, int written, int deleted, int waiting) {}

    private record Mark(Instant since, String copy) {}

    Compaction(Output output, Duration grace, Instant now, long large) {
        this.output = output;
        ledger = Ledger.at(output);
        this.grace = grace;
        this.now = now;
        this.large = large;
    }

    /** Compacts the ledger of {@code output}; what was copied at least {@code grace} before {@code now} is deleted. */
    public static Result run(Output output, Duration grace, Instant now) {
        return new Compaction(output, grace, now, LARGE).run();
    }

    Result run() {
        int deleted = 0;
        int waiting = 0;
        List<String> unmarked = new ArrayList<>();
        for (String segment : ledger.segments()) {
            Optional<Mark> mark = mark(segment).filter(m -> ledger.holds(m.copy()));
            if (mark.isEmpty()) {
                unmarked.add(segment);
            } else if (Duration.between(mark.get().since(), now).compareTo(grace) < 0) {
                waiting++;
            } else if (copied(segment, mark.get().copy())) {
                output.delete(Part.LEDGER, segment);
                output.delete(Part.COMPACTED, segment + SUFFIX);
                deleted++;
            }
        }
        Set<String> copied = new HashSet<>();
        int written = copy(unmarked, copied);
        return new Result(copied.size(), written, deleted, waiting);
    }

    private Optional<Mark> mark(String segment) {
        return output.read(Part.COMPACTED, segment + SUFFIX).flatMap(Compaction::parse);
    }

    private static Optional<Mark> parse(byte[] text) {
        String[] words = new String(text, StandardCharsets.UTF_8).strip().split(" ");
        try {
            return words.length == 2 ? Optional.of(new Mark(Instant.parse(words[0]), words[1])) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Copies small segments together and returns how many segments hold the copies. */
    private int copy(List<String> segments, Set<String> copied) {
        int written = 0;
        List<String> group = new ArrayList<>();
        long bytes = 0;
        for (String segment : segments) {
            long length = ledger.read(segment, row -> {});
            if (length >= 0 && length < large) {
                group.add(segment);
                bytes += length;
            }
            if (bytes >= 2 * large) {
                written += together(group, copied);
                group.clear();
                bytes = 0;
            }
        }
        return written + together(group, copied);
    }

    private int together(List<String> group, Set<String> copied) {
        if (group.size() < 2) {
            return 0;
        }
        List<LedgerRow> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        group.forEach(segment -> ledger.read(segment, row -> {
            if (seen.add(name(row))) {
                rows.add(row.row());
            }
        }));
        String copy = ledger.publish(Segment.encode(rows));
        List<String> inputs = group.stream()
                .filter(segment -> !segment.equals(copy) && copied(segment, copy))
                .toList();
        byte[] mark = (now + " " + copy + "\n").getBytes(StandardCharsets.UTF_8);
        inputs.forEach(segment -> output.publish(Part.COMPACTED, segment + SUFFIX, mark));
        copied.addAll(inputs);
        return 1;
    }

    /** Whether both segments read back and the second has every row of the first. */
    private boolean copied(String segment, String copy) {
        Set<String> rows = new HashSet<>();
        Set<String> copies = new HashSet<>();
        long length = ledger.read(segment, row -> rows.add(name(row)));
        return length >= 0 && ledger.read(copy, row -> copies.add(name(row))) >= 0 && copies.containsAll(rows);
    }

    /** Tells rows apart: payloads that differ under one key and address are both kept. */
    private static String name(Segment.Stored row) {
        return row.keyText() + row.address() + Keys.digest(row.payload());
    }
}
