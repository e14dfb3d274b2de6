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

    /** The work of a pack of {@code wave}, in operations. */
    double target(List<Batch> wave, double secondsPerOperation, int cores) {
        double seconds = work(wave) * secondsPerOperation / (tasks * cores);
        return Math.min(longest, Math.max(shortest, seconds)) / secondsPerOperation;
    }

    /** Packs of at most {@code work} operations, or of one batch where that is more. */
    static List<List<Batch>> of(List<Batch> batches, double work) {
        Map<String, List<Batch>> tracks = new LinkedHashMap<>();
        batches.forEach(b ->
                tracks.computeIfAbsent(b.track().key(), t -> new ArrayList<>()).add(b));
        List<List<Batch>> packs = new ArrayList<>();
        List<Batch> open = new ArrayList<>();
        for (List<Batch> track : tracks.values()) {
            for (Batch batch : track) {
                if (!open.isEmpty() && work(open) + batch.work() > work) {
                    packs.add(open);
                    open = new ArrayList<>();
                }
                open.add(batch);
            }
        }
        if (!open.isEmpty()) {
            packs.add(open);
        }
        packs.sort(Comparator.comparingDouble(Packing::work).reversed());
        return packs;
    }

    /** The work of a pack. */
    static double work(List<Batch> pack) {
        return pack.stream().mapToDouble(Batch::work).sum();
    }
}
