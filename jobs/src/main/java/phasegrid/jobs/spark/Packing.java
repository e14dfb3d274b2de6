package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts batches into packs of about the same work: a track's batches together, the longest pack first, since tasks start
 * in that order. A wave makes about {@code tasks} packs for every core, none shorter or longer than the limits.
 *
 * @param shortest seconds of the shortest pack
 * @param longest seconds of the longest
 * @param tasks packs for every core
 * @param wave seconds of one wave, if its costs are as predicted
 */
record Packing(double shortest, double longest, double tasks, double wave) {
    /** The usual packs: half a second to four seconds, four for every core, in waves of 20 seconds. */
    static final Packing USUAL = new Packing(0.5, 4, 4, 20);

    /** Batches of a pack at most, so that the outcomes of one task stay small however little a batch costs. */
    static final int MOST_BATCHES = 1000;

    /** The work of a pack of {@code wave}, in operations. */
    double target(List<Batch> wave, double secondsPerOperation, int cores) {
        double seconds = work(wave) * secondsPerOperation / (tasks * cores);
        return Math.min(longest, Math.max(shortest, seconds)) / secondsPerOperation;
    }

    /** Packs of at most {@code work} operations and {@link #MOST_BATCHES}, or of one batch where that is more work. */
    static List<List<Batch>> of(List<Batch> batches, double work) {
        Map<String, List<Batch>> tracks = new LinkedHashMap<>();
        batches.forEach(b ->
                tracks.computeIfAbsent(b.track().key(), t -> new ArrayList<>()).add(b));
        List<Open> packs = new ArrayList<>();
        for (List<Batch> track : tracks.values()) {
            for (Batch batch : track) {
                Open last = packs.isEmpty() ? null : packs.get(packs.size() - 1);
                if (last == null || last.work + batch.work() > work || last.batches.size() == MOST_BATCHES) {
                    packs.add(new Open());
                }
                packs.get(packs.size() - 1).add(batch);
            }
        }
        packs.sort(Comparator.comparingDouble((Open pack) -> pack.work).reversed());
        return packs.stream().map(pack -> pack.batches).toList();
    }

    /** A pack that still grows, and its work. */
    private static final class Open {
        private final List<Batch> batches = new ArrayList<>();
        private double work;

        void add(Batch batch) {
            batches.add(batch);
            work += batch.work();
        }
    }

    /** The work of a pack. */
    static double work(List<Batch> pack) {
        return pack.stream().mapToDouble(Batch::work).sum();
    }
}
