package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Track;

/**
 * Counts a run down: batches, work, and for each unfinished track the batches still missing, about 200 bytes a track.
 * Used by one thread.
 */
final class Tally {
    private final Map<String, Entry> tracks = new HashMap<>();
    private final long begun = System.nanoTime();
    private long points;
    private long pointsDone;
    private long batches;
    private long legs;
    private long done;
    private long elsewhere;
    private long failures;
    private double work;
    private double workDone;
    private double workElsewhere;
    private double coreSeconds;

    /** A track and what is known of it while it is unfinished. */
    static final class Entry {
        private final int points;
        private final Track<?> shown;
        private final List<Row> rows;
        private final int[] offered;
        private int missing;
        private double seconds;
        private boolean failed;
        private boolean shared;

        private Entry(Track<?> track, List<Batch> missing, boolean whole) {
            points = track.served().size();
            this.missing = missing.size();
            shown = whole ? track : null;
            rows = whole ? new ArrayList<>() : List.of();
            offered = new int[Math.toIntExact(legs(missing))];
            missing.forEach(batch -> offered[Math.toIntExact(batch.address().leg())]++);
        }

        Track<?> track() {
            return shown;
        }

        List<Row> rows() {
            return rows;
        }

        double seconds() {
            return seconds;
        }
    }

    /** Expects the missing batches of a track; {@code whole} keeps their rows until the last has come. */
    void expect(Track<?> track, List<Batch> missing, boolean whole) {
        points += track.served().size();
        batches += missing.size();
        work += missing.stream().mapToDouble(Batch::work).sum();
        legs = Math.max(legs, legs(missing));
        if (missing.isEmpty()) {
            pointsDone += track.served().size();
        } else {
            tracks.put(track.key(), new Entry(track, missing, whole));
        }
    }

    /** One more than the last leg of {@code batches}. */
    private static long legs(List<Batch> batches) {
        return batches.stream().mapToLong(b -> b.address().leg() + 1).max().orElse(0);
    }

    /**
     * Takes what is still missing of one leg of a track, after the ledger was listed again. What is gone since the track
     * was expected was committed by others; what is new has been lost since and counts as expected from now on.
     *
     * @param each predicted work of a batch
     */
    void offer(Track<?> track, long leg, List<Batch> missing, double each) {
        Entry entry = tracks.computeIfAbsent(track.key(), key -> new Entry(track, List.of(), false));
        int expected = leg < entry.offered.length ? entry.offered[Math.toIntExact(leg)] : 0;
        int gone = expected - missing.size();
        if (gone < 0) {
            batches -= gone;
            entry.missing -= gone;
        } else {
            goneElsewhere(track.key(), entry, gone, each);
        }
        if (entry.missing == 0) {
            tracks.remove(track.key());
        }
    }

    /** Takes notice that others have committed a batch that was to be sent out. */
    void elsewhere(Batch batch) {
        goneElsewhere(batch.track().key(), tracks.get(batch.track().key()), 1, batch.work());
    }

    private void goneElsewhere(String track, Entry entry, int gone, double each) {
        elsewhere += gone;
        workElsewhere += gone * each;
        entry.missing -= gone;
        entry.shared |= gone > 0;
        if (gone > 0 && entry.missing == 0) {
            finish(track, entry);
        }
    }

    /** Counts an outcome; gives its track where it was the last of one that was kept whole and has not failed. */
    Optional<Entry> count(Outcome outcome, double predicted) {
        Entry entry = tracks.get(outcome.track());
        done++;
        workDone += predicted;
        coreSeconds += outcome.circumstances().cpuSeconds();
        failures += outcome.failed() ? 1 : 0;
        entry.failed |= outcome.failed();
        entry.seconds += outcome.circumstances().cpuSeconds();
        if (entry.shown != null) {
            entry.rows.addAll(outcome.rows());
        }
        return --entry.missing == 0 ? finish(outcome.track(), entry) : Optional.empty();
    }

    private Optional<Entry> finish(String track, Entry entry) {
        tracks.remove(track);
        pointsDone += entry.failed ? 0 : entry.points;
        boolean whole = entry.shown != null && !entry.failed && !entry.shared;
        return whole ? Optional.of(entry) : Optional.empty();
    }

    long batches() {
        return batches;
    }

    /** One more than the last leg that is missing. */
    long legs() {
        return legs;
    }

    /** Missing batches that have not come back. */
    long left() {
        return batches - done - elsewhere;
    }

    long computed() {
        return done - failures;
    }

    /** Batches that were missing when the run began and that others have committed since. */
    long elsewhere() {
        return elsewhere;
    }

    long failures() {
        return failures;
    }

    double coreSeconds() {
        return coreSeconds;
    }

    /** Seconds of one core for an operation, as seen so far; a nanosecond before anything was. */
    double secondsPerOperation() {
        return workDone > 0 && coreSeconds > 0 ? coreSeconds / workDone : 1e-9;
    }

    RunState state() {
        double elapsed = (System.nanoTime() - begun) * 1e-9;
        return new RunState(
                points, pointsDone, batches, done + elsewhere, work, workDone + workElsewhere, elapsed, failures);
    }
}
