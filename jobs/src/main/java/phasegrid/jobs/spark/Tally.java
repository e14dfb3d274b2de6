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
    private long failures;
    private double work;
    private double workDone;
    private double coreSeconds;

    /** A track and what is known of it while it is unfinished. */
    static final class Entry {
        private final int points;
        private final Track<?> shown;
        private final List<Row> rows;
        private int missing;
        private double seconds;
        private boolean failed;

        private Entry(Track<?> track, int missing, boolean whole) {
            points = track.served().size();
            this.missing = missing;
            shown = whole ? track : null;
            rows = whole ? new ArrayList<>() : List.of();
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
        legs = Math.max(
                legs,
                missing.stream().mapToLong(b -> b.address().leg() + 1).max().orElse(0));
        if (missing.isEmpty()) {
            pointsDone += track.served().size();
        } else {
            tracks.put(track.key(), new Entry(track, missing.size(), whole));
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
        return entry.shown != null && !entry.failed ? Optional.of(entry) : Optional.empty();
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
        return batches - done;
    }

    long computed() {
        return done - failures;
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
        return new RunState(points, pointsDone, batches, done, work, workDone, elapsed, failures);
    }
}
