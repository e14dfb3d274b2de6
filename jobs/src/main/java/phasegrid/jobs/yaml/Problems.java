package phasegrid.jobs.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a sweep, so that its author sees everything at once. */
final class Problems {
    private static final int MOST = 1_000;

    private record Entry(Place place, String message) {}

    private final String file;
    private final Set<Entry> found = new LinkedHashSet<>();
    private long added;

    Problems(String file) {
        this.file = Shown.of(file);
    }

    /** Adds one, unless it is known already. */
    void add(Place place, String message) {
        added++;
        if (found.size() < MOST) {
            found.add(new Entry(place, Shown.message(message)));
        }
    }

    /** Grows with every problem, so that a reader can tell whether a part was sound. */
    long count() {
        return added;
    }

    /** Whether there are more than will be shown, so that reading on is of no use. */
    boolean full() {
        return found.size() >= MOST;
    }

    /** Whether there was none. */
    boolean none() {
        return added == 0;
    }

    /** All of them, to be thrown. */
    SweepProblems all() {
        return new SweepProblems(lines());
    }

    private List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparing(Entry::place, Place.ORDER))
                .map(entry -> entry.place().in(file) + ": " + entry.message())
                .toList();
    }
}
